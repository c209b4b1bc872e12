/* quoth-project-care-backup.c - copies of a project, made while others work
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-care"

#include "config.h"

#include "quoth-db-private.h"
#include "quoth-project-care-private.h"
#include "quoth-project-care.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* About 1 MB between two looks at whether to stop. */
#define STEP_PAGES 256
/* Behind the name of a copy that is not whole. */
#define PART ".part"
/* A part that is older was left behind by somebody who was stopped. */
#define MAX_PART_SECONDS (24 * 60 * 60)

static gboolean
fail (GError     **error,
      const char  *what,
      const char  *detail)
{
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED, "%s: %s", what, detail);
  return FALSE;
}

static gboolean
copy_steps (QuothDb         *from,
            QuothDb         *to,
            sqlite3_backup  *backup,
            QuothProgress   *progress,
            GError         **error)
{
  guint64 done = 0;
  int rc = SQLITE_OK;

  while (rc == SQLITE_OK)
    {
      guint64 now;

      if (quoth_progress_set_error_if_cancelled (progress, error))
        return FALSE;
      rc = sqlite3_backup_step (backup, STEP_PAGES);
      if (rc != SQLITE_OK && rc != SQLITE_DONE)
        return quoth_db_set_error (to, rc, error);
      if (progress == NULL)
        continue;
      now = (guint64) (sqlite3_backup_pagecount (backup) - sqlite3_backup_remaining (backup));
      quoth_progress_set_total (progress, (guint64) sqlite3_backup_pagecount (backup));
      quoth_progress_add (progress, now - done);
      done = now;
    }
  return TRUE;
}

/* The open read transaction keeps the source as it is: without it, every write of
 * another process would make the copy begin anew. */
static gboolean
copy_database (QuothDb        *from,
               QuothDb        *to,
               QuothProgress  *progress,
               GError        **error)
{
  sqlite3_backup *backup;
  gint64 ignored;
  gboolean ok;

  if (!quoth_db_begin_read (from, error))
    return FALSE;
  if (!quoth_db_get_int (from, "SELECT count (*) FROM scheme", &ignored, error))
    return FALSE;
  backup = sqlite3_backup_init (to->handle, "main", from->handle, "main");
  if (backup == NULL)
    return quoth_db_set_error (to, sqlite3_errcode (to->handle), error);
  ok = copy_steps (from, to, backup, progress, error);
  sqlite3_backup_finish (backup);
  /* One file that stands alone, whatever opens it first. */
  return ok && quoth_db_exec (to, "PRAGMA journal_mode = DELETE", error);
}

/* An empty file is an empty database. */
static QuothDb *
open_new (const char  *path,
          GError     **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0666);

  if (fd < 0)
    {
      fail (error, "cannot make the copy", g_strerror (errno));
      return NULL;
    }
  close (fd);
  return quoth_db_open (path, 0, error);
}

static gboolean
same_file (const char *a,
           const char *b)
{
  struct stat left;
  struct stat right;

  return stat (a, &left) == 0 && stat (b, &right) == 0 && left.st_dev == right.st_dev
         && left.st_ino == right.st_ino;
}

static void
interrupt_cb (GCancellable *cancellable,
              gpointer      handle)
{
  sqlite3_interrupt (handle);
}

static gboolean
check_pages (QuothDb        *db,
             QuothProgress  *progress,
             GError        **error)
{
  GCancellable *cancellable = progress != NULL ? quoth_progress_get_cancellable (progress) : NULL;
  gulong handler = 0;
  gint64 sound = 0;
  gboolean ok;

  quoth_db_watch (db, progress);
  /* Going through all trees is one step for SQLite, in which it does not look up. */
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (interrupt_cb), db->handle, NULL);
  ok = quoth_db_get_int (db, "SELECT quick_check = 'ok' FROM pragma_quick_check (1)", &sound,
                         error);
  if (handler != 0)
    g_cancellable_disconnect (cancellable, handler);
  quoth_db_watch (db, NULL);
  if (ok && sound == 0)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
                 "the copy is as damaged as the project");
  return ok && sound != 0;
}

/* Pages are copied as they are, damaged ones too; but a disk that keeps a copy badly says
 * nothing about the project. */
static gboolean
check_copy (QuothDb        *from,
            const char     *path,
            QuothProgress  *progress,
            GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  /* Opened anew, so that it is not what was written that is read, but what is kept. */
  QuothDb *copy = quoth_db_open (path, QUOTH_DB_READ_ONLY, &local_error);
  gboolean ok = copy != NULL && check_pages (copy, progress, &local_error);

  quoth_db_free (copy);
  if (ok)
    return TRUE;
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  return check_pages (from, progress, error)
         && fail (error, "the copy is damaged, and the project is not", local_error->message);
}

static gboolean
copy_project (QuothProject   *self,
              const char     *path,
              gboolean        only_sound,
              QuothProgress  *progress,
              GError        **error)
{
  g_autofree char *part = NULL;
  g_autoptr (QuothDb) from = NULL;
  QuothDb *to;
  gboolean ok;

  if (same_file (path, quoth_project_get_path (self)))
    return fail (error, "is the project itself", path);
  part = g_strconcat (path, PART, NULL);
  g_unlink (part);
  from = quoth_db_open (quoth_project_get_path (self), QUOTH_DB_READ_ONLY, error);
  to = from != NULL ? open_new (part, error) : NULL;
  if (to == NULL)
    return FALSE;
  ok = copy_database (from, to, progress, error);
  quoth_db_free (to);
  ok = ok && (!only_sound || check_copy (from, part, progress, error));
  if (ok && g_rename (part, path) != 0)
    ok = fail (error, "cannot put the copy in place", g_strerror (errno));
  if (!ok)
    g_unlink (part);
  return ok;
}

/**
 * quoth_project_backup:
 * @self: a project
 * @path: where to put the copy; a file that is there is replaced when the copy is whole
 * @progress: (nullable): counts pages; stops the work when cancelled
 * @error: return location for a #QuothProjectError or %G_IO_ERROR_CANCELLED
 *
 * A damaged project is copied as it is.
 *
 * Returns: %TRUE when the copy is on the disk
 */
gboolean
quoth_project_backup (QuothProject   *self,
                      const char     *path,
                      QuothProgress  *progress,
                      GError        **error)
{
  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && path != NULL, FALSE);

  return copy_project (self, path, FALSE, progress, error);
}

typedef struct
{
  gint64  time;
  char   *path;
} Backup;

static void
backup_clear (gpointer data)
{
  g_free (((Backup *) data)->path);
}

static int
compare_backups (gconstpointer a,
                 gconstpointer b)
{
  const Backup *left = a;
  const Backup *right = b;

  return left->time > right->time ? -1 : left->time < right->time;
}

/* Backups of the project at @path, the newest first. */
static GArray *
find_backups (const char *path,
              const char *folder)
{
  GArray *backups = g_array_new (FALSE, FALSE, sizeof (Backup));
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  g_array_set_clear_func (backups, backup_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      Backup backup = { quoth_backup_time (path, name), NULL };

      if (backup.time < 0)
        continue;
      backup.path = g_build_filename (folder, name, NULL);
      g_array_append_val (backups, backup);
    }
  g_array_sort (backups, compare_backups);
  return backups;
}

/**
 * quoth_project_list_backups:
 * @path: of a project, which need not exist any more
 * @folder: where its rolling backups are
 *
 * Returns: (transfer full) (element-type filename): paths, the newest first
 */
GPtrArray *
quoth_project_list_backups (const char *path,
                            const char *folder)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) backups = NULL;

  g_return_val_if_fail (path != NULL && folder != NULL, paths);

  backups = find_backups (path, folder);
  for (guint i = 0; i < backups->len; i++)
    g_ptr_array_add (paths, g_strdup (g_array_index (backups, Backup, i).path));
  return paths;
}

/* The number of the last journal entry; -1 when the file cannot tell. */
static gint64
last_entry (const char *path)
{
  g_autoptr (QuothDb) db = quoth_db_open (path, QUOTH_DB_READ_ONLY, NULL);
  gint64 seq = -1;

  if (db == NULL || !quoth_db_get_int (db, "SELECT max (seq) FROM journal", &seq, NULL))
    return -1;
  return seq;
}

static void
drop_old (GArray *backups,
          gint64  now)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) keep = NULL;

  for (guint i = 0; i < backups->len; i++)
    g_array_append_val (times, g_array_index (backups, Backup, i).time);
  keep = quoth_backups_choose ((const gint64 *) (gpointer) times->data, times->len, now);
  for (guint i = 0; i < backups->len; i++)
    if (!g_array_index (keep, gboolean, i))
      g_unlink (g_array_index (backups, Backup, i).path);
}

/* Copies that were never finished, as large as the project each. */
static void
drop_parts (const char *path,
            const char *folder,
            gint64      now)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      const char *end = g_strrstr (name, PART);
      g_autofree char *whole = g_strndup (name, end != NULL ? (gsize) (end - name) : 0);
      g_autofree char *file = g_build_filename (folder, name, NULL);
      gint64 time = end != NULL ? quoth_backup_time (path, whole) : -1;

      /* SQLite puts its own ending behind ours. */
      if (time >= 0 && now - time > MAX_PART_SECONDS
          && (strcmp (end, PART) == 0 || strcmp (end, PART "-journal") == 0))
        g_unlink (file);
    }
}

static gboolean
is_due (QuothProject *self,
        GArray       *backups,
        guint         min_age_seconds,
        gint64        now)
{
  Backup *newest;

  if (backups->len == 0)
    return TRUE;
  newest = &g_array_index (backups, Backup, 0);
  /* A backup from the future (a clock set back) must not stop all others. */
  if (newest->time <= now && now - newest->time < (gint64) min_age_seconds)
    return FALSE;
  return last_entry (newest->path) != last_entry (quoth_project_get_path (self));
}

/**
 * quoth_project_roll_backups:
 * @self: a project
 * @folder: where to keep them; made when it is not there
 * @min_age_seconds: how old the newest must be before another is made
 * @progress: (nullable): counts pages; stops the work when cancelled
 * @error: %QUOTH_PROJECT_ERROR_DAMAGED when the project is no good to keep, and others
 *
 * Makes a backup when one is due and something was done since the last; then lets go
 * of those that quoth_backups_choose() does not keep. Old ones go only after the new
 * one is whole and found to be sound, so that damage never takes a good one's place.
 *
 * Returns: %FALSE when a backup was due and could not be made
 */
gboolean
quoth_project_roll_backups (QuothProject   *self,
                            const char     *folder,
                            guint           min_age_seconds,
                            QuothProgress  *progress,
                            GError        **error)
{
  g_autoptr (GArray) backups = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *path;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self) && folder != NULL, FALSE);

  path = quoth_project_get_path (self);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    return fail (error, "cannot make the folder for backups", g_strerror (errno));
  backups = find_backups (path, folder);
  if (is_due (self, backups, min_age_seconds, now))
    {
      g_autofree char *name = quoth_backup_name (path, now);
      g_autofree char *target = g_build_filename (folder, name, NULL);

      if (!copy_project (self, target, TRUE, progress, error))
        return FALSE;
      g_array_unref (backups);
      backups = find_backups (path, folder);
    }
  drop_old (backups, now);
  drop_parts (path, folder, now);
  return TRUE;
}
