/* quoth-assign-window.c - who annotates which article: the plan, and how it stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-assign-window"

#include "config.h"

#include "quoth-assign-window.h"

#include <glib/gi18n.h>

#include "quoth-assign-packages.h"
#include "quoth-assign-planner.h"
#include "quoth-assign-table.h"
#include "quoth-assign-work.h"
#include "quoth-compat.h"
#include "quoth-describe.h"
#include "quoth-latin-keys.h"
#include "quoth-reader-names.h"
#include "quoth-squeeze-layout.h"
#include "quoth-toast.h"

/* Below this the table has no columns, and the pages are switched at the bottom. */
#define WIDTH_FOR_COLUMNS 560

struct _QuothAssignWindow
{
  AdwWindow           parent_instance;

  QuothWindow        *window;    /* owned */
  QuothWorkspace     *workspace; /* owned */
  gboolean            follow;    /* show the table as soon as it is read */
  int                 rest;      /* pixels: of the header bar without its title */

  GtkWidget          *assign_button;
  GtkWidget          *packages_button;
  GtkWidget          *toasts;
  GtkWidget          *pages;
  GtkWidget          *planner;
  GtkWidget          *header;
  GtkWidget          *switcher;
  GtkWidget          *title_stack;
  GtkWidget          *switcher_bar;
  GtkWidget          *table_stack;
  GtkWidget          *table;
  GtkWidget          *bar;
};

G_DEFINE_FINAL_TYPE (QuothAssignWindow, quoth_assign_window, ADW_TYPE_WINDOW)

static QuothProject *
get_project (QuothAssignWindow *self)
{
  return self->workspace != NULL ? quoth_workspace_get_project (self->workspace) : NULL;
}

static void
toast (QuothAssignWindow *self,
       const char        *text,
       const char        *button, /* nullable */
       const char        *action) /* nullable */
{
  quoth_toast_add (ADW_TOAST_OVERLAY (self->toasts), quoth_toast_new (text, button, action));
}

static void
show_error (QuothAssignWindow *self,
            const GError      *error)
{
  g_autofree char *text = NULL;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = quoth_describe_error (error);
  toast (self, text, NULL, NULL);
}

/* --- the plan --- */

static void
worked_cb (QuothAssignWindow *self)
{
  GPtrArray *works = quoth_assign_planner_get_works (QUOTH_ASSIGN_PLANNER (self->planner));
  g_auto (GStrv) names = quoth_assign_work_dup_names (works);
  gboolean any = *names != NULL;

  if (any)
    quoth_assign_table_set_works (QUOTH_ASSIGN_TABLE (self->table), get_project (self), works,
                                  (const char *const *) names);
  gtk_stack_set_visible_child_name (GTK_STACK (self->table_stack), any ? "table" : "empty");
  gtk_widget_set_sensitive (self->packages_button, any);
  if (self->follow && any)
    {
      adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (self->pages), "table");
      quoth_assign_table_take_focus (QUOTH_ASSIGN_TABLE (self->table));
    }
  self->follow = FALSE;
}

static void
planned_cb (QuothAssignWindow *self)
{
  QuothCommand *command = quoth_assign_planner_get_command (QUOTH_ASSIGN_PLANNER (self->planner));

  gtk_widget_set_sensitive (self->assign_button, command != NULL);
}

/* --- doing it --- */

static gpointer
commit_func (QuothProject   *project,
             QuothProgress  *progress,
             gpointer        data,
             GError        **error)
{
  return quoth_project_commit (project, data, error) ? data : NULL;
}

static void
committed_cb (gpointer      result,
              const GError *error,
              gpointer      owner)
{
  QuothAssignWindow *self = owner;

  if (get_project (self) == NULL)
    return;
  if (result == NULL)
    show_error (self, error);
  else
    {
      self->follow = TRUE;
      toast (self, _("Articles assigned"), _("_Undo"), "win.undo");
    }
  quoth_assign_planner_refresh (QUOTH_ASSIGN_PLANNER (self->planner));
}

static gboolean
is_busy (QuothAssignWindow *self)
{
  if (!quoth_job_bar_is_busy (QUOTH_JOB_BAR (self->bar)))
    return FALSE;
  toast (self, _("Wait until the present work is done."), NULL, NULL);
  return TRUE;
}

static void
assign_cb (QuothAssignWindow *self)
{
  QuothCommand *command = quoth_assign_planner_get_command (QUOTH_ASSIGN_PLANNER (self->planner));

  if (command == NULL || get_project (self) == NULL || is_busy (self))
    return;
  gtk_widget_set_sensitive (self->assign_button, FALSE);
  quoth_job_bar_run (QUOTH_JOB_BAR (self->bar), _("Assigning…"), get_project (self), commit_func,
                     quoth_command_ref (command), (GDestroyNotify) quoth_command_unref,
                     committed_cb, self);
}

/* --- packages for all --- */

static void
packed_cb (gpointer      result,
           const GError *error,
           gpointer      owner)
{
  QuothAssignWindow *self = owner;
  guint n = GPOINTER_TO_UINT (result);
  g_autofree char *text = NULL;

  if (get_project (self) == NULL)
    return;
  if (n == 0)
    {
      if (error == NULL)
        toast (self, _("Nobody has an article yet"), NULL, NULL);
      show_error (self, error);
      return;
    }
  text = g_strdup_printf (ngettext ("%u package is ready to send", "%u packages are ready to send",
                                    n), n);
  toast (self, text, _("_Show in Folder"), "win.show-export");
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  QuothAssignWindow *self = QUOTH_ASSIGN_WINDOW (source);
  g_autoptr (GListModel) files = quoth_compat_choose_files_finish (result);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path == NULL || get_project (self) == NULL || is_busy (self))
    return;
  /* Where the window's action that shows it looks. */
  g_object_set_data_full (G_OBJECT (self->window), "quoth-export", g_object_ref (file),
                          g_object_unref);
  quoth_assign_packages_make (QUOTH_JOB_BAR (self->bar), get_project (self), path, packed_cb,
                              self);
}

static void
packages_cb (QuothAssignWindow *self)
{
  g_autofree char *project = NULL;
  g_autofree char *name = NULL;

  if (get_project (self) == NULL || is_busy (self))
    return;
  project = quoth_project_dup_name (get_project (self));
  /* Translators: the folder that the packages for all annotators of a project are put into */
  name = g_strdup_printf (_("%s packages"), project);
  quoth_compat_choose_files_async (GTK_WINDOW (self), QUOTH_FILE_SAVE,
                                   _("Packages in a New Folder"), name, NULL, NULL,
                                   folder_chosen_cb, NULL);
}

/* --- the window --- */

static void
page_cb (QuothAssignWindow *self)
{
  const char *page = adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (self->pages));
  gboolean table = g_strcmp0 (page, "table") == 0;

  gtk_widget_set_visible (self->assign_button, !table);
  gtk_widget_set_visible (self->packages_button, table);
}

static void
activated_cb (QuothAssignWindow *self,
              const char        *article)
{
  if (self->window == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-place", "(suu)", article, 0, 0);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
layout_cb (QuothAssignWindow *self,
           int                width)
{
  gboolean narrow = width < WIDTH_FOR_COLUMNS;
  gboolean compact;

  quoth_assign_table_set_narrow (QUOTH_ASSIGN_TABLE (self->table), narrow);
  compact = !quoth_squeeze_has_room (self->header, self->title_stack, self->switcher, width,
                                     &self->rest);
  gtk_stack_set_visible_child_name (GTK_STACK (self->title_stack), compact ? "title" : "pages");
  adw_view_switcher_bar_set_reveal (ADW_VIEW_SWITCHER_BAR (self->switcher_bar), compact);
}

static void
realize_cb (QuothAssignWindow *self)
{
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (self)), "layout",
                           G_CALLBACK (layout_cb), self, G_CONNECT_SWAPPED);
}

static void
project_cb (QuothAssignWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request_cb (QuothAssignWindow *self)
{
  quoth_job_bar_cancel (QUOTH_JOB_BAR (self->bar));
  return FALSE;
}

/**
 * quoth_assign_window_new:
 * @window: the window whose project it is about
 * @keymap: which key does what
 *
 * Returns: (transfer full): a window, which begins to count; present it
 */
GtkWidget *
quoth_assign_window_new (QuothWindow *window,
                         QuothKeymap *keymap)
{
  QuothAssignWindow *self =
    g_object_new (QUOTH_TYPE_ASSIGN_WINDOW, "transient-for", window, "destroy-with-parent", TRUE,
                  "application", gtk_window_get_application (GTK_WINDOW (window)), NULL);

  self->window = g_object_ref (window);
  self->workspace = g_object_ref (quoth_window_get_workspace (window));
  g_signal_connect_object (self->workspace, "notify::project", G_CALLBACK (project_cb), self,
                           G_CONNECT_SWAPPED);
  /* The keys of the main window work here too, undo first of all. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (window));
  quoth_latin_keys_attach (GTK_WIDGET (self), keymap);
  quoth_reader_names_apply (GTK_WIDGET (self));
  quoth_assign_planner_start (QUOTH_ASSIGN_PLANNER (self->planner), window);
  return GTK_WIDGET (self);
}

static void
quoth_assign_window_dispose (GObject *object)
{
  QuothAssignWindow *self = QUOTH_ASSIGN_WINDOW (object);

  g_clear_object (&self->window);
  g_clear_object (&self->workspace);
  G_OBJECT_CLASS (quoth_assign_window_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QuothAssignWindow, assign_button);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignWindow, packages_button);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignWindow, planner);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignWindow, header);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignWindow, title_stack);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignWindow, table_stack);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignWindow, table);
  gtk_widget_class_bind_template_child (widget_class, QuothAssignWindow, bar);
}

static void
quoth_assign_window_class_init (QuothAssignWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_assign_window_dispose;
  g_type_ensure (QUOTH_TYPE_JOB_BAR);
  g_type_ensure (QUOTH_TYPE_ASSIGN_PLANNER);
  g_type_ensure (QUOTH_TYPE_ASSIGN_TABLE);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-assign-window.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, assign_cb);
  gtk_widget_class_bind_template_callback (widget_class, packages_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_cb);
  gtk_widget_class_bind_template_callback (widget_class, worked_cb);
  gtk_widget_class_bind_template_callback (widget_class, planned_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
quoth_assign_window_init (QuothAssignWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  quoth_squeeze_window (GTK_WINDOW (self));
  g_signal_connect (self, "realize", G_CALLBACK (realize_cb), NULL);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
}
