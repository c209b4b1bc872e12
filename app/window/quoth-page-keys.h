/* quoth-page-keys.h - plain keys of a window in which everything has one
 *
 * They work wherever the keyboard is in that window, in any layout, but where Enter
 * presses a button or a menu is open. Such a window has nothing to type into.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-keymap.h"

G_BEGIN_DECLS

void quoth_page_keys_attach (GtkWidget   *window,
                             QuothKeymap *keymap,
                             const char  *page,
                             const char  *digits,
                             const char  *undo);

G_END_DECLS
