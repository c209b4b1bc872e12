/* quoth-row-focus.h - where people are in a form whose rows are made anew
 *
 * Remembers by titles, not by widgets: which row has the keyboard, which check button in
 * it, and which rows are unfolded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct _QuothRowFocus QuothRowFocus;

QuothRowFocus *quoth_row_focus_save    (GtkWidget     *form);
/* Whether the keyboard is in @form again; %TRUE also when it has never been there. */
gboolean       quoth_row_focus_restore (QuothRowFocus *self,
                                        GtkWidget     *form);
void           quoth_row_focus_free    (QuothRowFocus *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothRowFocus, quoth_row_focus_free)

G_END_DECLS
