/* quoth-search-fill.c - fills the full text index behind an import
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-search"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-search-query-private.h"
#include "quoth-search.h"

/* One transaction takes about as long as a gesture may wait: a few milliseconds.
 * An article of 3 kB costs some 0.2 ms; one that is longer is a transaction alone. */
#define MAX_ARTICLES 32
#define MAX_BYTES (96 * 1024)
#define MAX_MICROSECONDS 4000

#define MAX_PAUSE 50000

typedef struct
{
  gint64  row;
  char   *words;
} Entry;

static void
entry_clear (gpointer data)
{
  g_free (((Entry *) data)->words);
}

/* Reads and prepares the next texts before any lock is taken. */
static GArray *
read_batch (QuothDb  *db,
            gint64    mark,
            GError  **error)
{
  g_autoptr (QuothStmt) stmt =
    quoth_db_prepare (db, "SELECT row, text FROM article_text WHERE row > ?1 ORDER BY row LIMIT ?2",
                      error);
  g_autoptr (GArray) batch = g_array_new (FALSE, FALSE, sizeof (Entry));
  gsize n_bytes = 0;
  int rc = SQLITE_DONE;

  if (stmt == NULL)
    return NULL;
  g_array_set_clear_func (batch, entry_clear);
  sqlite3_bind_int64 (stmt, 1, mark);
  sqlite3_bind_int64 (stmt, 2, MAX_ARTICLES);
  while (n_bytes < MAX_BYTES && (rc = quoth_db_step (db, stmt, error)) == SQLITE_ROW)
    {
      Entry entry = { sqlite3_column_int64 (stmt, 0), NULL };
      const char *text = quoth_stmt_text (stmt, 1);
      gsize length = (gsize) sqlite3_column_bytes (stmt, 1);

      if (batch->len > 0 && n_bytes + length > MAX_BYTES)
        return g_steal_pointer (&batch);
      /* A damaged text cannot be searched, but must not stop the others. */
      entry.words = text != NULL && g_utf8_validate (text, (gssize) length, NULL)
                       ? quoth_query_index_form (text) : g_strdup ("");
      n_bytes += length;
      g_array_append_val (batch, entry);
    }
  return rc == SQLITE_ROW || rc == SQLITE_DONE ? g_steal_pointer (&batch) : NULL;
}

static gboolean
set_mark (QuothDb  *db,
          gint64    row,
          GError  **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db, "UPDATE search_state SET row = ?1", error);

  if (stmt == NULL)
    return FALSE;
  sqlite3_bind_int64 (stmt, 1, row);
  return quoth_db_run (db, stmt, error);
}

static gboolean
insert_batch (QuothDb  *db,
              GArray   *batch,
              guint    *inout_next,
              GError  **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (db, "INSERT INTO search (rowid, text)"
                                                     " VALUES (?1, ?2)", error);
  gint64 begin = g_get_monotonic_time ();
  gint64 row = 0;

  if (stmt == NULL)
    return FALSE;
  do
    {
      Entry *entry = &g_array_index (batch, Entry, *inout_next);

      sqlite3_bind_int64 (stmt, 1, entry->row);
      quoth_stmt_bind_text (stmt, 2, entry->words);
      if (!quoth_db_run (db, stmt, error))
        return FALSE;
      row = entry->row;
      (*inout_next)++;
    }
  while (*inout_next < batch->len && g_get_monotonic_time () - begin < MAX_MICROSECONDS);
  return set_mark (db, row, error);
}

/* Two workers may fill at once: who comes second finds the mark moved and gives up
 * its batch. */
static gboolean
write_some (QuothDb  *db,
            GArray   *batch,
            gint64    mark,
            guint    *inout_next,
            gboolean *out_moved,
            GError  **error)
{
  gint64 now = 0;

  if (!quoth_db_begin (db, error))
    return FALSE;
  if (!quoth_db_get_int (db, "SELECT row FROM search_state", &now, error))
    {
      quoth_db_rollback (db);
      return FALSE;
    }
  *out_moved = now != mark;
  if ((*out_moved || insert_batch (db, batch, inout_next, error)) && quoth_db_commit (db, error))
    return TRUE;
  quoth_db_rollback (db);
  return FALSE;
}

static gboolean
write_batch (QuothDb        *db,
             GArray         *batch,
             gint64         *inout_mark,
             QuothProgress  *progress,
             GError        **error)
{
  guint next = 0;
  gboolean moved = FALSE;

  while (next < batch->len && !moved)
    {
      guint before = next;

      gint64 begin = g_get_monotonic_time ();

      if (quoth_progress_set_error_if_cancelled (progress, error)
          || !write_some (db, batch, *inout_mark, &next, &moved, error))
        return FALSE;
      /* Whoever waits for the lock only looks now and then: it must be free as long
       * as it was held, or a gesture would hardly ever find it so. */
      g_usleep ((gulong) MIN (g_get_monotonic_time () - begin, MAX_PAUSE));
      if (next > before)
        *inout_mark = g_array_index (batch, Entry, next - 1).row;
      if (progress != NULL)
        quoth_progress_add (progress, next - before);
    }
  return !moved || quoth_db_get_int (db, "SELECT row FROM search_state", inout_mark, error);
}

static gboolean
fill_from (QuothDb        *db,
           gint64          mark,
           QuothProgress  *progress,
           GError        **error)
{
  for (;;)
    {
      g_autoptr (GArray) batch = read_batch (db, mark, error);

      if (batch == NULL)
        return FALSE;
      if (batch->len == 0)
        return TRUE;
      if (!write_batch (db, batch, &mark, progress, error))
        return FALSE;
    }
}

/**
 * quoth_search_fill:
 * @project: a project, the worker's own
 * @progress: (nullable): counts articles; stops the work when cancelled
 * @error: return location for %G_IO_ERROR_CANCELLED and others
 *
 * Indexes what is not yet indexed. The write lock is held for a few milliseconds at
 * a time, except for the one article that alone takes longer; what is done stays done.
 *
 * Returns: %TRUE when nothing is left to index
 */
gboolean
quoth_search_fill (QuothProject   *project,
                   QuothProgress  *progress,
                   GError        **error)
{
  QuothDb *db;
  gint64 mark = 0;
  gboolean ok;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project), FALSE);

  db = quoth_project_get_db (project);
  g_return_val_if_fail (db != NULL, FALSE);
  /* What a power cut takes off the index is filled again, so no commit waits for the
   * disk. */
  if (!quoth_db_exec (db, "PRAGMA synchronous = NORMAL", error))
    return FALSE;
  ok = quoth_db_get_int (db, "SELECT row FROM search_state", &mark, error)
       && fill_from (db, mark, progress, error);
  return quoth_db_exec (db, "PRAGMA synchronous = FULL", ok ? error : NULL) && ok;
}

/**
 * quoth_search_is_complete:
 * @project: a project
 *
 * Returns: %TRUE when every article is in the index
 */
gboolean
quoth_search_is_complete (QuothProject *project)
{
  QuothDb *db;
  gint64 missing = 1;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project), FALSE);

  db = quoth_project_get_db (project);
  return db != NULL
         && quoth_db_get_int (db, "SELECT EXISTS (SELECT 1 FROM article_text"
                                  " WHERE row > (SELECT row FROM search_state))", &missing, NULL)
         && missing == 0;
}
