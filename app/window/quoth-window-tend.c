/* quoth-window-tend.c - what is done for a project behind the window
 *
 * Fills the full text index and rolls backups, one at a time per window. Damage that was met
 * comes before that: what follows from the work is made anew, else nobody writes any more.
 * That a project is in use, or the work was stopped, is no reason to distrust it.
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

/* Set on a project that shall be looked at when the present care is over. */
#define DOUBT_KEY "quoth-doubt"
/* Set on a project that is only read because damage kept it from being opened. */
#define HURT_KEY "quoth-hurt"

/* The background work on one project: index, then backup. One at a time per window. */
typedef struct
{
  QuothProject *project; /* owned; the main thread's, to open another connection */
  char         *folder;  /* nullable: where backups go */
  gboolean      doubt;   /* somebody met damage: what can be made anew comes first */
  gboolean      reopens; /* the same, and the project can only be read until then */
  gboolean      whole;   /* all was mended, or was sound */
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

static gboolean
is_damage (const GError *error)
{
  return g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED);
}

/* Somebody else may have mended it meanwhile. */
static gboolean
is_sound (Care           *care,
          QuothProgress  *progress,
          GError        **error)
{
  g_autoptr (QuothProject) project = quoth_project_open_again (care->project, error);
  g_autoptr (GPtrArray) messages = NULL;

  if (project == NULL)
    return FALSE;
  messages = quoth_project_check (project, progress, error);
  quoth_project_close (project);
  if (messages != NULL && messages->len > 0)
    g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED, "%s",
                 (const char *) messages->pdata[0]);
  return messages != NULL && messages->len == 0;
}

/* FALSE with an error of damage when the work itself is hurt; with another one when that
 * could not be told. */
static gboolean
mend (Care           *care,
      QuothProgress  *progress,
      GError        **error)
{
  g_autoptr (GError) local_error = NULL;

  care->mended = quoth_project_mend (quoth_project_get_path (care->project), TRUE, progress,
                                     &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  care->whole = care->mended != QUOTH_MEND_NOTHING
                || (!care->reopens && is_sound (care, progress, error));
  if (care->whole || !care->reopens)
    return care->whole;
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED, "nothing can be mended");
  return FALSE;
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
  gboolean ok;

  if (care->doubt)
    ok = mend (care, progress, &error) && (care->reopens || tend (care, progress, &error));
  else
    ok = tend (care, progress, &error);
  if (!care->doubt && is_damage (error))
    {
      g_clear_error (&error);
      ok = mend (care, progress, &error) && tend (care, progress, &error);
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
say_mended (QuothWindow *window,
            const Care  *care)
{
  if (care->mended == QUOTH_MEND_NOTHING)
    return;
  if (care->doubt && !care->reopens)
    quoth_window_toast (window, _("What was damaged in the project has been rebuilt. Repeat what "
                                  "you did last."), NULL, NULL);
  else
    quoth_window_care_say_mended (window, care->mended);
}

/* What to do about the project of @care, which is still that of the window. */
static void
conclude (QuothWindow  *window,
          const Care   *care,
          const GError *error)
{
  gboolean later = g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_BUSY)
                   || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (later && care->doubt && !care->whole)
    {
      /* The next time something is done behind the window, this is. */
      g_object_set_data (G_OBJECT (care->project), DOUBT_KEY, GINT_TO_POINTER (TRUE));
      return;
    }
  if (error != NULL && !is_damage (error)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_message ("Cannot care for the project: %s", error->message);
  if (is_damage (error) || (error != NULL && care->doubt && !care->whole))
    {
      if (!is_damage (error))
        quoth_window_show_error (window, error);
      /* That was all; what is met later in what can only be read is no news. */
      g_object_set_data (G_OBJECT (care->project), HURT_KEY, NULL);
      if (care->reopens)
        quoth_window_rescue_offer (window, quoth_project_get_path (care->project));
      else
        quoth_window_distrust (window);
      return;
    }
  if (!care->reopens || quoth_window_reopen (window))
    say_mended (window, care);
}

static void
cared_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      data)
{
  QuothWindow *window = QUOTH_WINDOW (source);
  Care *care = g_task_get_task_data (G_TASK (result));
  QuothProject *project = get_project (window);
  gboolean doubt = project != NULL
                   && g_object_steal_data (G_OBJECT (project), DOUBT_KEY) != NULL;
  g_autoptr (GError) error = NULL;

  g_object_set_data (source, "quoth-care", NULL);
  g_task_propagate_boolean (G_TASK (result), &error);
  if (care->doubt)
    quoth_project_end_hurry (care->project);
  /* The same file may have been opened anew meanwhile; that of the task counts. */
  if (care->project != project || (doubt && care->mended == QUOTH_MEND_NOTHING
                                   && !is_damage (error)))
    start (window, doubt);
  else
    conclude (window, care, error);
}

static void
start (QuothWindow *window,
       gboolean     doubt)
{
  QuothProject *project = get_project (window);
  g_autoptr (GCancellable) cancellable = NULL;
  g_autoptr (GTask) task = NULL;
  GCancellable *running;
  gboolean hurt;
  Care *care;

  if (project == NULL)
    return;
  hurt = g_object_get_data (G_OBJECT (project), HURT_KEY) != NULL;
  if (quoth_project_is_read_only (project) && !hurt)
    return;
  running = g_object_get_data (G_OBJECT (window), "quoth-care");
  if (running != NULL)
    {
      /* Who looks at the damage already needs not begin anew. */
      if (doubt && g_object_get_data (G_OBJECT (running), DOUBT_KEY) != project)
        {
          g_object_set_data (G_OBJECT (project), DOUBT_KEY, GINT_TO_POINTER (TRUE));
          g_cancellable_cancel (running);
        }
      return;
    }
  doubt = g_object_steal_data (G_OBJECT (project), DOUBT_KEY) != NULL || doubt;
  /* What can only be read is cared for no more once that was tried. */
  if (hurt && !doubt)
    return;
  cancellable = g_cancellable_new ();
  care = g_new0 (Care, 1);
  care->project = g_object_ref (project);
  care->doubt = doubt;
  care->reopens = hurt;
  if (g_settings_get_boolean (quoth_window_get_settings (window), "backups"))
    care->folder = quoth_window_rescue_dup_folder ();
  if (doubt)
    {
      quoth_project_begin_hurry (project);
      g_object_set_data (G_OBJECT (cancellable), DOUBT_KEY, project);
    }
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
 * quoth_window_care_hurt:
 * @window: a window whose project is only read because damage kept it from being opened
 *
 * The same for such a project, which is opened to be written when it could be mended.
 */
void
quoth_window_care_hurt (QuothWindow *window)
{
  QuothProject *project = get_project (window);

  if (project == NULL)
    return;
  g_object_set_data (G_OBJECT (project), HURT_KEY, GINT_TO_POINTER (TRUE));
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
