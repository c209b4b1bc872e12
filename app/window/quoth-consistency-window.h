/* quoth-consistency-window.h - what looks forgotten in a layer, to settle one by one
 *
 * A list by kind, with what can be done about the selected finding below it: one key
 * repairs it or says that it is right, and the next one is selected. It stays open beside
 * the article and follows every change of the project.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-keymap.h"
#include "quoth-window.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_CONSISTENCY_WINDOW (quoth_consistency_window_get_type ())

G_DECLARE_FINAL_TYPE (QuothConsistencyWindow, quoth_consistency_window, QUOTH, CONSISTENCY_WINDOW,
                      AdwWindow)

GtkWidget *quoth_consistency_window_new (QuothWindow *window,
                                         QuothKeymap *keymap);

G_END_DECLS
