/* quoth-keymap.c - which key does what
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-keymap"

#include "config.h"

#include "quoth-keymap.h"

#include <glib/gi18n.h>
#include <string.h>

struct _QuothKeymap
{
  GObject     parent_instance;
  GSettings  *settings;  /* owned, nullable: then nothing is kept */
  GHashTable *overrides; /* action -> keys, both owned */
};

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothKeymap, quoth_keymap, G_TYPE_OBJECT)

/* The table of quoth-keymap-table.c. */
static const QuothKeyEntry *entries;
static guint n_entries;

static const QuothKeyEntry *
find_entry (const char *action)
{
  for (guint i = 0; i < n_entries; i++)
    if (g_str_equal (entries[i].action, action))
      return &entries[i];
  return NULL;
}

static void
load_overrides (QuothKeymap *self)
{
  g_autoptr (GVariant) value = NULL;
  GVariantIter iter;
  const char *action;
  const char *keys;

  if (self->settings == NULL)
    return;
  value = g_settings_get_value (self->settings, "key-bindings");
  g_variant_iter_init (&iter, value);
  while (g_variant_iter_next (&iter, "{&s&s}", &action, &keys))
    if (find_entry (action) != NULL)
      g_hash_table_insert (self->overrides, g_strdup (action), g_strdup (keys));
}

static void
save_overrides (QuothKeymap *self)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer action;
  gpointer keys;

  if (self->settings == NULL)
    return;
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, self->overrides);
  while (g_hash_table_iter_next (&iter, &action, &keys))
    g_variant_builder_add (&builder, "{ss}", action, keys);
  g_settings_set_value (self->settings, "key-bindings", g_variant_builder_end (&builder));
}

/**
 * quoth_keymap_new:
 * @settings: (nullable): the application's settings
 *
 * Returns: (transfer full): the defaults with what the user changed
 */
QuothKeymap *
quoth_keymap_new (GSettings *settings)
{
  QuothKeymap *self = g_object_new (QUOTH_TYPE_KEYMAP, NULL);

  g_set_object (&self->settings, settings);
  load_overrides (self);
  return self;
}

/**
 * quoth_keymap_dup_keys:
 * @self: a keymap
 * @action: an action
 *
 * Returns: (transfer full): its accelerators separated by blanks; "" when it has none
 */
char *
quoth_keymap_dup_keys (QuothKeymap *self,
                       const char  *action)
{
  const char *keys;
  const QuothKeyEntry *entry;

  g_return_val_if_fail (QUOTH_IS_KEYMAP (self), NULL);

  keys = g_hash_table_lookup (self->overrides, action);
  entry = find_entry (action);
  if (keys == NULL)
    keys = entry != NULL ? entry->keys : "";
  return g_strdup (keys);
}

/**
 * quoth_keymap_dup_label:
 * @self: a keymap
 * @action: an action
 *
 * Returns: (transfer full): its first accelerator as people read it, such as "N"
 */
char *
quoth_keymap_dup_label (QuothKeymap *self,
                        const char  *action)
{
  g_autofree char *keys = quoth_keymap_dup_keys (self, action);
  GdkModifierType state;
  guint keyval;

  keys[strcspn (keys, " ")] = '\0';
  if (*keys == '\0' || !gtk_accelerator_parse (keys, &keyval, &state))
    return g_strdup ("");
  return gtk_accelerator_get_label (keyval, state);
}

static gboolean
keys_hold (const char      *keys,
           guint            keyval,
           GdkModifierType  state)
{
  g_auto (GStrv) list = g_strsplit (keys, " ", -1);

  for (guint i = 0; list[i] != NULL; i++)
    {
      GdkModifierType wanted_state;
      guint wanted;

      if (!gtk_accelerator_parse (list[i], &wanted, &wanted_state))
        continue;
      /* A sign such as { already says that Shift is held, whatever the layout. */
      if (gdk_keyval_to_upper (wanted) == gdk_keyval_to_lower (wanted)
          && g_unichar_isgraph (gdk_keyval_to_unicode (wanted)))
        {
          if (wanted == keyval
              && (state & ~GDK_SHIFT_MASK) == (wanted_state & ~GDK_SHIFT_MASK))
            return TRUE;
        }
      else if (gdk_keyval_to_lower (wanted) == gdk_keyval_to_lower (keyval)
               && state == wanted_state)
        return TRUE;
    }
  return FALSE;
}

static const char *
lookup (QuothKeymap     *self,
        const char      *page,
        guint            keyval,
        GdkModifierType  state)
{
  for (guint i = 0; i < n_entries; i++)
    {
      g_autofree char *keys = NULL;

      if (entries[i].annotate != (page != NULL)
          || (page != NULL && !g_str_has_prefix (entries[i].action, page)))
        continue;
      keys = quoth_keymap_dup_keys (self, entries[i].action);
      if (keys_hold (keys, keyval, state))
        return entries[i].action;
    }
  return NULL;
}

/**
 * quoth_keymap_lookup:
 * @self: a keymap
 * @keyval: the Latin key value
 * @state: the modifiers that count
 *
 * Returns: (nullable): the action of the annotate page
 */
const char *
quoth_keymap_lookup (QuothKeymap     *self,
                     guint            keyval,
                     GdkModifierType  state)
{
  g_return_val_if_fail (QUOTH_IS_KEYMAP (self), NULL);

  return lookup (self, "annotate.", keyval, state);
}

/**
 * quoth_keymap_lookup_review:
 * @self: a keymap
 * @keyval: the Latin key value
 * @state: the modifiers that count
 *
 * Returns: (nullable): the action of the review page
 */
const char *
quoth_keymap_lookup_review (QuothKeymap     *self,
                            guint            keyval,
                            GdkModifierType  state)
{
  g_return_val_if_fail (QUOTH_IS_KEYMAP (self), NULL);

  return lookup (self, "review.", keyval, state);
}

/**
 * quoth_keymap_lookup_page:
 * @self: a keymap
 * @page: what the actions of a page or window begin with, such as "review."
 * @keyval: the Latin key value
 * @state: the modifiers that count
 *
 * Returns: (nullable): the action that a plain key means there
 */
const char *
quoth_keymap_lookup_page (QuothKeymap     *self,
                          const char      *page,
                          guint            keyval,
                          GdkModifierType  state)
{
  g_return_val_if_fail (QUOTH_IS_KEYMAP (self) && page != NULL, NULL);

  return lookup (self, page, keyval, state);
}

/**
 * quoth_keymap_lookup_global:
 * @self: a keymap
 * @keyval: the Latin key value
 * @state: the modifiers that count
 *
 * Returns: (nullable): the detailed action of the window or the application
 */
const char *
quoth_keymap_lookup_global (QuothKeymap     *self,
                            guint            keyval,
                            GdkModifierType  state)
{
  g_return_val_if_fail (QUOTH_IS_KEYMAP (self), NULL);

  return lookup (self, NULL, keyval, state);
}

static gboolean
is_key (const char *key,
        guint       keyval)
{
  return key != NULL && *key != '\0'
         && g_unichar_tolower (g_utf8_get_char (key))
              == gdk_keyval_to_unicode (gdk_keyval_to_lower (keyval));
}

/* The type of @scheme that a key stands for: the kind of gesture is up to Shift and Alt. */
static const char *
find_type (QuothScheme *scheme,
           guint        keyval)
{
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    if (is_key (quoth_scheme_get_type_at (scheme, i)->key, keyval))
      return quoth_scheme_get_type_at (scheme, i)->name;
  return NULL;
}

/* The type, attribute, value or role of @scheme that a plain key stands for. */
static const char *
find_in_scheme (QuothScheme *scheme,
                guint        keyval)
{
  if (find_type (scheme, keyval) != NULL)
    return find_type (scheme, keyval);
  for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (scheme, i);

      if (is_key (attribute->key, keyval))
        return attribute->name;
      for (guint v = 0; v < attribute->values->len; v++)
        if (is_key (((QuothValue *) attribute->values->pdata[v])->key, keyval))
          return ((QuothValue *) attribute->values->pdata[v])->name;
    }
  for (guint i = 0; i < quoth_scheme_get_n_roles (scheme); i++)
    if (is_key (quoth_scheme_get_role_at (scheme, i)->key, keyval))
      return quoth_scheme_get_role_at (scheme, i)->name;
  return NULL;
}

/* Plain keys of two pages never meet; global ones meet all. */
static gboolean
meet (const QuothKeyEntry *entry,
      const char          *action)
{
  const QuothKeyEntry *other = find_entry (action);

  return !g_str_equal (entry->action, action)
         && (other == NULL || !other->annotate || !entry->annotate
             || strncmp (entry->action, action, strcspn (action, ".") + 1) == 0);
}

/* What a digit means on the page of @action; NULL when none means anything there. */
static const char *
find_digit (const char      *action,
            GdkModifierType  state)
{
  static const struct
  {
    const char *page;
    const char *title;
  } digits[] = {
    { "review.", N_("Take the variant of that number") },
    { "proposals.", N_("Merge under the entry of that number") },
    { "conflicts.", N_("Take the version of that number") },
    { "consistency.", N_("The repair of that number") },
  };
  const QuothKeyEntry *entry = find_entry (action);

  for (guint i = 0; i < G_N_ELEMENTS (digits); i++)
    if (g_str_has_prefix (action, digits[i].page))
      return state == 0 ? _(digits[i].title) : NULL;
  /* Other windows of plain keys have no numbers; all else meets those of the annotate page. */
  if ((entry != NULL && entry->annotate && !g_str_has_prefix (action, "annotate."))
      || (state & ~GDK_CONTROL_MASK) != 0)
    return NULL;
  return state != 0 ? _("One more speaker") : _("Speaker, or person, of that number");
}

char *
quoth_keymap_find_clash (QuothKeymap *self,
                         const char  *action,
                         const char  *keys,
                         QuothScheme *scheme)
{
  GdkModifierType state;
  guint keyval;
  const QuothKeyEntry *entry = find_entry (action);
  const char *digit;

  g_return_val_if_fail (QUOTH_IS_KEYMAP (self), NULL);

  if (!gtk_accelerator_parse (keys, &keyval, &state))
    return NULL;
  digit = keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9 ? find_digit (action, state) : NULL;
  if (digit != NULL)
    return g_strdup (digit);
  for (guint i = 0; i < n_entries; i++)
    {
      g_autofree char *others = quoth_keymap_dup_keys (self, entries[i].action);

      if (meet (&entries[i], action) && keys_hold (others, keyval, state))
        return g_strdup (_(entries[i].title));
    }
  /* Keys of the scheme mean something on the annotate page alone. */
  if (scheme == NULL
      || (entry != NULL && entry->annotate && !g_str_has_prefix (action, "annotate.")))
    return NULL;
  /* Shift gives an annotation the type, Alt takes the selection letter by letter. */
  if (state == GDK_SHIFT_MASK || state == GDK_ALT_MASK)
    return g_strdup (find_type (scheme, keyval));
  return state == 0 ? g_strdup (find_in_scheme (scheme, keyval)) : NULL;
}

/**
 * quoth_keymap_can_be:
 * @action: an action
 * @keyval: a key value
 * @state: the modifiers that count
 *
 * A key that people type with, or move the keyboard by, is not for what works everywhere:
 * nobody could write in a field any more. Tab leads on, whatever is in the window.
 *
 * Returns: whether the key may be given to @action
 */
gboolean
quoth_keymap_can_be (const char      *action,
                     guint            keyval,
                     GdkModifierType  state)
{
  const QuothKeyEntry *entry = find_entry (action);
  gboolean held = (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0;

  return held || (keyval >= GDK_KEY_F1 && keyval <= GDK_KEY_F35)
         || (entry != NULL && entry->annotate && keyval != GDK_KEY_Tab
             && keyval != GDK_KEY_ISO_Left_Tab);
}

/**
 * quoth_keymap_find_use:
 * @self: a keymap
 * @key: one letter or sign, as schemes write keys
 *
 * Returns: (transfer full) (nullable): the name of what it does on the annotate page,
 *   whatever the scheme says
 */
char *
quoth_keymap_find_use (QuothKeymap *self,
                       const char  *key)
{
  const QuothKeyEntry *entry;
  const char *action;

  g_return_val_if_fail (QUOTH_IS_KEYMAP (self), NULL);

  action = quoth_keymap_lookup (
    self, gdk_keyval_to_lower (gdk_unicode_to_keyval (g_utf8_get_char (key))), 0);
  entry = action != NULL ? find_entry (action) : NULL;
  return entry != NULL ? g_strdup (_(entry->title)) : NULL;
}

/**
 * quoth_keymap_set_keys:
 * @self: a keymap
 * @action: an action
 * @keys: (nullable): its accelerators separated by blanks; %NULL for the default
 */
void
quoth_keymap_set_keys (QuothKeymap *self,
                       const char  *action,
                       const char  *keys)
{
  const QuothKeyEntry *entry;

  g_return_if_fail (QUOTH_IS_KEYMAP (self));

  entry = find_entry (action);
  g_return_if_fail (entry != NULL);

  if (keys == NULL || g_str_equal (keys, entry->keys))
    g_hash_table_remove (self->overrides, action);
  else
    g_hash_table_insert (self->overrides, g_strdup (action), g_strdup (keys));
  save_overrides (self);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/**
 * quoth_keymap_install:
 * @self: a keymap
 * @application: gets the global accelerators
 */
void
quoth_keymap_install (QuothKeymap    *self,
                      GtkApplication *application)
{
  g_return_if_fail (QUOTH_IS_KEYMAP (self));

  for (guint i = 0; i < n_entries; i++)
    {
      g_autofree char *keys = NULL;
      g_auto (GStrv) list = NULL;

      if (entries[i].annotate)
        continue;
      keys = quoth_keymap_dup_keys (self, entries[i].action);
      list = g_strsplit (keys, " ", -1);
      gtk_application_set_accels_for_action (application, entries[i].action,
                                             (const char *const *) list);
    }
}

static void
quoth_keymap_finalize (GObject *object)
{
  QuothKeymap *self = QUOTH_KEYMAP (object);

  g_clear_object (&self->settings);
  g_hash_table_unref (self->overrides);
  G_OBJECT_CLASS (quoth_keymap_parent_class)->finalize (object);
}

static void
quoth_keymap_class_init (QuothKeymapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = quoth_keymap_finalize;
  entries = quoth_keymap_get_entries (&n_entries);
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
quoth_keymap_init (QuothKeymap *self)
{
  self->overrides = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}
