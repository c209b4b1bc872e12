/* quoth-window-packages.c - packages from and to the window, and what they leave to decide
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window-packages"

#include "config.h"

#include "quoth-window-packages.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "quoth-assign-window.h"
#include "quoth-compat.h"
#include "quoth-conflicts-window.h"
#include "quoth-conflicts.h"
#include "quoth-merge.h"
#include "quoth-package-dialog.h"
#include "quoth-package.h"
#include "quoth-proposals-window.h"
#include "quoth-proposals.h"
#include "quoth-toast.h"
#include "quoth-window-private.h"

static void
run_job (QuothWindow      *window,
         const char       *title,
         QuothJobFunc      func,
         char             *path, /* transfer full, nullable */
         QuothJobDoneFunc  finished)
{
  QuothJobBar *bar = quoth_window_get_job_bar (window);

  if (quoth_job_bar_is_busy (bar))
    {
      quoth_window_toast (window, _("Wait until the present work is done."), NULL, NULL);
      g_free (path);
      return;
    }
  quoth_job_bar_run (bar, title,
                     quoth_workspace_get_project (quoth_window_get_workspace (window)), func, path,
                     g_free, finished, window);
}

/* --- conflicts --- */

static gpointer
list_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  return quoth_conflicts_list (project, progress, error);
}

static void
listed_cb (gpointer      result,
           const GError *error,
           gpointer      owner)
{
  GPtrArray *conflicts = result;

  if (conflicts == NULL)
    quoth_window_show_error (owner, error);
  else
    gtk_window_present (GTK_WINDOW (quoth_conflicts_window_new (owner, conflicts)));
}

static void
conflicts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  run_job (data, _("Looking for conflicts…"), list_func, NULL, listed_cb);
}

/* --- who is the same --- */

static gpointer
propose_func (QuothProject   *project,
              QuothProgress  *progress,
              gpointer        data,
              GError        **error)
{
  return quoth_proposals_list (project, progress, error);
}

static void
proposed_cb (gpointer      result,
             const GError *error,
             gpointer      owner)
{
  GPtrArray *proposals = result;

  if (proposals == NULL)
    quoth_window_show_error (owner, error);
  else
    gtk_window_present (GTK_WINDOW (quoth_proposals_window_new (owner, proposals)));
}

static void
proposals_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  run_job (data, _("Looking for the same people…"), propose_func, NULL, proposed_cb);
}

/* --- taking --- */

static gpointer
take_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  return quoth_merge_run (project, data, progress, error);
}

/* What else there is to say of a merge must not take the way to its conflicts away. */
static void
toast_behind (QuothWindow *window,
              const char  *text,
              const char  *button, /* nullable */
              const char  *action) /* nullable */
{
  quoth_toast_add_behind (ADW_TOAST_OVERLAY (window->toasts),
                          quoth_toast_new (text, button, action));
}

static void
taken_cb (gpointer      result,
          const GError *error,
          gpointer      owner)
{
  g_autoptr (QuothMergeReport) report = result;
  g_autofree char *text = NULL;

  if (report == NULL)
    {
      quoth_window_show_error (owner, error);
      return;
    }
  /* Translators: how many records of a package were new, other than ours, and gone */
  text = g_strdup_printf (_("Package merged: %" PRIu64 " added, %" PRIu64 " changed, %" PRIu64
                            " removed"), report->n_added, report->n_changed, report->n_removed);
  if (report->conflicts->len > 0)
    quoth_window_toast (owner, text, _("C_onflicts"), "win.conflicts");
  else if (report->n_added + report->n_changed + report->n_removed > 0)
    quoth_window_toast (owner, text, _("_Undo"), "win.undo");
  else
    quoth_window_toast (owner, _("The package brought nothing new"), NULL, NULL);
  if (report->proposals->len > 0)
    {
      g_autofree char *same =
        g_strdup_printf (ngettext ("%u entry may stand twice in the registry",
                                   "%u entries may stand twice in the registry",
                                   report->proposals->len), report->proposals->len);

      toast_behind (owner, same, _("Loo_k"), "win.proposals");
    }
  if (report->guidelines_apart)
    toast_behind (owner, _("The guidelines were changed apart; yours stay."), NULL, NULL);
}

static char *
dup_path (GListModel *files)
{
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  return file != NULL ? g_file_get_path (file) : NULL;
}

static void
take_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);
  char *path = dup_path (files);

  if (path != NULL)
    run_job (QUOTH_WINDOW (source), _("Merging the package…"), take_func, path, taken_cb);
}

static void
take_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  quoth_compat_choose_files_async (data, QUOTH_FILE_FOLDER, _("Merge a Package"), NULL, NULL, NULL,
                                   take_chosen_cb, NULL);
}

/* --- giving back --- */

static gpointer
make_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  return quoth_package_write (project, data, NULL, progress, NULL, error) ? g_strdup (data) : NULL;
}

static void
made_cb (gpointer      result,
         const GError *error,
         gpointer      owner)
{
  g_autofree char *path = result;

  if (path == NULL)
    quoth_window_show_error (owner, error);
  else
    quoth_window_toast (owner, _("The package is ready to send"), _("_Show in Folder"),
                        "win.show-export");
}

static void
make_chosen_cb (GObject      *source,
                GAsyncResult *result,
                gpointer      data)
{
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);
  char *path = dup_path (files);

  if (path == NULL)
    return;
  g_object_set_data_full (source, "quoth-export", g_list_model_get_item (files, 0),
                          g_object_unref);
  run_job (QUOTH_WINDOW (source), _("Packing…"), make_func, path, made_cb);
}

static void
make_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothProject *project = quoth_workspace_get_project (quoth_window_get_workspace (data));
  g_autofree char *name = quoth_project_dup_name (project);
  /* Translators: the folder of a package: the project's name, the annotator's name */
  g_autofree char *folder = g_strdup_printf (_("%s from %s"), name,
                                             quoth_project_get_annotator (project));

  quoth_compat_choose_files_async (data, QUOTH_FILE_SAVE, _("Make a Package"), folder, NULL, NULL,
                                   make_chosen_cb, NULL);
}

/* --- who gets what --- */

/* One of its kind: a second call brings the first to the front. */
static void
assign_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  QuothWindow *window = data;

  if (window->assign == NULL)
    g_set_weak_pointer (&window->assign, quoth_assign_window_new (window, window->keymap));
  gtk_window_present (GTK_WINDOW (window->assign));
}

/* --- sending out --- */

static void
send_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  gtk_window_present (GTK_WINDOW (quoth_package_dialog_new (data)));
}

static const GActionEntry entries[] = {
  { "assign", assign_cb },
  { "take-package", take_cb },
  { "make-package", make_cb },
  { "send-package", send_cb },
  { "conflicts", conflicts_cb },
  { "proposals", proposals_cb },
};

/**
 * quoth_window_packages_set_up:
 * @window: a window
 *
 * Adds the actions.
 */
void
quoth_window_packages_set_up (QuothWindow *window)
{
  g_action_map_add_action_entries (G_ACTION_MAP (window), entries, G_N_ELEMENTS (entries), window);
}
