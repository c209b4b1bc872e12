/* quoth-conflicts-window.c - what was changed in two places, version beside version
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-conflicts-window"

#include "config.h"

#include "quoth-conflicts-window.h"

#include <glib/gi18n.h>

#include "quoth-conflict-words.h"
#include "quoth-describe.h"
#include "quoth-toast.h"

struct _QuothConflictsWindow
{
  AdwWindow       parent_instance;

  QuothWorkspace *workspace; /* owned */
  GPtrArray      *conflicts; /* owned: of QuothConflict; those settled go */
  guint           current;

  GtkWidget      *title;
  GtkWidget      *toasts;
  GtkWidget      *stack;
  GtkWidget      *heading;
  GtkWidget      *versions;  /* a list: one row for each version */
};

G_DEFINE_FINAL_TYPE (QuothConflictsWindow, quoth_conflicts_window, ADW_TYPE_WINDOW)

static const QuothConflict *
get_current (QuothConflictsWindow *self)
{
  return self->current < self->conflicts->len ? self->conflicts->pdata[self->current] : NULL;
}

static GtkWidget *
create_row (QuothConflictsWindow *self,
            const QuothConflict  *conflict,
            guint                 n)
{
  g_autofree char *words =
    quoth_conflict_words_version (quoth_workspace_get_project (self->workspace), conflict, n);
  g_autofree char *key = g_strdup_printf ("%u", n + 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *cap = gtk_label_new (key);
  GtkWidget *text = gtk_label_new (words);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_add_css_class (cap, "quoth-key");
  gtk_widget_set_valign (cap, GTK_ALIGN_START);
  gtk_label_set_wrap (GTK_LABEL (text), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (text), 0);
  gtk_box_append (GTK_BOX (box), cap);
  gtk_box_append (GTK_BOX (box), text);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  return row;
}

static void
show_current (QuothConflictsWindow *self)
{
  const QuothConflict *conflict = get_current (self);
  g_autofree char *heading = NULL;
  g_autofree char *subtitle = NULL;
  GtkWidget *row;

  gtk_stack_set_visible_child_name (GTK_STACK (self->stack), conflict != NULL ? "one" : "none");
  while ((row = gtk_widget_get_first_child (self->versions)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->versions), row);
  if (conflict == NULL)
    {
      adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), NULL);
      return;
    }
  heading = quoth_conflict_words_title (quoth_workspace_get_project (self->workspace), conflict);
  gtk_label_set_label (GTK_LABEL (self->heading), heading);
  /* Translators: which of how many */
  subtitle = g_strdup_printf (_("%u of %u"), self->current + 1, self->conflicts->len);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle);
  for (guint i = 0; i < conflict->contents->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->versions), create_row (self, conflict, i));
  row = gtk_widget_get_first_child (self->versions);
  gtk_widget_grab_focus (row);
}

static void
toast (QuothConflictsWindow *self,
       const char           *text,
       gboolean              undo)
{
  adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (self->toasts),
                               quoth_toast_new (text, undo ? _("_Undo") : NULL, "conflicts.undo"));
}

static void
take (QuothConflictsWindow *self,
      guint                 n)
{
  const QuothConflict *conflict = get_current (self);
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (conflict == NULL || n >= conflict->contents->len)
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  command = quoth_conflict_settle (quoth_workspace_get_project (self->workspace), conflict, n,
                                   &error);
  if (command == NULL || !quoth_workspace_commit (self->workspace, command, &error))
    {
      g_autofree char *words = quoth_describe_error (error);

      toast (self, words, FALSE);
      return;
    }
  g_ptr_array_remove_index (self->conflicts, self->current);
  if (self->current >= self->conflicts->len)
    self->current = 0;
  show_current (self);
  toast (self, _("Conflict settled"), TRUE);
}

static void
row_activated_cb (GtkListBox           *list,
                  GtkListBoxRow        *row,
                  QuothConflictsWindow *self)
{
  take (self, (guint) gtk_list_box_row_get_index (row));
}

/* What the undo brings back is found by looking again. */
static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothConflictsWindow *self = data;
  GtkWindow *window = gtk_window_get_transient_for (GTK_WINDOW (self));
  g_autoptr (GPtrArray) conflicts = NULL;

  if (window == NULL || !gtk_widget_activate_action (GTK_WIDGET (window), "win.undo", NULL))
    return;
  conflicts = quoth_conflicts_list (quoth_workspace_get_project (self->workspace), NULL, NULL);
  if (conflicts == NULL)
    return;
  g_ptr_array_unref (self->conflicts);
  self->conflicts = g_steal_pointer (&conflicts);
  self->current = 0;
  show_current (self);
}

static void
skip (QuothConflictsWindow *self)
{
  if (self->conflicts->len > 0)
    self->current = (self->current + 1) % self->conflicts->len;
  show_current (self);
}

static gboolean
key_cb (QuothConflictsWindow *self,
        guint                 keyval,
        guint                 keycode,
        GdkModifierType       state)
{
  state &= gtk_accelerator_get_default_mod_mask ();
  if (state == GDK_CONTROL_MASK && gdk_keyval_to_lower (keyval) == GDK_KEY_z)
    undo_cb (NULL, NULL, self);
  else if (state != 0)
    return FALSE;
  else if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    take (self, keyval - GDK_KEY_1);
  else if (gdk_keyval_to_lower (keyval) == GDK_KEY_s)
    skip (self);
  else if (keyval == GDK_KEY_Escape)
    gtk_window_close (GTK_WINDOW (self));
  else
    return FALSE;
  return TRUE;
}

static void
quoth_conflicts_window_dispose (GObject *object)
{
  QuothConflictsWindow *self = QUOTH_CONFLICTS_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  G_OBJECT_CLASS (quoth_conflicts_window_parent_class)->dispose (object);
}

static void
quoth_conflicts_window_class_init (QuothConflictsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_conflicts_window_dispose;
}

static GtkWidget *
create_page (QuothConflictsWindow *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *clamp = adw_clamp_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *hint = gtk_label_new (_("A digit takes that version, S goes on to the next conflict. "
                                     "The other versions stay in the history."));

  self->heading = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->heading), TRUE);
  gtk_label_set_xalign (GTK_LABEL (self->heading), 0);
  gtk_widget_add_css_class (self->heading, "title-4");
  self->versions = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->versions), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->versions, "boxed-list");
  g_signal_connect_object (self->versions, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  gtk_label_set_wrap (GTK_LABEL (hint), TRUE);
  gtk_label_set_xalign (GTK_LABEL (hint), 0);
  gtk_widget_add_css_class (hint, "dim-label");
  gtk_box_append (GTK_BOX (box), self->heading);
  gtk_box_append (GTK_BOX (box), self->versions);
  gtk_box_append (GTK_BOX (box), hint);
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

static void
quoth_conflicts_window_init (QuothConflictsWindow *self)
{
  static const GActionEntry entries[] = { { "undo", undo_cb } };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *none = adw_status_page_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "conflicts", G_ACTION_GROUP (actions));
  self->title = adw_window_title_new (_("Conflicts"), NULL);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), self->title);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), create_page (self), "one");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (none), "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (none), _("Nothing Waits for a Decision"));
  gtk_stack_add_named (GTK_STACK (self->stack), none, "none");
  self->toasts = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), self->stack);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->toasts);
  gtk_widget_set_vexpand (self->toasts, TRUE);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * quoth_conflicts_window_new:
 * @window: the window whose project it is about
 * @conflicts: (transfer full) (element-type QuothConflict): what waits
 *
 * Returns: (transfer none): a modal window, to be presented
 */
GtkWidget *
quoth_conflicts_window_new (QuothWindow *window,
                            GPtrArray   *conflicts)
{
  QuothConflictsWindow *self = g_object_new (QUOTH_TYPE_CONFLICTS_WINDOW, "transient-for", window,
                                             "modal", TRUE, "title", _("Conflicts"),
                                             "default-width", 560, "default-height", 480, NULL);

  self->workspace = g_object_ref (quoth_window_get_workspace (window));
  self->conflicts = conflicts;
  show_current (self);
  return GTK_WIDGET (self);
}
