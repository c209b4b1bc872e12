/* quoth-plot-lines.c - moments in order, each series a line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-plot-canvas-private.h"

#include <math.h>

/* In ems. */
#define HEIGHT 14
#define MARKER 0.32
#define POINT 0.5

void
quoth_plot_lines_layout (QuothPlotCanvas *self)
{
  double em = self->em, lowest = 0, highest = 0, top = quoth_plot_canvas_legend_height (self);
  g_autofree char *largest = NULL;

  for (guint row = 0; row < self->n_rows; row++)
    for (guint s = 0; s < self->n_series; s++)
      {
        const QuothPlotCell *cell = quoth_plot_get (self->plot, row, s);

        if (isnan (cell->value))
          continue;
        lowest = MIN (lowest, isnan (cell->low) ? cell->value : cell->low);
        highest = MAX (highest, isnan (cell->high) ? cell->value : cell->high);
      }
  quoth_plot_canvas_scale (self, lowest, highest, 5);
  largest = quoth_plot_dup_number (self->plot, -self->max);
  self->name_width = quoth_plot_canvas_measure (self, largest) + 0.6 * em;
  self->inner = (QuothPlotArea) { self->name_width, top + 0.7 * em,
                                  self->width - self->name_width - em, HEIGHT * em };
  self->height = self->inner.y + self->inner.height + 2 * em;
}

static double
get_x (QuothPlotCanvas *self,
       guint            row)
{
  return self->inner.x + self->inner.width * (row + 0.5) / MAX (1, self->n_rows);
}

static double
get_y (QuothPlotCanvas *self,
       double           value)
{
  return self->inner.y
         + self->inner.height * (1 - (value - self->min) / (self->max - self->min));
}

QuothPlotArea
quoth_plot_lines_area (QuothPlotCanvas *self,
                       guint            row,
                       guint            series)
{
  double value = quoth_plot_get (self->plot, row, series)->value, half = POINT * self->em;

  return (QuothPlotArea) { get_x (self, row) - half,
                           get_y (self, isnan (value) ? self->min : value) - half,
                           2 * half, 2 * half };
}

/* A disc, a square, a triangle, a diamond, a ring, a cross. */
void
quoth_plot_lines_marker (QuothPlotCanvas      *self,
                         cairo_t              *cr,
                         const QuothPlotStyle *style,
                         double                x,
                         double                y,
                         guint                 series)
{
  double r = MARKER * self->em;
  guint shape = series % QUOTH_PLOT_N_COLORS;

  quoth_plot_canvas_color (cr, style->series[shape], 1);
  cairo_set_line_width (cr, 2);
  cairo_new_path (cr);
  if (shape == 0 || shape == 4)
    cairo_arc (cr, x, y, r, 0, 2 * G_PI);
  else if (shape == 1)
    cairo_rectangle (cr, x - r, y - r, 2 * r, 2 * r);
  else if (shape == 5)
    {
      cairo_move_to (cr, x - r, y - r);
      cairo_line_to (cr, x + r, y + r);
      cairo_move_to (cr, x - r, y + r);
      cairo_line_to (cr, x + r, y - r);
    }
  else
    {
      cairo_move_to (cr, x, y - 1.2 * r);
      cairo_line_to (cr, x + 1.2 * r, shape == 2 ? y + r : y);
      if (shape == 3)
        cairo_line_to (cr, x, y + 1.2 * r);
      cairo_line_to (cr, x - 1.2 * r, shape == 2 ? y + r : y);
      cairo_close_path (cr);
    }
  if (shape >= 4)
    cairo_stroke (cr);
  else
    cairo_fill (cr);
}

static void
draw_axes (QuothPlotCanvas      *self,
           cairo_t              *cr,
           const QuothPlotStyle *style)
{
  double em = self->em, bottom = self->inner.y + self->inner.height;
  int n = (int) round ((self->max - self->min) / self->step);
  double widest = quoth_plot_canvas_widest (self, self->plot->rows, self->n_rows) + em;
  guint every = (guint) MAX (1, ceil (widest * self->n_rows / MAX (1, self->inner.width)));

  cairo_set_line_width (cr, 1);
  for (int i = 0; i <= n; i++)
    {
      double value = self->min + i * self->step, y = floor (get_y (self, value)) + 0.5;
      g_autofree char *text = quoth_plot_dup_number (self->plot, value);

      quoth_plot_canvas_color (cr, i == 0 ? style->dim : style->grid, 1);
      cairo_move_to (cr, self->inner.x, y);
      cairo_line_to (cr, self->inner.x + self->inner.width, y);
      cairo_stroke (cr);
      quoth_plot_canvas_write (self, cr, text, style->dim,
                               (QuothPlotArea) { 0, y - em / 2, self->name_width - 0.5 * em, em },
                               1);
    }
  for (guint row = 0; row < self->n_rows; row += every)
    {
      double width = MIN (widest, self->width);
      double x = CLAMP (get_x (self, row) - width / 2, 0, self->width - width);

      quoth_plot_canvas_write (self, cr, self->plot->rows->pdata[row], style->dim,
                               (QuothPlotArea) { x, bottom + 0.3 * em, width, 1.4 * em }, 0.5);
    }
}

static void
draw_interval (QuothPlotCanvas      *self,
               cairo_t              *cr,
               const QuothPlotStyle *style,
               guint                 row,
               guint                 series)
{
  const QuothPlotCell *cell = quoth_plot_get (self->plot, row, series);
  double x = get_x (self, row), cap = 0.25 * self->em;

  if (isnan (cell->value) || isnan (cell->low))
    return;
  quoth_plot_canvas_color (cr, style->series[series % QUOTH_PLOT_N_COLORS], 0.7);
  cairo_set_line_width (cr, 1.5);
  for (int end = 0; end < 2; end++)
    {
      double y = get_y (self, end == 0 ? cell->low : cell->high);

      cairo_move_to (cr, x - cap, y);
      cairo_line_to (cr, x + cap, y);
    }
  cairo_move_to (cr, x, get_y (self, cell->low));
  cairo_line_to (cr, x, get_y (self, cell->high));
  cairo_stroke (cr);
}

/* Lines stop where nothing is known and go on behind. Each has its own dashes. */
static void
draw_series (QuothPlotCanvas      *self,
             cairo_t              *cr,
             const QuothPlotStyle *style,
             guint                 series)
{
  const double dashes[] = { (1 + series % 3) * 3, 3 };
  gboolean begun = FALSE;

  cairo_new_path (cr);
  for (guint row = 0; row < self->n_rows; row++)
    {
      double value = quoth_plot_get (self->plot, row, series)->value;

      if (!isnan (value) && begun)
        cairo_line_to (cr, get_x (self, row), get_y (self, value));
      else if (!isnan (value))
        cairo_move_to (cr, get_x (self, row), get_y (self, value));
      begun = !isnan (value);
    }
  quoth_plot_canvas_color (cr, style->series[series % QUOTH_PLOT_N_COLORS], 1);
  cairo_set_line_width (cr, 2);
  cairo_set_dash (cr, dashes, series == 0 ? 0 : 2, 0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  for (guint row = 0; row < self->n_rows; row++)
    {
      double value = quoth_plot_get (self->plot, row, series)->value;

      draw_interval (self, cr, style, row, series);
      if (!isnan (value))
        quoth_plot_lines_marker (self, cr, style, get_x (self, row), get_y (self, value), series);
    }
}

void
quoth_plot_lines_draw (QuothPlotCanvas      *self,
                       cairo_t              *cr,
                       const QuothPlotStyle *style)
{
  quoth_plot_canvas_legend (self, cr, style);
  draw_axes (self, cr, style);
  for (guint s = 0; s < self->n_series; s++)
    draw_series (self, cr, style, s);
}
