/* quoth-window.c - one window on one project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-window"

#include "config.h"

#include "quoth-window-private.h"

#include <glib/gi18n.h>

#include "quoth-latin-keys.h"
#include "quoth-measuring.h"
#include "quoth-reader-names.h"
#include "quoth-squeeze-layout.h"
#include "quoth-still.h"
#include "quoth-window-care.h"
#include "quoth-window-close.h"
#include "quoth-window-import.h"
#include "quoth-window-packages.h"
#include "quoth-window-menus.h"
#include "quoth-window-rescue.h"
#include "quoth-window-take.h"
#include "quoth-window-versions.h"

/* Below these widths panes no longer fit beside the text, or the header bar's title. */
#define WIDTH_FOR_INSPECTOR 860
#define WIDTH_FOR_PANES 640

G_DEFINE_FINAL_TYPE (QuothWindow, quoth_window, ADW_TYPE_APPLICATION_WINDOW)

QuothWorkspace *
quoth_window_get_workspace (QuothWindow *self)
{
  g_return_val_if_fail (QUOTH_IS_WINDOW (self), NULL);

  return self->workspace;
}

QuothJobBar *
quoth_window_get_job_bar (QuothWindow *self)
{
  g_return_val_if_fail (QUOTH_IS_WINDOW (self), NULL);

  return self->job_bar;
}

GSettings *
quoth_window_get_settings (QuothWindow *self)
{
  g_return_val_if_fail (QUOTH_IS_WINDOW (self), NULL);

  return self->settings;
}

const char *
quoth_window_get_path (QuothWindow *self)
{
  QuothProject *project;

  g_return_val_if_fail (QUOTH_IS_WINDOW (self), NULL);

  project = quoth_workspace_get_project (self->workspace);
  return project != NULL ? quoth_project_get_path (project) : NULL;
}

static void
show_title (QuothWindow *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  g_autofree char *name = project != NULL ? quoth_project_dup_name (project) : NULL;
  const char *article = document != NULL ? quoth_document_get_article (document)->name : NULL;

  if (name == NULL)
    gtk_window_set_title (GTK_WINDOW (self), _("Quoth"));
  else if (article == NULL)
    gtk_window_set_title (GTK_WINDOW (self), name);
  else
    {
      g_autofree char *title = g_strdup_printf ("%s — %s", article, name);

      gtk_window_set_title (GTK_WINDOW (self), title);
    }
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->window_title),
                              name != NULL ? name : _("Quoth"));
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->window_title),
                                 article != NULL ? article : "");
}

static void
show_layout (QuothWindow *self)
{
  gboolean open = quoth_workspace_get_project (self->workspace) != NULL;
  gboolean annotating =
    g_strcmp0 (adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (self->pages)), "annotate")
    == 0;

  gtk_stack_set_visible_child_name (GTK_STACK (self->root_stack), open ? "project" : "start");
  if (!open)
    quoth_window_menus_fill_recent_list (GTK_LIST_BOX (self->recent_list));
  gtk_stack_set_visible_child_name (GTK_STACK (self->title_stack),
                                    open && !self->compact ? "pages" : "title");
  adw_view_switcher_bar_set_reveal (ADW_VIEW_SWITCHER_BAR (self->switcher_bar),
                                    open && self->compact);
  gtk_widget_set_visible (self->undo_button, open && !self->narrow);
  gtk_widget_set_visible (self->redo_button, open && !self->narrow);
  gtk_widget_set_visible (self->articles_button, open && annotating);
  gtk_widget_set_visible (self->inspector_button, open && annotating);
}

void
_quoth_window_show_banner (QuothWindow *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);

  if (project != NULL && quoth_project_is_read_only (project))
    quoth_banner_show (self->banner, _("This project can only be read here."), _("Save a Copy…"),
                       "win.save-copy");
  else if (!quoth_window_versions_show_banner (self) && !_quoth_window_show_layer (self))
    quoth_banner_show (self->banner, NULL, NULL, NULL);
}

static void
project_changed_cb (QuothWindow *self)
{
  show_title (self);
  show_layout (self);
  _quoth_window_show_banner (self);
  _quoth_window_update_actions (self);
  quoth_window_care_project (self);
}

static void
document_changed_cb (QuothWindow *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  QuothDocument *document = quoth_workspace_get_document (self->workspace);

  show_title (self);
  _quoth_window_show_banner (self);
  if (document != NULL && !quoth_project_is_read_only (project))
    quoth_project_set_setting (project, "article", quoth_document_get_article_id (document), NULL);
  _quoth_window_update_actions (self);
  _quoth_window_leave_gold (self);
}

static void
articles_cb (QuothWindow *self,
             const char  *entity)
{
  adw_view_stack_set_visible_child_name (ADW_VIEW_STACK (self->pages), "annotate");
  quoth_annotate_page_filter_entity (self->annotate, entity);
}

static void
page_changed_cb (QuothWindow *self)
{
  const char *page = adw_view_stack_get_visible_child_name (ADW_VIEW_STACK (self->pages));

  _quoth_window_leave_gold (self);
  show_layout (self);
  _quoth_window_show_banner (self);
  quoth_review_page_set_shown (self->review, g_strcmp0 (page, "review") == 0);
  quoth_insights_page_set_shown (self->insights, g_strcmp0 (page, "insights") == 0);
}

/* The width the compositor gave decides what fits; below it, one pane at a time. */
static void
layout_cb (QuothWindow *self,
           int          width)
{
  gboolean narrow = width < WIDTH_FOR_PANES;
  gboolean compact;

  quoth_annotate_page_set_narrow (self->annotate, narrow, width < WIDTH_FOR_INSPECTOR);
  quoth_people_page_set_narrow (self->people, narrow);
  quoth_review_page_set_narrow (self->review, narrow);
  quoth_insights_page_set_narrow (self->insights, narrow);
  _quoth_window_sync_panes (self);
  if (narrow != self->narrow)
    {
      self->narrow = narrow;
      show_layout (self);
    }
  /* Very large letters leave no room for a title on a phone: buttons are needed more. */
  gtk_widget_set_visible (self->title_stack,
                          !narrow || quoth_squeeze_has_title (self->header, self->title_stack,
                                                              GTK_WIDGET (self->window_title),
                                                              width));
  compact = narrow || !quoth_squeeze_has_room (self->header, self->title_stack, self->switcher,
                                               width, &self->rest);
  if (compact == self->compact)
    return;
  self->compact = compact;
  show_layout (self);
}

/* Filled when it opens: projects and layers come and go elsewhere too. */
static void
main_menu_cb (QuothWindow *self)
{
  quoth_window_menus_fill_recent (self->recent_menu);
  quoth_window_menus_fill_layers (self->layer_menu, self->workspace);
}

static void
keymap_cb (QuothWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));

  if (application != NULL)
    quoth_keymap_install (self->keymap, application);
}

static void
realize_cb (QuothWindow *self)
{
  g_signal_connect_object (gtk_native_get_surface (GTK_NATIVE (self)), "layout",
                           G_CALLBACK (layout_cb), self, G_CONNECT_SWAPPED);
}

/* Coming back to the window is the moment to notice what others wrote. */
static void
active_cb (QuothWindow *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);

  if (project != NULL && gtk_window_is_active (GTK_WINDOW (self)))
    quoth_project_poll (project);
}

static gboolean
close_request_cb (QuothWindow *self)
{
  int width;
  int height;

  if (!quoth_window_close_may (self) || !quoth_window_close_settle (self, TRUE))
    return TRUE;
  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", MAX (1, width));
  g_settings_set_int (self->settings, "window-height", MAX (1, height));
  g_settings_set_boolean (self->settings, "window-maximized",
                          gtk_window_is_maximized (GTK_WINDOW (self)));
  _quoth_window_close_project (self);
  return FALSE;
}

/**
 * quoth_window_new:
 * @application: the application
 *
 * Returns: (transfer full): a window without a project
 */
GtkWidget *
quoth_window_new (GtkApplication *application)
{
  return g_object_new (QUOTH_TYPE_WINDOW, "application", application, NULL);
}

static void
quoth_window_dispose (GObject *object)
{
  QuothWindow *self = QUOTH_WINDOW (object);

  _quoth_window_stop_saying (self);
  g_clear_handle_id (&self->steps_id, g_source_remove);
  g_clear_weak_pointer (&self->consistency);
  g_clear_weak_pointer (&self->feedback);
  g_clear_object (&self->workspace);
  g_clear_object (&self->settings);
  g_clear_object (&self->keymap);
  g_clear_pointer (&self->own_layer, g_free);
  g_clear_pointer (&self->altered, g_free);
  G_OBJECT_CLASS (quoth_window_parent_class)->dispose (object);
}

static void
quoth_window_class_init (QuothWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_window_dispose;
  g_type_ensure (QUOTH_TYPE_ANNOTATE_PAGE);
  g_type_ensure (QUOTH_TYPE_BANNER);
  g_type_ensure (QUOTH_TYPE_INSIGHTS_PAGE);
  g_type_ensure (QUOTH_TYPE_JOB_BAR);
  g_type_ensure (QUOTH_TYPE_PEOPLE_PAGE);
  g_type_ensure (QUOTH_TYPE_REVIEW_PAGE);
  g_type_ensure (QUOTH_TYPE_SEARCH_PAGE);
  g_type_ensure (QUOTH_TYPE_STILL);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-window.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, root_stack);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, header);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, title_stack);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, switcher);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, switcher_bar);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, window_title);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, undo_button);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, redo_button);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, articles_button);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, inspector_button);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, recent_menu);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, recent_list);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, layer_menu);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, main_button);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, banner);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, annotate);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, search);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, people);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, review);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, insights);
  gtk_widget_class_bind_template_child (widget_class, QuothWindow, job_bar);
}

/* With Alt, the key of a type marks the selection letter by letter. That goes before the
 * mnemonics of the window, which toasts and lists bring along and take away: a key must not
 * mean something else all of a sudden. */
static gboolean
alt_pressed_cb (QuothWindow           *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                GtkEventControllerKey *controller)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  /* Types have letters and signs; what moves about, such as Page Down, stays where it is. */
  return (state & gtk_accelerator_get_default_mod_mask ()) == GDK_ALT_MASK
         && g_unichar_isgraph (gdk_keyval_to_unicode (keyval)) && focus != NULL
         && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->annotate))
         && gtk_event_controller_key_forward (controller, GTK_WIDGET (self->annotate));
}

static void
watch_alt (QuothWindow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (alt_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
quoth_window_init (QuothWindow *self)
{
  self->workspace = quoth_workspace_new ();
  self->settings = g_settings_new (QUOTH_APPLICATION_ID);
  self->keymap = quoth_keymap_new (self->settings);
  gtk_widget_init_template (GTK_WIDGET (self));
  quoth_squeeze_window (GTK_WINDOW (self));
  gtk_window_set_default_size (GTK_WINDOW (self),
                               g_settings_get_int (self->settings, "window-width"),
                               g_settings_get_int (self->settings, "window-height"));
  if (g_settings_get_boolean (self->settings, "window-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  quoth_annotate_page_set_up (self->annotate, self->workspace, self->keymap, self->settings);
  quoth_latin_keys_attach (GTK_WIDGET (self), self->keymap);
  watch_alt (self);
  quoth_search_page_set_workspace (self->search, self->workspace);
  quoth_people_page_set_workspace (self->people, self->workspace);
  quoth_review_page_set_up (self->review, self->workspace, self->keymap, self->settings);
  quoth_insights_page_set_up (self->insights, self->workspace, self->keymap);
  _quoth_window_set_up_saying (self);
  _quoth_window_add_actions (self);
  quoth_window_import_set_up (self);
  quoth_window_take_set_up (self);
  quoth_window_care_set_up (self);
  quoth_window_packages_set_up (self);
  quoth_window_rescue_set_up (self);
  g_signal_connect_object (self->workspace, "notify::project", G_CALLBACK (project_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "notify::document", G_CALLBACK (document_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->people, "articles", G_CALLBACK (articles_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->review, "edit", G_CALLBACK (_quoth_window_alter_gold), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->keymap, "changed", G_CALLBACK (keymap_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_menu_button_get_popover (GTK_MENU_BUTTON (self->main_button)),
                           "show", G_CALLBACK (main_menu_cb), self, G_CONNECT_SWAPPED);
  quoth_window_menus_give_back (GTK_WINDOW (self), GTK_MENU_BUTTON (self->main_button));
  g_signal_connect_object (self->pages, "notify::visible-child", G_CALLBACK (page_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "notify::application", G_CALLBACK (keymap_cb), NULL);
  g_signal_connect (self, "realize", G_CALLBACK (realize_cb), NULL);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (active_cb), NULL);
  g_signal_connect (self, "close-request", G_CALLBACK (close_request_cb), NULL);
  quoth_reader_names_apply (GTK_WIDGET (self));
  /* Panes side by side would keep a window that was narrow from being so again. */
  layout_cb (self, g_settings_get_int (self->settings, "window-width"));
  project_changed_cb (self);
}
