/* quoth-correct-dialog.h - an article gets a corrected text
 *
 * The text is changed by hand or comes from a file; what is new in it is marked, and it is told
 * how many annotations come along and which lose their place, before anything is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_CORRECT_DIALOG (quoth_correct_dialog_get_type ())

G_DECLARE_FINAL_TYPE (QuothCorrectDialog, quoth_correct_dialog, QUOTH, CORRECT_DIALOG, AdwWindow)

GtkWidget *quoth_correct_dialog_new (QuothWindow *window,
                                     const char  *article,
                                     const char  *with);

G_END_DECLS
