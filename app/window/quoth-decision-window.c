/* quoth-decision-window.c - questions one at a time, each settled by one key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-decision-window"

#include "config.h"

#include "quoth-decision-window.h"

#include <glib/gi18n.h>

#include "quoth-decision-row.h"
#include "quoth-describe.h"
#include "quoth-key-button.h"
#include "quoth-page-keys.h"
#include "quoth-toast.h"
#include "quoth-window-private.h"

/* What was decided here, for undo. */
typedef struct
{
  gpointer  item; /* borrowed from the items */
  char     *verb;
} Decision;

struct _QuothDecisionWindow
{
  AdwWindow                parent_instance;

  const QuothDecisionKind *kind;
  QuothWorkspace          *workspace; /* owned */
  QuothKeymap             *keymap;    /* owned */
  GPtrArray               *items;     /* owned: also what was decided */
  GHashTable              *decided;   /* items */
  GHashTable              *along;     /* items that another decision has answered */
  GActionMap              *actions;   /* owned: those of the group */
  GArray                  *decisions; /* of Decision, the last one at the end */
  guint                    current;
  guint                    n_choices; /* of the one that is shown */

  GtkWidget               *title;
  GtkWidget               *toasts;
  GtkWidget               *stack;
  GtkWidget               *heading;
  GtkWidget               *place;
  GtkWidget               *now;
  GtkWidget               *rows;
  GtkWidget               *footnote;
  GtkWidget               *buttons;
};

G_DEFINE_FINAL_TYPE (QuothDecisionWindow, quoth_decision_window, ADW_TYPE_WINDOW)

static void
decision_clear (gpointer data)
{
  g_free (((Decision *) data)->verb);
}

static QuothProject *
get_project (QuothDecisionWindow *self)
{
  return quoth_workspace_get_project (self->workspace);
}

/* Another decision may have answered a question along with its own. */
static gboolean
waits (QuothDecisionWindow *self,
       guint                n)
{
  gpointer item = self->items->pdata[n];

  return !g_hash_table_contains (self->decided, item)
         && !g_hash_table_contains (self->along, item)
         && (self->kind->stands == NULL || self->kind->stands (get_project (self), item));
}

/* Goes to the first that waits from @from on, round the end; %FALSE when none does. */
static gboolean
seek (QuothDecisionWindow *self,
      guint                from,
      gboolean             backwards)
{
  guint n = self->items->len;

  for (guint i = 0; i < n; i++)
    {
      guint at = (backwards ? from + n - i : from + i) % n;

      if (waits (self, at))
        {
          self->current = at;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * quoth_decision_window_set_heading:
 * @self: a window
 * @title: the question
 * @place: (nullable): where it was found
 * @now: (nullable): what stands until it is answered
 *
 * For the kind's show function.
 */
void
quoth_decision_window_set_heading (QuothDecisionWindow *self,
                                   const char          *title,
                                   const char          *place,
                                   const char          *now)
{
  gtk_label_set_label (GTK_LABEL (self->heading), title);
  gtk_label_set_label (GTK_LABEL (self->place), place != NULL ? place : "");
  gtk_widget_set_visible (self->place, place != NULL);
  gtk_label_set_label (GTK_LABEL (self->now), now != NULL ? now : "");
  gtk_widget_set_visible (self->now, now != NULL);
}

/**
 * quoth_decision_window_add_row:
 * @self: a window
 * @choice: whether this can be taken, where the project can be changed; choices are
 *   numbered from 1 as they come
 * @heading: plain text
 * @markup: what it says
 * @note: (nullable): what taking it does
 *
 * For the kind's show function.
 */
void
quoth_decision_window_add_row (QuothDecisionWindow *self,
                               gboolean             choice,
                               const char          *heading,
                               const char          *markup,
                               const char          *note)
{
  QuothProject *project = get_project (self);
  g_autofree char *key = NULL;
  GtkWidget *row;

  choice = choice && project != NULL && !quoth_project_is_read_only (project);
  if (choice)
    key = g_strdup_printf ("%u", ++self->n_choices);
  row = quoth_decision_row_new (key, heading, markup, note);
  if (choice)
    g_object_set_data (G_OBJECT (row), "quoth-choice", GUINT_TO_POINTER (self->n_choices));
  gtk_list_box_append (GTK_LIST_BOX (self->rows), row);
  if (choice && self->n_choices == 1)
    gtk_widget_grab_focus (row);
}

/* Nobody is sent from the only question to the same one. */
static void
enable_steps (QuothDecisionWindow *self,
              gboolean             enabled)
{
  static const char *const steps[] = { "skip", "previous" };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (self->actions, steps[i])), enabled);
}

static void
show_position (QuothDecisionWindow *self)
{
  g_autofree char *subtitle = NULL;
  guint position = 0;
  guint n = 0;

  for (guint i = 0; i < self->items->len; i++)
    if (waits (self, i))
      {
        n++;
        position += i <= self->current ? 1 : 0;
      }
  if (n > 0)
    /* Translators: which of how many */
    subtitle = g_strdup_printf (_("%u of %u"), position, n);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle);
  enable_steps (self, n > 1);
}

static void
show_current (QuothDecisionWindow *self,
              gboolean             backwards)
{
  GtkWidget *row;
  gboolean any;

  while ((any = seek (self, self->current, backwards)) && self->kind->renew != NULL
         && !self->kind->renew (get_project (self), self->items->pdata[self->current]))
    g_hash_table_add (self->along, self->items->pdata[self->current]);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), any ? "one" : "none");
  while ((row = gtk_widget_get_first_child (self->rows)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->rows), row);
  self->n_choices = 0;
  if (any)
    self->kind->show (self, get_project (self), self->items->pdata[self->current]);
  show_position (self);
}

static void
toast (QuothDecisionWindow *self,
       const char          *text)
{
  g_autofree char *action = g_strconcat (self->kind->group, ".undo", NULL);

  quoth_toast_add (ADW_TOAST_OVERLAY (self->toasts),
                   quoth_toast_new (text, _("_Undo"), action));
}

/* Why a key did nothing, instead of what was said before. */
static void
say_why (QuothDecisionWindow *self,
         const char          *words)
{
  gtk_widget_error_bell (GTK_WIDGET (self));
  quoth_toast_add (ADW_TOAST_OVERLAY (self->toasts), quoth_toast_new (words, NULL, NULL));
}

/* @choice: from 1; 0: none of them */
static void
take (QuothDecisionWindow *self,
      guint                choice)
{
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  Decision decision;

  if (choice > self->n_choices || (choice == 0 && self->kind->refused == NULL)
      || self->n_choices == 0 || get_project (self) == NULL)
    {
      say_why (self, self->n_choices == 0 ? _("There is nothing to decide here")
                     : choice == 0 ? _("Nothing can be refused here")
                     : _("Nothing has this number here"));
      return;
    }
  decision.item = self->items->pdata[self->current];
  command = self->kind->decide (get_project (self), decision.item, choice, &error);
  if (command == NULL || !quoth_workspace_commit (self->workspace, command, &error))
    {
      g_autofree char *words = quoth_describe_error (error);

      show_current (self, FALSE);
      quoth_toast_replace (ADW_TOAST_OVERLAY (self->toasts), quoth_toast_new (words, NULL, NULL));
      return;
    }
  decision.verb = g_strdup (quoth_command_get_verb (command));
  g_array_append_val (self->decisions, decision);
  g_hash_table_add (self->decided, decision.item);
  show_current (self, FALSE);
  toast (self, _(choice > 0 ? self->kind->taken : self->kind->refused));
}

static void
row_activated_cb (GtkListBox          *list,
                  GtkListBoxRow       *row,
                  QuothDecisionWindow *self)
{
  guint choice = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "quoth-choice"));

  if (choice > 0)
    take (self, choice);
}

static void
take_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  take (data, g_variant_get_uint32 (parameter) + 1);
}

static void
refuse_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  take (data, 0);
}

/* What was decided in this window comes back; nothing else is undone here. */
static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothDecisionWindow *self = data;
  QuothProject *project = get_project (self);
  g_autofree char *verb = project != NULL ? quoth_project_dup_undo_verb (project) : NULL;
  guint n = self->decisions->len;
  const Decision *last = n > 0 ? &g_array_index (self->decisions, Decision, n - 1) : NULL;
  guint at;

  if (last == NULL || g_strcmp0 (verb, last->verb) != 0 || !quoth_workspace_undo (self->workspace))
    {
      say_why (self, _("Nothing decided here can be taken back now"));
      return;
    }
  g_hash_table_remove (self->decided, last->item);
  g_hash_table_remove_all (self->along);
  if (g_ptr_array_find (self->items, last->item, &at))
    self->current = at;
  g_array_set_size (self->decisions, n - 1);
  show_current (self, FALSE);
}

static void
step_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothDecisionWindow *self = data;
  guint n = self->items->len;
  gboolean back = g_str_equal (g_action_get_name (G_ACTION (action)), "previous");

  if (n > 0)
    self->current = (self->current + (back ? n - 1 : 1)) % n;
  show_current (self, back);
}

static void
quoth_decision_window_dispose (GObject *object)
{
  QuothDecisionWindow *self = QUOTH_DECISION_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->keymap);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->decided, g_hash_table_unref);
  g_clear_pointer (&self->along, g_hash_table_unref);
  g_clear_pointer (&self->decisions, g_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (quoth_decision_window_parent_class)->dispose (object);
}

static void
quoth_decision_window_class_init (QuothDecisionWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_decision_window_dispose;
}

static GtkWidget *
create_page (QuothDecisionWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->heading = quoth_decision_label_new ("", "title-4", FALSE);
  self->place = quoth_decision_label_new ("", "dim-label", FALSE);
  self->now = quoth_decision_label_new ("", NULL, FALSE);
  self->footnote = quoth_decision_label_new ("", "dim-label", FALSE);
  self->rows = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->rows, "boxed-list");
  g_signal_connect_object (self->rows, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  self->buttons = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->buttons), GTK_SELECTION_NONE);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (self->buttons), 6);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (self->buttons), 6);
  gtk_box_append (GTK_BOX (box), self->heading);
  gtk_box_append (GTK_BOX (box), self->place);
  gtk_box_append (GTK_BOX (box), self->now);
  gtk_box_append (GTK_BOX (box), self->rows);
  gtk_box_append (GTK_BOX (box), self->footnote);
  gtk_box_append (GTK_BOX (box), self->buttons);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  adw_clamp_set_child (ADW_CLAMP (clamp), box);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), clamp);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

static GtkWidget *
create_empty_page (const QuothDecisionKind *kind)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _(kind->empty_title));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), _(kind->empty_text));
  return page;
}

static void
add_actions (QuothDecisionWindow *self)
{
  static const GActionEntry entries[] = {
    { "take", take_cb, "u" }, { "undo", undo_cb },     { "skip", step_cb },
    { "previous", step_cb },  { "refuse", refuse_cb },
  };
  g_autofree char *prefix = g_strconcat (self->kind->group, ".", NULL);
  g_autofree char *digits = g_strconcat (prefix, "take", NULL);
  g_autofree char *undo = g_strconcat (prefix, "undo", NULL);
  const QuothKeyEntry *keys;
  guint n;

  self->actions = G_ACTION_MAP (g_simple_action_group_new ());
  g_action_map_add_action_entries (self->actions, entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), self->kind->group,
                                  G_ACTION_GROUP (self->actions));
  quoth_page_keys_attach (GTK_WIDGET (self), self->keymap, prefix, digits, undo);
  keys = quoth_keymap_get_entries (&n);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *key = NULL;

      if (!g_str_has_prefix (keys[i].action, prefix))
        continue;
      key = quoth_keymap_dup_label (self->keymap, keys[i].action);
      quoth_key_button_add (GTK_FLOW_BOX (self->buttons),
                            quoth_key_button_new (key, _(keys[i].title), keys[i].action, NULL));
    }
}

/* On its way down: the row that had the keyboard may be gone with its question. */
static void
close_by_escape (QuothDecisionWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (keys),
    gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                      gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

static void
quoth_decision_window_init (QuothDecisionWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();

  self->decided = g_hash_table_new (NULL, NULL);
  self->along = g_hash_table_new (NULL, NULL);
  self->decisions = g_array_new (FALSE, FALSE, sizeof (Decision));
  g_array_set_clear_func (self->decisions, decision_clear);
  self->title = adw_window_title_new (NULL, NULL);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), self->title);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), create_page (self), "one");
  self->toasts = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), self->stack);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->toasts);
  gtk_widget_set_vexpand (self->toasts, TRUE);
  adw_window_set_content (ADW_WINDOW (self), box);
  close_by_escape (self);
}

/**
 * quoth_decision_window_new:
 * @window: the window whose project it is about
 * @kind: what is asked; static
 * @items: (transfer full): what waits, in the order in which it is asked
 *
 * Returns: (transfer none): a modal window, to be presented
 */
GtkWidget *
quoth_decision_window_new (QuothWindow             *window,
                           const QuothDecisionKind *kind,
                           GPtrArray               *items)
{
  QuothDecisionWindow *self = g_object_new (QUOTH_TYPE_DECISION_WINDOW, "transient-for", window,
                                            "modal", TRUE, "title", _(kind->title),
                                            "default-width", 560, "default-height", 640, NULL);

  self->kind = kind;
  self->workspace = g_object_ref (quoth_window_get_workspace (window));
  self->keymap = g_object_ref (window->keymap);
  self->items = items;
  adw_window_title_set_title (ADW_WINDOW_TITLE (self->title), _(kind->title));
  gtk_label_set_label (GTK_LABEL (self->footnote), _(kind->footnote));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->rows), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _(kind->list_name), -1);
  gtk_stack_add_named (GTK_STACK (self->stack), create_empty_page (kind), "none");
  add_actions (self);
  show_current (self, FALSE);
  return GTK_WIDGET (self);
}
