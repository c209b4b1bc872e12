/* quoth-bulk-write.c - one article of an import
 *
 * A new text is inserted; what comes for a text that is there is compared with it, see
 * quoth-bulk-known.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-bulk-write"

#include "config.h"

#include "quoth-bulk-private.h"
#include "quoth-id.h"

/* Changes kept in memory before they go to the journal. */
#define MAX_CHANGES 400

/* The first article of a text that is not removed, else the first. In the order of rows they
 * come by index: to sort the removed last would make a table for each article. */
static gboolean
find_known (QuothBulk      *self,
            const char     *hash,
            QuothBulkKnown *out_known,
            GError        **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self->db,
    "SELECT row, import, removed, id FROM article WHERE digest = ?1 AND hash = ?2"
    " ORDER BY row", error);
  guchar bytes[32];
  int rc;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, quoth_db_hash_from_text (hash, bytes));
  sqlite3_bind_blob (stmt, 2, bytes, sizeof bytes, SQLITE_STATIC);
  while ((rc = quoth_db_step (self->db, stmt, error)) == SQLITE_ROW)
    {
      gboolean removed = sqlite3_column_int (stmt, 2) == QUOTH_ARTICLE_REMOVED;

      if (out_known->row != 0 && removed)
        continue;
      out_known->row = sqlite3_column_int64 (stmt, 0);
      out_known->import = sqlite3_column_int64 (stmt, 1);
      out_known->removed = removed;
      g_free (out_known->id);
      out_known->id = g_strdup (quoth_stmt_text (stmt, 3));
      if (!removed)
        break;
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

/* Frees the id that an article has, if that article can never come back. */
static gboolean
make_free (QuothBulk   *self,
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
  if (sqlite3_column_int (stmt, 2) != QUOTH_ARTICLE_REMOVED
      || !was_discarded (self, sqlite3_column_int64 (stmt, 1)))
    return TRUE;
  row = sqlite3_column_int64 (stmt, 0);
  quoth_stmt_release (g_steal_pointer (&stmt));
  *out_free = TRUE;
  return purge (self, row, error);
}

/* Another article may have the id: then nothing is inserted. Values, not a SELECT: from that
 * SQLite would make a table for each article, and a copy of every page before it changes it. */
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
    "INSERT INTO article (row, id, digest, hash, name, language, length, metadata, tags, import,"
    " removed) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,"
    " 2 * EXISTS (SELECT 1 FROM article n INDEXED BY article_previous"
    " WHERE json_extract (n.metadata, '$.previous') = ?11 AND n.removed <> 1))"
    " ON CONFLICT (id) DO NOTHING", error);
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
  quoth_stmt_bind_text (stmt, 11, hash);
  return quoth_db_run (self->db, stmt, error);
}

/* To ask first whether the id is free would be a search more for each article. */
static gboolean
insert_under_some_id (QuothBulk         *self,
                      QuothArticleData  *data,
                      const char        *hash,
                      GError           **error)
{
  guint length = quoth_text_get_length (data->text);
  g_autofree char *other_id = NULL;
  const char *id = data->article->id;
  gboolean free_id;

  if (!insert_article (self, data->article, id, hash, length, error))
    return FALSE;
  if (sqlite3_changes (self->db->handle) > 0)
    return TRUE;
  if (!make_free (self, id, &free_id, error))
    return FALSE;
  if (!free_id)
    id = other_id = quoth_id_new ();
  return insert_article (self, data->article, id, hash, length, error);
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

static gboolean
insert_layers (QuothBulk         *self,
               QuothArticleData  *data,
               GError           **error)
{
  for (guint i = 0; i < data->layers->len; i++)
    if (!quoth_db_write_layer (self->db, self->next_row, NULL, data->layers->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
add_new (QuothBulk         *self,
         QuothArticleData  *data,
         const char        *hash,
         GError           **error)
{
  guint length = quoth_text_get_length (data->text);
  g_autoptr (GPtrArray) annotations
    = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);

  if (!quoth_bulk_map_ids (self, data, NULL, error) ||
      !quoth_bulk_know_attributes (self, "article", data->article->tags, error) ||
      !insert_under_some_id (self, data, hash, error) ||
      !insert_text (self, self->next_row, data->text, error) ||
      !insert_layers (self, data, error))
    return FALSE;
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *given = data->annotations->pdata[i];
      g_autoptr (QuothAnnotation) annotation = NULL;

      annotation = quoth_bulk_take_annotation (self, given, length, error);
      if (annotation == NULL)
        return FALSE;
      g_ptr_array_add (annotations, g_steal_pointer (&annotation));
    }
  if (!quoth_db_insert_annotations (self->db, self->next_row, annotations, self->scheme, error))
    return FALSE;
  /* What is a version of another changes what lists show. */
  if (quoth_attributes_lookup (data->article->metadata, QUOTH_METADATA_PREVIOUS) != NULL)
    self->db->versions_changed = TRUE;
  self->next_row++;
  self->counts.n_articles++;
  self->counts.n_annotations += data->annotations->len;
  self->n_rows += 2 + data->annotations->len;
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
  g_auto (QuothBulkKnown) known = { 0 };

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
  return (known.row == 0 ? add_new (self, data, hash, error)
                         : quoth_bulk_add_to_known (self, data, &known, error))
         && quoth_bulk_flush_changes (self, MAX_CHANGES, error);
}
