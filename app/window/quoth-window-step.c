/* quoth-window-step.c - undo and redo, however much it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window-step"

#include "config.h"

#include "quoth-window-step.h"

#include <glib/gi18n.h>

#include "quoth-describe.h"
#include "quoth-row-focus.h"

/* Parts of the journal that are stepped within a moment: some hundred changes each. */
#define QUICK_PARTS 3

#define HELD_KEY "quoth-step-held"

/* What cannot be used meanwhile, and who had the keyboard in it. */
typedef struct
{
  GtkWidget     *pages; /* owned */
  GWeakRef       focus;
  QuothRowFocus *rows;  /* the step may make rows anew */
  char          *verb;  /* of what is stepped */
  gboolean       redo;
} Held;

static void
hold (QuothWindow  *window,
      GtkWidget    *pages,
      QuothProject *project,
      gboolean      redo)
{
  Held *held = g_new0 (Held, 1);

  held->verb = redo ? quoth_project_dup_redo_verb (project)
                    : quoth_project_dup_undo_verb (project);
  held->redo = redo;
  held->pages = g_object_ref (pages);
  held->rows = quoth_row_focus_save (pages);
  g_weak_ref_init (&held->focus, gtk_root_get_focus (gtk_widget_get_root (pages)));
  g_object_set_data (G_OBJECT (window), HELD_KEY, held);
  gtk_widget_set_sensitive (pages, FALSE);
}

/* What cannot be used loses the keyboard, and nobody gives it back. */
static void
give_keyboard_back (Held *held)
{
  g_autoptr (GtkWidget) focus = g_weak_ref_get (&held->focus);
  GtkRoot *root = gtk_widget_get_root (held->pages);
  GtkWidget *now = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (root == NULL || (now != NULL && gtk_widget_get_mapped (now)))
    return;
  if (focus != NULL && gtk_widget_get_mapped (focus) && gtk_widget_grab_focus (focus))
    return;
  if (!quoth_row_focus_restore (held->rows, held->pages))
    gtk_widget_child_focus (held->pages, GTK_DIR_TAB_FORWARD);
}

/* @n: how many changes were stepped; 0 = it failed, which is said elsewhere. */
static void
release (QuothWindow *window,
         int          n)
{
  Held *held = g_object_steal_data (G_OBJECT (window), HELD_KEY);

  if (n > 0 && held->verb != NULL)
    {
      g_autofree char *words = quoth_describe_step (held->verb, n, NULL, held->redo);

      quoth_window_toast (window, words, NULL, NULL);
    }
  gtk_widget_set_sensitive (held->pages, TRUE);
  give_keyboard_back (held);
  quoth_row_focus_free (held->rows);
  g_weak_ref_clear (&held->focus);
  g_object_unref (held->pages);
  g_free (held->verb);
  g_free (held);
}

static gpointer
step_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  g_autoptr (QuothCommand) command = quoth_project_step (project, GPOINTER_TO_INT (data), progress,
                                                         error);

  return GUINT_TO_POINTER (command != NULL ? quoth_command_get_n_changes (command) : 0);
}

static void
stepped_cb (gpointer      result,
            const GError *error,
            gpointer      owner)
{
  release (owner, error == NULL ? GPOINTER_TO_INT (result) : 0);
  if (error != NULL)
    quoth_window_show_error (owner, error);
}

static void
say_nothing (QuothWindow *window,
             gboolean     redo)
{
  gtk_widget_error_bell (GTK_WIDGET (window));
  quoth_window_toast (window, redo ? _("Nothing to redo") : _("Nothing to undo"), NULL, NULL);
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

  if (project == NULL)
    return;
  if (redo ? !quoth_project_can_redo (project) : !quoth_project_can_undo (project))
    {
      say_nothing (window, redo);
      return;
    }
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
  hold (window, pages, project, redo);
  quoth_job_bar_run (bar, redo ? _("Redoing…") : _("Undoing…"), project, step_func,
                     GINT_TO_POINTER (redo), NULL, stepped_cb, window);
}
