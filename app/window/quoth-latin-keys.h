/* quoth-latin-keys.h - keys that are letters, in layouts that have no such letters
 *
 * With a Greek or Cyrillic layout the key marked N gives no "n". It still means what N
 * means: by another layout that is set up beside it, else by where the key stands on the
 * keyboard. A French digit needs no Shift.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-keymap.h"

G_BEGIN_DECLS

/* What else a key press may mean when it means nothing by itself. */
guint quoth_latin_keys_translate (GdkEvent    *event);
/* The Latin letter, digit or sign of a key by its place; 0 for other keys. */
guint quoth_latin_keys_at        (guint        keycode,
                                  gboolean     shifted);
/* Makes the global keys of @keymap work in @window where no layout has Latin letters. */
void  quoth_latin_keys_attach    (GtkWidget   *window,
                                  QuothKeymap *keymap);

G_END_DECLS
