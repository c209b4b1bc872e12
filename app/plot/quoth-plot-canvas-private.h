/* quoth-plot-canvas-private.h - what the kinds of plots share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-plot-canvas.h"

G_BEGIN_DECLS

struct _QuothPlotCanvas
{
  const QuothPlot *plot;        /* not owned */
  PangoLayout     *layout;      /* owned: used for every text in turn */
  double           em;          /* height of a line of text; all sizes are multiples */
  double           width;
  double           height;
  guint            n_rows;      /* drawn */
  guint            n_series;
  QuothPlotArea    inner;       /* where the numbers stand */
  double           name_width;  /* of rows; 0: names stand above their bars */
  double           value_width; /* beside the bars */
  double           count_width;
  double           row_height;
  double           top_height;  /* names of a matrix's columns */
  double           min;         /* of the scale */
  double           max;
  double           step;
};

/* quoth-plot-canvas.c */
void   quoth_plot_canvas_color       (cairo_t              *cr,
                                      guint32               color,
                                      double                alpha);
double quoth_plot_canvas_measure     (QuothPlotCanvas      *self,
                                      const char           *text);
/* Writes @text into a line of the given width; @align from 0 (left) to 1 (right). */
void   quoth_plot_canvas_write       (QuothPlotCanvas      *self,
                                      cairo_t              *cr,
                                      const char           *text,
                                      guint32               color,
                                      QuothPlotArea         area,
                                      double                align);
double quoth_plot_canvas_widest      (QuothPlotCanvas      *self,
                                      GPtrArray            *names,
                                      guint                 n_names);
void   quoth_plot_canvas_scale       (QuothPlotCanvas      *self,
                                      double                lowest,
                                      double                highest,
                                      guint                 n_steps);
double quoth_plot_canvas_legend_height (QuothPlotCanvas    *self);
void   quoth_plot_canvas_legend      (QuothPlotCanvas      *self,
                                      cairo_t              *cr,
                                      const QuothPlotStyle *style);
void   quoth_plot_canvas_fill        (QuothPlotCanvas      *self,
                                      cairo_t              *cr,
                                      const QuothPlotStyle *style,
                                      QuothPlotArea         area,
                                      guint                 series);
guint32 quoth_plot_canvas_contrast   (guint32               background);

/* quoth-plot-bars.c: also parts of a whole */
void          quoth_plot_bars_layout   (QuothPlotCanvas      *self);
void          quoth_plot_bars_draw     (QuothPlotCanvas      *self,
                                        cairo_t              *cr,
                                        const QuothPlotStyle *style);
QuothPlotArea quoth_plot_bars_area     (QuothPlotCanvas      *self,
                                        guint                 row,
                                        guint                 series);

/* quoth-plot-matrix.c */
void          quoth_plot_matrix_layout (QuothPlotCanvas      *self);
void          quoth_plot_matrix_draw   (QuothPlotCanvas      *self,
                                        cairo_t              *cr,
                                        const QuothPlotStyle *style);
QuothPlotArea quoth_plot_matrix_area   (QuothPlotCanvas      *self,
                                        guint                 row,
                                        guint                 series);

/* quoth-plot-lines.c */
void          quoth_plot_lines_layout  (QuothPlotCanvas      *self);
void          quoth_plot_lines_draw    (QuothPlotCanvas      *self,
                                        cairo_t              *cr,
                                        const QuothPlotStyle *style);
QuothPlotArea quoth_plot_lines_area    (QuothPlotCanvas      *self,
                                        guint                 row,
                                        guint                 series);
void          quoth_plot_lines_marker  (QuothPlotCanvas      *self,
                                        cairo_t              *cr,
                                        const QuothPlotStyle *style,
                                        double                x,
                                        double                y,
                                        guint                 series);

G_END_DECLS
