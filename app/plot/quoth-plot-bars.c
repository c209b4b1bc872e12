/* quoth-plot-bars.c - rows of bars, and of parts of a whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-plot-canvas-private.h"

#include <math.h>

/* Narrower than this, in ems, names stand above their bars. */
#define WIDTH_FOR_NAMES 30
#define WIDTH_FOR_COUNTS 38

#define BAR 0.9
#define GAP 0.7

static gboolean
is_stack (QuothPlotCanvas *self)
{
  return self->plot->kind == QUOTH_PLOT_STACK;
}

static double
get_total (QuothPlotCanvas *self,
           guint            row,
           guint            n_series)
{
  double total = 0;

  for (guint s = 0; s < n_series; s++)
    {
      double value = quoth_plot_get (self->plot, row, s)->value;

      total += isnan (value) ? 0 : value;
    }
  return total;
}

static char *
dup_count (QuothPlotCanvas *self,
           double           n)
{
  g_autofree char *number = isnan (n) ? NULL : g_strdup_printf ("%'.0f", n);

  if (number == NULL)
    return g_strdup ("");
  return g_strdup_printf ("%s %s", self->plot->titles.n != NULL ? self->plot->titles.n : "n",
                          number);
}

/* Also how wide the numbers beside the bars are. */
static void
measure_values (QuothPlotCanvas *self,
                double          *out_lowest,
                double          *out_highest)
{
  *out_lowest = *out_highest = 0;
  for (guint row = 0; row < self->n_rows; row++)
    {
      double total = get_total (self, row, self->n_series);

      for (guint s = 0; s < self->n_series; s++)
        {
          const QuothPlotCell *cell = quoth_plot_get (self->plot, row, s);
          double value = is_stack (self) ? total : cell->value;
          g_autofree char *text = quoth_plot_dup_number (self->plot, value);
          g_autofree char *count = dup_count (self, cell->n);
          gboolean plain;

          self->value_width = MAX (self->value_width, quoth_plot_canvas_measure (self, text));
          self->count_width = MAX (self->count_width, quoth_plot_canvas_measure (self, count));
          if (isnan (value))
            continue;
          plain = is_stack (self) || isnan (cell->low) || isnan (cell->high);
          *out_lowest = MIN (*out_lowest, plain ? value : MIN (value, cell->low));
          *out_highest = MAX (*out_highest, plain ? value : MAX (value, cell->high));
        }
    }
}

void
quoth_plot_bars_layout (QuothPlotCanvas *self)
{
  double em = self->em, lowest, highest, right, top;
  guint n_bars = is_stack (self) ? 1 : self->n_series;

  measure_values (self, &lowest, &highest);
  if (self->width < WIDTH_FOR_COUNTS * em || is_stack (self))
    self->count_width = 0;
  if (self->width >= WIDTH_FOR_NAMES * em)
    self->name_width = MIN (quoth_plot_canvas_widest (self, self->plot->rows, self->n_rows),
                            0.34 * self->width) + 0.8 * em;
  right = 0.6 * em + self->value_width + (self->count_width > 0 ? self->count_width + em : 0);
  top = quoth_plot_canvas_legend_height (self);
  self->row_height = (n_bars * BAR + GAP + (self->name_width > 0 ? 0 : 1.3)) * em;
  self->inner = (QuothPlotArea) { self->name_width, top, self->width - self->name_width - right,
                                  self->row_height * self->n_rows };
  quoth_plot_canvas_scale (self, lowest, highest,
                           (guint) CLAMP (self->inner.width / (5 * em), 2, 10));
  self->height = top + self->inner.height + 1.8 * em;
}

static double
get_x (QuothPlotCanvas *self,
       double           value)
{
  double share = (value - self->min) / (self->max - self->min);

  return self->inner.x + self->inner.width * CLAMP (share, 0, 1);
}

QuothPlotArea
quoth_plot_bars_area (QuothPlotCanvas *self,
                      guint            row,
                      guint            series)
{
  double em = self->em, value = quoth_plot_get (self->plot, row, series)->value;
  double y = self->inner.y + row * self->row_height + (self->name_width > 0 ? GAP / 2 : 1.3) * em;
  double from, to;

  if (is_stack (self))
    {
      from = get_x (self, get_total (self, row, series));
      to = get_x (self, get_total (self, row, series + 1));
      return (QuothPlotArea) { from, y, to - from, BAR * em };
    }
  from = get_x (self, MIN (0, isnan (value) ? 0 : value));
  to = get_x (self, MAX (0, isnan (value) ? 0 : value));
  return (QuothPlotArea) { from, y + series * BAR * em, MAX (to - from, 2), BAR * em - 1 };
}

static void
draw_grid (QuothPlotCanvas      *self,
           cairo_t              *cr,
           const QuothPlotStyle *style)
{
  double bottom = self->inner.y + self->inner.height;
  int n = (int) round ((self->max - self->min) / self->step);
  guint digits = self->step >= 1 ? 0 : (guint) ceil (-log10 (self->step) - 1e-9);

  cairo_set_line_width (cr, 1);
  for (int i = 0; i <= n; i++)
    {
      double value = self->min + i * self->step, x = floor (get_x (self, value)) + 0.5;
      g_autofree char *text = g_strdup_printf ("%'.*f", (int) digits,
                                               fabs (value) < self->step / 2 ? 0.0 : value);
      double width = quoth_plot_canvas_measure (self, text);

      quoth_plot_canvas_color (cr, fabs (value) < self->step / 2 ? style->dim : style->grid, 1);
      cairo_move_to (cr, x, self->inner.y);
      cairo_line_to (cr, x, bottom);
      cairo_stroke (cr);
      quoth_plot_canvas_write (self, cr, text, style->dim,
                               (QuothPlotArea) { CLAMP (x - width / 2, 0, self->width - width),
                                                 bottom + 0.2 * self->em, width,
                                                 1.4 * self->em }, 0);
    }
}

static void
draw_interval (QuothPlotCanvas      *self,
               cairo_t              *cr,
               const QuothPlotStyle *style,
               const QuothPlotCell  *cell,
               QuothPlotArea         area)
{
  double from = get_x (self, cell->low), to = get_x (self, cell->high);
  double y = area.y + area.height / 2, cap = area.height / 4;

  if (isnan (cell->value) || isnan (cell->low) || isnan (cell->high))
    return;
  /* First broader in the background's colour, so that it shows on the bar as well. */
  for (int i = 0; i < 2; i++)
    {
      quoth_plot_canvas_color (cr, i == 0 ? style->background : style->text, i == 0 ? 0.8 : 1);
      cairo_set_line_width (cr, i == 0 ? 4 : 1.5);
      cairo_move_to (cr, from, y);
      cairo_line_to (cr, to, y);
      cairo_move_to (cr, from, y - cap);
      cairo_line_to (cr, from, y + cap);
      cairo_move_to (cr, to, y - cap);
      cairo_line_to (cr, to, y + cap);
      cairo_stroke (cr);
    }
}

static void
draw_values (QuothPlotCanvas      *self,
             cairo_t              *cr,
             const QuothPlotStyle *style,
             const char           *text,
             double                n,
             QuothPlotArea         area)
{
  double x = self->inner.x + self->inner.width + 0.6 * self->em;
  g_autofree char *count = dup_count (self, n);

  quoth_plot_canvas_write (self, cr, text, style->text,
                           (QuothPlotArea) { x, area.y, self->value_width, area.height }, 1);
  quoth_plot_canvas_write (self, cr, count, style->dim,
                           (QuothPlotArea) { x + self->value_width + self->em, area.y,
                                             self->count_width, area.height }, 1);
}

static void
draw_bar (QuothPlotCanvas      *self,
          cairo_t              *cr,
          const QuothPlotStyle *style,
          guint                 row,
          guint                 series)
{
  const QuothPlotCell *cell = quoth_plot_get (self->plot, row, series);
  QuothPlotArea area = quoth_plot_bars_area (self, row, series);
  g_autofree char *text = quoth_plot_dup_number (self->plot, cell->value);
  double width = quoth_plot_canvas_measure (self, text);

  if (!isnan (cell->value))
    quoth_plot_canvas_fill (self, cr, style, area, series);
  if (!is_stack (self))
    {
      draw_interval (self, cr, style, cell, area);
      draw_values (self, cr, style, text, cell->n, area);
    }
  else if (series % 4 == 0 && cell->value > 0 && width + self->em / 2 < area.width)
    quoth_plot_canvas_write (self, cr, text,
                             quoth_plot_canvas_contrast (
                               style->series[series % QUOTH_PLOT_N_COLORS]), area, 0.5);
}

void
quoth_plot_bars_draw (QuothPlotCanvas      *self,
                      cairo_t              *cr,
                      const QuothPlotStyle *style)
{
  double em = self->em;

  quoth_plot_canvas_legend (self, cr, style);
  draw_grid (self, cr, style);
  for (guint row = 0; row < self->n_rows; row++)
    {
      QuothPlotArea first = quoth_plot_bars_area (self, row, 0), name = { 0 };
      double bars = (is_stack (self) ? 1 : self->n_series) * BAR * em;

      if (self->name_width > 0)
        name = (QuothPlotArea) { 0, first.y, self->name_width - 0.8 * em, bars };
      else
        name = (QuothPlotArea) { 0, first.y - 1.3 * em, self->width, 1.3 * em };
      quoth_plot_canvas_write (self, cr, self->plot->rows->pdata[row], style->text, name,
                               self->name_width > 0 ? 1 : 0);
      for (guint s = 0; s < self->n_series; s++)
        draw_bar (self, cr, style, row, s);
      if (is_stack (self))
        {
          g_autofree char *text =
            quoth_plot_dup_number (self->plot, get_total (self, row, self->n_series));

          draw_values (self, cr, style, text, NAN, first);
        }
    }
}
