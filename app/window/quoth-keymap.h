/* quoth-keymap.h - which key does what
 *
 * Every action of the window has an entry: its default keys, its name, its group.
 * People rebind them; what they changed is kept in the settings. A single letter
 * works in every keyboard layout (see quoth-latin-keys.h) and only where no text is
 * being typed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "quoth-scheme.h"

G_BEGIN_DECLS

typedef struct
{
  const char *action;   /* detailed action name */
  const char *keys;     /* default accelerators, separated by a blank */
  const char *group;    /* N_() */
  const char *title;    /* N_() */
  gboolean    annotate; /* a plain key of the page in the action's name, no global accelerator */
} QuothKeyEntry;

#define QUOTH_TYPE_KEYMAP (quoth_keymap_get_type ())

G_DECLARE_FINAL_TYPE (QuothKeymap, quoth_keymap, QUOTH, KEYMAP, GObject)

/* signal ::changed () */

QuothKeymap         *quoth_keymap_new         (GSettings      *settings);
const QuothKeyEntry *quoth_keymap_get_entries (guint          *out_n);
char                *quoth_keymap_dup_keys    (QuothKeymap    *self,
                                               const char     *action);
char                *quoth_keymap_dup_label   (QuothKeymap    *self,
                                               const char     *action);
/* The action of the annotate page that a key press means. */
const char          *quoth_keymap_lookup      (QuothKeymap    *self,
                                               guint           keyval,
                                               GdkModifierType state);
/* The action of the review page that it means. */
const char          *quoth_keymap_lookup_review (QuothKeymap   *self,
                                                guint          keyval,
                                                GdkModifierType state);
/* The action of any page or window with plain keys of its own. */
const char          *quoth_keymap_lookup_page (QuothKeymap    *self,
                                               const char     *page,
                                               guint           keyval,
                                               GdkModifierType state);
/* The action of the window or the application that it means. */
const char          *quoth_keymap_lookup_global (QuothKeymap   *self,
                                                guint          keyval,
                                                GdkModifierType state);
/* Whether a key is one that @action can have at all. */
gboolean             quoth_keymap_can_be      (const char      *action,
                                               guint            keyval,
                                               GdkModifierType  state);
/* What else uses @keys: an action's title or a type's name; NULL when they are free. */
char                *quoth_keymap_find_clash  (QuothKeymap    *self,
                                               const char     *action,
                                               const char     *keys,
                                               QuothScheme    *scheme);
/* What a letter of a scheme does anyway, by its name. */
char                *quoth_keymap_find_use    (QuothKeymap    *self,
                                               const char     *key);
void                 quoth_keymap_set_keys    (QuothKeymap    *self,
                                               const char     *action,
                                               const char     *keys);
void                 quoth_keymap_install     (QuothKeymap    *self,
                                               GtkApplication *application);

G_END_DECLS
