/* quoth-plot-matrix.c - rows against series, the colour says how much
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-plot-canvas-private.h"

#include <math.h>

/* In ems. */
#define LARGEST 4.5
#define SMALLEST 1.1

static double
get_number_width (QuothPlotCanvas *self)
{
  g_autofree char *text = quoth_plot_dup_number (self->plot, -0.88);

  return quoth_plot_canvas_measure (self, text) + 0.4 * self->em;
}

/* Names of columns lie flat where they fit, else they stand. */
void
quoth_plot_matrix_layout (QuothPlotCanvas *self)
{
  double em = self->em, widest, size;
  guint n = MAX (1, self->n_series);

  self->name_width = MIN (quoth_plot_canvas_widest (self, self->plot->rows, self->n_rows),
                          0.3 * self->width) + 0.6 * em;
  size = CLAMP ((self->width - self->name_width) / n, SMALLEST * em, LARGEST * em);
  widest = quoth_plot_canvas_widest (self, self->plot->series, self->n_series);
  self->top_height = widest + 0.4 * em <= size ? 1.6 * em : MIN (widest, 9 * em) + 0.6 * em;
  self->row_height = MIN (size, 2.6 * em);
  self->inner = (QuothPlotArea) { self->name_width, self->top_height, size * self->n_series,
                                  self->row_height * self->n_rows };
  self->min = isnan (self->plot->min) ? 0 : self->plot->min;
  self->max = isnan (self->plot->max) ? 1 : self->plot->max;
  self->height = self->top_height + self->inner.height + 2.8 * em;
}

QuothPlotArea
quoth_plot_matrix_area (QuothPlotCanvas *self,
                        guint            row,
                        guint            series)
{
  double width = self->inner.width / MAX (1, self->n_series);

  return (QuothPlotArea) { self->inner.x + series * width, self->inner.y + row * self->row_height,
                           width, self->row_height };
}

static guint32
mix (guint32 a,
     guint32 b,
     double  share)
{
  guint32 mixed = 0;

  for (int shift = 16; shift >= 0; shift -= 8)
    {
      double from = (a >> shift) & 0xff, to = (b >> shift) & 0xff;

      mixed |= (guint32) round (from + (to - from) * share) << shift;
    }
  return mixed;
}

static guint32
get_color (QuothPlotCanvas      *self,
           const QuothPlotStyle *style,
           double                value)
{
  return mix (style->none, style->most,
              CLAMP ((value - self->min) / (self->max - self->min), 0, 1));
}

static void
draw_cell (QuothPlotCanvas      *self,
           cairo_t              *cr,
           const QuothPlotStyle *style,
           guint                 row,
           guint                 series)
{
  QuothPlotArea area = quoth_plot_matrix_area (self, row, series);
  double value = quoth_plot_get (self->plot, row, series)->value;
  g_autofree char *text = quoth_plot_dup_number (self->plot, value);
  guint32 color = get_color (self, style, isnan (value) ? self->min : value);

  if (self->plot->symmetric && row == series)
    return;
  if (!isnan (value))
    {
      quoth_plot_canvas_color (cr, color, 1);
      cairo_rectangle (cr, area.x + 1, area.y + 1, area.width - 2, area.height - 2);
      cairo_fill (cr);
    }
  if (area.width >= get_number_width (self) && area.height >= self->em)
    quoth_plot_canvas_write (self, cr, text,
                             isnan (value) ? style->dim : quoth_plot_canvas_contrast (color),
                             area, 0.5);
}

static void
draw_names (QuothPlotCanvas      *self,
            cairo_t              *cr,
            const QuothPlotStyle *style)
{
  double em = self->em;
  gboolean flat = self->top_height < 1.7 * em;

  for (guint row = 0; row < self->n_rows; row++)
    {
      QuothPlotArea area = quoth_plot_matrix_area (self, row, 0);

      quoth_plot_canvas_write (self, cr, self->plot->rows->pdata[row], style->text,
                               (QuothPlotArea) { 0, area.y, self->name_width - 0.6 * em,
                                                 area.height }, 1);
    }
  for (guint s = 0; s < self->n_series; s++)
    {
      QuothPlotArea area = quoth_plot_matrix_area (self, 0, s);
      const char *name = self->plot->series->pdata[s];

      if (flat)
        {
          area.y = 0;
          area.height = self->top_height;
          quoth_plot_canvas_write (self, cr, name, style->text, area, 0.5);
          continue;
        }
      cairo_save (cr);
      cairo_translate (cr, area.x, self->top_height - 0.3 * em);
      cairo_rotate (cr, -G_PI / 2);
      quoth_plot_canvas_write (self, cr, name, style->text,
                               (QuothPlotArea) { 0, 0, self->top_height - 0.4 * em, area.width },
                               0);
      cairo_restore (cr);
    }
}

/* What the colours mean. */
static void
draw_ramp (QuothPlotCanvas      *self,
           cairo_t              *cr,
           const QuothPlotStyle *style)
{
  double em = self->em, x = self->name_width, y = self->inner.y + self->inner.height + em;
  double width = MIN (10 * em, self->width - x);
  cairo_pattern_t *ramp = cairo_pattern_create_linear (x, 0, x + width, 0);
  g_autofree char *low = quoth_plot_dup_number (self->plot, self->min);
  g_autofree char *high = quoth_plot_dup_number (self->plot, self->max);

  for (int i = 0; i < 2; i++)
    {
      guint32 color = i == 0 ? style->none : style->most;

      cairo_pattern_add_color_stop_rgb (ramp, i, ((color >> 16) & 0xff) / 255.0,
                                        ((color >> 8) & 0xff) / 255.0, (color & 0xff) / 255.0);
    }
  cairo_set_source (cr, ramp);
  cairo_rectangle (cr, x, y, width, 0.5 * em);
  cairo_fill (cr);
  cairo_pattern_destroy (ramp);
  quoth_plot_canvas_write (self, cr, low, style->dim,
                           (QuothPlotArea) { x, y + 0.5 * em, width, 1.3 * em }, 0);
  quoth_plot_canvas_write (self, cr, high, style->dim,
                           (QuothPlotArea) { x, y + 0.5 * em, width, 1.3 * em }, 1);
}

void
quoth_plot_matrix_draw (QuothPlotCanvas      *self,
                        cairo_t              *cr,
                        const QuothPlotStyle *style)
{
  draw_names (self, cr, style);
  for (guint row = 0; row < self->n_rows; row++)
    for (guint s = 0; s < self->n_series; s++)
      draw_cell (self, cr, style, row, s);
  draw_ramp (self, cr, style);
}
