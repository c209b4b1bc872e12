/* fuzz-keys.c - the keys that the settings hold
 *
 * Settings are files that people edit and share. Each line of an input is an action and,
 * behind a blank, its keys. Whatever they are, every action has keys that can be shown,
 * looked up and compared.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-keymap.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static void
set_keys (GSettings  *settings,
          char      **lines)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  for (; *lines != NULL; lines++)
    {
      g_auto (GStrv) words = g_strsplit (*lines, " ", 2);

      if (words[0] != NULL)
        g_variant_builder_add (&builder, "{ss}", words[0], words[1] != NULL ? words[1] : "");
    }
  g_settings_set_value (settings, "key-bindings", g_variant_builder_end (&builder));
}

static void
check_entry (QuothKeymap *keymap,
             QuothScheme *scheme,
             const char  *action)
{
  g_autofree char *keys = quoth_keymap_dup_keys (keymap, action);
  g_autofree char *label = quoth_keymap_dup_label (keymap, action);
  G_GNUC_UNUSED g_autofree char *clash = quoth_keymap_find_clash (keymap, action, keys, scheme);
  GdkModifierType state;
  guint keyval;

  if (!g_utf8_validate (label, -1, NULL))
    abort ();
  if (gtk_accelerator_parse (keys, &keyval, &state))
    quoth_keymap_lookup (keymap, keyval, state);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static GSettings *settings;
  static QuothScheme *scheme;
  g_autofree char *bytes = g_strndup ((const char *) data, MIN (size, 4000));
  g_autofree char *valid = g_utf8_make_valid (bytes, -1);
  g_auto (GStrv) lines = g_strsplit (valid, "\n", 50);
  g_autoptr (QuothKeymap) keymap = NULL;
  const QuothKeyEntry *entries;
  guint n;

  if (settings == NULL)
    {
      /* Nobody's own settings. */
      g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
      settings = g_settings_new (QUOTH_APPLICATION_ID);
      scheme = quoth_scheme_new_default ();
    }
  set_keys (settings, lines);
  keymap = quoth_keymap_new (settings);
  entries = quoth_keymap_get_entries (&n);
  for (guint i = 0; i < n; i++)
    check_entry (keymap, scheme, entries[i].action);
  return 0;
}
