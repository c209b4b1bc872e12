/* quoth-plot-canvas.c - a plot laid out for a width, drawn by cairo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-plot-canvas-private.h"

#include <math.h>

/* How near the pointer must be to a number that takes no room of its own, in ems. */
#define NEAR 1.2

/* GNOME's palette. Each colour of a series has three to one against its background. */
static const QuothPlotStyle styles[] = {
  { 0xffffff, 0x2e3436, 0x5e5c64, 0xdeddda, 0xeaf1fb, 0x1a5fb4, 0x1c71d8,
    { 0x1c71d8, 0xc64600, 0x1a7f52, 0x813d9c, 0x865e3c, 0xc01c28 } },
  { 0x1e1e1e, 0xffffff, 0xc0bfbc, 0x4a484e, 0x2c3542, 0x99c1f1, 0x78aeed,
    { 0x62a0ea, 0xffa348, 0x57e389, 0xdc8add, 0xcdab8f, 0xf66151 } },
  { 0xffffff, 0x000000, 0x241f31, 0x77767b, 0xeaf1fb, 0x0b2f66, 0x0b3d91,
    { 0x124a9c, 0x8a3100, 0x0f5132, 0x5b1f77, 0x5c3d22, 0x8a0f18 } },
  { 0x000000, 0xffffff, 0xdeddda, 0x9a9996, 0x1b2430, 0xc3dcf8, 0x99c1f1,
    { 0x99c1f1, 0xffbe6f, 0x8ff0a4, 0xf0b8f5, 0xe5cfba, 0xff9a90 } },
};

/**
 * quoth_plot_style_get:
 * @dark: on a dark background
 * @high_contrast: for those who need more of it
 *
 * Returns: (transfer none): colours
 */
const QuothPlotStyle *
quoth_plot_style_get (gboolean dark,
                      gboolean high_contrast)
{
  return &styles[(high_contrast ? 2 : 0) + (dark ? 1 : 0)];
}

void
quoth_plot_canvas_color (cairo_t *cr,
                         guint32  color,
                         double   alpha)
{
  cairo_set_source_rgba (cr, ((color >> 16) & 0xff) / 255.0, ((color >> 8) & 0xff) / 255.0,
                         (color & 0xff) / 255.0, alpha);
}

/* Black or white letters, whichever are read more easily on @background. */
guint32
quoth_plot_canvas_contrast (guint32 background)
{
  double luminance = 0.2126 * pow (((background >> 16) & 0xff) / 255.0, 2.2)
                     + 0.7152 * pow (((background >> 8) & 0xff) / 255.0, 2.2)
                     + 0.0722 * pow ((background & 0xff) / 255.0, 2.2);

  return luminance > 0.179 ? 0x000000 : 0xffffff;
}

double
quoth_plot_canvas_measure (QuothPlotCanvas *self,
                           const char      *text)
{
  int width;

  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_pixel_size (self->layout, &width, NULL);
  return width;
}

void
quoth_plot_canvas_write (QuothPlotCanvas *self,
                         cairo_t         *cr,
                         const char      *text,
                         guint32          color,
                         QuothPlotArea    area,
                         double           align)
{
  PangoRectangle extents;

  if (area.width <= 0)
    return;
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_set_width (self->layout, (int) ceil (area.width) * PANGO_SCALE);
  pango_layout_get_pixel_extents (self->layout, NULL, &extents);
  quoth_plot_canvas_color (cr, color, 1);
  /* A layout with a width may stand to the right of its origin, in Hebrew for one. */
  cairo_move_to (cr, area.x - extents.x + align * MAX (0, area.width - extents.width),
                 area.y + (area.height - extents.height) / 2);
  pango_cairo_show_layout (cr, self->layout);
}

double
quoth_plot_canvas_widest (QuothPlotCanvas *self,
                          GPtrArray       *names,
                          guint            n_names)
{
  double widest = 0;

  for (guint i = 0; i < n_names; i++)
    widest = MAX (widest, quoth_plot_canvas_measure (self, names->pdata[i]));
  return ceil (widest);
}

/* Round steps, about @n_steps of them; ends that the plot asks for are kept unless a value
 * lies beyond. */
void
quoth_plot_canvas_scale (QuothPlotCanvas *self,
                         double           lowest,
                         double           highest,
                         guint            n_steps)
{
  double from = isnan (self->plot->min) ? MIN (0, lowest) : MIN (self->plot->min, lowest);
  double to = isnan (self->plot->max) ? highest : MAX (self->plot->max, highest);
  double raw, power;

  if (to <= from)
    to = from + 1;
  raw = (to - from) / MAX (1, n_steps);
  power = pow (10, floor (log10 (raw)));
  self->step = power * (raw <= power ? 1 : raw <= 2 * power ? 2 : raw <= 5 * power ? 5 : 10);
  /* Nobody writes half an annotation. */
  if (self->plot->digits == 0)
    self->step = MAX (1, self->step);
  self->min = floor (from / self->step + 1e-9) * self->step;
  self->max = ceil (to / self->step - 1e-9) * self->step;
}

double
quoth_plot_canvas_legend_height (QuothPlotCanvas *self)
{
  double x = 0;
  guint n_lines = 1;

  if (self->n_series < 2 || self->plot->kind == QUOTH_PLOT_MATRIX)
    return 0;
  for (guint s = 0; s < self->n_series; s++)
    {
      double width = quoth_plot_canvas_measure (self, self->plot->series->pdata[s]) + 3 * self->em;

      if (x > 0 && x + width > self->width)
        {
          n_lines++;
          x = 0;
        }
      x += width;
    }
  return (n_lines * 1.5 + 0.5) * self->em;
}

void
quoth_plot_canvas_legend (QuothPlotCanvas      *self,
                          cairo_t              *cr,
                          const QuothPlotStyle *style)
{
  double x = 0, y = 0, em = self->em;

  if (quoth_plot_canvas_legend_height (self) <= 0)
    return;
  for (guint s = 0; s < self->n_series; s++)
    {
      const char *name = self->plot->series->pdata[s];
      double width = quoth_plot_canvas_measure (self, name) + 3 * em;

      if (x > 0 && x + width > self->width)
        {
          x = 0;
          y += 1.5 * em;
        }
      if (self->plot->kind == QUOTH_PLOT_LINES)
        quoth_plot_lines_marker (self, cr, style, x + em / 2, y + 0.7 * em, s);
      else
        quoth_plot_canvas_fill (self, cr, style,
                                (QuothPlotArea) { x, y + 0.25 * em, 0.9 * em, 0.9 * em }, s);
      quoth_plot_canvas_write (self, cr, name, style->text,
                               (QuothPlotArea) { x + 1.3 * em, y, width - 1.5 * em, 1.4 * em }, 0);
      x += width;
    }
}

/* Each series has its own pattern: solid, striped, outlined, barred; then again. */
void
quoth_plot_canvas_fill (QuothPlotCanvas      *self,
                        cairo_t              *cr,
                        const QuothPlotStyle *style,
                        QuothPlotArea         area,
                        guint                 series)
{
  guint32 color = style->series[series % QUOTH_PLOT_N_COLORS];
  double gap = self->em / 3;
  guint pattern = series % 4;

  if (area.width <= 0)
    return;
  cairo_save (cr);
  cairo_rectangle (cr, area.x, area.y, area.width, area.height);
  quoth_plot_canvas_color (cr, color, pattern == 0 ? 1 : pattern == 2 ? 0.12 : 0.3);
  cairo_fill_preserve (cr);
  cairo_clip (cr);
  quoth_plot_canvas_color (cr, color, 1);
  cairo_set_line_width (cr, 1.5);
  if (pattern == 1)
    for (double x = area.x - area.height; x < area.x + area.width; x += gap)
      {
        cairo_move_to (cr, x, area.y + area.height);
        cairo_line_to (cr, x + area.height, area.y);
      }
  else if (pattern == 3)
    for (double x = area.x + gap; x < area.x + area.width; x += gap)
      {
        cairo_move_to (cr, x, area.y);
        cairo_line_to (cr, x, area.y + area.height);
      }
  cairo_stroke (cr);
  cairo_restore (cr);
  quoth_plot_canvas_color (cr, color, 1);
  cairo_set_line_width (cr, 1);
  cairo_rectangle (cr, area.x + 0.5, area.y + 0.5, MAX (0, area.width - 1), area.height - 1);
  cairo_stroke (cr);
}

/**
 * quoth_plot_canvas_new:
 * @plot: a plot, which must outlive the canvas
 * @context: says which font
 * @width: to lay it out for, in pixels
 *
 * Returns: (transfer full): a canvas, whose height follows
 */
QuothPlotCanvas *
quoth_plot_canvas_new (const QuothPlot *plot,
                       PangoContext    *context,
                       double           width)
{
  QuothPlotCanvas *self = g_new0 (QuothPlotCanvas, 1);
  int height;

  self->plot = plot;
  self->layout = pango_layout_new (context);
  pango_layout_set_single_paragraph_mode (self->layout, TRUE);
  pango_layout_set_ellipsize (self->layout, PANGO_ELLIPSIZE_END);
  pango_layout_set_text (self->layout, "Mg", -1);
  pango_layout_get_pixel_size (self->layout, NULL, &height);
  self->em = MAX (8, height);
  self->width = MAX (width, 6 * self->em);
  self->n_rows = quoth_plot_get_n_drawn (plot);
  self->n_series = plot->series->len;
  if (plot->kind == QUOTH_PLOT_MATRIX)
    quoth_plot_matrix_layout (self);
  else if (plot->kind == QUOTH_PLOT_LINES)
    quoth_plot_lines_layout (self);
  else
    quoth_plot_bars_layout (self);
  return self;
}

void
quoth_plot_canvas_free (QuothPlotCanvas *self)
{
  if (self == NULL)
    return;
  g_object_unref (self->layout);
  g_free (self);
}

double
quoth_plot_canvas_get_height (QuothPlotCanvas *self)
{
  return self->height;
}

static void
draw_focus (QuothPlotCanvas      *self,
            cairo_t              *cr,
            const QuothPlotStyle *style,
            QuothPlotArea         area)
{
  quoth_plot_canvas_color (cr, style->background, 1);
  cairo_set_line_width (cr, 4);
  cairo_rectangle (cr, area.x - 1, area.y - 1, area.width + 2, area.height + 2);
  cairo_stroke_preserve (cr);
  quoth_plot_canvas_color (cr, style->text, 1);
  cairo_set_line_width (cr, 2);
  cairo_stroke (cr);
}

void
quoth_plot_canvas_draw (QuothPlotCanvas      *self,
                        cairo_t              *cr,
                        const QuothPlotStyle *style,
                        int                   row,
                        int                   series)
{
  if (self->plot->kind == QUOTH_PLOT_MATRIX)
    quoth_plot_matrix_draw (self, cr, style);
  else if (self->plot->kind == QUOTH_PLOT_LINES)
    quoth_plot_lines_draw (self, cr, style);
  else
    quoth_plot_bars_draw (self, cr, style);
  if (row >= 0 && row < (int) self->n_rows && series >= 0 && series < (int) self->n_series)
    draw_focus (self, cr, style, quoth_plot_canvas_get_area (self, (guint) row, (guint) series));
}

QuothPlotArea
quoth_plot_canvas_get_area (QuothPlotCanvas *self,
                            guint            row,
                            guint            series)
{
  if (self->plot->kind == QUOTH_PLOT_MATRIX)
    return quoth_plot_matrix_area (self, row, series);
  if (self->plot->kind == QUOTH_PLOT_LINES)
    return quoth_plot_lines_area (self, row, series);
  return quoth_plot_bars_area (self, row, series);
}

/**
 * quoth_plot_canvas_find:
 * @self: a canvas
 * @x: a place on it
 * @y: a place on it
 * @out_row: (out): the row
 * @out_series: (out): the series
 *
 * Names and empty room beside a bar belong to it: what is short is hard to hit.
 *
 * Returns: whether a number that is known stands there
 */
gboolean
quoth_plot_canvas_find (QuothPlotCanvas *self,
                        double           x,
                        double           y,
                        guint           *out_row,
                        guint           *out_series)
{
  double nearest = NEAR * self->em;
  gboolean wide = self->plot->kind == QUOTH_PLOT_BARS;

  for (guint row = 0; row < self->n_rows; row++)
    for (guint s = 0; s < self->n_series; s++)
      {
        QuothPlotArea area = quoth_plot_canvas_get_area (self, row, s);
        double dx = wide ? 0 : MAX (MAX (area.x - x, x - area.x - area.width), 0);
        double dy = MAX (MAX (area.y - y, y - area.y - area.height), 0);

        if (isnan (quoth_plot_get (self->plot, row, s)->value) || hypot (dx, dy) >= nearest)
          continue;
        nearest = hypot (dx, dy);
        *out_row = row;
        *out_series = s;
      }
  return nearest < NEAR * self->em;
}
