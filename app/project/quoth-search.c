/* quoth-search.c - full text search of a corpus
 *
 * The index says which articles may match, the text itself says where. What is not
 * yet indexed is read from the text alone, so that the answer is always whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-search"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-search-query-private.h"
#include "quoth-search.h"

/* Articles after ?2 that hold the words, by the index; the last one it knows is ?3. */
static const char indexed_sql[] =
  "SELECT a.row, a.id, a.name, t.text FROM search f CROSS JOIN article a ON a.row = f.rowid"
  " CROSS JOIN article_text t ON t.row = a.row"
  " WHERE search MATCH ?1 AND f.rowid > ?2 AND f.rowid <= ?3 AND a.removed = 0"
  " ORDER BY f.rowid";

/* All articles after ?2, up to ?3. */
static const char plain_sql[] =
  "SELECT a.row, a.id, a.name, t.text FROM article a CROSS JOIN article_text t ON t.row = a.row"
  " WHERE a.row > ?2 AND a.row <= ?3 AND a.removed = 0 ORDER BY a.row";

static const char count_sql[] =
  "SELECT count (*) FROM search f CROSS JOIN article a ON a.row = f.rowid"
  " WHERE search MATCH ?1 AND f.rowid > ?2 AND f.rowid <= ?3 AND a.removed = 0";

/* Called for each article that holds what is asked for; FALSE to stop. */
typedef gboolean (*FoundFunc) (QuothStmt *stmt,
                               QuothText *text,
                               GArray    *spans,
                               gpointer   user_data);

typedef struct
{
  QuothDb       *db;
  QuothQuery    *query;
  QuothProgress *progress;
  guint          per_article;
  FoundFunc      found;
  gpointer       user_data;
  gboolean       stopped;
} Search;

void
quoth_hit_free (QuothHit *self)
{
  if (self == NULL)
    return;
  g_free (self->article);
  g_free (self->name);
  g_free (self->author);
  g_free (self->before);
  g_free (self->match);
  g_free (self->after);
  g_free (self);
}

static QuothStmt *
prepare_range (Search      *search,
               const char  *sql,
               gint64       from,
               gint64       to,
               GError     **error)
{
  QuothStmt *stmt = quoth_db_prepare (search->db, sql, error);

  if (stmt == NULL)
    return NULL;
  if (sql != plain_sql)
    quoth_stmt_bind_text (stmt, 1, search->query->match);
  sqlite3_bind_int64 (stmt, 2, from);
  sqlite3_bind_int64 (stmt, 3, to);
  return stmt;
}

/* Looks into the text of every article that @sql gives between @from and @to. */
static gboolean
walk_range (Search      *search,
            const char  *sql,
            gint64       from,
            gint64       to,
            GError     **error)
{
  g_autoptr (QuothStmt) stmt = NULL;
  int rc;

  if (from >= to || search->stopped)
    return TRUE;
  stmt = prepare_range (search, sql, from, to, error);
  if (stmt == NULL)
    return FALSE;
  while (!search->stopped && (rc = quoth_db_step (search->db, stmt, error)) != SQLITE_DONE)
    {
      g_autoptr (QuothText) text = NULL;
      g_autoptr (GArray) spans = NULL;

      if (rc != SQLITE_ROW || quoth_progress_set_error_if_cancelled (search->progress, error))
        return FALSE;
      text = quoth_text_new (quoth_stmt_text (stmt, 3), sqlite3_column_bytes (stmt, 3), NULL);
      if (text == NULL)
        {
          g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                       "the text of article %s is not valid", quoth_stmt_text (stmt, 1));
          return FALSE;
        }
      spans = quoth_query_find (search->query, text, search->per_article);
      if (spans->len > 0)
        search->stopped = !search->found (stmt, text, spans, search->user_data);
      if (search->progress != NULL)
        quoth_progress_add (search->progress, 1);
    }
  return TRUE;
}

/* How far the index reaches. */
static gboolean
read_mark (QuothDb  *db,
           gint64   *out_row,
           GError  **error)
{
  return quoth_db_get_int (db, "SELECT row FROM search_state", out_row, error);
}

static gboolean
walk (Search  *search,
      gint64   from,
      GError **error)
{
  gint64 mark = 0;

  if (!read_mark (search->db, &mark, error))
    return FALSE;
  if (search->query->match == NULL)
    return walk_range (search, plain_sql, from, G_MAXINT64, error);
  return walk_range (search, indexed_sql, from, mark, error)
         && walk_range (search, plain_sql, MAX (from, mark), G_MAXINT64, error);
}

/* One snapshot for the mark and what lies before and behind it. Callers that read
 * in a transaction of their own already have one. */
static gboolean
in_snapshot (Search   *search,
             gint64    from,
             gboolean (*walker) (Search *, gint64, GError **),
             GError  **error)
{
  gboolean own = !search->db->in_transaction;
  gboolean ok;

  if (own && !quoth_db_begin_read (search->db, error))
    return FALSE;
  quoth_db_watch (search->db, search->progress);
  ok = walker (search, from, error);
  quoth_db_watch (search->db, NULL);
  if (own && !quoth_db_commit (search->db, NULL))
    quoth_db_rollback (search->db);
  return ok;
}

typedef struct
{
  GPtrArray *hits;
  guint      limit;
} Collect;

static gboolean
collect_hits (QuothStmt *stmt,
              QuothText *text,
              GArray    *spans,
              gpointer   user_data)
{
  Collect *collect = user_data;

  for (guint i = 0; i < spans->len; i++)
    {
      QuothHit *hit = g_new0 (QuothHit, 1);

      hit->row = sqlite3_column_int64 (stmt, 0);
      hit->article = g_strdup (quoth_stmt_text (stmt, 1));
      hit->name = g_strdup (quoth_stmt_text (stmt, 2));
      hit->span = g_array_index (spans, QuothSpan, i);
      quoth_kwic_cut (text, hit->span, &hit->before, &hit->match, &hit->after);
      g_ptr_array_add (collect->hits, hit);
    }
  return collect->hits->len < collect->limit;
}

static QuothDb *
get_db (QuothProject  *project,
        GError       **error)
{
  QuothDb *db = quoth_project_get_db (project);

  if (db == NULL)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED, "the project is closed");
  return db;
}

/**
 * quoth_search_run:
 * @project: a project
 * @query: what a person typed
 * @from: the row of the article after which to begin; 0 = from the first
 * @limit: about how many hits: the hits of one article are never torn apart, so that
 *   the row of the last hit is where the next page begins
 * @per_article: how many hits of one article at most
 * @progress: (nullable): stops the search when cancelled
 * @error: return location for %G_IO_ERROR_CANCELLED and others
 *
 * Finds places where the words of @query stand. All words must be in the article;
 * where they follow each other, only these places are hits. Case, accents, the shape
 * of quotation marks and marks between words do not matter.
 *
 * Returns: (transfer full) (element-type QuothHit) (nullable): hits, by article and offset
 */
GPtrArray *
quoth_search_run (QuothProject   *project,
                  const char     *query,
                  gint64          from,
                  guint           limit,
                  guint           per_article,
                  QuothProgress  *progress,
                  GError        **error)
{
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (QuothQuery) parsed = NULL;
  Search search = { 0 };
  Collect collect;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && query != NULL, NULL);

  parsed = quoth_query_new (query, error);
  search.db = parsed != NULL ? get_db (project, error) : NULL;
  if (search.db == NULL)
    return NULL;
  hits = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_hit_free);
  if (parsed->terms->len == 0 || limit == 0 || per_article == 0)
    return g_steal_pointer (&hits);
  collect.hits = hits;
  collect.limit = limit;
  search.query = parsed;
  search.progress = progress;
  search.per_article = per_article;
  search.found = collect_hits;
  search.user_data = &collect;
  return in_snapshot (&search, from, walk, error) ? g_steal_pointer (&hits) : NULL;
}

static gboolean
count_found (QuothStmt *stmt,
             QuothText *text,
             GArray    *spans,
             gpointer   user_data)
{
  (*(gint64 *) user_data)++;
  return TRUE;
}

/* Where the index alone decides, no text is read. */
static gboolean
count_walk (Search  *search,
            gint64   from,
            GError **error)
{
  gint64 *count = search->user_data;
  g_autoptr (QuothStmt) stmt = NULL;
  gint64 mark = 0;

  if (!search->query->exact)
    return walk (search, from, error);
  if (!read_mark (search->db, &mark, error))
    return FALSE;
  stmt = prepare_range (search, count_sql, from, mark, error);
  if (stmt == NULL || quoth_db_step (search->db, stmt, error) != SQLITE_ROW)
    return FALSE;
  *count = sqlite3_column_int64 (stmt, 0);
  return walk_range (search, plain_sql, mark, G_MAXINT64, error);
}

/**
 * quoth_search_count_articles:
 * @project: a project
 * @query: what a person typed
 * @progress: (nullable): stops the count when cancelled
 * @error: return location for %G_IO_ERROR_CANCELLED and others
 *
 * Returns: how many articles hold what is asked for, or -1
 */
gint64
quoth_search_count_articles (QuothProject   *project,
                             const char     *query,
                             QuothProgress  *progress,
                             GError        **error)
{
  g_autoptr (QuothQuery) parsed = NULL;
  Search search = { 0 };
  gint64 count = 0;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && query != NULL, -1);

  parsed = quoth_query_new (query, error);
  search.db = parsed != NULL ? get_db (project, error) : NULL;
  if (search.db == NULL)
    return -1;
  if (parsed->terms->len == 0)
    return 0;
  search.query = parsed;
  search.progress = progress;
  search.per_article = 1;
  search.found = count_found;
  search.user_data = &count;
  return in_snapshot (&search, 0, count_walk, error) ? count : -1;
}
