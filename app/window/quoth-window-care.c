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
#include "quoth-window-rescue.h"

#define CARE_INTERVAL_SECONDS 60
/* How soon what another process wrote is seen: asking costs one read of a page. */
#define POLL_INTERVAL_SECONDS 2
#define MAX_HISTORY 200

static QuothProject *
get_project (QuothWindow *window)
{
  return quoth_workspace_get_project (quoth_window_get_workspace (window));
}

static gboolean
care_cb (gpointer data)
{
  quoth_window_care_tend (data);
  return G_SOURCE_CONTINUE;
}

/* Somebody else did it, who needed it at once; it is empty now. */
static void
search_rebuilt_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  quoth_window_care_say_mended (data, QUOTH_MEND_SEARCH);
  quoth_window_care_tend (data);
}

/* What a check came to: what is wrong still, and what was and has been made anew. */
typedef struct
{
  GPtrArray *messages; /* of char *; those of what was made anew are not among them */
  QuothMend  mended;
} Checked;

static void
checked_free (Checked *checked)
{
  g_ptr_array_unref (checked->messages);
  g_free (checked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Checked, checked_free)

static gpointer
check_func (QuothProject   *project,
            QuothProgress  *progress,
            gpointer        data,
            GError        **error)
{
  GPtrArray *messages = quoth_project_check (project, progress, error);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (Checked) checked = NULL;

  if (messages == NULL)
    return NULL;
  checked = g_new0 (Checked, 1);
  checked->messages = messages;
  if (messages->len == 0 || quoth_project_is_read_only (project))
    return g_steal_pointer (&checked);
  checked->mended = quoth_project_mend (quoth_project_get_path (project), TRUE, progress,
                                        &local_error);
  /* Whether it can be mended is not known then: better asked again. */
  if (g_error_matches (local_error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_BUSY)
      || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return NULL;
    }
  if (checked->mended != QUOTH_MEND_NOTHING)
    g_ptr_array_set_size (messages, 0);
  return g_steal_pointer (&checked);
}

static void
checked_cb (gpointer      result,
            const GError *error,
            gpointer      owner)
{
  QuothWindow *window = owner;
  g_autoptr (Checked) checked = result;
  GPtrArray *messages;

  if (error != NULL)
    {
      quoth_window_show_error (window, error);
      return;
    }
  messages = checked->messages;
  if (checked->mended > QUOTH_MEND_PAGES)
    {
      quoth_window_care_say_mended (window, checked->mended);
      quoth_window_care_tend (window);
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
