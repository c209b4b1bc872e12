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
#include "quoth-key-button.h"
#include "quoth-plain-keys.h"
#include "quoth-team-state.h"
#include "quoth-toast.h"
#include "quoth-window-private.h"

struct _QuothConflictsWindow
{
  AdwWindow       parent_instance;

  QuothWorkspace *workspace; /* owned */
  QuothKeymap    *keymap;    /* owned */
  GPtrArray      *conflicts; /* owned: of QuothConflict; those settled go */
  GPtrArray      *settled;   /* of QuothConflict: the last one at the end, for undo */
  guint           current;

  GtkWidget      *title;
  GtkWidget      *toasts;
  GtkWidget      *stack;
  GtkWidget      *heading;
  GtkWidget      *place;
  GtkWidget      *now;
  GtkWidget      *versions;  /* a list: what it was, then one row for each version */
  GtkWidget      *buttons;
};

G_DEFINE_FINAL_TYPE (QuothConflictsWindow, quoth_conflicts_window, ADW_TYPE_WINDOW)

static QuothConflict *
get_current (QuothConflictsWindow *self)
{
  return self->current < self->conflicts->len ? self->conflicts->pdata[self->current] : NULL;
}

static GtkWidget *
create_label (const char *text,
              const char *style, /* nullable */
              gboolean    markup)
{
  GtkWidget *label = gtk_label_new (NULL);

  if (markup)
    gtk_label_set_markup (GTK_LABEL (label), text);
  else
    gtk_label_set_label (GTK_LABEL (label), text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
create_row (const char *key,     /* nullable: then there is nothing to choose */
            const char *heading,
            const char *markup,
            const char *note)    /* nullable */
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *words = NULL;
  g_autofree char *name = NULL;

  if (key != NULL)
    {
      GtkWidget *cap = gtk_label_new (key);

      gtk_widget_add_css_class (cap, "quoth-key");
      gtk_widget_set_valign (cap, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (box), cap);
    }
  gtk_box_append (GTK_BOX (lines), create_label (heading, "heading", FALSE));
  gtk_box_append (GTK_BOX (lines), create_label (markup, NULL, TRUE));
  if (note != NULL)
    gtk_box_append (GTK_BOX (lines), create_label (note, "dim-label", FALSE));
  gtk_box_append (GTK_BOX (box), lines);
  gtk_widget_set_margin_top (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), key != NULL);
  pango_parse_markup (markup, -1, 0, NULL, &words, NULL, NULL);
  name = g_strjoin (". ", heading, words != NULL ? words : markup, note, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return row;
}

static void
fill_versions (QuothConflictsWindow     *self,
               const QuothConflictWords *words)
{
  GtkWidget *first = NULL;

  if (words->base != NULL)
    gtk_list_box_append (GTK_LIST_BOX (self->versions),
                         /* Translators: what all versions of something were made from */
                         create_row (NULL, _("Before"), words->base, NULL));
  for (guint i = 0; i < words->versions->len; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i + 1);
      GtkWidget *row = create_row (key, words->authors->pdata[i], words->versions->pdata[i],
                                   words->choices->pdata[i]);

      g_object_set_data (G_OBJECT (row), "quoth-version", GUINT_TO_POINTER (i + 1));
      gtk_list_box_append (GTK_LIST_BOX (self->versions), row);
      first = first != NULL ? first : row;
    }
  gtk_widget_grab_focus (first);
}

static void
show_current (QuothConflictsWindow *self)
{
  const QuothConflict *conflict = get_current (self);
  g_autoptr (QuothConflictWords) words = NULL;
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
  words = quoth_conflict_words_new (quoth_workspace_get_project (self->workspace), conflict);
  gtk_label_set_label (GTK_LABEL (self->heading), words->title);
  gtk_label_set_label (GTK_LABEL (self->place), words->place != NULL ? words->place : "");
  gtk_widget_set_visible (self->place, words->place != NULL);
  gtk_label_set_label (GTK_LABEL (self->now), words->now);
  /* Translators: which of how many */
  subtitle = g_strdup_printf (_("%u of %u"), self->current + 1, self->conflicts->len);
  adw_window_title_set_subtitle (ADW_WINDOW_TITLE (self->title), subtitle);
  fill_versions (self, words);
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
  QuothConflict *conflict = get_current (self);
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
  g_ptr_array_add (self->settled, g_ptr_array_steal_index (self->conflicts, self->current));
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
  guint version = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "quoth-version"));

  if (version > 0)
    take (self, version - 1);
}

static void
take_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  take (data, g_variant_get_uint32 (parameter) - 1);
}

/* What was settled in this window comes back at its place in view; nothing else is undone here. */
static void
undo_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothConflictsWindow *self = data;
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  g_autofree char *verb = project != NULL ? quoth_project_dup_undo_verb (project) : NULL;

  if (self->settled->len == 0 || g_strcmp0 (verb, QUOTH_TEAM_SETTLE_VERB) != 0
      || !quoth_workspace_undo (self->workspace))
    {
      gtk_widget_error_bell (GTK_WIDGET (self));
      return;
    }
  self->current = MIN (self->current, self->conflicts->len);
  g_ptr_array_insert (self->conflicts, (int) self->current,
                      g_ptr_array_steal_index (self->settled, self->settled->len - 1));
  show_current (self);
}

static void
step_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  QuothConflictsWindow *self = data;
  guint n = self->conflicts->len;
  guint step = g_str_equal (g_action_get_name (G_ACTION (action)), "skip") ? 1 : n - 1;

  if (n > 0)
    self->current = (self->current + step) % n;
  show_current (self);
}

static void
quoth_conflicts_window_dispose (GObject *object)
{
  QuothConflictsWindow *self = QUOTH_CONFLICTS_WINDOW (object);

  g_clear_object (&self->workspace);
  g_clear_object (&self->keymap);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_pointer (&self->settled, g_ptr_array_unref);
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
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->heading = create_label ("", "title-4", FALSE);
  self->place = create_label ("", "dim-label", FALSE);
  self->now = create_label ("", NULL, FALSE);
  self->versions = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->versions), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->versions, "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->versions), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Versions"), -1);
  g_signal_connect_object (self->versions, "row-activated", G_CALLBACK (row_activated_cb), self, 0);
  self->buttons = gtk_flow_box_new ();
  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (self->buttons), GTK_SELECTION_NONE);
  gtk_box_append (GTK_BOX (box), self->heading);
  gtk_box_append (GTK_BOX (box), self->place);
  gtk_box_append (GTK_BOX (box), self->now);
  gtk_box_append (GTK_BOX (box), self->versions);
  gtk_box_append (GTK_BOX (box), create_label (_("What is not taken stays in the history."),
                                               "dim-label", FALSE));
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
create_empty_page (void)
{
  GtkWidget *page = adw_status_page_new ();

  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "emblem-ok-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _("Nothing Waits for a Decision"));
  adw_status_page_set_description (
    ADW_STATUS_PAGE (page),
    _("Where packages bring two versions of the same thing, both are kept and shown here."));
  return page;
}

static void
add_button (QuothConflictsWindow *self,
            const char           *action,
            const char           *label)
{
  g_autofree char *key = quoth_keymap_dup_label (self->keymap, action);

  quoth_key_button_add (GTK_FLOW_BOX (self->buttons),
                        quoth_key_button_new (key, label, action, NULL));
}

static void
quoth_conflicts_window_init (QuothConflictsWindow *self)
{
  static const GActionEntry entries[] = {
    { "take", take_cb, "u" }, { "undo", undo_cb }, { "skip", step_cb }, { "previous", step_cb },
  };
  g_autoptr (GSimpleActionGroup) actions = g_simple_action_group_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = adw_header_bar_new ();

  self->settled = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_conflict_free);
  g_action_map_add_action_entries (G_ACTION_MAP (actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "conflicts", G_ACTION_GROUP (actions));
  self->title = adw_window_title_new (_("Conflicts"), NULL);
  adw_header_bar_set_title_widget (ADW_HEADER_BAR (bar), self->title);
  self->stack = gtk_stack_new ();
  gtk_stack_add_named (GTK_STACK (self->stack), create_page (self), "one");
  gtk_stack_add_named (GTK_STACK (self->stack), create_empty_page (), "none");
  self->toasts = adw_toast_overlay_new ();
  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (self->toasts), self->stack);
  gtk_box_append (GTK_BOX (box), bar);
  gtk_box_append (GTK_BOX (box), self->toasts);
  gtk_widget_set_vexpand (self->toasts, TRUE);
  adw_window_set_content (ADW_WINDOW (self), box);
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
                                             "default-width", 560, "default-height", 640, NULL);

  self->workspace = g_object_ref (quoth_window_get_workspace (window));
  self->keymap = g_object_ref (window->keymap);
  self->conflicts = conflicts;
  quoth_plain_keys_attach (GTK_WINDOW (self), self->keymap, "conflicts");
  add_button (self, "conflicts.skip", _("Skip for now"));
  add_button (self, "conflicts.previous", _("Back"));
  show_current (self);
  return GTK_WIDGET (self);
}
