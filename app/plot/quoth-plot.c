/* quoth-plot.c - a plot as data: rows, series, and a number where they meet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-plot.h"

#include "quoth-csv.h"

#include <math.h>

static const QuothPlotCell no_cell = { NAN, NAN, NAN, NAN, NULL };

/**
 * quoth_plot_new:
 * @kind: how it is drawn
 * @title: what it shows
 * @note: (nullable): what one should know to read it
 *
 * Returns: (transfer full): a plot without rows
 */
QuothPlot *
quoth_plot_new (QuothPlotKind  kind,
                const char    *title,
                const char    *note)
{
  QuothPlot *self = g_new0 (QuothPlot, 1);

  self->kind = kind;
  self->title = g_strdup (title);
  self->note = g_strdup (note);
  self->min = self->max = NAN;
  self->n_drawn = G_MAXUINT;
  self->rows = g_ptr_array_new_with_free_func (g_free);
  self->series = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
quoth_plot_free (QuothPlot *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; self->cells != NULL && i < self->rows->len * self->series->len; i++)
    g_clear_pointer (&self->cells[i].target, g_variant_unref);
  g_free (self->cells);
  g_free (self->title);
  g_free (self->note);
  g_free (self->titles.row);
  g_free (self->titles.series);
  g_free (self->titles.value);
  g_free (self->titles.low);
  g_free (self->titles.high);
  g_free (self->titles.n);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->series);
  g_free (self);
}

void
quoth_plot_add_row (QuothPlot  *self,
                    const char *name)
{
  g_return_if_fail (self->cells == NULL);

  g_ptr_array_add (self->rows, g_strdup (name));
}

void
quoth_plot_add_series (QuothPlot  *self,
                       const char *name)
{
  g_return_if_fail (self->cells == NULL);

  g_ptr_array_add (self->series, g_strdup (name));
}

void
quoth_plot_set_titles (QuothPlot  *self,
                       const char *row,
                       const char *series,
                       const char *value)
{
  self->titles.row = g_strdup (row);
  self->titles.series = g_strdup (series);
  self->titles.value = g_strdup (value);
}

void
quoth_plot_set_measure_titles (QuothPlot  *self,
                               const char *low,
                               const char *high,
                               const char *n)
{
  self->titles.low = g_strdup (low);
  self->titles.high = g_strdup (high);
  self->titles.n = g_strdup (n);
}

static QuothPlotCell *
get_cell (QuothPlot *self,
          guint      row,
          guint      series)
{
  g_return_val_if_fail (row < self->rows->len && series < self->series->len, NULL);

  if (self->cells == NULL)
    {
      self->cells = g_new (QuothPlotCell, (gsize) self->rows->len * self->series->len);
      for (guint i = 0; i < self->rows->len * self->series->len; i++)
        self->cells[i] = no_cell;
    }
  return &self->cells[row * self->series->len + series];
}

/**
 * quoth_plot_set:
 * @self: a plot
 * @row: a row
 * @series: a series
 * @value: the number
 * @target: (nullable): what lies behind it; a floating reference is taken
 */
void
quoth_plot_set (QuothPlot *self,
                guint      row,
                guint      series,
                double     value,
                GVariant  *target)
{
  QuothPlotCell *cell = get_cell (self, row, series);

  g_return_if_fail (cell != NULL);

  g_clear_pointer (&cell->target, g_variant_unref);
  cell->value = value;
  cell->target = target != NULL ? g_variant_ref_sink (target) : NULL;
}

void
quoth_plot_raise (QuothPlot *self,
                  guint      row,
                  guint      series,
                  double     by)
{
  QuothPlotCell *cell = get_cell (self, row, series);

  g_return_if_fail (cell != NULL);

  cell->value = isnan (cell->value) ? by : cell->value + by;
}

/**
 * quoth_plot_set_measure:
 * @self: a plot
 * @row: a row
 * @series: a series
 * @low: lower end of the interval, or NAN
 * @high: its upper end
 * @n: what the number rests on, or NAN
 */
void
quoth_plot_set_measure (QuothPlot *self,
                        guint      row,
                        guint      series,
                        double     low,
                        double     high,
                        double     n)
{
  QuothPlotCell *cell = get_cell (self, row, series);

  g_return_if_fail (cell != NULL);

  cell->low = low;
  cell->high = high;
  cell->n = n;
}

const QuothPlotCell *
quoth_plot_get (const QuothPlot *self,
                guint            row,
                guint            series)
{
  if (self->cells == NULL || row >= self->rows->len || series >= self->series->len)
    return &no_cell;
  return &self->cells[row * self->series->len + series];
}

guint
quoth_plot_get_n_drawn (const QuothPlot *self)
{
  return MIN (self->n_drawn, self->rows->len);
}

gboolean
quoth_plot_is_line (const QuothPlot *self,
                    guint            row,
                    guint            series)
{
  return !isnan (quoth_plot_get (self, row, series)->value)
         && (!self->symmetric || series > row);
}

guint
quoth_plot_count_lines (const QuothPlot *self)
{
  guint n = 0;

  for (guint row = 0; row < self->rows->len; row++)
    for (guint series = 0; series < self->series->len; series++)
      n += quoth_plot_is_line (self, row, series);
  return n;
}

/**
 * quoth_plot_get_line:
 * @self: a plot
 * @line: a line of its table
 * @out_row: (out): its row
 * @out_series: (out): its series
 *
 * Returns: %FALSE behind the last line
 */
gboolean
quoth_plot_get_line (const QuothPlot *self,
                     guint            line,
                     guint           *out_row,
                     guint           *out_series)
{
  for (guint row = 0; row < self->rows->len; row++)
    for (guint series = 0; series < self->series->len; series++)
      if (quoth_plot_is_line (self, row, series) && line-- == 0)
        {
          *out_row = row;
          *out_series = series;
          return TRUE;
        }
  return FALSE;
}

gboolean
quoth_plot_has_intervals (const QuothPlot *self)
{
  for (guint i = 0; self->cells != NULL && i < self->rows->len * self->series->len; i++)
    if (!isnan (self->cells[i].low))
      return TRUE;
  return FALSE;
}

gboolean
quoth_plot_has_counts (const QuothPlot *self)
{
  for (guint i = 0; self->cells != NULL && i < self->rows->len * self->series->len; i++)
    if (!isnan (self->cells[i].n))
      return TRUE;
  return FALSE;
}

/**
 * quoth_plot_dup_number:
 * @self: a plot
 * @value: one of its numbers
 *
 * Returns: (transfer full): @value as people read it; a dash for what is not known
 */
char *
quoth_plot_dup_number (const QuothPlot *self,
                       double           value)
{
  if (isnan (value))
    return g_strdup ("–");
  /* Never "-0.00". */
  if (fabs (value) < 0.5 * pow (10, -(double) self->digits))
    value = 0;
  return g_strdup_printf ("%'.*f", (int) self->digits, value);
}

static void
append_number (GString *out,
               double   value)
{
  char buffer[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append_c (out, ',');
  if (!isnan (value))
    g_string_append (out, g_ascii_formatd (buffer, sizeof buffer, "%.10g", value));
}

static void
append_title (GString    *out,
              const char *title)
{
  if (out->len > 0)
    g_string_append_c (out, ',');
  quoth_csv_append_field (out, title != NULL ? title : "", -1, TRUE);
}

/**
 * quoth_plot_to_csv:
 * @self: a plot
 *
 * One line for each number, whatever is drawn: the row, the series when there is more
 * than one, the number, its interval and what it rests on where any has these. Numbers
 * have a point and no grouping; names that a spreadsheet would compute are defused.
 *
 * Returns: (transfer full): comma-separated values as RFC 4180 has them, UTF-8
 */
char *
quoth_plot_to_csv (const QuothPlot *self)
{
  GString *out = g_string_new (NULL);
  gboolean intervals = quoth_plot_has_intervals (self), counts = quoth_plot_has_counts (self);

  append_title (out, self->titles.row);
  if (self->series->len > 1)
    append_title (out, self->titles.series);
  append_title (out, self->titles.value);
  if (intervals)
    {
      append_title (out, self->titles.low);
      append_title (out, self->titles.high);
    }
  if (counts)
    append_title (out, self->titles.n);
  for (guint i = 0; i < self->rows->len * self->series->len; i++)
    {
      guint row = i / self->series->len, series = i % self->series->len;
      const QuothPlotCell *cell = quoth_plot_get (self, row, series);

      if (!quoth_plot_is_line (self, row, series))
        continue;
      g_string_append (out, "\r\n");
      quoth_csv_append_field (out, self->rows->pdata[row], -1, TRUE);
      if (self->series->len > 1)
        append_title (out, self->series->pdata[series]);
      append_number (out, cell->value);
      if (intervals)
        {
          append_number (out, cell->low);
          append_number (out, cell->high);
        }
      if (counts)
        append_number (out, cell->n);
    }
  g_string_append (out, "\r\n");
  return g_string_free (out, FALSE);
}
