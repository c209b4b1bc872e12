/* quoth-window-tend.c - what is done for a project behind the window
 *
 * Fills the full text index and rolls backups, one at a time per window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window-care"

#include "config.h"

#include "quoth-window-care.h"

#include <glib/gi18n.h>

#include "quoth-project-care.h"
#include "quoth-search.h"
#include "quoth-window-rescue.h"

/* A backup is made when the newest is older than this and something changed. */
#define BACKUP_AGE_SECONDS (15 * 60)

/* Set on a window whose project shall be looked at when the present care is over. */
#define DOUBT_KEY "quoth-doubt"

/* The background work on one project: index, then backup. One at a time per window. */
typedef struct
{
  QuothProject *project; /* owned; the main thread's, to open another connection */
  char         *folder;  /* nullable: where backups go */
  gboolean      doubt;   /* somebody met damage: what can be made anew comes first */
  QuothMend     mended;
} Care;

static void
care_free (gpointer data)
{
  Care *care = data;

  g_clear_object (&care->project);
  g_free (care->folder);
  g_free (care);
}

static QuothProject *
get_project (QuothWindow *window)
{
  return quoth_workspace_get_project (quoth_window_get_workspace (window));
}

static gboolean
tend (Care           *care,
      QuothProgress  *progress,
      GError        **error)
{
  g_autoptr (QuothProject) project = quoth_project_open_again (care->project, error);
  gboolean ok = project != NULL && quoth_search_fill (project, progress, error);

  if (ok && care->folder != NULL)
    ok = g_mkdir_with_parents (care->folder, 0700) == 0
         && quoth_project_roll_backups (project, care->folder, BACKUP_AGE_SECONDS, progress, error);
  if (project != NULL)
    quoth_project_close (project);
  return ok;
}

static void
care_in_thread (GTask        *task,
                gpointer      source,
                gpointer      task_data,
                GCancellable *cancellable)
{
  Care *care = task_data;
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  GError *error = NULL;
  gboolean ok = FALSE;

  if (care->doubt)
    g_set_error (&error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED, "damage was met");
  else
    ok = tend (care, progress, &error);
  if (g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED))
    care->mended = quoth_project_mend (quoth_project_get_path (care->project), TRUE, progress, NULL);
  if (care->mended != QUOTH_MEND_NOTHING)
    {
      g_clear_error (&error);
      ok = tend (care, progress, &error);
    }
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, ok);
}

/* Documented in the header. */
void
quoth_window_care_say_mended (QuothWindow *window,
                              QuothMend    mended)
{
  if (mended == QUOTH_MEND_SEARCH)
    quoth_window_toast (window, _("The search index was damaged; it has been rebuilt."), NULL,
                        NULL);
  else if (mended == QUOTH_MEND_INDEXES)
    quoth_window_toast (window, _("Indexes of the project were damaged; they have been rebuilt."),
                        NULL, NULL);
}

static void start (QuothWindow *window,
                   gboolean     doubt);

static void
cared_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  QuothWindow *window = QUOTH_WINDOW (source);
  Care *care = g_task_get_task_data (G_TASK (result));
  /* The same file may have been opened anew meanwhile; that of the task counts. */
  gboolean present = care->project == get_project (window);
  gboolean doubt = g_object_steal_data (source, DOUBT_KEY) != NULL;
  g_autoptr (GError) error = NULL;

  g_object_set_data (source, "quoth-care", NULL);
  g_task_propagate_boolean (G_TASK (result), &error);
  if (care->doubt)
    quoth_project_end_hurry (care->project);
  if (present)
    quoth_window_care_say_mended (window, care->mended);
  if (present && g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED))
    quoth_window_distrust (window);
  else if (doubt && care->mended == QUOTH_MEND_NOTHING)
    start (window, TRUE);
  else if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("Cannot care for the project: %s", error->message);
}

static void
start (QuothWindow *window,
       gboolean     doubt)
{
  QuothProject *project = get_project (window);
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (GTask) task = NULL;
  GCancellable *running;
  Care *care;

  if (project == NULL || quoth_project_is_read_only (project))
    return;
  running = g_object_get_data (G_OBJECT (window), "quoth-care");
  if (running != NULL)
    {
      if (doubt)
        {
          g_object_set_data (G_OBJECT (window), DOUBT_KEY, GINT_TO_POINTER (TRUE));
          g_cancellable_cancel (running);
        }
      return;
    }
  cancellable = g_cancellable_new ();
  care = g_new0 (Care, 1);
  care->project = g_object_ref (project);
  care->doubt = doubt;
  if (g_settings_get_boolean (quoth_window_get_settings (window), "backups"))
    care->folder = quoth_window_rescue_dup_folder ();
  if (doubt)
    quoth_project_begin_hurry (project);
  task = g_task_new (window, cancellable, cared_cb, NULL);
  g_task_set_source_tag (task, start);
  g_task_set_name (task, "quoth care");
  g_task_set_task_data (task, care, care_free);
  g_object_set_data_full (G_OBJECT (window), "quoth-care", g_steal_pointer (&cancellable),
                          g_object_unref);
  g_task_run_in_thread (task, care_in_thread);
}

/* Documented in the header. */
void
quoth_window_care_tend (QuothWindow *window)
{
  start (window, FALSE);
}

/**
 * quoth_window_care_doubt:
 * @window: a window in which damage was met
 *
 * Makes anew behind the window what can be, when no work is hurt. Else the project is only
 * read from then on: see quoth_window_distrust().
 */
void
quoth_window_care_doubt (QuothWindow *window)
{
  start (window, TRUE);
}

/**
 * quoth_window_care_project:
 * @window: a window whose project was opened or closed
 *
 * Stops the background work on the old project and lets that on the new one begin.
 */
void
quoth_window_care_project (QuothWindow *window)
{
  GCancellable *cancellable = g_object_get_data (G_OBJECT (window), "quoth-care");

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  start (window, FALSE);
}
