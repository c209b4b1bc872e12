/* quoth-plot-table.h - the numbers of a plot as a table, page by page
 *
 * For screen readers, and for whoever would rather read than look. Enter or a click
 * opens what is behind the number of a line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "quoth-plot.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_PLOT_TABLE (quoth_plot_table_get_type ())

G_DECLARE_FINAL_TYPE (QuothPlotTable, quoth_plot_table, QUOTH, PLOT_TABLE, GtkWidget)

/* signal ::activated (guint row, guint series) */

/* @plot is borrowed until another is set; NULL for none. */
void quoth_plot_table_set_plot   (QuothPlotTable  *self,
                                  const QuothPlot *plot);
void quoth_plot_table_take_focus (QuothPlotTable  *self);

G_END_DECLS
