/* quoth-plain-keys.h - a window in which plain keys decide
 *
 * A digit, a letter of the keymap, Escape and the key of undo each activate an action of
 * the window, in every keyboard layout. Such a window has nothing to type into.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-keymap.h"

G_BEGIN_DECLS

/* @group: the window's own group of actions and the keymap's, such as "conflicts". Of it,
 * "take" gets the digit (u, 1 to 9) and "undo" answers the key of undo. */
void quoth_plain_keys_attach (GtkWindow   *window,
                              QuothKeymap *keymap,
                              const char  *group);

G_END_DECLS
