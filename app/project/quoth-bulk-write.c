/* quoth-bulk-write.c - one article of an import
 *
 * A new text is inserted; what comes for a text that is there is compared with it,
 * and only what is new is added, each addition recorded as an ordinary change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-bulk-write"

#include "config.h"

#include "quoth-bulk-private.h"
#include "quoth-id.h"

#include <string.h>

/* Changes kept in memory before they go to the journal. */
#define MAX_CHANGES 400

/* The article of the same text, if there is one. */
typedef struct
{
  gint64   row;     /* 0 = none */
  gint64   import;
  gboolean removed;
  char    *id;
} Known;

static void
known_clear (Known *known)
{
  g_free (known->id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Known, known_clear)

static gboolean
find_known (QuothBulk   *self,
            const char  *hash,
            Known       *out_known,
            GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "SELECT row, import, removed, id FROM article WHERE digest = ?1 AND hash = ?2"
    " ORDER BY removed, row LIMIT 1", error);
  guchar bytes[32];
  int rc;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, quoth_db_hash_from_text (hash, bytes));
  sqlite3_bind_blob (stmt, 2, bytes, sizeof bytes, SQLITE_STATIC);
  rc = quoth_db_step (self->db, stmt, error);
  if (rc == SQLITE_ROW)
    {
      out_known->row = sqlite3_column_int64 (stmt, 0);
      out_known->import = sqlite3_column_int64 (stmt, 1);
      out_known->removed = sqlite3_column_int (stmt, 2) != 0;
      out_known->id = g_strdup (quoth_stmt_text (stmt, 3));
    }
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static gboolean
was_discarded (QuothBulk *self,
               gint64     import)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "SELECT 1 FROM journal WHERE seq = ?1 AND state = 2", NULL);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, import);
  return quoth_db_step (self->db, stmt, NULL) == SQLITE_ROW;
}

/* An import that was undone and then passed over can never come back. Its article
 * makes room, so that the same corpus imported again gets the same ids. */
static gboolean
purge (QuothBulk  *self,
       gint64      row,
       GError    **error)
{
  static const char *const sql[] = {
    "DELETE FROM link WHERE article = ?1",
    "DELETE FROM annotation WHERE article = ?1",
    "DELETE FROM layer WHERE article = ?1",
    "DELETE FROM article_text WHERE row = ?1",
    "DELETE FROM article WHERE row = ?1",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sql); i++)
    {
      g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db, sql[i], error);

      if (stmt == NULL)
        return FALSE;
      sqlite3_bind_int64 (stmt, 1, row);
      if (!quoth_db_run (self->db, stmt, error))
        return FALSE;
    }
  return TRUE;
}

/* Whether an id is free for a new article. */
static gboolean
is_free (QuothBulk   *self,
         const char  *id,
         gboolean    *out_free,
         GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "SELECT row, import, removed FROM article WHERE id = ?1", error);
  gint64 row;
  int rc;

  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, id);
  rc = quoth_db_step (self->db, stmt, error);
  *out_free = rc == SQLITE_DONE;
  if (rc != SQLITE_ROW)
    return rc == SQLITE_DONE;
  if (sqlite3_column_int (stmt, 2) == 0 || !was_discarded (self, sqlite3_column_int64 (stmt, 1)))
    return TRUE;
  row = sqlite3_column_int64 (stmt, 0);
  quoth_stmt_release (g_steal_pointer (&stmt));
  *out_free = TRUE;
  return purge (self, row, error);
}

static gboolean
insert_article (QuothBulk     *self,
                QuothArticle  *article,
                const char    *id,
                const char    *hash,
                guint          length,
                GError       **error)
{
  g_autofree char *metadata = article->metadata != NULL
                              ? quoth_attributes_to_json (article->metadata) : NULL;
  g_autofree char *tags = article->tags != NULL ? quoth_attributes_to_json (article->tags) : NULL;
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "INSERT INTO article (row, id, digest, hash, name, language, length, metadata, tags, import)"
    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)", error);
  guchar bytes[32];

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, self->next_row);
  quoth_stmt_bind_text (stmt, 2, id);
  sqlite3_bind_int64 (stmt, 3, quoth_db_hash_from_text (hash, bytes));
  sqlite3_bind_blob (stmt, 4, bytes, sizeof bytes, SQLITE_STATIC);
  quoth_stmt_bind_text (stmt, 5, article->name);
  quoth_stmt_bind_text (stmt, 6, article->language);
  sqlite3_bind_int64 (stmt, 7, length);
  quoth_stmt_bind_text (stmt, 8, metadata);
  quoth_stmt_bind_text (stmt, 9, tags);
  sqlite3_bind_int64 (stmt, 10, self->seq);
  return quoth_db_run (self->db, stmt, error);
}

static gboolean
insert_text (QuothBulk  *self,
             gint64      row,
             QuothText  *text,
             GError    **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "INSERT INTO article_text (row, text) VALUES (?1, ?2)", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row);
  sqlite3_bind_text64 (stmt, 2, quoth_text_get_utf8 (text), quoth_text_get_n_bytes (text),
                       SQLITE_STATIC, SQLITE_UTF8);
  return quoth_db_run (self->db, stmt, error);
}

/* The ids of the corpus as the project will call them: itself unless @taken has it. */
static gboolean
map_ids (QuothBulk         *self,
         QuothArticleData  *data,
         GHashTable        *taken, /* nullable */
         GError           **error)
{
  g_hash_table_remove_all (self->ids);
  for (guint i = 0; i < data->annotations->len; i++)
    {
      const char *id = ((QuothAnnotation *) data->annotations->pdata[i])->id;

      if (g_hash_table_contains (self->ids, id))
        {
          g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS,
                       "two annotations are called %s", id);
          return FALSE;
        }
      g_hash_table_insert (self->ids, g_strdup (id),
                           taken == NULL || !g_hash_table_contains (taken, id)
                           ? g_strdup (id) : quoth_id_new ());
    }
  return TRUE;
}

static gboolean
check_annotation (QuothBulk        *self,
                  QuothAnnotation  *annotation,
                  guint             length,
                  GError          **error)
{
  if (!quoth_annotation_validate (annotation, length, error))
    return FALSE;
  for (guint i = 0; i < annotation->n_links; i++)
    if (!g_hash_table_contains (self->ids, annotation->links[i].to))
      {
        g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING,
                     "annotation %s links to %s, which is not there",
                     annotation->id, annotation->links[i].to);
        return FALSE;
      }
  return quoth_bulk_know_type (self, annotation, error);
}

static gboolean
links_differ (QuothBulk       *self,
              QuothAnnotation *annotation)
{
  for (guint i = 0; i < annotation->n_links; i++)
    {
      const char *to = annotation->links[i].to;

      if (strcmp (g_hash_table_lookup (self->ids, to), to) != 0)
        return TRUE;
    }
  return FALSE;
}

/* The annotation with the project's ids; a copy only where they differ. */
static QuothAnnotation *
translate (QuothBulk        *self,
           QuothAnnotation  *annotation,
           const char       *id,
           GError          **error)
{
  const char *entity = annotation->entity;
  gboolean relink = links_differ (self, annotation);
  QuothAnnotation *copy;

  if (entity != NULL && (entity = quoth_bulk_map_entity (self, entity, error)) == NULL)
    return NULL;
  if (!relink && strcmp (annotation->id, id) == 0 && g_strcmp0 (annotation->entity, entity) == 0)
    return quoth_annotation_ref (annotation);

  copy = quoth_annotation_copy (annotation);
  quoth_annotation_set_id (copy, id);
  quoth_annotation_set_entity (copy, entity);
  if (!relink)
    return copy;
  quoth_annotation_remove_link (copy, NULL, NULL);
  for (guint i = 0; i < annotation->n_links; i++)
    quoth_annotation_add_link (copy, annotation->links[i].role,
                               g_hash_table_lookup (self->ids, annotation->links[i].to),
                               annotation->links[i].attributes);
  return copy;
}

/* A layer that is there keeps its state. */
static gboolean
write_layers (QuothBulk         *self,
              QuothArticleData  *data,
              gint64             row,
              const char        *record_for, /* nullable: id of an article that was there */
              GError           **error)
{
  for (guint i = 0; i < data->layers->len; i++)
    {
      const QuothLayer *layer = data->layers->pdata[i];
      g_autoptr (QuothLayer) stored = quoth_db_read_layer (self->db, row, layer->name, NULL);

      if (stored != NULL)
        continue;
      if (record_for != NULL)
        quoth_command_add_layer (self->changes, record_for, NULL, layer);
      if (!quoth_db_write_layer (self->db, row, NULL, layer, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_new (QuothBulk         *self,
         QuothArticleData  *data,
         const char        *hash,
         GError           **error)
{
  const char *id = data->article->id;
  guint length = quoth_text_get_length (data->text);
  g_autofree char *other_id = NULL;
  g_autoptr (GPtrArray) annotations
    = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  gboolean free_id;

  if (!map_ids (self, data, NULL, error) || !is_free (self, id, &free_id, error))
    return FALSE;
  if (!free_id)
    id = other_id = quoth_id_new ();
  if (!quoth_bulk_know_attributes (self, "article", data->article->tags, error) ||
      !insert_article (self, data->article, id, hash, length, error) ||
      !insert_text (self, self->next_row, data->text, error) ||
      !write_layers (self, data, self->next_row, NULL, error))
    return FALSE;
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *given = data->annotations->pdata[i];
      g_autoptr (QuothAnnotation) annotation = NULL;

      if (!check_annotation (self, given, length, error))
        return FALSE;
      annotation = translate (self, given, given->id, error);
      if (annotation == NULL)
        return FALSE;
      g_ptr_array_add (annotations, g_steal_pointer (&annotation));
    }
  if (!quoth_db_insert_annotations (self->db, self->next_row, annotations, self->scheme, error))
    return FALSE;
  self->next_row++;
  self->counts.n_articles++;
  self->counts.n_annotations += data->annotations->len;
  self->n_rows += 2 + data->annotations->len;
  return TRUE;
}

/* Annotations that mark the same words with the same type fall together here. */
static guint
place_hash (gconstpointer key)
{
  const QuothAnnotation *annotation = key;

  return g_str_hash (annotation->type) ^ g_str_hash (annotation->layer) * 31
         ^ (annotation->n_parts > 0 ? annotation->parts[0].start * 2654435761u : 0);
}

static gboolean
place_equal (gconstpointer a,
             gconstpointer b)
{
  const QuothAnnotation *left = a;
  const QuothAnnotation *right = b;

  return strcmp (left->type, right->type) == 0 && strcmp (left->layer, right->layer) == 0 &&
         left->n_parts == right->n_parts &&
         memcmp (left->parts, right->parts, left->n_parts * sizeof (QuothSpan)) == 0 &&
         g_strcmp0 (left->entity, right->entity) == 0 &&
         quoth_attributes_equal (left->attributes, right->attributes) &&
         g_strcmp0 (left->note, right->note) == 0;
}

/* Gives annotations that are there already the ids they have there. What marks the
 * same words alike is the same annotation, whatever its id, date and links. */
static gboolean
find_repeated (QuothBulk         *self,
               QuothArticleData  *data,
               GPtrArray         *stored,
               GHashTable        *out_repeated, /* set of QuothAnnotation of @data */
               GError           **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new (place_hash, place_equal);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < stored->len; i++)
    {
      QuothAnnotation *annotation = stored->pdata[i];

      g_hash_table_insert (places, annotation, annotation);
      g_hash_table_add (ids, annotation->id);
    }
  if (!map_ids (self, data, ids, error))
    return FALSE;
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *given = data->annotations->pdata[i];
      g_autoptr (QuothAnnotation) probe = quoth_annotation_copy (given);
      const QuothAnnotation *same;

      if (given->entity != NULL)
        {
          const char *entity = quoth_bulk_map_entity (self, given->entity, error);

          if (entity == NULL)
            return FALSE;
          quoth_annotation_set_entity (probe, entity);
        }
      same = g_hash_table_lookup (places, probe);
      if (same == NULL)
        continue;
      g_hash_table_insert (self->ids, g_strdup (given->id), g_strdup (same->id));
      g_hash_table_add (out_repeated, given);
    }
  return TRUE;
}

static gboolean
revive (QuothBulk   *self,
        const Known *known,
        GError     **error)
{
  g_autoptr (QuothArticle) before = quoth_db_read_article (self->db, known->id, error);
  g_autoptr (QuothArticle) after = NULL;

  if (before == NULL)
    return FALSE;
  after = quoth_article_copy (before);
  after->removed = FALSE;
  quoth_command_add_article (self->changes, before, after);
  self->counts.n_articles++;
  self->n_rows++;
  return quoth_db_write_article (self->db, known->row, after, error);
}

static gboolean
add_to_known (QuothBulk         *self,
              QuothArticleData  *data,
              const Known       *known,
              GError           **error)
{
  g_autoptr (GPtrArray) stored =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  g_autoptr (GHashTable) repeated = g_hash_table_new (NULL, NULL);
  guint length = quoth_text_get_length (data->text);
  /* What this batch brought goes and comes with its article. */
  const char *record_for = known->import != self->seq ? known->id : NULL;

  if (!quoth_db_read_annotations (self->db, known->row, NULL, stored, error) ||
      !find_repeated (self, data, stored, repeated, error) ||
      !write_layers (self, data, known->row, record_for, error))
    return FALSE;
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *given = data->annotations->pdata[i];
      g_autoptr (QuothAnnotation) annotation = NULL;

      if (g_hash_table_contains (repeated, given))
        {
          self->counts.n_repeated++;
          continue;
        }
      if (!check_annotation (self, given, length, error))
        return FALSE;
      annotation = translate (self, given, g_hash_table_lookup (self->ids, given->id), error);
      if (annotation == NULL ||
          !quoth_db_write_annotation (self->db, known->row, NULL, annotation, self->scheme, error))
        return FALSE;
      if (record_for != NULL)
        quoth_command_add_annotation (self->changes, record_for, NULL, annotation);
      self->counts.n_annotations++;
      self->n_rows++;
    }
  return TRUE;
}

/**
 * quoth_bulk_add_article:
 * @self: a writer inside a unit
 * @data: an article with its text, layers and annotations
 * @error: why it is refused: an annotation beyond the text, a link or an entity that
 *   is not there, an id that stands twice; or any #QuothProjectError
 *
 * Adds an article, or what is new about one whose text is there. After an error the
 * unit must be aborted.
 */
gboolean
quoth_bulk_add_article (QuothBulk         *self,
                        QuothArticleData  *data,
                        GError           **error)
{
  g_autofree char *hash = NULL;
  g_auto (Known) known = { 0 };

  g_return_val_if_fail (self != NULL && self->in_unit && data != NULL, FALSE);

  if (data->article->hash == NULL)
    hash = quoth_text_get_hash (data->text);
  else
    hash = g_strdup (data->article->hash);
  if (!find_known (self, hash, &known, error))
    return FALSE;
  if (known.row != 0 && known.removed && was_discarded (self, known.import))
    {
      if (!purge (self, known.row, error))
        return FALSE;
      known.row = 0;
    }
  if (known.row == 0)
    return add_new (self, data, hash, error) &&
           quoth_bulk_flush_changes (self, MAX_CHANGES, error);
  if (!known.removed)
    self->counts.n_duplicates++;
  else if (!revive (self, &known, error))
    return FALSE;
  return add_to_known (self, data, &known, error) &&
         quoth_bulk_flush_changes (self, MAX_CHANGES, error);
}
