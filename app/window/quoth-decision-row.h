/* quoth-decision-row.h - how a question and its choices look
 *
 * A choice shows its key, and its row says all of it to who hears it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *quoth_decision_label_new (const char *text,
                                     const char *style,
                                     gboolean    markup);
GtkWidget *quoth_decision_row_new   (const char *key,
                                     const char *heading,
                                     const char *markup,
                                     const char *note);

G_END_DECLS
