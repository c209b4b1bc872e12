/* quoth-consistency-window.c - what looks forgotten in a layer, to settle one by one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-consistency-window"

#include "config.h"

#include "quoth-consistency-window.h"

#include <glib/gi18n.h>

#include "quoth-consistency-layers.h"
#include "quoth-describe.h"
#include "quoth-flaw-list.h"
#include "quoth-flaw-words.h"
#include "quoth-flaws-reach.h"
#include "quoth-key-button.h"
#include "quoth-latin-keys.h"
#include "quoth-page-keys.h"
#include "quoth-project-query.h"
#include "quoth-reader-names.h"
#include "quoth-toast.h"

struct _QuothConsistencyWindow
{
  AdwWindow           parent_instance;

  QuothWindow        *window;   /* owned */
  QuothWorkspace     *workspace; /* owned */
  QuothKeymap        *keymap;   /* owned */
  GSimpleActionGroup *actions;  /* owned: the group "consistency" */
  QuothDocument      *document; /* owned, nullable: of the selected finding */
  GPtrArray          *repairs;  /* nullable: of QuothRepair, of the selected finding */
  char               *layer;    /* nullable: whose work was looked at */
  guint               changes;  /* how often the project changed */
  guint               looked;   /* the same when the running job began */
  gboolean            complete; /* the list tells what there is: no look was stopped since */

  GtkWidget          *title;
  GMenu              *layer_menu;
  GtkWidget          *toasts;
  GtkWidget          *stack;
  GtkWidget          *list;
  GtkWidget          *actions_box;
  GtkWidget          *explanation;
  GtkWidget          *buttons;
  GtkWidget          *look_button;
  GtkWidget          *bar;
};

G_DEFINE_FINAL_TYPE (QuothConsistencyWindow, quoth_consistency_window, ADW_TYPE_WINDOW)

static QuothProject *
get_project (QuothConsistencyWindow *self)
{
  return quoth_workspace_get_project (self->workspace);
}

static QuothFlawList *
get_list (QuothConsistencyWindow *self)
{
  return QUOTH_FLAW_LIST (self->list);
}

static void
toast (QuothConsistencyWindow *self,
       const char             *text)
{
  quoth_toast_add (ADW_TOAST_OVERLAY (self->toasts),
                   quoth_toast_new (text, _("_Undo"), "win.undo"));
}

static void
show_error (QuothConsistencyWindow *self,
            const GError           *error)
{
  g_autofree char *text = NULL;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = quoth_describe_error (error);
  quoth_toast_replace (ADW_TOAST_OVERLAY (self->toasts), quoth_toast_new (text, NULL, NULL));
}

/* --- what can be done about the selected finding --- */

static void
add_action (QuothConsistencyWindow *self,
            const char             *action,
            const char             *label)
{
  g_autofree char *key = quoth_keymap_dup_label (self->keymap, action);

  quoth_key_button_add (GTK_FLOW_BOX (self->buttons),
                        quoth_key_button_new (key, label, action, NULL));
}

/* Where nothing can be changed, a finding can be looked at. */
static void
show_repairs (QuothConsistencyWindow *self,
              const QuothFlaw        *flaw)
{
  gboolean writable = !quoth_project_is_read_only (get_project (self));

  for (guint i = 0; writable && i < self->repairs->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i + 1);
      g_autofree char *label = quoth_flaw_words_repair (flaw, self->repairs->pdata[i]);

      quoth_key_button_add (GTK_FLOW_BOX (self->buttons),
                            quoth_key_button_new (key, label, "consistency.repair",
                                                  g_variant_new_uint32 (i)));
    }
  if (writable)
    add_action (self, "consistency.right", _("This is right"));
  add_action (self, "consistency.open", flaw->kind == QUOTH_FLAW_ATTRIBUTE
                                          ? _("Open the attribute") : _("Open in the article"));
}

static void
forget_selected (QuothConsistencyWindow *self)
{
  g_clear_object (&self->document);
  g_clear_pointer (&self->repairs, g_ptr_array_unref);
}

static void
selected_cb (QuothConsistencyWindow *self)
{
  const QuothFlaw *flaw;
  QuothProject *project;
  g_autofree char *words = NULL;
  GtkWidget *child;

  /* Rows also go when the window does. */
  if (self->list == NULL)
    return;
  /* The button that was pressed goes: what comes next is in the list. */
  if (gtk_widget_get_focus_child (self->buttons) != NULL)
    gtk_widget_child_focus (self->list, GTK_DIR_TAB_FORWARD);
  flaw = quoth_flaw_list_get_selected (get_list (self));
  project = get_project (self);
  while ((child = gtk_widget_get_first_child (self->buttons)) != NULL)
    gtk_flow_box_remove (GTK_FLOW_BOX (self->buttons), child);
  forget_selected (self);
  if (flaw != NULL && project != NULL)
    self->document = quoth_project_open_document (project, flaw->article, self->layer, NULL);
  gtk_widget_set_visible (self->actions_box, self->document != NULL);
  if (self->document == NULL)
    return;
  self->repairs = quoth_flaw_list_repairs (flaw, self->document,
                                           quoth_project_get_registry (project));
  words = quoth_flaw_words_explain (flaw, self->document, quoth_project_get_registry (project));
  /* Otherwise the heading says all. */
  gtk_label_set_label (GTK_LABEL (self->explanation), words != NULL ? words : "");
  gtk_widget_set_visible (self->explanation, words != NULL);
  show_repairs (self, flaw);
}

/* --- looking --- */

static void look (QuothConsistencyWindow *self);

static void
show_state (QuothConsistencyWindow *self)
{
  guint64 total = quoth_flaw_list_get_total (get_list (self));
  g_autofree char *count =
    g_strdup_printf (ngettext ("%u finding", "%u findings", (guint) total), (guint) total);
  /* Translators: how many things were found in the layer of that annotator */
  g_autofree char *text = g_strdup_printf (_("%s in the layer “%s”"), count, self->layer);

  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), text);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), total > 0 ? "list" : "clean");
  if (quoth_flaw_list_is_exhausted (get_list (self)))
    look (self);
}

static gpointer
look_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  return quoth_flaws_find (project, data, progress, error);
}

static void
looked_cb (gpointer      result,
           const GError *error,
           gpointer      owner)
{
  QuothConsistencyWindow *self = owner;

  if (self->list == NULL)
    {
      g_clear_pointer ((QuothFlaws **) &result, quoth_flaws_free);
      return;
    }
  self->complete = result != NULL;
  if (result == NULL)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "stopped");
      show_error (self, error);
      return;
    }
  quoth_flaw_list_take (get_list (self), result, self->layer);
  show_state (self);
  /* It changed while we looked, or another layer was chosen. */
  if (self->looked != self->changes)
    look (self);
}

/* Looks at the whole project, beside the main thread. */
static void
look (QuothConsistencyWindow *self)
{
  g_autoptr (GVariant) layer = g_action_group_get_action_state (G_ACTION_GROUP (self->actions),
                                                                "layer");

  if (get_project (self) == NULL || quoth_job_bar_is_busy (QUOTH_JOB_BAR (self->bar)))
    return;
  self->looked = self->changes;
  g_free (self->layer);
  self->layer = g_variant_dup_string (layer, NULL);
  if (quoth_flaw_list_get_total (get_list (self)) == 0)
    gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "looking");
  quoth_job_bar_run (QUOTH_JOB_BAR (self->bar), _("Looking through the articles…"),
                     get_project (self), look_func, g_strdup (self->layer), g_free, looked_cb,
                     self);
}

static void
layer_cb (GSimpleAction *action,
          GVariant      *state,
          gpointer       data)
{
  QuothConsistencyWindow *self = data;

  g_simple_action_set_state (action, state);
  self->changes++;
  look (self);
}

static void
committed_cb (QuothConsistencyWindow *self,
              QuothCommand           *command)
{
  g_autoptr (GHashTable) articles = NULL;
  GHashTableIter iter;
  gpointer article;

  self->changes++;
  /* A look that was stopped is begun again by people, not by the next change. */
  if (quoth_job_bar_is_busy (QUOTH_JOB_BAR (self->bar)) || !self->complete)
    return;
  articles = quoth_flaws_reach (get_project (self), command);
  if (articles == NULL)
    {
      look (self);
      return;
    }
  g_hash_table_iter_init (&iter, articles);
  while (g_hash_table_iter_next (&iter, &article, NULL))
    quoth_flaw_list_renew (get_list (self), get_project (self), article, NULL);
  show_state (self);
}

static void
reloaded_cb (QuothConsistencyWindow *self)
{
  self->changes++;
  look (self);
}

/* --- what keys and buttons do --- */

static void
make (QuothConsistencyWindow *self,
      QuothCommand           *command, /* transfer full, nullable */
      GError                 *error)   /* transfer full, nullable */
{
  g_autoptr (QuothCommand) owned = command;
  g_autoptr (GError) owned_error = error;
  g_autofree char *done = NULL;

  if (owned == NULL || !quoth_workspace_commit (self->workspace, owned, &owned_error))
    {
      show_error (self, owned_error);
      return;
    }
  done = quoth_describe_verb (quoth_command_get_verb (owned), 1);
  toast (self, done);
}

static gboolean
is_busy (QuothConsistencyWindow *self)
{
  return quoth_job_bar_is_busy (QUOTH_JOB_BAR (self->bar)) || self->document == NULL;
}

static void
repair_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  QuothConsistencyWindow *self = data;
  const QuothFlaw *flaw = quoth_flaw_list_get_selected (get_list (self));
  guint n = g_variant_get_uint32 (parameter);
  GError *error = NULL;
  QuothCommand *command;

  if (flaw == NULL || is_busy (self) || n >= self->repairs->len)
    {
      gboolean wait = quoth_job_bar_is_busy (QUOTH_JOB_BAR (self->bar));

      gtk_widget_error_bell (GTK_WIDGET (self));
      quoth_toast_add (ADW_TOAST_OVERLAY (self->toasts),
                       quoth_toast_new (wait ? _("Wait until the present work is done.")
                                             : _("Nothing has this number here"), NULL, NULL));
      return;
    }
  command = quoth_flaw_repair (flaw, self->repairs->pdata[n], self->document,
                               quoth_project_get_registry (get_project (self)), &error);
  make (self, command, error);
}

static void
right_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  QuothConsistencyWindow *self = data;
  const QuothFlaw *flaw = quoth_flaw_list_get_selected (get_list (self));

  if (flaw != NULL && !is_busy (self))
    make (self, quoth_flaw_accept (flaw, self->document,
                                   quoth_project_get_annotator (get_project (self))), NULL);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothConsistencyWindow *self = data;
  const QuothFlaw *flaw = quoth_flaw_list_get_selected (get_list (self));

  if (flaw == NULL || self->window == NULL)
    return;
  if (g_strcmp0 (self->layer, quoth_workspace_get_layer (self->workspace)) != 0)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.layer", "s", self->layer);
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-place", "(suu)", flaw->article,
                              flaw->span.start, flaw->span.end);
  if (flaw->annotation != NULL)
    quoth_workspace_set_active (self->workspace, flaw->annotation);
  if (flaw->annotation != NULL && flaw->kind == QUOTH_FLAW_ATTRIBUTE)
    gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-attribute", "s",
                                flaw->detail);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
step_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothConsistencyWindow *self = data;
  gboolean back = g_str_equal (g_action_get_name (G_ACTION (action)), "previous");

  quoth_flaw_list_step (get_list (self), back ? -1 : 1);
}

static void
look_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  look (data);
}

static const GActionEntry entries[] = {
  { "repair", repair_cb, "u" }, { "right", right_cb },   { "open", open_cb },
  { "next", step_cb },          { "previous", step_cb }, { "look", look_cb },
  { "layer", NULL, "s", "''", layer_cb },
};

static void
project_cb (QuothConsistencyWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request_cb (QuothConsistencyWindow *self)
{
  quoth_job_bar_cancel (QUOTH_JOB_BAR (self->bar));
  return FALSE;
}

/**
 * quoth_consistency_window_new:
 * @window: the window whose project and layer to look through
 * @keymap: which key does what
 *
 * Returns: (transfer full): a window, which begins to look; present it
 */
GtkWidget *
quoth_consistency_window_new (QuothWindow *window,
                              QuothKeymap *keymap)
{
  QuothConsistencyWindow *self =
    g_object_new (QUOTH_TYPE_CONSISTENCY_WINDOW, "transient-for", window, "destroy-with-parent",
                  TRUE, "application", gtk_window_get_application (GTK_WINDOW (window)), NULL);
  g_autofree char *layer = NULL;

  self->window = g_object_ref (window);
  self->workspace = g_object_ref (quoth_window_get_workspace (window));
  self->keymap = g_object_ref (keymap);
  g_signal_connect_object (self->workspace, "notify::project", G_CALLBACK (project_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_project (self), "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_project (self), "reloaded", G_CALLBACK (reloaded_cb), self,
                           G_CONNECT_SWAPPED);
  /* The keys of the main window work here too, undo first of all. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (window));
  quoth_latin_keys_attach (GTK_WIDGET (self), keymap);
  quoth_page_keys_attach (GTK_WIDGET (self), keymap, "consistency.", "consistency.repair", NULL);
  layer = quoth_consistency_layers_fill (self->layer_menu, window);
  quoth_reader_names_apply (GTK_WIDGET (self));
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "layer",
                                      g_variant_new_string (layer));
  return GTK_WIDGET (self);
}

static void
quoth_consistency_window_dispose (GObject *object)
{
  QuothConsistencyWindow *self = QUOTH_CONSISTENCY_WINDOW (object);

  self->list = NULL;
  forget_selected (self);
  g_clear_object (&self->window);
  g_clear_object (&self->workspace);
  g_clear_object (&self->keymap);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->layer, g_free);
  G_OBJECT_CLASS (quoth_consistency_window_parent_class)->dispose (object);
}

static void
quoth_consistency_window_class_init (QuothConsistencyWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_consistency_window_dispose;
  g_type_ensure (QUOTH_TYPE_FLAW_LIST);
  g_type_ensure (QUOTH_TYPE_JOB_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-consistency-window.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothConsistencyWindow, title);
  gtk_widget_class_bind_template_child (widget_class, QuothConsistencyWindow, layer_menu);
  gtk_widget_class_bind_template_child (widget_class, QuothConsistencyWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, QuothConsistencyWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, QuothConsistencyWindow, list);
  gtk_widget_class_bind_template_child (widget_class, QuothConsistencyWindow, actions_box);
  gtk_widget_class_bind_template_child (widget_class, QuothConsistencyWindow, explanation);
  gtk_widget_class_bind_template_child (widget_class, QuothConsistencyWindow, buttons);
  gtk_widget_class_bind_template_child (widget_class, QuothConsistencyWindow, look_button);
  gtk_widget_class_bind_template_child (widget_class, QuothConsistencyWindow, bar);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
quoth_consistency_window_init (QuothConsistencyWindow *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "consistency",
                                  G_ACTION_GROUP (self->actions));
  g_signal_connect_object (self->list, "activated", G_CALLBACK (open_cb), self, 0);
  /* Until there are findings. */
  gtk_window_set_focus (GTK_WINDOW (self), self->look_button);
}
