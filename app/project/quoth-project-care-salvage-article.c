/* quoth-project-care-salvage-article.c - what is left of one article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-care"

#include "config.h"

#include "quoth-project-care-salvage-private.h"

#include <string.h>

/* Said of an article in its metadata when its text is not what was once imported. */
#define CHANGED_NAME "recovered"
#define CHANGED_VALUE "the text differs from its checksum"

typedef struct
{
  GPtrArray  *annotations;
  GHashTable *ids;
  guint       length;
  gboolean    gaps;
} Found;

static void
take_annotation (Found           *found,
                 QuothAnnotation *annotation)
{
  if (annotation == NULL)
    {
      found->gaps = TRUE;
      return;
    }
  found->gaps |= !quoth_annotation_validate (annotation, found->length, NULL);
  if (g_utf8_validate (annotation->id, -1, NULL) && *annotation->id != '\0'
      && (annotation->note == NULL || g_utf8_validate (annotation->note, -1, NULL))
      && quoth_annotation_validate (annotation, found->length, NULL)
      && !g_hash_table_contains (found->ids, annotation->id))
    {
      g_hash_table_add (found->ids, annotation->id);
      g_ptr_array_add (found->annotations, annotation);
    }
  else
    quoth_annotation_unref (annotation);
}

/* Rows until the end or the first page that cannot be read. */
static gboolean
read_until_damage (QuothDb    *db,
                   const char *sql,
                   gint64      row,
                   Found      *found)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db, sql, NULL);
  int rc;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row);
  while ((rc = quoth_db_step (db, stmt, NULL)) == SQLITE_ROW)
    take_annotation (found, quoth_db_annotation_from_row (db, stmt, 0, NULL));
  return rc == SQLITE_DONE;
}

/* From both ends towards the damage; then once more without links, for annotations
 * whose links cannot be read. */
static void
read_annotations (QuothDb *db,
                  gint64   row,
                  Found   *found)
{
  if (!read_until_damage (db, "SELECT " QUOTH_ANNOTATION_COLUMNS " FROM annotation n"
                              " WHERE n.article = ?1 ORDER BY n.id", row, found))
    read_until_damage (db, "SELECT " QUOTH_ANNOTATION_COLUMNS " FROM annotation n"
                           " WHERE n.article = ?1 ORDER BY n.id DESC", row, found);
  read_until_damage (db, "SELECT " QUOTH_ANNOTATION_COLUMNS " FROM (SELECT article, id, layer,"
                         " type, start, end, parts, entity, attributes, 0 AS n_links, origin,"
                         " created, note FROM annotation WHERE article = ?1) n", row, found);
}

static gint
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp ((*(QuothAnnotation *const *) a)->id, (*(QuothAnnotation *const *) b)->id);
}

/* An annotation as it is read is held by nobody else yet, so links may go. */
static void
drop_loose_links (Found *found)
{
  for (guint i = 0; i < found->annotations->len; i++)
    {
      QuothAnnotation *annotation = found->annotations->pdata[i];

      for (guint j = annotation->n_links; j-- > 0;)
        {
          g_autofree char *role = g_strdup (annotation->links[j].role);
          g_autofree char *to = g_strdup (annotation->links[j].to);

          if (!g_hash_table_contains (found->ids, to))
            {
              quoth_annotation_remove_link (annotation, role, to);
              found->gaps = TRUE;
            }
          j = MIN (j, annotation->n_links);
        }
    }
  g_ptr_array_sort (found->annotations, compare_ids);
}

/* The article as the file has it; NULL when that cannot be read or makes no sense. */
static QuothArticle *
read_row (QuothDb *db,
          gint64   row)
{
  g_autoptr (QuothStmt) stmt =
    quoth_db_prepare (db, "SELECT " QUOTH_ARTICLE_COLUMNS " FROM article a WHERE a.row = ?1", NULL);
  g_autoptr (QuothArticle) article = NULL;

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, row);
  if (quoth_db_step (db, stmt, NULL) == SQLITE_ROW)
    article = quoth_db_article_from_row (db, stmt, 0, NULL);
  if (article == NULL || !g_utf8_validate (article->id, -1, NULL) || *article->id == '\0'
      || !g_utf8_validate (article->name, -1, NULL))
    return NULL;
  return g_steal_pointer (&article);
}

static QuothArticle *
read_article (QuothDb   *db,
              gint64     row,
              QuothText *text)
{
  g_autofree char *hash = quoth_text_get_hash (text);
  g_autoptr (QuothArticle) old = read_row (db, row);
  QuothArticle *article;

  if (old == NULL)
    {
      g_autofree char *name = g_strdup_printf ("recovered-%" G_GINT64_FORMAT, row);

      return quoth_article_new (name, text);
    }
  /* Made anew, so that hash and length are those of the text that is there. */
  article = quoth_article_new (old->name, text);
  quoth_article_set_id (article, old->id);
  article->removed = old->removed;
  if (old->language != NULL && g_utf8_validate (old->language, -1, NULL))
    quoth_article_set_language (article, old->language);
  quoth_article_take_tags (article, g_steal_pointer (&old->tags));
  if (strcmp (old->hash, hash) == 0)
    quoth_article_take_metadata (article, g_steal_pointer (&old->metadata));
  else
    quoth_article_take_metadata (article, quoth_attributes_with_string (old->metadata, CHANGED_NAME,
                                                                        CHANGED_VALUE));
  return article;
}

/* Documented in the header. */
QuothLostArticle *
quoth_salvage_lost (QuothDb *db,
                    gint64   row,
                    GString *json)
{
  g_autoptr (QuothArticle) article = read_row (db, row);
  g_autoptr (GPtrArray) annotations = g_ptr_array_new_with_free_func (
    (GDestroyNotify) quoth_annotation_unref);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  QuothLostArticle *lost;
  Found found = { annotations, ids, 0 };

  if (article == NULL)
    return NULL;
  found.length = article->length;
  read_annotations (db, row, &found);
  drop_loose_links (&found);
  g_string_append (json, "{\"article\":");
  quoth_article_append_json (article, json);
  g_string_append (json, ",\"annotations\":[");
  for (guint i = 0; i < annotations->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      quoth_annotation_append_json (annotations->pdata[i], NULL, json);
    }
  g_string_append (json, "]}\n");
  lost = g_new (QuothLostArticle, 1);
  *lost = (QuothLostArticle) { g_strdup (article->id), g_strdup (article->name),
                               annotations->len };
  return lost;
}

/* Documented in the header. */
char *
quoth_salvage_hash (QuothDb *db,
                    gint64   row)
{
  g_autoptr (QuothStmt) stmt =
    quoth_db_prepare (db, "SELECT lower (hex (hash)) FROM article WHERE row = ?1 AND removed <> 1",
                      NULL);

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, row);
  return quoth_db_step (db, stmt, NULL) == SQLITE_ROW ? g_strdup (quoth_stmt_text (stmt, 0)) : NULL;
}

/* Documented in the header. */
QuothArticleData *
quoth_salvage_article (QuothDb   *db,
                       gint64     row,
                       QuothText *found_text,
                       gboolean  *inout_gaps)
{
  g_autoptr (QuothText) text = found_text != NULL ? quoth_text_ref (found_text)
                                                  : quoth_db_read_text (db, row, NULL);
  g_autoptr (QuothArticle) article = text != NULL ? read_article (db, row, text) : NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  QuothArticleData *data;
  Found found = { 0 };

  if (article == NULL || article->removed)
    return NULL;
  data = quoth_article_data_new (article, text);
  found.annotations = data->annotations;
  found.ids = ids;
  found.length = quoth_text_get_length (text);
  read_annotations (db, row, &found);
  drop_loose_links (&found);
  *inout_gaps |= found.gaps;
  quoth_db_read_layers (db, row, NULL, data, NULL);
  return data;
}
