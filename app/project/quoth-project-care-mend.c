/* quoth-project-care-mend.c - what can be made anew from the work is, when only that is hurt
 *
 * A tree that is damaged cannot be dropped: SQLite would walk it, and might take pages for
 * its own that belong to others. It is forgotten instead, by its entry in the list of
 * tables, and a new one made. Whether that was all is then for SQLite's own check to say,
 * and for ours: when anything else is wrong, the transaction never was. The pages that
 * nobody owns any more go by writing the file anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-care"

#include "config.h"

#include "quoth-project-care-mend.h"

#include "quoth-project-care-check-private.h"
#include "quoth-schema.h"

/* A file that is written anew may be larger than memory. */
static const char configuration[] =
  "PRAGMA cache_size = -" G_STRINGIFY (QUOTH_DB_CACHE) "; PRAGMA temp_store = FILE;"
  "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 8388608;";

static QuothDb *
open_to_mend (const char  *path,
              GError     **error)
{
  g_autoptr (QuothDb) db = quoth_db_open (path, 0, error);
  int version = 0;

  if (db == NULL || !quoth_schema_check (db, &version, error)
      || !quoth_db_exec (db, configuration, error))
    return NULL;
  if (version == QUOTH_SCHEMA_VERSION)
    return g_steal_pointer (&db);
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
               "version %d of the file cannot be mended", version);
  return NULL;
}

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED);
}

/* Whether SQLite finds anything wrong with its trees or the full text index. FALSE with
 * @error set when that cannot be told. */
static gboolean
is_hurt (QuothDb  *db,
         GError  **error)
{
  g_autoptr (GError) local_error = NULL;
  gint64 sound = 0;

  if (quoth_db_get_int (db, "SELECT integrity_check = 'ok' FROM pragma_integrity_check (1)",
                        &sound, &local_error)
      && sound != 0 && quoth_search_verify (db, &local_error))
    return FALSE;
  if (local_error == NULL || is_damage (local_error))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
renew (QuothDb    *db,
       QuothMend   what,
       GError    **error)
{
  return (what < QUOTH_MEND_SEARCH || quoth_schema_renew_search (db, error))
         && (what < QUOTH_MEND_INDEXES || quoth_schema_renew_indexes (db, error));
}

/* Whether all is well within the open transaction, but for pages that nobody owns. */
static gboolean
is_whole (QuothDb        *db,
          QuothProgress  *progress,
          GError        **error)
{
  g_autoptr (GPtrArray) messages = NULL;

  if (!quoth_search_verify (db, error))
    return FALSE;
  messages = quoth_check_db (db, TRUE, progress, error);
  for (guint i = 0; messages != NULL && i < messages->len; i++)
    g_debug ("cannot be made anew: %s", (const char *) messages->pdata[i]);
  return messages != NULL && messages->len == 0;
}

/* One attempt, one transaction: after damage was read in one SQLite writes no more in it.
 * FALSE without @error when more than @what is hurt. */
static gboolean
try_to_mend (QuothDb        *db,
             QuothMend       what,
             gboolean        keep,
             QuothProgress  *progress,
             GError        **error)
{
  g_autoptr (GError) local_error = NULL;

  if (!quoth_db_begin (db, error))
    return FALSE;
  if (renew (db, what, &local_error) && is_whole (db, progress, &local_error))
    {
      if (keep && quoth_db_commit (db, error))
        return TRUE;
      quoth_db_rollback (db);
      return !keep;
    }
  quoth_db_rollback (db);
  if (local_error != NULL && !is_damage (local_error))
    g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* The least that has to be made anew for all to be well. */
static QuothMend
find_least (QuothDb        *db,
            gboolean        keep,
            QuothProgress  *progress,
            GError        **error)
{
  g_autoptr (GError) local_error = NULL;
  gboolean hurt = is_hurt (db, &local_error);

  for (QuothMend what = QUOTH_MEND_PAGES;
       hurt && local_error == NULL && what <= QUOTH_MEND_INDEXES; what++)
    if (try_to_mend (db, what, keep, progress, &local_error))
      return what;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return QUOTH_MEND_NOTHING;
}

/**
 * quoth_project_mend:
 * @path: a project file, which may be open elsewhere
 * @keep: %FALSE to find out only, and leave the file as it is
 * @progress: (nullable): stops the work when cancelled
 * @error: return location for what kept it from being found out
 *
 * When nothing is hurt but what follows from the work (the full text index, indexes of
 * tables), makes that anew. The full text index is empty then, and quoth_search_fill() has
 * to fill it. Nobody else can write meanwhile.
 *
 * Returns: what was, or would be, made anew; %QUOTH_MEND_NOTHING when the file is sound or
 *   work is hurt too, or with @error set
 */
QuothMend
quoth_project_mend (const char     *path,
                    gboolean        keep,
                    QuothProgress  *progress,
                    GError        **error)
{
  g_autoptr (QuothProgress) own =
    quoth_progress_new (progress != NULL ? quoth_progress_get_cancellable (progress) : NULL);
  g_autoptr (QuothDb) db = NULL;
  QuothMend what = QUOTH_MEND_NOTHING;

  g_return_val_if_fail (path != NULL, QUOTH_MEND_NOTHING);

  db = open_to_mend (path, error);
  if (db == NULL)
    return QUOTH_MEND_NOTHING;
  quoth_db_watch (db, own);
  what = find_least (db, keep, own, error);
  quoth_db_watch (db, NULL);
  /* Without room for it the pages stay, which costs nobody anything else. */
  if (what != QUOTH_MEND_NOTHING && keep)
    quoth_db_exec (db, "VACUUM", NULL);
  return what;
}
