/* quoth-row-layout.h - rows whose words change often
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Makes the rows in @root, once they are there, cheap to fill with other words: they look the
 * same, but are not asked how narrow they may be for every height that they may have. */
void quoth_row_layout_ease (GtkWidget *root);

G_END_DECLS
