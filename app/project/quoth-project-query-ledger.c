/* quoth-project-query-ledger.c - all that one person says, and where they are named
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-query"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-project-query.h"
#include "quoth-search-query-private.h"

#include <string.h>

/* The role that leads from a claim to who makes it, in every scheme. */
#define SPEAKER "speaker"
#define PART_SEPARATOR " … "
#define MAX_QUOTE 1000

/* Where a page ended: article row, start and id of its last annotation. */
typedef struct
{
  gint64  article;
  gint64  start;
  char   *id;
} Key;

/* The text of the article the page is in, read once. */
typedef struct
{
  gint64        row;
  QuothArticle *article;
  QuothText    *text;
} Place;

void
quoth_ledger_row_free (QuothLedgerRow *self)
{
  if (self == NULL)
    return;
  g_free (self->article);
  g_free (self->article_name);
  g_clear_pointer (&self->annotation, quoth_annotation_unref);
  g_free (self->before);
  g_free (self->quote);
  g_free (self->after);
  g_free (self);
}

static gboolean
parse_key (const char  *text,
           Key         *key,
           GError     **error)
{
  char *end = NULL;

  key->article = 0;
  key->start = -1;
  key->id = NULL;
  if (text == NULL)
    return TRUE;
  key->article = g_ascii_strtoll (text, &end, 10);
  if (*end == ' ')
    {
      key->start = g_ascii_strtoll (end + 1, &end, 10);
      if (*end == ' ')
        {
          key->id = g_strdup (end + 1);
          return TRUE;
        }
    }
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED, "not a key of the ledger");
  return FALSE;
}

/* The index on entity gives articles in order, so only the mentions of one article
 * at a time are sorted by where they start. */
static const char mentions_sql[] =
  "SELECT " QUOTH_ANNOTATION_COLUMNS " FROM annotation n INDEXED BY annotation_entity"
  " CROSS JOIN article a ON a.row = n.article"
  " WHERE n.entity = ?1 AND n.article >= ?2 AND (n.article, n.start, n.id) > (?2, ?3, ?4)"
  " AND a.removed = 0 AND (?6 IS NULL OR n.layer = ?6)"
  " ORDER BY n.article, n.start, n.id LIMIT ?5";

/* For each article that names the entity, by the first mention there: the claims
 * that have any of its mentions as a speaker. */
static const char claims_sql[] =
  "SELECT " QUOTH_ANNOTATION_COLUMNS " FROM annotation f INDEXED BY annotation_entity"
  " CROSS JOIN article a ON a.row = f.article"
  " CROSS JOIN annotation n ON n.article = f.article"
  " WHERE f.entity = ?1 AND f.article >= ?2 AND a.removed = 0"
  " AND NOT EXISTS (SELECT 1 FROM annotation e"
  "   WHERE e.entity = ?1 AND e.article = f.article AND e.id < f.id)"
  " AND n.n_links > 0 AND (n.article, n.start, n.id) > (?2, ?3, ?4)"
  " AND (?6 IS NULL OR n.layer = ?6)"
  " AND EXISTS (SELECT 1 FROM link l CROSS JOIN annotation m ON m.article = l.article"
  "   AND m.id = l.target WHERE l.article = n.article AND l.annotation = n.id"
  "   AND l.role = ?7 AND m.entity = ?1)"
  " ORDER BY f.article, n.start, n.id LIMIT ?5";

static QuothStmt *
prepare_page (QuothDb     *db,
              const char  *entity,
              const char  *layer,
              gboolean     claims,
              const Key   *key,
              guint        limit,
              GError     **error)
{
  QuothStmt *stmt = quoth_db_prepare (db, claims ? claims_sql : mentions_sql, error);

  if (stmt == NULL)
    return NULL;
  sqlite3_bind_text (stmt, 1, entity, -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (stmt, 2, key->article);
  sqlite3_bind_int64 (stmt, 3, key->start);
  sqlite3_bind_text (stmt, 4, key->id != NULL ? key->id : "", -1, SQLITE_TRANSIENT);
  sqlite3_bind_int64 (stmt, 5, limit);
  if (layer != NULL)
    sqlite3_bind_int64 (stmt, 6, quoth_db_find_word (db, layer));
  if (claims)
    sqlite3_bind_int64 (stmt, 7, quoth_db_find_word (db, SPEAKER));
  return stmt;
}

static void
place_clear (Place *place)
{
  g_clear_pointer (&place->article, quoth_article_unref);
  g_clear_pointer (&place->text, quoth_text_unref);
}

static gboolean
place_move (QuothDb  *db,
            Place    *place,
            gint64    row,
            GError  **error)
{
  g_autoptr (QuothStmt) stmt = NULL;

  if (place->row == row)
    return TRUE;
  place_clear (place);
  stmt = quoth_db_prepare (db, "SELECT " QUOTH_ARTICLE_COLUMNS " FROM article a WHERE a.row = ?1",
                           error);
  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row);
  if (quoth_db_step (db, stmt, error) != SQLITE_ROW)
    return FALSE;
  place->article = quoth_db_article_from_row (db, stmt, 0, error);
  if (place->article == NULL)
    return FALSE;
  place->text = quoth_db_read_text (db, row, error);
  place->row = place->text != NULL ? row : 0;
  return place->text != NULL;
}

static gboolean
fill_context (QuothLedgerRow  *row,
              Place           *place,
              GError         **error)
{
  guint length = quoth_text_get_length (place->text);
  QuothSpan whole = { quoth_annotation_get_start (row->annotation),
                      quoth_annotation_get_end (row->annotation) };
  g_autofree char *ignored = NULL;
  g_autofree char *quote = NULL;

  if (whole.start > whole.end || whole.end > length)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                   "annotation %s lies outside its text", row->annotation->id);
      return FALSE;
    }
  row->article = g_strdup (place->article->id);
  row->article_name = g_strdup (place->article->name);
  quoth_kwic_cut (place->text, whole, &row->before, &ignored, &row->after);
  quote = quoth_annotation_dup_text (row->annotation, place->text, PART_SEPARATOR);
  row->quote = quoth_kwic_line (quote, strlen (quote), MAX_QUOTE);
  return TRUE;
}

static gboolean
read_page (QuothDb    *db,
           QuothStmt  *stmt,
           GPtrArray  *rows,
           gint64     *out_last_row,
           GError    **error)
{
  Place place = { 0 };
  gboolean ok = TRUE;
  int rc = SQLITE_DONE;

  while (ok && (rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      QuothLedgerRow *row = g_new0 (QuothLedgerRow, 1);

      g_ptr_array_add (rows, row);
      *out_last_row = sqlite3_column_int64 (stmt, 0);
      row->annotation = quoth_db_annotation_from_row (db, stmt, 0, error);
      ok = row->annotation != NULL && place_move (db, &place, *out_last_row, error)
           && fill_context (row, &place, error);
    }
  place_clear (&place);
  return ok && rc == SQLITE_DONE;
}

/**
 * quoth_project_list_ledger:
 * @self: a project
 * @entity: id of an entity
 * @layer: (nullable): only this layer
 * @claims: the claims of which a mention of @entity is a speaker; else the mentions
 * @inout_after: (inout) (transfer full) (nullable): where the last page ended, %NULL
 *   for the first page; replaced by where this one ends
 * @limit: how many at most
 * @error: return location for a #QuothProjectError
 *
 * Reads a page in the order of articles and of their text. Parts of the quote are
 * joined by an ellipsis.
 *
 * Returns: (transfer full) (element-type QuothLedgerRow) (nullable): rows
 */
GPtrArray *
quoth_project_list_ledger (QuothProject  *self,
                           const char    *entity,
                           const char    *layer,
                           gboolean       claims,
                           char         **inout_after,
                           guint          limit,
                           GError       **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (QuothStmt) stmt = NULL;
  QuothDb *db;
  gint64 last_row = 0;
  Key key;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && entity != NULL, NULL);

  db = quoth_project_get_db (self);
  g_return_val_if_fail (db != NULL, NULL);
  if (!parse_key (inout_after != NULL ? *inout_after : NULL, &key, error))
    return NULL;
  stmt = prepare_page (db, entity, layer, claims, &key, limit, error);
  g_free (key.id);
  if (stmt == NULL)
    return NULL;
  rows = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_ledger_row_free);
  if (!read_page (db, stmt, rows, &last_row, error))
    return NULL;
  if (rows->len > 0 && inout_after != NULL)
    {
      QuothLedgerRow *last = rows->pdata[rows->len - 1];

      g_free (*inout_after);
      *inout_after = g_strdup_printf ("%" G_GINT64_FORMAT " %u %s", last_row,
                                      quoth_annotation_get_start (last->annotation),
                                      last->annotation->id);
    }
  return g_steal_pointer (&rows);
}

static gboolean
count_one (QuothDb     *db,
           const char  *sql,
           const char  *entity,
           gint64      *out_count,
           GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db, sql, error);

  if (stmt == NULL)
    return FALSE;
  quoth_stmt_bind_text (stmt, 1, entity);
  if (sqlite3_bind_parameter_count (stmt) > 1)
    sqlite3_bind_int64 (stmt, 2, quoth_db_find_word (db, SPEAKER));
  if (quoth_db_step (db, stmt, error) != SQLITE_ROW)
    return FALSE;
  *out_count = sqlite3_column_int64 (stmt, 0);
  return TRUE;
}

/**
 * quoth_project_count_ledger:
 * @self: a project
 * @entity: id of an entity
 * @out_mentions: (out) (optional): how many annotations point to it
 * @out_claims: (out) (optional): how many claims have one of these as a speaker
 * @error: return location for a #QuothProjectError
 *
 * Returns: %TRUE when the counts are set
 */
gboolean
quoth_project_count_ledger (QuothProject  *self,
                            const char    *entity,
                            gint64        *out_mentions,
                            gint64        *out_claims,
                            GError       **error)
{
  QuothDb *db;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && entity != NULL, FALSE);

  db = quoth_project_get_db (self);
  g_return_val_if_fail (db != NULL, FALSE);
  if (out_mentions != NULL
      && !count_one (db, "SELECT count (*) FROM annotation n INDEXED BY annotation_entity"
                         " CROSS JOIN article a ON a.row = n.article"
                         " WHERE n.entity = ?1 AND a.removed = 0", entity, out_mentions, error))
    return FALSE;
  return out_claims == NULL
         || count_one (db, "SELECT count (*) FROM (SELECT DISTINCT l.article, l.annotation FROM"
                           " (SELECT article AS row FROM annotation INDEXED BY annotation_entity"
                           "   WHERE entity = ?1 GROUP BY article) d"
                           " CROSS JOIN article a ON a.row = d.row"
                           " CROSS JOIN link l ON l.article = d.row"
                           " CROSS JOIN annotation m ON m.article = l.article AND m.id = l.target"
                           " WHERE a.removed = 0 AND l.role = ?2 AND m.entity = ?1)",
                       entity, out_claims, error);
}
