/* quoth-feedback-window.h - what adjudication changed in a layer, one card each
 *
 * For annotators, to learn from; a reviewer can turn a card into an example of the
 * guidelines with one key, which is a new version of them and one undo.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-keymap.h"
#include "quoth-window.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_FEEDBACK_WINDOW (quoth_feedback_window_get_type ())

G_DECLARE_FINAL_TYPE (QuothFeedbackWindow, quoth_feedback_window, QUOTH, FEEDBACK_WINDOW, AdwWindow)

GtkWidget *quoth_feedback_window_new (QuothWindow *window,
                                      QuothKeymap *keymap);

G_END_DECLS
