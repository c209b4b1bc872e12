/* quoth-shortcuts-window.h - every key, to read and to change
 *
 * Made from the keymap and the scheme, so that it cannot differ from what the keys do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-keymap.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_SHORTCUTS_WINDOW (quoth_shortcuts_window_get_type ())

G_DECLARE_FINAL_TYPE (QuothShortcutsWindow, quoth_shortcuts_window, QUOTH, SHORTCUTS_WINDOW,
                      AdwWindow)

/* @scheme: nullable */
GtkWidget *quoth_shortcuts_window_new (GtkWindow   *parent,
                                       QuothKeymap *keymap,
                                       QuothScheme *scheme);

G_END_DECLS
