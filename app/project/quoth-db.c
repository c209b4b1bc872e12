/* quoth-db.c - one SQLite connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-db"

#include "config.h"

#include "quoth-db-private.h"

#include <errno.h>
#include <string.h>

/* How long a gesture waits for another writer before it says "busy", in milliseconds.
 * Writers hold the lock for one gesture or one part of an import. */
#define BUSY_TIMEOUT 4000

/* The same while a worker of this program may hold the lock for longer: a frame or a dozen
 * are lost, not a hundred, and who is refused sees what they wait for. */
#define HURRIED_TIMEOUT 200

/* SQLite's virtual machine looks up after so many steps: well under a millisecond. */
#define WATCH_STEPS 4000

static QuothProjectError
map_io_code (QuothDb *self,
             int      rc)
{
  int last_error = errno;
  int system_error = self->handle != NULL ? sqlite3_system_errno (self->handle) : 0;

  /* SQLite forgets it when its cache had to be written in the middle of a statement;
   * what it does afterwards succeeds, and success leaves errno alone. */
  if (system_error == 0)
    system_error = last_error;
  /* A file shorter than its header says reads as an I/O error. */
  if (rc == SQLITE_IOERR_SHORT_READ)
    return QUOTH_PROJECT_ERROR_DAMAGED;
  /* A quota, or a limit on the size of files, is as good as a full disk. */
  if (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG)
    return QUOTH_PROJECT_ERROR_FULL;
  return QUOTH_PROJECT_ERROR_FAILED;
}

static QuothProjectError
map_code (QuothDb *self,
          int      rc)
{
  switch (rc & 0xff)
    {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      return QUOTH_PROJECT_ERROR_BUSY;
    case SQLITE_FULL:
      return QUOTH_PROJECT_ERROR_FULL;
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_CANTOPEN:
      return QUOTH_PROJECT_ERROR_READ_ONLY;
    case SQLITE_CORRUPT:
      return QUOTH_PROJECT_ERROR_DAMAGED;
    case SQLITE_NOTADB:
      return QUOTH_PROJECT_ERROR_NOT_PROJECT;
    case SQLITE_IOERR:
      return map_io_code (self, rc);
    default:
      return QUOTH_PROJECT_ERROR_FAILED;
    }
}

/**
 * quoth_db_set_error:
 * @self: a connection
 * @rc: the code SQLite gave, extended
 * @error: return location for a #QuothProjectError, or %G_IO_ERROR_CANCELLED
 *   when the job being watched was cancelled
 *
 * Returns: always %FALSE
 */
gboolean
quoth_db_set_error (QuothDb  *self,
                    int       rc,
                    GError  **error)
{
  if ((rc & 0xff) == SQLITE_INTERRUPT && self->watched != NULL &&
      quoth_progress_set_error_if_cancelled (self->watched, error))
    return FALSE;
  g_set_error (error, QUOTH_PROJECT_ERROR, map_code (self, rc), "%s",
               self->handle != NULL ? sqlite3_errmsg (self->handle) : sqlite3_errstr (rc));
  return FALSE;
}

static void
release_word (gpointer word)
{
  g_clear_pointer (&word, g_ref_string_release);
}

/* SQLite would count what it allocates, under a lock of the whole process each time. Where
 * another library used it first it goes on doing so. */
static void
stop_counting (void)
{
  static gsize done;

  if (g_once_init_enter (&done))
    {
      sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
      g_once_init_leave (&done, 1);
    }
}

static void
configure (QuothDb *self)
{
  sqlite3_extended_result_codes (self->handle, 1);
  sqlite3_busy_timeout (self->handle, BUSY_TIMEOUT);
  /* A file from elsewhere must not bend SQLite's own tables. It may call functions in
   * its schema (ours does, for an index): none with effects is loaded here. */
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
  sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
}

/**
 * quoth_db_open:
 * @path: the file
 * @flags: how
 * @error: return location for a #QuothProjectError
 *
 * Opens a connection without reading anything yet.
 *
 * Returns: (transfer full) (nullable): the connection
 */
QuothDb *
quoth_db_open (const char    *path,
               QuothDbFlags   flags,
               GError       **error)
{
  g_autoptr (QuothDb) self = g_new0 (QuothDb, 1);
  g_autofree char *escaped = NULL;
  g_autofree char *uri = NULL;
  int mode = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_URI;
  int rc;

  mode |= flags & QUOTH_DB_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
  escaped = g_uri_escape_string (path, G_URI_RESERVED_CHARS_ALLOWED_IN_PATH, FALSE);
  uri = g_strconcat ("file:", escaped, flags & QUOTH_DB_IMMUTABLE ? "?immutable=1" : NULL, NULL);

  self->path = g_strdup (path);
  self->session = g_uuid_string_random ();
  self->read_only = (flags & QUOTH_DB_READ_ONLY) != 0;
  self->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) sqlite3_finalize);
  self->attributes = quoth_attributes_cache_new ();
  self->words = g_ptr_array_new_with_free_func (release_word);
  self->word_rows = g_hash_table_new (g_str_hash, g_str_equal);
  self->word_pointers = g_hash_table_new (NULL, NULL);
  stop_counting ();
  quoth_db_keep_locks ();
  rc = sqlite3_open_v2 (uri, &self->handle, mode, NULL);
  if (rc != SQLITE_OK)
    {
      quoth_db_set_error (self, rc, error);
      return NULL;
    }
  configure (self);
  return g_steal_pointer (&self);
}

void
quoth_db_free (QuothDb *self)
{
  if (self == NULL)
    return;
  if (self->in_transaction)
    quoth_db_rollback (self);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->attributes, quoth_attributes_cache_free);
  g_clear_pointer (&self->word_rows, g_hash_table_unref);
  g_clear_pointer (&self->word_pointers, g_hash_table_unref);
  g_clear_pointer (&self->words, g_ptr_array_unref);
  sqlite3_close_v2 (self->handle);
  g_free (self->path);
  g_free (self->session);
  g_free (self);
}

static gboolean
prepare (QuothDb     *self,
         const char  *sql,
         gpointer    *out_key,
         gpointer    *out_stmt,
         GError     **error)
{
  sqlite3_stmt *stmt;
  int rc = sqlite3_prepare_v3 (self->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL);

  if (rc != SQLITE_OK)
    return quoth_db_set_error (self, rc, error);
  *out_key = g_strdup (sql);
  *out_stmt = stmt;
  g_hash_table_insert (self->statements, *out_key, stmt);
  return TRUE;
}

/**
 * quoth_db_prepare:
 * @self: a connection
 * @sql: one statement; cached by its text
 * @error: return location for a #QuothProjectError
 *
 * A statement may be used by one caller at a time: what nests needs other text.
 *
 * Returns: (transfer full) (nullable): the statement, without bindings; give it
 *   back with quoth_stmt_release()
 */
QuothStmt *
quoth_db_prepare (QuothDb     *self,
                  const char  *sql,
                  GError     **error)
{
  QuothDbRecent *recent = &self->recent[((gsize) sql >> 4) % QUOTH_DB_N_RECENT];
  gpointer key;
  gpointer stmt;

  /* Nearly all SQL is constant, and an import asks a million times: comparing is
   * cheaper than hashing, and still right when the address holds other text now. */
  if (recent->address != sql || strcmp (recent->sql, sql) != 0)
    {
      if (!g_hash_table_lookup_extended (self->statements, sql, &key, &stmt) &&
          !prepare (self, sql, &key, &stmt, error))
        return NULL;
      *recent = (QuothDbRecent) { sql, key, stmt };
    }
  g_return_val_if_fail (!sqlite3_stmt_busy (recent->stmt), NULL);
  return recent->stmt;
}

void
quoth_stmt_release (QuothStmt *stmt)
{
  if (stmt == NULL)
    return;
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
}

/**
 * quoth_db_step:
 * @self: a connection
 * @stmt: a statement
 * @error: return location for a #QuothProjectError
 *
 * Returns: `SQLITE_ROW` or `SQLITE_DONE`; anything else with @error set
 */
int
quoth_db_step (QuothDb    *self,
               QuothStmt  *stmt,
               GError    **error)
{
  int rc = sqlite3_step (stmt);

  if (rc != SQLITE_ROW && rc != SQLITE_DONE)
    quoth_db_set_error (self, rc, error);
  return rc;
}

gboolean
quoth_db_run (QuothDb    *self,
              QuothStmt  *stmt,
              GError    **error)
{
  int rc = quoth_db_step (self, stmt, error);

  sqlite3_reset (stmt);
  return rc == SQLITE_DONE || rc == SQLITE_ROW;
}

gboolean
quoth_db_exec (QuothDb     *self,
               const char  *sql,
               GError     **error)
{
  int rc = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);

  return rc == SQLITE_OK || quoth_db_set_error (self, rc, error);
}

/* One statement that is run again and again, such as for a transaction. */
gboolean
quoth_db_repeat (QuothDb     *self,
                 const char  *sql,
                 GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self, sql, error);

  return stmt != NULL && quoth_db_run (self, stmt, error);
}

gboolean
quoth_db_get_int (QuothDb     *self,
                  const char  *sql,
                  gint64      *out_value,
                  GError     **error)
{
  g_autoptr (QuothStmt) stmt = quoth_db_prepare (self, sql, error);
  int rc;

  if (stmt == NULL)
    return FALSE;
  rc = quoth_db_step (self, stmt, error);
  *out_value = rc == SQLITE_ROW ? sqlite3_column_int64 (stmt, 0) : 0;
  return rc == SQLITE_ROW || rc == SQLITE_DONE;
}

static gboolean
begin (QuothDb     *self,
       const char  *sql,
       GError     **error)
{
  g_return_val_if_fail (!self->in_transaction, FALSE);

  self->in_transaction = quoth_db_repeat (self, sql, error);
  return self->in_transaction;
}

/**
 * quoth_db_begin:
 * @self: a connection
 * @error: %QUOTH_PROJECT_ERROR_BUSY when another writer does not end in time
 *
 * Takes the write lock at once: what is read afterwards cannot go stale.
 */
gboolean
quoth_db_begin (QuothDb  *self,
                GError  **error)
{
  return begin (self, "BEGIN IMMEDIATE", error);
}

gboolean
quoth_db_begin_read (QuothDb  *self,
                     GError  **error)
{
  return begin (self, "BEGIN", error);
}

/* Ends quoth_db_begin_read(); words that were read stay known. */
void
quoth_db_end_read (QuothDb *self)
{
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "COMMIT", NULL, NULL, NULL);
  self->in_transaction = FALSE;
}

gboolean
quoth_db_commit (QuothDb  *self,
                 GError  **error)
{
  if ((self->versions_changed && !quoth_db_judge_versions (self, error))
      || !quoth_db_repeat (self, "COMMIT", error))
    return FALSE;
  self->in_transaction = self->versions_changed = FALSE;
  return TRUE;
}

/**
 * quoth_db_sync_log:
 * @self: a connection outside a transaction
 * @error: return location for a #QuothProjectError
 *
 * What was committed without waiting for the disk is on it when this returns %TRUE.
 */
gboolean
quoth_db_sync_log (QuothDb  *self,
                   GError  **error)
{
  sqlite3_file *log = NULL;
  int rc = sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);

  if (rc == SQLITE_OK && log != NULL && log->pMethods != NULL)
    rc = log->pMethods->xSync (log, SQLITE_SYNC_NORMAL);
  return rc == SQLITE_OK || quoth_db_set_error (self, rc, error);
}

void
quoth_db_rollback (QuothDb *self)
{
  /* SQLite may have rolled back by itself when the disk was full. */
  if (!sqlite3_get_autocommit (self->handle))
    sqlite3_exec (self->handle, "ROLLBACK", NULL, NULL, NULL);
  self->in_transaction = self->versions_changed = FALSE;
  quoth_db_forget_words (self);
}

static int
watch_cb (gpointer user_data)
{
  QuothDb *self = user_data;

  return self->watched != NULL && quoth_progress_is_cancelled (self->watched);
}

void
quoth_db_watch (QuothDb       *self,
                QuothProgress *progress)
{
  self->watched = progress;
  sqlite3_progress_handler (self->handle, progress != NULL ? WATCH_STEPS : 0,
                            progress != NULL ? watch_cb : NULL, self);
}

void
quoth_db_hurry (QuothDb  *self,
                gboolean  hurry)
{
  sqlite3_busy_timeout (self->handle, hurry ? HURRIED_TIMEOUT : BUSY_TIMEOUT);
}

void
quoth_stmt_bind_text (QuothStmt  *stmt,
                      int         index,
                      const char *text)
{
  sqlite3_bind_text (stmt, index, text, -1, SQLITE_STATIC);
}

const char *
quoth_stmt_text (QuothStmt *stmt,
                 int        column)
{
  return (const char *) sqlite3_column_text (stmt, column);
}

/* Never NULL: in a damaged file even a column that must have a value may lack it. */
const char *
quoth_stmt_text_or_empty (QuothStmt *stmt,
                          int        column)
{
  const char *text = quoth_stmt_text (stmt, column);

  return text != NULL ? text : "";
}
