/* quoth-db-records.c - reads the records of the model from rows
 *
 * Rows fill the structs of the model directly: their constructors make a new id
 * and a date, which would cost more than reading the row. What a row holds is
 * believed no further than a damaged file deserves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-db-records"

#include "config.h"

#include "quoth-db-private.h"

#include <string.h>

#define HASH_BYTES 32

static gboolean
damaged (GError     **error,
         const char  *what,
         const char  *id)
{
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
               "%s of record %s cannot be read", what, id != NULL ? id : "?");
  return FALSE;
}

/* @out_attributes stays NULL for null. */
static gboolean
read_attributes (QuothDb          *self,
                 QuothStmt        *stmt,
                 int               column,
                 QuothAttributes **out_attributes,
                 GError          **error)
{
  const char *json = quoth_stmt_text (stmt, column);
  g_autoptr (GError) local_error = NULL;

  if (json == NULL)
    return TRUE;
  *out_attributes = quoth_attributes_cache_parse (self->attributes, json,
                                                  (gsize) sqlite3_column_bytes (stmt, column),
                                                  &local_error);
  return local_error == NULL || damaged (error, "attributes", local_error->message);
}

static char *
hash_to_text (const guchar *bytes,
              int           n_bytes)
{
  static const char hex[] = "0123456789abcdef";
  char *text = g_malloc (2 * (gsize) n_bytes + 1);

  for (int i = 0; i < n_bytes; i++)
    {
      text[2 * i] = hex[bytes[i] >> 4];
      text[2 * i + 1] = hex[bytes[i] & 15];
    }
  text[2 * n_bytes] = '\0';
  return text;
}

/**
 * quoth_db_hash_from_text:
 * @text: SHA-256 in hexadecimal; anything else is the hash of no text
 * @out_bytes: room for 32 bytes
 *
 * Returns: the first eight bytes as a number, the key of article.digest
 */
gint64
quoth_db_hash_from_text (const char *text,
                         guchar      out_bytes[32])
{
  gint64 digest;
  gsize length = strlen (text);

  memset (out_bytes, 0, HASH_BYTES);
  for (gsize i = 0; i + 1 < length && i / 2 < HASH_BYTES; i += 2)
    {
      int high = g_ascii_xdigit_value (text[i]);
      int low = g_ascii_xdigit_value (text[i + 1]);

      if (high >= 0 && low >= 0)
        out_bytes[i / 2] = (guchar) (high << 4 | low);
    }
  memcpy (&digest, out_bytes, sizeof digest);
  return GINT64_FROM_BE (digest);
}

/**
 * quoth_db_article_from_row:
 * @self: a connection
 * @stmt: a statement on a row
 * @first_column: where %QUOTH_ARTICLE_COLUMNS begin
 * @error: %QUOTH_PROJECT_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): the article
 */
QuothArticle *
quoth_db_article_from_row (QuothDb    *self,
                           QuothStmt  *stmt,
                           int         first_column,
                           GError    **error)
{
  g_autoptr (QuothArticle) article = g_new0 (QuothArticle, 1);
  const char *id = quoth_stmt_text (stmt, first_column + 1);
  const char *name = quoth_stmt_text (stmt, first_column + 3);

  g_atomic_ref_count_init (&article->ref_count);
  article->id = g_strdup (id);
  article->hash = hash_to_text (sqlite3_column_blob (stmt, first_column + 2),
                                sqlite3_column_bytes (stmt, first_column + 2));
  article->name = g_strdup (name);
  article->language = g_strdup (quoth_stmt_text (stmt, first_column + 4));
  article->length = (guint) sqlite3_column_int64 (stmt, first_column + 5);
  article->removed = sqlite3_column_int (stmt, first_column + 6) == QUOTH_ARTICLE_REMOVED;
  article->older = sqlite3_column_int (stmt, first_column + 6) == QUOTH_ARTICLE_OLDER;
  if (id == NULL || name == NULL)
    {
      damaged (error, "article", id);
      return NULL;
    }
  if (!read_attributes (self, stmt, first_column + 7, &article->metadata, error) ||
      !read_attributes (self, stmt, first_column + 8, &article->tags, error))
    return NULL;
  return g_steal_pointer (&article);
}

/* "start end start end …", ascending; FALSE when it is anything else. */
static gboolean
parse_parts (QuothAnnotation *annotation,
             const char      *text)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  guint last = 0;
  const char *p = text;

  while (*p != '\0')
    {
      QuothSpan span;
      char *end;

      span.start = (guint) g_ascii_strtoull (p, &end, 10);
      if (end == p || *end != ' ')
        return FALSE;
      p = end + 1;
      span.end = (guint) g_ascii_strtoull (p, &end, 10);
      if (end == p || (*end != ' ' && *end != '\0') || span.start < last || span.end <= span.start)
        return FALSE;
      p = *end == ' ' ? end + 1 : end;
      last = span.end;
      g_array_append_val (parts, span);
    }
  if (parts->len == 0)
    return FALSE;
  annotation->n_parts = parts->len;
  annotation->parts = (QuothSpan *) g_array_free (g_steal_pointer (&parts), FALSE);
  return TRUE;
}

static gboolean
read_parts (QuothAnnotation *annotation,
            QuothStmt       *stmt,
            int              start_column)
{
  const char *text = quoth_stmt_text (stmt, start_column + 2);
  gint64 start = sqlite3_column_int64 (stmt, start_column);
  gint64 end = sqlite3_column_int64 (stmt, start_column + 1);

  if (text != NULL)
    return parse_parts (annotation, text);
  if (start < 0 || end <= start || end > G_MAXUINT)
    return FALSE;
  annotation->parts = g_new (QuothSpan, 1);
  annotation->parts[0].start = (guint) start;
  annotation->parts[0].end = (guint) end;
  annotation->n_parts = 1;
  return TRUE;
}

static char *
acquire_word (QuothDb *self,
              gint64   row)
{
  const char *word = quoth_db_get_word (self, row);

  return word != NULL ? g_ref_string_acquire ((char *) word) : g_ref_string_new_intern ("");
}

/* As quoth_db_annotation_from_row(), without its links. */
QuothAnnotation *
quoth_db_unlinked_from_row (QuothDb    *self,
                            QuothStmt  *stmt,
                            int         first,
                            GError    **error)
{
  g_autoptr (QuothAnnotation) annotation = g_new0 (QuothAnnotation, 1);
  const char *id = quoth_stmt_text (stmt, first + 1);
  const char *created = quoth_stmt_text (stmt, first + 11);

  g_atomic_ref_count_init (&annotation->ref_count);
  annotation->id = g_strdup (id);
  annotation->layer = acquire_word (self, sqlite3_column_int64 (stmt, first + 2));
  annotation->type = acquire_word (self, sqlite3_column_int64 (stmt, first + 3));
  annotation->entity = g_strdup (quoth_stmt_text (stmt, first + 7));
  annotation->origin = acquire_word (self, sqlite3_column_int64 (stmt, first + 10));
  annotation->created = g_strdup (created);
  annotation->note = g_strdup (quoth_stmt_text (stmt, first + 12));
  if (id == NULL || created == NULL || *annotation->layer == '\0' || *annotation->type == '\0' ||
      !read_parts (annotation, stmt, first + 4))
    {
      damaged (error, "annotation", id);
      return NULL;
    }
  if (!read_attributes (self, stmt, first + 8, &annotation->attributes, error))
    return NULL;
  return g_steal_pointer (&annotation);
}

/* Columns role, target, attributes from @first on. Rows come in the order of position. */
gboolean
quoth_db_link_from_row (QuothDb          *self,
                        QuothAnnotation  *annotation,
                        QuothStmt        *stmt,
                        int               first,
                        GError          **error)
{
  const char *role = quoth_db_get_word (self, sqlite3_column_int64 (stmt, first));
  const char *target = quoth_stmt_text (stmt, first + 1);
  g_autoptr (QuothAttributes) attributes = NULL;

  if (role == NULL || target == NULL)
    return damaged (error, "link", annotation->id);
  if (!read_attributes (self, stmt, first + 2, &attributes, error))
    return FALSE;
  quoth_annotation_add_link (annotation, role, target, attributes);
  return TRUE;
}

static gboolean
read_links (QuothDb          *self,
            gint64            article,
            QuothAnnotation  *annotation,
            GError          **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    "SELECT role, target, attributes FROM link WHERE article = ?1 AND annotation = ?2"
    " ORDER BY position", error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, article);
  quoth_stmt_bind_text (stmt, 2, annotation->id);
  while ((rc = quoth_db_step (self, stmt, error)) == SQLITE_ROW)
    if (!quoth_db_link_from_row (self, annotation, stmt, 0, error))
      return FALSE;
  return rc == SQLITE_DONE;
}

/**
 * quoth_db_annotation_from_row:
 * @self: a connection
 * @stmt: a statement on a row
 * @first_column: where %QUOTH_ANNOTATION_COLUMNS begin
 * @error: %QUOTH_PROJECT_ERROR_DAMAGED
 *
 * Returns: (transfer full) (nullable): the annotation with its links
 */
QuothAnnotation *
quoth_db_annotation_from_row (QuothDb    *self,
                              QuothStmt  *stmt,
                              int         first_column,
                              GError    **error)
{
  g_autoptr (QuothAnnotation) annotation = quoth_db_unlinked_from_row (self, stmt, first_column,
                                                                       error);

  if (annotation == NULL)
    return NULL;
  if (sqlite3_column_int (stmt, first_column + 9) > 0 &&
      !read_links (self, sqlite3_column_int64 (stmt, first_column), annotation, error))
    return NULL;
  return g_steal_pointer (&annotation);
}

QuothAnnotation *
quoth_db_read_annotation (QuothDb     *self,
                          gint64       article,
                          const char  *id,
                          GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self,
    "SELECT " QUOTH_ANNOTATION_COLUMNS " FROM annotation n WHERE article = ?1 AND id = ?2", error);

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_int64 (stmt, 1, article);
  quoth_stmt_bind_text (stmt, 2, id);
  if (quoth_db_step (self, stmt, error) != SQLITE_ROW)
    return NULL;
  return quoth_db_annotation_from_row (self, stmt, 0, error);
}
