/* quoth-feedback-window.c - what adjudication changed in a layer, one card each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-feedback-window"

#include "config.h"

#include "quoth-feedback-window.h"

#include <glib/gi18n.h>

#include "quoth-describe.h"
#include "quoth-feedback-guidelines.h"
#include "quoth-feedback-words.h"
#include "quoth-key-button.h"
#include "quoth-latin-keys.h"
#include "quoth-measuring.h"
#include "quoth-page-keys.h"
#include "quoth-project-query.h"
#include "quoth-reader-names.h"
#include "quoth-toast.h"
#include "quoth-window-menus.h"

/* More than anybody reads in one go. */
#define MAX_CARDS 1000

struct _QuothFeedbackWindow
{
  AdwWindow           parent_instance;

  QuothWindow        *window;    /* owned */
  QuothWorkspace     *workspace; /* owned */
  QuothKeymap        *keymap;    /* owned */
  GSimpleActionGroup *actions;   /* owned: the group "feedback" */
  GPtrArray          *cards;     /* of QuothFeedbackCard */
  guint               place;     /* of the card that is shown */
  gboolean            shown;     /* the window has been closed when not */
  gboolean            again;     /* another layer was chosen while it looked */

  GtkWidget          *title;
  GMenu              *layer_menu;
  GtkWidget          *toasts;
  GtkWidget          *stack;
  GtkWidget          *scroller;
  GtkWidget          *context;
  GtkWidget          *theirs;
  GtkWidget          *gold;
  GtkWidget          *reason;
  GtkWidget          *guideline_group;
  GtkWidget          *guideline;
  GtkWidget          *buttons;
  GtkWidget          *open;      /* of them: has the keyboard, and tells the card */
  GtkWidget          *bar;
};

G_DEFINE_FINAL_TYPE (QuothFeedbackWindow, quoth_feedback_window, ADW_TYPE_WINDOW)

static QuothProject *
get_project (QuothFeedbackWindow *self)
{
  return quoth_workspace_get_project (self->workspace);
}

static const QuothFeedbackCard *
get_card (QuothFeedbackWindow *self)
{
  return self->place < self->cards->len ? self->cards->pdata[self->place] : NULL;
}

static void
toast (QuothFeedbackWindow *self,
       const char          *text,
       gboolean             undo)
{
  quoth_toast_add (ADW_TOAST_OVERLAY (self->toasts),
                   quoth_toast_new (text, undo ? _("_Undo") : NULL, "win.undo"));
}

static void
show_error (QuothFeedbackWindow *self,
            const GError        *error)
{
  g_autofree char *text = NULL;

  if (error == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = quoth_describe_error (error);
  quoth_toast_replace (ADW_TOAST_OVERLAY (self->toasts), quoth_toast_new (text, NULL, NULL));
}

/* --- one card --- */

static void
show_guideline (QuothFeedbackWindow     *self,
                const QuothFeedbackCard *card)
{
  g_autofree char *words = quoth_feedback_guidelines_dup (get_project (self), card);

  gtk_widget_set_visible (self->guideline_group, words != NULL);
  gtk_label_set_label (GTK_LABEL (self->guideline), words != NULL ? words : "");
}

static void
set_row (GtkWidget  *row,
         const char *words)
{
  g_autofree char *escaped = g_markup_escape_text (words != NULL ? words : "", -1);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
  gtk_widget_set_visible (row, words != NULL && *words != '\0');
}

static void
show_title (QuothFeedbackWindow *self)
{
  g_autoptr (GVariant) layer = g_action_group_get_action_state (G_ACTION_GROUP (self->actions),
                                                                "layer");
  const char *name = g_variant_get_string (layer, NULL);
  g_autofree char *text =
    self->cards->len == 0
      ? g_strdup (name)
      /* Translators: which card of how many, and whose layer it is about */
      : g_strdup_printf (_("%u of %u · %s"), self->place + 1, self->cards->len, name);

  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), text);
}

static void
enable (QuothFeedbackWindow *self,
        const char          *name,
        gboolean             enabled)
{
  g_simple_action_set_enabled (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), enabled);
}

static void
show_card (QuothFeedbackWindow *self)
{
  const QuothFeedbackCard *card = get_card (self);
  QuothProject *project = get_project (self);
  g_autofree char *context = NULL;
  g_autofree char *theirs = NULL;
  g_autofree char *gold = NULL;
  g_autofree char *heard = NULL;

  show_title (self);
  enable (self, "previous", card != NULL && self->place > 0);
  enable (self, "next", card != NULL && self->place + 1 < self->cards->len);
  enable (self, "example", card != NULL && !quoth_project_is_read_only (project));
  enable (self, "open", card != NULL);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), card != NULL ? "card" : "none");
  if (card == NULL)
    return;
  context = g_markup_printf_escaped ("%s<b>%s</b>%s", card->before, card->match, card->after);
  theirs = quoth_feedback_words_side (card, card->theirs, quoth_project_get_scheme (project),
                                      quoth_project_get_registry (project));
  gold = quoth_feedback_words_side (card, card->gold, quoth_project_get_scheme (project),
                                    quoth_project_get_registry (project));
  gtk_label_set_markup (GTK_LABEL (self->context), context);
  set_row (self->theirs, theirs);
  set_row (self->gold, gold);
  set_row (self->reason, card->reason);
  show_guideline (self, card);
  heard = quoth_feedback_words_heard (
    adw_window_title_get_subtitle (ADW_WINDOW_TITLE (self->title)), card, theirs, gold);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->open),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, heard, -1);
  gtk_adjustment_set_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}

/* --- the deck --- */

static void look (QuothFeedbackWindow *self);

static gpointer
look_func (QuothProject   *project,
           QuothProgress  *progress,
           gpointer        data,
           GError        **error)
{
  return quoth_feedback_find (project, data, MAX_CARDS, progress, error);
}

static void
looked_cb (gpointer      result,
           const GError *error,
           gpointer      owner)
{
  QuothFeedbackWindow *self = owner;
  g_autoptr (GPtrArray) cards = result;

  if (!self->shown)
    return;
  /* These are about a layer whose name the window no longer shows. */
  if (self->again)
    {
      look (self);
      return;
    }
  /* That nothing was found is not to be said of what was not looked through. */
  if (cards == NULL)
    {
      gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "stopped");
      show_error (self, error);
      return;
    }
  g_ptr_array_unref (self->cards);
  self->cards = g_steal_pointer (&cards);
  show_card (self);
  if (self->cards->len > 0)
    gtk_widget_grab_focus (self->open);
}

static void
look (QuothFeedbackWindow *self)
{
  g_autoptr (GVariant) layer = g_action_group_get_action_state (G_ACTION_GROUP (self->actions),
                                                                "layer");

  if (get_project (self) == NULL)
    return;
  self->again = quoth_job_bar_is_busy (QUOTH_JOB_BAR (self->bar));
  self->place = 0;
  g_ptr_array_set_size (self->cards, 0);
  /* Without a card no action has anything to act on. */
  show_card (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), "looking");
  if (self->again)
    {
      quoth_job_bar_cancel (QUOTH_JOB_BAR (self->bar));
      return;
    }
  quoth_job_bar_run (QUOTH_JOB_BAR (self->bar), _("Looking through the articles…"),
                     get_project (self), look_func, g_variant_dup_string (layer, NULL), g_free,
                     looked_cb, self);
}

/* Of what review made none is an annotator's. Returns whose cards come first: one's own; a
 * reviewer, who has marked nothing or works in gold, reads those of others. */
static char *
fill_layers (QuothFeedbackWindow *self)
{
  g_autoptr (QuothProjectInfo) info = quoth_project_get_info (get_project (self), NULL);
  const char *own = quoth_workspace_get_layer (self->workspace);
  const char *first = NULL;
  gboolean any = FALSE;

  if (g_str_equal (own, QUOTH_LAYER_GOLD))
    own = quoth_project_get_annotator (get_project (self));

  for (guint i = 0; info != NULL && i < info->layer_counts->len; i++)
    {
      const char *name = g_array_index (info->layer_counts, QuothNamedCount, i).name;

      if (quoth_layer_is_about (name) || g_str_equal (name, QUOTH_LAYER_GOLD))
        continue;
      quoth_window_menus_append (self->layer_menu, name, "feedback.layer", name);
      any = any || g_str_equal (name, own);
      if (first == NULL)
        first = name;
    }
  return g_strdup (any || first == NULL ? own : first);
}

static void
layer_cb (GSimpleAction *action,
          GVariant      *state,
          gpointer       data)
{
  g_simple_action_set_state (action, state);
  look (data);
}

/* --- what keys and buttons do --- */

static void
step_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothFeedbackWindow *self = data;
  gboolean back = g_str_equal (g_action_get_name (G_ACTION (action)), "previous");

  if (back ? self->place == 0 : self->place + 1 >= self->cards->len)
    return;
  self->place = back ? self->place - 1 : self->place + 1;
  show_card (self);
}

static void
example_cb (GSimpleAction *action,
            GVariant      *parameter,
            gpointer       data)
{
  QuothFeedbackWindow *self = data;
  const QuothFeedbackCard *card = get_card (self);
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  gboolean there;

  if (card == NULL)
    return;
  command = quoth_feedback_guidelines_add (get_project (self), card, &there, &error);
  if (there)
    {
      toast (self, _("The guidelines have this example already."), FALSE);
      return;
    }
  if (command == NULL || !quoth_workspace_commit (self->workspace, command, &error))
    {
      show_error (self, error);
      return;
    }
  toast (self, _("Added to the guidelines"), TRUE);
}

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothFeedbackWindow *self = data;
  const QuothFeedbackCard *card = get_card (self);

  if (self->window == NULL || card == NULL)
    return;
  gtk_widget_activate_action (GTK_WIDGET (self->window), "win.show-place", "(suu)", card->article,
                              card->span.start, card->span.end);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
look_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  look (data);
}

static const GActionEntry entries[] = {
  { "previous", step_cb },
  { "next", step_cb },
  { "example", example_cb },
  { "open", open_cb },
  { "look", look_cb },
  { "layer", NULL, "s", "''", layer_cb },
};

/* The guidelines on the card follow what was added to them, and undo. Decisions that are
 * made meanwhile come with the next look. */
static void
committed_cb (QuothFeedbackWindow *self,
              QuothCommand        *command)
{
  const QuothFeedbackCard *card = get_card (self);

  for (guint i = 0; card != NULL && i < quoth_command_get_n_changes (command); i++)
    if (quoth_command_get_change (command, i)->kind == QUOTH_RECORD_SETTING)
      {
        show_guideline (self, card);
        return;
      }
}

static void
project_cb (QuothFeedbackWindow *self)
{
  gtk_window_close (GTK_WINDOW (self));
}

static gboolean
close_request_cb (QuothFeedbackWindow *self)
{
  quoth_job_bar_cancel (QUOTH_JOB_BAR (self->bar));
  return FALSE;
}

static GtkWidget *
add_button (QuothFeedbackWindow *self,
            const char          *action,
            const char          *label)
{
  g_autofree char *key = quoth_keymap_dup_label (self->keymap, action);
  GtkWidget *button = quoth_key_button_new (key, label, action, NULL);

  quoth_key_button_add (GTK_FLOW_BOX (self->buttons), button);
  return button;
}

/**
 * quoth_feedback_window_new:
 * @window: the window whose project and layer it is about
 * @keymap: which key does what
 *
 * Returns: (transfer full): a window, which begins to look; present it
 */
GtkWidget *
quoth_feedback_window_new (QuothWindow *window,
                           QuothKeymap *keymap)
{
  QuothFeedbackWindow *self =
    g_object_new (QUOTH_TYPE_FEEDBACK_WINDOW, "transient-for", window, "destroy-with-parent", TRUE,
                  "application", gtk_window_get_application (GTK_WINDOW (window)), NULL);
  g_autofree char *layer = NULL;

  self->window = g_object_ref (window);
  self->workspace = g_object_ref (quoth_window_get_workspace (window));
  self->keymap = g_object_ref (keymap);
  self->shown = TRUE;
  g_signal_connect_object (self->workspace, "notify::project", G_CALLBACK (project_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_project (self), "committed", G_CALLBACK (committed_cb), self,
                           G_CONNECT_SWAPPED);
  /* The keys of the main window work here too, undo first of all. */
  gtk_widget_insert_action_group (GTK_WIDGET (self), "win", G_ACTION_GROUP (window));
  quoth_latin_keys_attach (GTK_WIDGET (self), keymap);
  quoth_page_keys_attach (GTK_WIDGET (self), keymap, "feedback.", NULL, NULL);
  add_button (self, "feedback.next", _("Next card"));
  add_button (self, "feedback.example", _("Make it an example"));
  self->open = add_button (self, "feedback.open", _("Open in the article"));
  layer = fill_layers (self);
  quoth_reader_names_apply (GTK_WIDGET (self));
  g_action_group_change_action_state (G_ACTION_GROUP (self->actions), "layer",
                                      g_variant_new_string (layer));
  return GTK_WIDGET (self);
}

static void
quoth_feedback_window_dispose (GObject *object)
{
  QuothFeedbackWindow *self = QUOTH_FEEDBACK_WINDOW (object);

  self->shown = FALSE;
  g_clear_object (&self->window);
  g_clear_object (&self->workspace);
  g_clear_object (&self->keymap);
  g_clear_object (&self->actions);
  g_ptr_array_set_size (self->cards, 0);
  G_OBJECT_CLASS (quoth_feedback_window_parent_class)->dispose (object);
}

static void
quoth_feedback_window_finalize (GObject *object)
{
  g_ptr_array_unref (QUOTH_FEEDBACK_WINDOW (object)->cards);
  G_OBJECT_CLASS (quoth_feedback_window_parent_class)->finalize (object);
}

static void
quoth_feedback_window_class_init (QuothFeedbackWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_feedback_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = quoth_feedback_window_finalize;
  g_type_ensure (QUOTH_TYPE_JOB_BAR);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-feedback-window.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, title);
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, layer_menu);
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, scroller);
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, context);
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, theirs);
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, gold);
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, reason);
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, guideline_group);
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, guideline);
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, buttons);
  gtk_widget_class_bind_template_child (widget_class, QuothFeedbackWindow, bar);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
quoth_feedback_window_init (QuothFeedbackWindow *self)
{
  self->cards = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_feedback_card_free);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "feedback", G_ACTION_GROUP (self->actions));
}
