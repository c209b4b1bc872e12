/* quoth-plot-view.h - a plot on the screen, whose numbers can be pointed at and walked over
 *
 * Arrows go from number to number, Enter or a click opens what is behind one. A screen
 * reader hears the number that has the keyboard; the table is the better way for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-plot.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_PLOT_VIEW (quoth_plot_view_get_type ())

G_DECLARE_FINAL_TYPE (QuothPlotView, quoth_plot_view, QUOTH, PLOT_VIEW, GtkWidget)

/* signal ::moved (guint row, guint series): another number has the keyboard
 * signal ::activated (guint row, guint series) */

/* @plot is borrowed until another is set; NULL for none. */
void  quoth_plot_view_set_plot (QuothPlotView   *self,
                                const QuothPlot *plot);
/* A number in words: where it stands, its interval, what it rests on. */
char *quoth_plot_view_describe (const QuothPlot *plot,
                                guint            row,
                                guint            series);

G_END_DECLS
