/* quoth-plot.h - a plot as data: rows, series, and a number where they meet
 *
 * The same data is drawn (on a widget, as SVG or PNG), listed as a table for those who
 * cannot or will not look at drawings, and written as comma-separated values; so they
 * never say different things. What lies behind a number is kept with it as its target,
 * which means nothing here. Words come ready for people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  QUOTH_PLOT_BARS,   /* rows of bars beside each other, with intervals */
  QUOTH_PLOT_STACK,  /* rows of parts of a whole */
  QUOTH_PLOT_MATRIX, /* rows against series, the colour says how much */
  QUOTH_PLOT_LINES   /* rows are moments in order, each series a line */
} QuothPlotKind;

typedef struct
{
  double    value;   /* NAN: nothing is known here */
  double    low;     /* ends of the interval; NAN: none */
  double    high;
  double    n;       /* what it rests on; NAN: nothing to say */
  GVariant *target;  /* owned, nullable */
} QuothPlotCell;

/* What the columns of the table are called. */
typedef struct
{
  char *row;
  char *series;
  char *value;
  char *low;
  char *high;
  char *n;
} QuothPlotTitles;

typedef struct
{
  QuothPlotKind    kind;
  char            *title;
  char            *note;       /* nullable: what one should know to read it */
  QuothPlotTitles  titles;     /* owned */
  double           min;        /* of the scale; NAN: from the values */
  double           max;
  guint            digits;     /* behind the point */
  gboolean         symmetric;  /* a matrix whose halves say the same: a table needs one */
  guint            n_drawn;    /* more rows than these are in the table alone */
  GPtrArray       *rows;       /* of char, owned */
  GPtrArray       *series;     /* of char, owned */
  QuothPlotCell   *cells;      /* by row, then series */
} QuothPlot;

QuothPlot           *quoth_plot_new         (QuothPlotKind         kind,
                                             const char           *title,
                                             const char           *note);
void                 quoth_plot_free        (QuothPlot            *self);
/* In the order in which they shall stand; all before the first cell is set. */
void                 quoth_plot_add_row     (QuothPlot            *self,
                                             const char           *name);
void                 quoth_plot_add_series  (QuothPlot            *self,
                                             const char           *name);
void                 quoth_plot_set_titles  (QuothPlot            *self,
                                             const char           *row,
                                             const char           *series,
                                             const char           *value);
void                 quoth_plot_set_measure_titles (QuothPlot     *self,
                                                    const char    *low,
                                                    const char    *high,
                                                    const char    *n);
void                 quoth_plot_set         (QuothPlot            *self,
                                             guint                 row,
                                             guint                 series,
                                             double                value,
                                             GVariant             *target);
/* From nothing, when nothing was known. */
void                 quoth_plot_raise       (QuothPlot            *self,
                                             guint                 row,
                                             guint                 series,
                                             double                by);
void                 quoth_plot_set_measure (QuothPlot            *self,
                                             guint                 row,
                                             guint                 series,
                                             double                low,
                                             double                high,
                                             double                n);
const QuothPlotCell *quoth_plot_get         (const QuothPlot      *self,
                                             guint                 row,
                                             guint                 series);
guint                quoth_plot_get_n_drawn (const QuothPlot      *self);

/* The table: one line for each number that is known, a symmetric one once. */
gboolean             quoth_plot_is_line     (const QuothPlot      *self,
                                             guint                 row,
                                             guint                 series);
guint                quoth_plot_count_lines (const QuothPlot      *self);
gboolean             quoth_plot_get_line    (const QuothPlot      *self,
                                             guint                 line,
                                             guint                *out_row,
                                             guint                *out_series);
gboolean             quoth_plot_has_intervals (const QuothPlot    *self);
gboolean             quoth_plot_has_counts  (const QuothPlot      *self);
char                *quoth_plot_dup_number  (const QuothPlot      *self,
                                             double                value);
char                *quoth_plot_to_csv      (const QuothPlot      *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothPlot, quoth_plot_free)

G_END_DECLS
