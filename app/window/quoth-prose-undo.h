/* quoth-prose-undo.h - undo of words that are being written
 *
 * What is written in a text, or in an entry that asks for spell checking, is prose: while the
 * keyboard is there, undo is about its words, and never about a gesture behind them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Returns: whether the keyboard of the application is in prose; then there is nothing else to
 * undo or redo now. */
gboolean quoth_prose_undo_step (GtkApplication *application,
                                gboolean        redo);

G_END_DECLS
