/* quoth-shortcuts-window.c - every key, to read and to change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-shortcuts-window"

#include "config.h"

#include "quoth-shortcuts-window.h"

#include <glib/gi18n.h>

#include "quoth-latin-keys.h"

struct _QuothShortcutsWindow
{
  AdwWindow    parent_instance;

  QuothKeymap *keymap;    /* owned */
  QuothScheme *scheme;    /* owned, nullable */
  GtkWidget   *page;
  GPtrArray   *groups;    /* of GtkWidget, borrowed from the page */
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

static void fill (QuothShortcutsWindow *self);

static void
listen_cb (QuothShortcutsWindow *self,
           GtkWidget            *row)
{
  self->listening = row;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row),
                               _("Press the new key. Escape keeps the old one."));
}

static void
reset_cb (GtkWidget            *button,
          QuothShortcutsWindow *self)
{
  quoth_keymap_set_keys (self->keymap, g_object_get_data (G_OBJECT (button), "quoth-action"), NULL);
  fill (self);
}

static GtkWidget *
create_row (QuothShortcutsWindow *self,
            const QuothKeyEntry  *entry)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *keys = quoth_keymap_dup_keys (self->keymap, entry->action);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _(entry->title));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), create_key_label (keys));
  if (!g_str_equal (keys, entry->keys))
    {
      GtkWidget *reset = gtk_button_new_from_icon_name ("edit-undo-symbolic");

      gtk_widget_set_tooltip_text (reset, _("Use the built-in key again"));
      gtk_widget_set_valign (reset, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (reset, "flat");
      g_object_set_data (G_OBJECT (reset), "quoth-action", (gpointer) entry->action);
      g_signal_connect_object (reset, "clicked", G_CALLBACK (reset_cb), self, 0);
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), reset);
    }
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_widget_set_tooltip_text (row, _("Change this key"));
  g_object_set_data (G_OBJECT (row), "quoth-action", (gpointer) entry->action);
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
  g_ptr_array_add (self->groups, group);
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
    _("With Shift, the selected annotation gets the type. The scheme editor changes these keys."));
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

static void
fill (QuothShortcutsWindow *self)
{
  guint n;
  const QuothKeyEntry *entries = quoth_keymap_get_entries (&n);
  g_autoptr (GHashTable) groups = g_hash_table_new (g_str_hash, g_str_equal);
  GtkWidget *group;

  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self->page), self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
  self->listening = NULL;
  for (guint i = 0; i < n; i++)
    {
      group = g_hash_table_lookup (groups, entries[i].group);
      if (group == NULL)
        {
          group = add_group (self, _(entries[i].group));
          g_hash_table_insert (groups, (gpointer) entries[i].group, group);
        }
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), create_row (self, &entries[i]));
    }
  group = g_hash_table_lookup (groups, "Claim");
  if (group != NULL)
    {
      add_fixed_row (group, _("Speaker, or person, of that number"), "1 9");
      add_fixed_row (group, _("One more speaker"), "<Control>1 <Control>9");
    }
  group = g_hash_table_lookup (groups, "Review");
  if (group != NULL)
    add_fixed_row (group, _("Take the variant of that number"), "1 9");
  group = g_hash_table_lookup (groups, "Conflicts");
  if (group != NULL)
    add_fixed_row (group, _("Take the version of that number"), "1 9");
  group = g_hash_table_lookup (groups, "Who is the same");
  if (group != NULL)
    add_fixed_row (group, _("Merge under the entry of that number"), "1 2");
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
  const char *action;
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
  /* A modifier alone is only the beginning of a chord. */
  if (keyval >= GDK_KEY_Shift_L && keyval <= GDK_KEY_Hyper_R)
    return TRUE;
  if (keyval == GDK_KEY_Escape)
    {
      fill (self);
      return TRUE;
    }
  action = g_object_get_data (G_OBJECT (self->listening), "quoth-action");
  if (keyval >= 0x80)
    keyval = quoth_latin_keys_translate (gtk_event_controller_get_current_event (controller));
  keyval = gdk_keyval_to_lower (keyval);
  keys = gtk_accelerator_name (keyval, state);
  clash = quoth_keymap_find_clash (self->keymap, action, keys, self->scheme);
  if (clash != NULL)
    {
      /* Translators: %s is the action or type that uses the key already */
      g_autofree char *text = g_strdup_printf (_("This key means “%s”. Press another."), clash);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (self->listening), text);
      return TRUE;
    }
  quoth_keymap_set_keys (self->keymap, action, keys);
  fill (self);
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
  g_clear_pointer (&self->groups, g_ptr_array_unref);
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

  self->groups = g_ptr_array_new ();
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
