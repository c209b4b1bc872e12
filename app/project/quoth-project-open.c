/* quoth-project-open.c - makes and opens project files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-project-open"

#include "config.h"

#include "quoth-project-private.h"
#include "quoth-schema.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

/* Measured: a small cache is faster than a big one where first touch of memory is dear, and a
 * project is read through the system's own cache anyway. */
static const char configuration[] =
  "PRAGMA cache_size = -" G_STRINGIFY (QUOTH_DB_CACHE) ";"
  "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = OFF;";

/* FULL: a gesture is on the disk before anyone is told so. The log is cut back after
 * an import, which may have made it long. */
static const char write_configuration[] =
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 8388608;"
  "PRAGMA wal_autocheckpoint = 512;";

static QuothProject *
wrap (QuothDb     *db,
      const char  *path,
      GError     **error)
{
  g_autoptr (QuothProject) self = g_object_new (QUOTH_TYPE_PROJECT, NULL);

  self->db = db;
  self->path = g_strdup (path);
  self->session = g_strdup (db->session);
  self->read_only = db->read_only;
  self->scheme = quoth_db_read_scheme (db, error);
  if (self->scheme == NULL ||
      !quoth_db_get_int (db, "PRAGMA data_version", &self->data_version, error))
    return NULL;
  /* Who could not take back what is done must hear so before doing anything. */
  if (!quoth_project_update_stack (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
set_system_error (const char  *path,
                  int          code,
                  GError     **error)
{
  QuothProjectError mapped = QUOTH_PROJECT_ERROR_FAILED;

  if (code == EEXIST)
    mapped = QUOTH_PROJECT_ERROR_EXISTS;
  else if (code == ENOENT)
    mapped = QUOTH_PROJECT_ERROR_MISSING;
  else if (code == EACCES || code == EROFS || code == EPERM)
    mapped = QUOTH_PROJECT_ERROR_READ_ONLY;
  else if (code == ENOSPC || code == EDQUOT || code == EFBIG)
    mapped = QUOTH_PROJECT_ERROR_FULL;
  g_set_error (error, QUOTH_PROJECT_ERROR, mapped, "%s: %s", path, g_strerror (code));
  return FALSE;
}

/* The name of a new file is durable only once its folder is. */
static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = g_open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);

  if (fd < 0)
    return;
  fsync (fd);
  close (fd);
}

static QuothProject *
fill_new (const char   *path,
          QuothScheme  *scheme,
          guint         page_bytes,
          GError      **error)
{
  g_autofree char *page_size = g_strdup_printf ("PRAGMA page_size = %u", page_bytes);
  g_autoptr (QuothDb) db = quoth_db_open (path, 0, error);
  QuothDb *given;

  if (db == NULL ||
      !quoth_db_exec (db, page_size, error) ||
      !quoth_db_exec (db, configuration, error) ||
      !quoth_db_exec (db, write_configuration, error) ||
      !quoth_schema_create (db, error) ||
      !quoth_db_begin (db, error) ||
      !quoth_db_write_scheme (db, scheme, error) ||
      !quoth_db_commit (db, error))
    return NULL;
  given = g_steal_pointer (&db);
  return wrap (given, path, error);
}

/* As quoth_project_create(), with pages of @page_bytes, as an earlier version made them. */
QuothProject *
quoth_project_create_paged (const char   *path,
                            QuothScheme  *scheme,
                            guint         page_bytes,
                            GError      **error)
{
  g_autoptr (QuothScheme) own = NULL;
  QuothProject *self;
  int fd;

  g_return_val_if_fail (path != NULL, NULL);

  own = scheme != NULL ? quoth_scheme_ref (scheme) : quoth_scheme_new_default ();
  fd = g_open (path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0666);
  if (fd < 0)
    {
      set_system_error (path, errno, error);
      return NULL;
    }
  close (fd);
  self = fill_new (path, own, page_bytes, error);
  if (self == NULL)
    g_unlink (path);
  else
    sync_folder (path);
  return self;
}

/**
 * quoth_project_create:
 * @path: where the file shall stand; nothing may be there
 * @scheme: (nullable): what can be annotated; %NULL for the default scheme
 * @error: %QUOTH_PROJECT_ERROR_EXISTS when something is there
 *
 * Returns: (transfer full) (nullable): a new, empty project
 */
QuothProject *
quoth_project_create (const char   *path,
                      QuothScheme  *scheme,
                      GError      **error)
{
  return quoth_project_create_paged (path, scheme, QUOTH_PROJECT_PAGE_BYTES, error);
}

static gboolean
is_writable_place (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  /* The log stands beside the file, so the folder must be writable too. */
  return g_access (path, W_OK) == 0 && g_access (folder, W_OK) == 0;
}

/* Reads the version, which is the first thing that touches the file. */
static QuothDb *
open_db (const char    *path,
         QuothDbFlags   flags,
         int           *out_version,
         GError       **error)
{
  g_autoptr (QuothDb) db = quoth_db_open (path, flags, error);

  if (db == NULL || !quoth_schema_check (db, out_version, error) ||
      !quoth_db_exec (db, configuration, error))
    return NULL;
  return g_steal_pointer (&db);
}

/* A file in WAL mode needs a companion even to be read. Where none can be made,
 * and none is left with contents, the file cannot change and is read as it is. */
static QuothDb *
open_to_read (const char  *path,
              int         *out_version,
              GError     **error)
{
  g_autoptr (GError) local_error = NULL;
  QuothDb *db = open_db (path, QUOTH_DB_READ_ONLY, out_version, &local_error);

  if (db != NULL)
    return db;
  if (g_error_matches (local_error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_READ_ONLY))
    return open_db (path, QUOTH_DB_READ_ONLY | QUOTH_DB_IMMUTABLE, out_version, error);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
check_version (QuothDb  *db,
               int       version,
               gboolean  asked_read_only,
               GError  **error)
{
  if (version > QUOTH_SCHEMA_VERSION && !asked_read_only)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_NEWER,
                   "version %d of the file, this program knows %d", version,
                   QUOTH_SCHEMA_VERSION);
      return FALSE;
    }
  /* What cannot be brought up to date is read as it is: see quoth_db_has_guidelines(). */
  return TRUE;
}

static QuothDb *
open_checked (const char             *path,
              QuothProjectOpenFlags   flags,
              GError                **error)
{
  gboolean asked_read_only = (flags & QUOTH_PROJECT_OPEN_READ_ONLY) != 0;
  g_autoptr (QuothDb) db = NULL;
  int version = 0;

  if (asked_read_only || !is_writable_place (path))
    db = open_to_read (path, &version, error);
  else
    db = open_db (path, 0, &version, error);
  if (db == NULL || !check_version (db, version, asked_read_only, error))
    return NULL;
  if (!db->read_only && (!quoth_db_exec (db, write_configuration, error) ||
                         !quoth_schema_migrate (db, version, error)))
    return NULL;
  return g_steal_pointer (&db);
}

/**
 * quoth_project_open:
 * @path: a project file
 * @flags: %QUOTH_PROJECT_OPEN_READ_ONLY to change nothing
 * @error: %QUOTH_PROJECT_ERROR_MISSING, %QUOTH_PROJECT_ERROR_NOT_PROJECT,
 *   %QUOTH_PROJECT_ERROR_NEWER (opens read-only when asked to),
 *   %QUOTH_PROJECT_ERROR_DAMAGED
 *
 * A file, or a folder, that cannot be written opens read-only without being asked.
 *
 * Returns: (transfer full) (nullable): the project
 */
QuothProject *
quoth_project_open (const char             *path,
                    QuothProjectOpenFlags   flags,
                    GError                **error)
{
  GStatBuf info;
  QuothDb *db;

  g_return_val_if_fail (path != NULL, NULL);

  if (g_stat (path, &info) != 0)
    {
      set_system_error (path, errno, error);
      return NULL;
    }
  if (!S_ISREG (info.st_mode))
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_NOT_PROJECT, "not a file");
      return NULL;
    }
  db = open_checked (path, flags, error);
  return db != NULL ? wrap (db, path, error) : NULL;
}

/**
 * quoth_project_open_again:
 * @self: a project; only members that never change are read, so that any thread may call
 * @error: return location for a #QuothProjectError
 *
 * Returns: (transfer full) (nullable): a project with its own connection to the
 *   same file, for the calling thread
 */
QuothProject *
quoth_project_open_again (QuothProject  *self,
                          GError       **error)
{
  QuothProject *again;

  g_return_val_if_fail (QUOTH_IS_PROJECT (self), NULL);

  again = quoth_project_open (self->path,
                              self->read_only ? QUOTH_PROJECT_OPEN_READ_ONLY
                                              : QUOTH_PROJECT_OPEN_DEFAULT, error);
  if (again == NULL)
    return NULL;
  quoth_project_set_annotator (again, self->annotator);
  quoth_project_join_session (again, self);
  return again;
}
