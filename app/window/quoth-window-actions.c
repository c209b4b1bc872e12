/* quoth-window-actions.c - what the menus and the accelerators of the window do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window"

#include "config.h"

#include <glib/gi18n.h>

#include "quoth-compat.h"
#include "quoth-consistency-window.h"
#include "quoth-export-dialog.h"
#include "quoth-feedback-window.h"
#include "quoth-priority.h"
#include "quoth-project-query.h"
#include "quoth-prose-undo.h"
#include "quoth-release-dialog.h"
#include "quoth-scheme-window.h"
#include "quoth-shortcuts-window.h"
#include "quoth-team-state.h"
#include "quoth-toast.h"
#include "quoth-window-private.h"
#include "quoth-window-step.h"
#include "quoth-window-versions.h"

static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothWindow *self = data;

  if (!quoth_prose_undo_step (gtk_window_get_application (data), FALSE))
    quoth_window_step (self, FALSE, self->job_bar, self->root_stack);
}

static void
redo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothWindow *self = data;

  if (!quoth_prose_undo_step (gtk_window_get_application (data), TRUE))
    quoth_window_step (self, TRUE, self->job_bar, self->root_stack);
}

static void
layer_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  QuothWindow *self = data;
  const char *layer = g_variant_get_string (parameter, NULL);
  QuothProject *project = quoth_workspace_get_project (self->workspace);

  quoth_workspace_set_layer (self->workspace, layer);
  quoth_project_set_setting (project, "layer", layer, NULL);
}

static void
say_cb (GSimpleAction *action,
        GVariant      *parameter,
        gpointer       data)
{
  quoth_window_toast (data, g_variant_get_string (parameter, NULL), NULL, NULL);
}

/* Whose work something is that is not shown, and the way there. */
static void
say_layer_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  QuothWindow *self = data;
  const char *layer = g_variant_get_string (parameter, NULL);
  /* Translators: %s is the name of an annotator's layer */
  g_autofree char *text = g_strdup_printf (_("This mark is in the layer “%s”"), layer);
  /* Translators: a button: work in the layer that was just named */
  AdwToast *toast = quoth_toast_new (text, _("Go T_here"), "win.layer");

  adw_toast_set_action_target (toast, "s", layer);
  quoth_toast_add (ADW_TOAST_OVERLAY (self->toasts), toast);
}

static void
remove_article_cb (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       data)
{
  QuothWindow *self = data;
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  g_autofree char *id = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (document == NULL)
    return;
  id = g_strdup (quoth_document_get_article_id (document));
  command = quoth_project_remove_articles (quoth_workspace_get_project (self->workspace),
                                           (const char *const[]){ id, NULL }, &error);
  if (command == NULL || !quoth_workspace_commit (self->workspace, command, &error))
    {
      quoth_window_show_error (self, error);
      return;
    }
  quoth_workspace_close_article (self->workspace);
  quoth_window_toast (self, _("Article removed"), _("_Undo"), "win.undo");
}

static void
export_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  gtk_window_present (GTK_WINDOW (quoth_export_dialog_new (data)));
}

static void
release_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  gtk_window_present (GTK_WINDOW (quoth_release_dialog_new (data)));
}

/* Where the last export went is kept with the window. */
static void
show_export_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  GFile *file = g_object_get_data (data, "quoth-export");

  if (file != NULL)
    quoth_compat_show_in_files (data, file);
}

static void
scheme_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  QuothWindow *self = data;

  gtk_window_present (GTK_WINDOW (quoth_scheme_window_new (GTK_WINDOW (self), self->workspace,
                                                           self->keymap)));
}

/* One of its kind: a second call brings the first to the front. */
static void
present_one (QuothWindow  *self,
             GtkWidget   **window,
             GtkWidget  *(*create) (QuothWindow *, QuothKeymap *))
{
  if (*window == NULL)
    g_set_weak_pointer (window, create (self, self->keymap));
  gtk_window_present (GTK_WINDOW (*window));
}

static void
consistency_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  QuothWindow *self = data;

  present_one (self, &self->consistency, quoth_consistency_window_new);
}

static void
feedback_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  QuothWindow *self = data;

  present_one (self, &self->feedback, quoth_feedback_window_new);
}

static void
shortcuts_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  QuothWindow *self = data;
  QuothProject *project = quoth_workspace_get_project (self->workspace);

  gtk_window_present (GTK_WINDOW (
    quoth_shortcuts_window_new (data, self->keymap,
                                project != NULL ? quoth_project_get_scheme (project) : NULL)));
}

static const GActionEntry entries[] = {
  { "shortcuts", shortcuts_cb },
  { "export", export_cb },
  { "release", release_cb },
  { "scheme", scheme_cb },
  { "consistency", consistency_cb },
  { "feedback", feedback_cb },
  { "show-export", show_export_cb },
  { "undo", undo_cb },
  { "redo", redo_cb },
  { "layer", layer_cb, "s" },
  { "say", say_cb, "s" },
  { "say-layer", say_layer_cb, "s" },
  { "remove-article", remove_article_cb },
};

static void
enable (QuothWindow *self,
        const char  *name,
        gboolean     enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  if (action != NULL)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
show_steps_cb (gpointer data)
{
  QuothWindow *self = data;
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  gboolean writable = project != NULL && !quoth_project_is_read_only (project);

  self->steps_id = 0;
  gtk_widget_set_sensitive (self->undo_button, writable && quoth_project_can_undo (project));
  gtk_widget_set_sensitive (self->redo_button, writable && quoth_project_can_redo (project));
  return G_SOURCE_REMOVE;
}

/* The first package gives a file its name among others, which is written into it. */
static gboolean
has_place (QuothProject *project)
{
  g_autofree char *place = quoth_project_dup_setting (project, QUOTH_TEAM_PLACE_SETTING);

  return place != NULL;
}

/* Called when the project, the article or the ability to undo changes. Keys find at once what
 * can be done; the buttons follow after the frame that shows a gesture, so that it need not
 * draw all from the header bar down to the words. */
void
_quoth_window_update_actions (QuothWindow *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  gboolean open = project != NULL;
  gboolean writable = open && !quoth_project_is_read_only (project);
  gboolean article = quoth_workspace_get_document (self->workspace) != NULL;
  static const char *const needs_project[] = { "export", "release", "search", "check", "save-copy",
                                               "show-entity", "history", "scheme", "backups",
                                               "consistency", "feedback", "conflicts",
                                               "proposals", "recover", "assign" };
  static const char *const needs_writable[] = { "import", "import-folder", "fetch",
                                                "paste-article", "layer", "take-package" };

  /* Where there is nothing to step, the key says so. */
  enable (self, "undo", open);
  enable (self, "redo", open);
  enable (self, "make-package", writable || (open && has_place (project)));
  enable (self, "send-package", writable || (open && has_place (project)));
  enable (self, "find", article);
  enable (self, "remove-article", article && writable);
  quoth_window_versions_update (self, writable);
  for (guint i = 0; i < G_N_ELEMENTS (needs_project); i++)
    enable (self, needs_project[i], open);
  for (guint i = 0; i < G_N_ELEMENTS (needs_writable); i++)
    enable (self, needs_writable[i], writable);
  if (self->steps_id == 0)
    self->steps_id = g_idle_add_full (QUOTH_PRIORITY_FOLLOW, show_steps_cb, self, NULL);
}

static void
step_clicked_cb (QuothWindow *self,
                 GtkWidget   *button)
{
  g_action_group_activate_action (G_ACTION_GROUP (self),
                                  button == self->redo_button ? "redo" : "undo", NULL);
}

void
_quoth_window_add_actions (QuothWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_object (self->undo_button, "clicked", G_CALLBACK (step_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->redo_button, "clicked", G_CALLBACK (step_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  quoth_window_versions_set_up (self);
  _quoth_window_add_view_actions (self);
}
