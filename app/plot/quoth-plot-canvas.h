/* quoth-plot-canvas.h - a plot laid out for a width, drawn by cairo
 *
 * The one renderer: the same for the window, for SVG and for PNG. It knows where each
 * number stands, so that it can be pointed at. Sizes follow the font of the context.
 * Series differ by pattern or marker as well as by colour, and numbers are written out,
 * because colour alone tells nothing to some.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <pango/pangocairo.h>

#include "quoth-plot.h"

G_BEGIN_DECLS

#define QUOTH_PLOT_N_COLORS 6

/* Colours are 0xrrggbb. */
typedef struct
{
  guint32 background;
  guint32 text;
  guint32 dim;
  guint32 grid;
  guint32 none;   /* of a matrix: least */
  guint32 most;
  guint32 focus;
  guint32 series[QUOTH_PLOT_N_COLORS];
} QuothPlotStyle;

typedef struct
{
  double x;
  double y;
  double width;
  double height;
} QuothPlotArea;

typedef struct _QuothPlotCanvas QuothPlotCanvas;

const QuothPlotStyle *quoth_plot_style_get    (gboolean              dark,
                                               gboolean              high_contrast);

QuothPlotCanvas *quoth_plot_canvas_new        (const QuothPlot      *plot,
                                               PangoContext         *context,
                                               double                width);
void             quoth_plot_canvas_free       (QuothPlotCanvas      *self);
double           quoth_plot_canvas_get_height (QuothPlotCanvas      *self);
/* @row, @series: which number has the keyboard; -1 for none. */
void             quoth_plot_canvas_draw       (QuothPlotCanvas      *self,
                                               cairo_t              *cr,
                                               const QuothPlotStyle *style,
                                               int                   row,
                                               int                   series);
gboolean         quoth_plot_canvas_find       (QuothPlotCanvas      *self,
                                               double                x,
                                               double                y,
                                               guint                *out_row,
                                               guint                *out_series);
QuothPlotArea    quoth_plot_canvas_get_area   (QuothPlotCanvas      *self,
                                               guint                 row,
                                               guint                 series);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothPlotCanvas, quoth_plot_canvas_free)

G_END_DECLS
