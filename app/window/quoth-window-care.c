/* quoth-window-care.c - history, checking and copying a project, and what runs behind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window-care"

#include "config.h"

#include "quoth-window-care.h"

#include <glib/gi18n.h>

#include "quoth-compat.h"
#include "quoth-describe.h"
#include "quoth-project-care.h"
#include "quoth-project-query.h"
#include "quoth-report-window.h"
#include "quoth-search.h"
#include "quoth-window-rescue.h"

/* A backup is made when the newest is older than this and something changed. */
#define BACKUP_AGE_SECONDS (15 * 60)
#define CARE_INTERVAL_SECONDS 60
/* How soon what another process wrote is seen: asking costs one read of a page. */
#define POLL_INTERVAL_SECONDS 2
#define MAX_HISTORY 200

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

static gboolean
care_cb (gpointer data)
{
  start (data, FALSE);
  return G_SOURCE_CONTINUE;
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

/* Somebody else did it, who needed it at once; it is empty now. */
static void
search_rebuilt_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  quoth_window_care_say_mended (data, QUOTH_MEND_SEARCH);
  start (data, FALSE);
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

/* NULL without @error when what was wrong has been made anew. */
static gpointer
check_func (QuothProject   *project,
            QuothProgress  *progress,
            gpointer        data,
            GError        **error)
{
  GPtrArray *messages = quoth_project_check (project, progress, error);

  if (messages == NULL || messages->len == 0 || quoth_project_is_read_only (project)
      || quoth_project_mend (quoth_project_get_path (project), TRUE, progress, NULL)
           == QUOTH_MEND_NOTHING)
    return messages;
  g_ptr_array_unref (messages);
  return NULL;
}

static void
checked_cb (gpointer      result,
            const GError *error,
            gpointer      owner)
{
  QuothWindow *window = owner;
  g_autoptr (GPtrArray) messages = result;

  if (error != NULL)
    {
      quoth_window_show_error (window, error);
      return;
    }
  if (messages == NULL)
    {
      quoth_window_care_say_mended (window, QUOTH_MEND_INDEXES);
      start (window, FALSE);
      return;
    }
  if (messages->len == 0)
    {
      quoth_window_toast (window, _("The project is sound"), NULL, NULL);
      return;
    }
  g_ptr_array_set_free_func (messages, NULL);
  g_ptr_array_add (messages, NULL);
  quoth_report_window_show (GTK_WINDOW (window), _("Check"),
                            _("Something is wrong with this project. Save a copy, or go back to "
                              "a backup."),
                            (const char *const *) messages->pdata);
  for (guint i = 0; messages->pdata[i] != NULL; i++)
    g_free (messages->pdata[i]);
}

static void
run_job (QuothWindow      *window,
         const char       *title,
         QuothJobFunc      func,
         gpointer          data,
         QuothJobDoneFunc  finished)
{
  QuothJobBar *bar = quoth_window_get_job_bar (window);

  if (quoth_job_bar_is_busy (bar))
    {
      quoth_window_toast (window, _("Wait until the present work is done."), NULL, NULL);
      g_free (data);
      return;
    }
  quoth_job_bar_run (bar, title, get_project (window), func, data, g_free, finished, window);
}

static void
check_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  run_job (data, _("Checking…"), check_func, NULL, checked_cb);
}

static gpointer
copy_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  return quoth_window_rescue_copy (project, data, progress, error) ? g_strdup (data) : NULL;
}

static void
copied_cb (gpointer      result,
           const GError *error,
           gpointer      owner)
{
  g_autofree char *path = result;

  if (error != NULL)
    quoth_window_show_error (owner, error);
  else
    quoth_window_open (owner, path);
}

static void
copy_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);
  char *path;

  if (files == NULL)
    return;
  path = quoth_window_rescue_dup_target (files);
  if (path != NULL)
    run_job (QUOTH_WINDOW (source), _("Saving a copy…"), copy_func, path, copied_cb);
}

static void
save_copy_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  g_autofree char *name = quoth_project_dup_name (get_project (data));
  /* Translators: the file name of a copy of a project; keep the ending */
  g_autofree char *copy = g_strdup_printf (_("%s (copy).quoth"), name);

  quoth_compat_choose_files_async (data, QUOTH_FILE_SAVE, _("Save a Copy"), copy, NULL, NULL,
                                   copy_chosen_cb, NULL);
}

static void
history_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  QuothWindow *window = data;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;

  rows = quoth_project_list_history (get_project (window), g_variant_get_string (parameter, NULL),
                                     MAX_HISTORY, &error);
  if (rows == NULL)
    {
      quoth_window_show_error (window, error);
      return;
    }
  for (guint i = 0; i < rows->len; i++)
    {
      const QuothHistoryRow *row = rows->pdata[i];
      const char *colon = strchr (row->verb, ':');
      g_autofree char *what = quoth_describe_verb (colon != NULL ? colon + 1 : row->verb, 1);
      g_autoptr (GDateTime) utc = g_date_time_new_from_iso8601 (row->at, NULL);
      g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;
      g_autofree char *when = local != NULL ? g_date_time_format (local, "%x %X")
                                            : g_strdup (row->at);
      g_autofree char *line = NULL;

      if (g_str_has_prefix (row->verb, "undo:"))
        line = g_strdup_printf (_("%s  %s  Undone: %s"), when, row->who, what);
      else if (g_str_has_prefix (row->verb, "redo:"))
        line = g_strdup_printf (_("%s  %s  Redone: %s"), when, row->who, what);
      else
        line = g_strdup_printf ("%s  %s  %s", when, row->who, what);
      g_strv_builder_add (builder, line);
    }
  lines = g_strv_builder_end (builder);
  quoth_report_window_show (GTK_WINDOW (window), _("History"),
                            rows->len > 0 ? _("Who did what to this annotation, newest first")
                                          : _("This annotation came with its article."),
                            (const char *const *) lines);
}

static gboolean
has_dialog (QuothWindow *window)
{
  GListModel *toplevels = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (toplevels); i++)
    {
      g_autoptr (GtkWindow) other = g_list_model_get_item (toplevels, i);

      if (gtk_widget_get_visible (GTK_WIDGET (other))
          && gtk_window_get_transient_for (other) == GTK_WINDOW (window))
        return TRUE;
    }
  return FALSE;
}

/* Our own jobs say when they are done, and nothing changes below a dialog that works on
 * what it was opened with. */
static gboolean
poll_cb (gpointer data)
{
  QuothWindow *window = data;
  QuothProject *project = get_project (window);

  if (project != NULL && gtk_widget_get_mapped (GTK_WIDGET (window))
      && !quoth_job_bar_is_busy (quoth_window_get_job_bar (window)) && !has_dialog (window))
    quoth_project_poll (project);
  return G_SOURCE_CONTINUE;
}

static const GActionEntry entries[] = {
  { "check", check_cb },
  { "save-copy", save_copy_cb },
  { "history", history_cb, "s" },
  { "search-rebuilt", search_rebuilt_cb },
};

static void
destroy_cb (GtkWidget *window,
            gpointer   data)
{
  GCancellable *cancellable = g_object_get_data (G_OBJECT (window), "quoth-care");

  if (cancellable != NULL)
    g_cancellable_cancel (cancellable);
  g_source_remove (GPOINTER_TO_UINT (data));
}

static void
stop_polling_cb (GtkWidget *window,
                 gpointer   data)
{
  g_source_remove (GPOINTER_TO_UINT (data));
}

/**
 * quoth_window_care_set_up:
 * @window: a window
 *
 * Adds the actions, a minute's rhythm of background work, and a look every few seconds
 * at what other processes wrote.
 */
void
quoth_window_care_set_up (QuothWindow *window)
{
  guint id = g_timeout_add_seconds (CARE_INTERVAL_SECONDS, care_cb, window);
  guint poll_id = g_timeout_add_seconds (POLL_INTERVAL_SECONDS, poll_cb, window);

  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
  g_signal_connect (window, "destroy", G_CALLBACK (destroy_cb), GUINT_TO_POINTER (id));
  g_signal_connect (window, "destroy", G_CALLBACK (stop_polling_cb), GUINT_TO_POINTER (poll_id));
}
