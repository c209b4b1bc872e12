/* quoth-tooltip.h - tooltips that cost nothing until they are looked at
 *
 * GTK 4.8 asks the display where the pointer is whenever a visible widget gets a tooltip:
 * with X11 that is a wait for its server, for each of a hundred rows that are filled anew.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void quoth_tooltip_set (GtkWidget  *widget,
                        const char *text);

G_END_DECLS
