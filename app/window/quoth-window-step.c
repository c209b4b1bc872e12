/* quoth-window-step.c - undo and redo, however much it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window-step"

#include "config.h"

#include "quoth-window-step.h"

#include <glib/gi18n.h>

/* Parts of the journal that are stepped within a moment: some hundred changes each. */
#define QUICK_PARTS 3

typedef struct
{
  gboolean   redo;
  GtkWidget *pages; /* owned */
} Step;

static void
step_free (gpointer data)
{
  g_object_unref (((Step *) data)->pages);
  g_free (data);
}

static gpointer
step_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  g_autoptr (QuothCommand) command = quoth_project_step (project, ((Step *) data)->redo, progress,
                                                         error);

  return GINT_TO_POINTER (command != NULL);
}

static void
stepped_cb (gpointer      result,
            const GError *error,
            gpointer      owner)
{
  GtkWidget *pages = g_object_steal_data (owner, "quoth-step-pages");

  gtk_widget_set_sensitive (pages, TRUE);
  g_object_unref (pages);
  if (error != NULL)
    quoth_window_show_error (owner, error);
}

/**
 * quoth_window_step:
 * @window: a window with a project
 * @redo: whether to redo, else to undo
 * @bar: shows the progress of long steps
 * @pages: what cannot be used meanwhile
 */
void
quoth_window_step (QuothWindow *window,
                   gboolean     redo,
                   QuothJobBar *bar,
                   GtkWidget   *pages)
{
  QuothWorkspace *workspace = quoth_window_get_workspace (window);
  QuothProject *project = quoth_workspace_get_project (workspace);
  Step *step;

  if (project == NULL)
    return;
  if (quoth_project_get_step_size (project, redo) <= QUICK_PARTS)
    {
      if (redo)
        quoth_workspace_redo (workspace);
      else
        quoth_workspace_undo (workspace);
      return;
    }
  if (quoth_job_bar_is_busy (bar))
    {
      quoth_window_toast (window, _("Wait until the present work is done."), NULL, NULL);
      return;
    }
  step = g_new0 (Step, 1);
  step->redo = redo;
  step->pages = g_object_ref (pages);
  gtk_widget_set_sensitive (pages, FALSE);
  g_object_set_data (G_OBJECT (window), "quoth-step-pages", g_object_ref (pages));
  quoth_job_bar_run (bar, redo ? _("Redoing…") : _("Undoing…"), project, step_func, step, step_free,
                     stepped_cb, window);
}
