/* quoth-review-hints.h - the keys of review, each with what it does
 *
 * A button for each verdict, with its key as the keymap has it; for the pointer, and to
 * learn the keys from. What cannot be done at the moment is dimmed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "quoth-keymap.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_REVIEW_HINTS (quoth_review_hints_get_type ())

G_DECLARE_FINAL_TYPE (QuothReviewHints, quoth_review_hints, QUOTH, REVIEW_HINTS, GtkWidget)

/* @actions: the group "review". */
void       quoth_review_hints_set_up   (QuothReviewHints *self,
                                        QuothKeymap      *keymap,
                                        GActionGroup     *actions);
/* A key as it looks on every button and row of review. */
GtkWidget *quoth_review_hints_create_key (const char     *text);

G_END_DECLS
