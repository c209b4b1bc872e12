/* quoth-assign-window.h - who annotates which article: the plan, and how it stands
 *
 * The plan is what quothctl assign does with the same choices, looked at before it is done; it
 * is one command, which one undo takes back. Work that was begun is never taken from anybody.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-keymap.h"
#include "quoth-window.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ASSIGN_WINDOW (quoth_assign_window_get_type ())

G_DECLARE_FINAL_TYPE (QuothAssignWindow, quoth_assign_window, QUOTH, ASSIGN_WINDOW, AdwWindow)

GtkWidget *quoth_assign_window_new (QuothWindow *window,
                                    QuothKeymap *keymap);

G_END_DECLS
