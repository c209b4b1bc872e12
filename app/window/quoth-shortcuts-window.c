/* quoth-shortcuts-window.c - every key, to read and to change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-shortcuts-window"

#include "config.h"

#include "quoth-shortcuts-window.h"

#include <glib/gi18n.h>

#include "quoth-latin-keys.h"
#include "quoth-reader-names.h"

struct _QuothShortcutsWindow
{
  AdwWindow    parent_instance;

  QuothKeymap *keymap;    /* owned */
  QuothScheme *scheme;    /* owned, nullable */
  GtkWidget   *page;
  GtkWidget   *listening; /* row that waits for a key, nullable */
};

G_DEFINE_FINAL_TYPE (QuothShortcutsWindow, quoth_shortcuts_window, ADW_TYPE_WINDOW)

static GtkWidget *
create_key_label (const char *keys)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_auto (GStrv) list = g_strsplit (keys, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      GdkModifierType state;
      guint keyval;
      g_autofree char *text = NULL;
      GtkWidget *label;

      if (!gtk_accelerator_parse (list[i], &keyval, &state))
        continue;
      text = gtk_accelerator_get_label (keyval, state);
      label = gtk_label_new (text);
      gtk_widget_add_css_class (label, "quoth-key");
      gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

/* The row waits for no key any more, and shows those of its action. */
static void
show_keys (QuothShortcutsWindow *self,
           GtkWidget            *row)
{
  const QuothKeyEntry *entry = g_object_get_data (G_OBJECT (row), "quoth-entry");
  GtkWidget *suffix = g_object_get_data (G_OBJECT (row), "quoth-suffix");
  GtkWidget *reset = gtk_widget_get_last_child (suffix);
  g_autofree char *keys = quoth_keymap_dup_keys (self->keymap, entry->action);

  if (self->listening == row)
    self->listening = NULL;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), NULL);
  gtk_box_remove (GTK_BOX (suffix), gtk_widget_get_first_child (suffix));
  gtk_box_prepend (GTK_BOX (suffix), create_key_label (keys));
  /* What is hidden would take the keyboard along. */
  if (gtk_widget_has_focus (reset))
    gtk_widget_grab_focus (row);
  gtk_widget_set_visible (reset, !g_str_equal (keys, entry->keys));
}

static void
listen_cb (QuothShortcutsWindow *self,
           GtkWidget            *row)
{
  if (self->listening != NULL)
    show_keys (self, self->listening);
  self->listening = row;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _("Press the new key. Escape keeps the old one."));
}

static void
reset_cb (QuothShortcutsWindow *self,
          GtkWidget            *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  const QuothKeyEntry *entry = g_object_get_data (G_OBJECT (row), "quoth-entry");

  quoth_keymap_set_keys (self->keymap, entry->action, NULL);
  show_keys (self, row);
}

static GtkWidget *
create_row (QuothShortcutsWindow *self,
            const QuothKeyEntry  *entry)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *suffix = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *reset = gtk_button_new_from_icon_name ("edit-undo-symbolic");

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(entry->title));
  gtk_widget_set_tooltip_text (reset, _("Use the built-in key again"));
  gtk_widget_set_valign (reset, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (reset, "flat");
  quoth_reader_names_apply (reset);
  g_signal_connect_object (reset, "clicked", G_CALLBACK (reset_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (suffix), create_key_label (""));
  gtk_box_append (GTK_BOX (suffix), reset);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), suffix);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, _("Change this key"));
  g_object_set_data (G_OBJECT (row), "quoth-entry", (gpointer) entry);
  g_object_set_data (G_OBJECT (row), "quoth-suffix", suffix);
  show_keys (self, row);
  g_signal_connect_object (row, "activated", G_CALLBACK (listen_cb), self, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
add_group (QuothShortcutsWindow *self,
           const char           *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self->page), ADW_PREFERENCES_GROUP (group));
  return group;
}

static void
add_fixed_row (GtkWidget  *group,
               const char *title,
               const char *keys)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_key_label (keys));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
}

static void
add_role_group (QuothShortcutsWindow *self)
{
  GtkWidget *group = NULL;

  for (guint i = 0; i < quoth_scheme_get_n_roles (self->scheme); i++)
    {
      const QuothRole *role = quoth_scheme_get_role_at (self->scheme, i);

      if (role->key == NULL)
        continue;
      if (group == NULL)
        group = add_group (self, _("The selected words as…"));
      add_fixed_row (group, role->name, role->key);
    }
}

/* Types, attribute values and roles have their keys in the scheme. */
static void
add_scheme_groups (QuothShortcutsWindow *self)
{
  GtkWidget *group = add_group (self, _("Types"));
  GtkWidget *values = add_group (self, _("Attributes of the selected annotation"));

  adw_preferences_group_set_description (
    ADW_PREFERENCES_GROUP (group),
    _("With Shift, the selected annotation gets the type; with Alt, the selection is taken letter "
      "by letter. The scheme editor changes these keys."));
  for (guint i = 0; i < quoth_scheme_get_n_types (self->scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (self->scheme, i);

      if (type->key != NULL && !type->hidden)
        add_fixed_row (group, type->name, type->key);
    }
  for (guint i = 0; i < quoth_scheme_get_n_attributes (self->scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (self->scheme, i);

      if (attribute->hidden)
        continue;
      if (attribute->key != NULL)
        add_fixed_row (values, attribute->name, attribute->key);
      for (guint v = 0; v < attribute->values->len; v++)
        {
          QuothValue *value = attribute->values->pdata[v];
          /* Translators: an attribute and one of its values */
          g_autofree char *title = g_strdup_printf (_("%s: %s"), attribute->name, value->name);

          if (value->key != NULL)
            add_fixed_row (values, title, value->key);
        }
    }
  add_role_group (self);
}

/* Keys that are what they are everywhere, or that come with numbers. */
static const struct
{
  const char *group;
  const char *title;
  const char *keys;
} fixed[] = {
  { N_("Claim"), N_("Speaker, or person, of that number"), "1 9" },
  { N_("Claim"), N_("One more speaker"), "<Control>1 <Control>9" },
  { N_("Review"), N_("Take the variant of that number"), "1 9" },
  { N_("Conflicts"), N_("Take the version of that number"), "1 9" },
  { N_("Who is the same"), N_("Merge under the entry of that number"), "1 2" },
  { N_("Consistency"), N_("The repair of that number"), "1 9" },
  { N_("Insights"), N_("From bar to bar of the plot"), "Left Right" },
  { N_("Insights"), N_("Show the sentences behind a bar"), "Return" },
  { N_("Scheme"), N_("Move up or down"), "<Alt>Up <Alt>Down" },
  { N_("Scheme"), N_("Remove"), "Delete" },
  { N_("Scheme"), N_("Back"), "<Alt>Left" },
  { N_("General"), N_("Main menu"), "F10" },
  { N_("General"), N_("What can be done with these words"), "<Shift>F10" },
};

static GtkWidget *
find_group (QuothShortcutsWindow *self,
            GHashTable           *groups,
            const char           *title)
{
  GtkWidget *group = g_hash_table_lookup (groups, title);

  if (group == NULL)
    {
      group = add_group (self, _(title));
      g_hash_table_insert (groups, (gpointer) title, group);
    }
  return group;
}

static void
fill (QuothShortcutsWindow *self)
{
  guint n;
  const QuothKeyEntry *entries = quoth_keymap_get_entries (&n);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++)
    adw_preferences_group_add (
      ADW_PREFERENCES_GROUP (find_group (self, groups, entries[i].group)),
      create_row (self, &entries[i]));
  for (guint i = 0; i < G_N_ELEMENTS (fixed); i++)
    add_fixed_row (find_group (self, groups, fixed[i].group), _(fixed[i].title), fixed[i].keys);
  if (self->scheme != NULL)
    add_scheme_groups (self);
}

static gboolean
key_pressed_cb (QuothShortcutsWindow *self,
                guint                 keyval,
                guint                 keycode,
                GdkModifierType       state,
                GtkEventController   *controller)
{
  GdkEvent *event = gtk_event_controller_get_current_event (controller);
  const QuothKeyEntry *entry;
  g_autofree char *keys = NULL;
  g_autofree char *clash = NULL;

  if (self->listening == NULL)
    {
      if (keyval != GDK_KEY_Escape)
        return FALSE;
      gtk_window_close (GTK_WINDOW (self));
      return TRUE;
    }
  state &= gtk_accelerator_get_default_mod_mask ();
  /* A modifier alone is only the beginning of a chord, also that of the third level. */
  if (gdk_key_event_is_modifier (event))
    return TRUE;
  if (keyval == GDK_KEY_Escape)
    {
      show_keys (self, self->listening);
      return TRUE;
    }
  entry = g_object_get_data (G_OBJECT (self->listening), "quoth-entry");
  if (keyval >= 0x80)
    keyval = quoth_latin_keys_translate (event);
  /* A sign says by itself whether Shift is held for it, which differs between layouts. */
  if (gdk_keyval_to_upper (keyval) == gdk_keyval_to_lower (keyval)
      && g_unichar_isgraph (gdk_keyval_to_unicode (keyval)))
    state &= ~GDK_SHIFT_MASK;
  keyval = gdk_keyval_to_lower (keyval);
  keys = gtk_accelerator_name (keyval, state);
  if (!quoth_keymap_can_be (entry->action, keyval, state))
    {
      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->listening),
                                   _("This key is needed in fields. Hold Ctrl or Alt with it."));
      return TRUE;
    }
  clash = quoth_keymap_find_clash (self->keymap, entry->action, keys, self->scheme);
  if (clash != NULL)
    {
      /* Translators: %s is the action or type that uses the key already */
      g_autofree char *text = g_strdup_printf (_("This key means “%s”. Press another."), clash);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->listening), text);
      return TRUE;
    }
  quoth_keymap_set_keys (self->keymap, entry->action, keys);
  show_keys (self, self->listening);
  return TRUE;
}

/**
 * quoth_shortcuts_window_new:
 * @parent: the window it belongs to
 * @keymap: the keys
 * @scheme: (nullable): the project's scheme
 *
 * Returns: (transfer full): a window; present it
 */
GtkWidget *
quoth_shortcuts_window_new (GtkWindow   *parent,
                            QuothKeymap *keymap,
                            QuothScheme *scheme)
{
  QuothShortcutsWindow *self =
    g_object_new (QUOTH_TYPE_SHORTCUTS_WINDOW, "transient-for", parent, "modal", TRUE,
                  "title", _("Keyboard Shortcuts"), "default-width", 560, "default-height", 640,
                  NULL);

  self->keymap = g_object_ref (keymap);
  self->scheme = scheme != NULL ? quoth_scheme_ref (scheme) : NULL;
  fill (self);
  return GTK_WIDGET (self);
}

static void
quoth_shortcuts_window_dispose (GObject *object)
{
  QuothShortcutsWindow *self = QUOTH_SHORTCUTS_WINDOW (object);

  self->listening = NULL;
  g_clear_object (&self->keymap);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  G_OBJECT_CLASS (quoth_shortcuts_window_parent_class)->dispose (object);
}

static void
quoth_shortcuts_window_class_init (QuothShortcutsWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_shortcuts_window_dispose;
}

static void
quoth_shortcuts_window_init (QuothShortcutsWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->page = adw_preferences_page_new ();
  gtk_widget_set_vexpand (self->page, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), self->page);
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}
