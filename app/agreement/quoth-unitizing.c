/* quoth-unitizing.c - agreement on where units begin and end: alpha_u
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-unitizing.h"

#include <math.h>

static double
square (double x)
{
  return x * x;
}

/* Units of both that intersect, and units of @a that lie wholly in a gap of @b. Since
 * neither side overlaps itself, one sweep meets every intersecting pair. */
static double
compare (const QuothRater *a,
         const QuothRater *b,
         gboolean          with_pairs)
{
  double sum = 0;
  guint first = 0;

  for (guint i = 0; i < a->n_units; i++)
    {
      QuothSpan unit = a->units[i];
      gboolean alone = TRUE;

      while (first < b->n_units && b->units[first].end <= unit.start)
        first++;
      for (guint j = first; j < b->n_units && b->units[j].start < unit.end; j++)
        {
          alone = FALSE;
          if (with_pairs)
            sum += square ((double) unit.start - b->units[j].start)
                   + square ((double) unit.end - b->units[j].end);
        }
      if (alone)
        sum += square ((double) unit.end - unit.start);
    }
  return sum;
}

static int
compare_doubles_cb (gconstpointer a,
                    gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return (x > y) - (x < y);
}

/* The gaps of all raters, those before the first and after the last unit included. */
static GArray *
collect_gaps (const QuothRater *raters,
              guint             n_raters,
              QuothSpan         continuum)
{
  GArray *gaps = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint r = 0; r < n_raters; r++)
    {
      guint at = continuum.start;

      for (guint i = 0; i <= raters[r].n_units; i++)
        {
          guint next = i < raters[r].n_units ? raters[r].units[i].start : continuum.end;
          double gap = (double) next - at;

          if (gap > 0)
            g_array_append_val (gaps, gap);
          if (i < raters[r].n_units)
            at = raters[r].units[i].end;
        }
    }
  g_array_sort (gaps, compare_doubles_cb);
  return gaps;
}

/* The lengths of all units, ascending. */
static GArray *
collect_lengths (const QuothRater *raters,
                 guint             n_raters)
{
  GArray *lengths = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint r = 0; r < n_raters; r++)
    for (guint i = 0; i < raters[r].n_units; i++)
      {
        double length = (double) raters[r].units[i].end - raters[r].units[i].start;

        g_array_append_val (lengths, length);
      }
  g_array_sort (lengths, compare_doubles_cb);
  return lengths;
}

/* All units and gaps of all raters thrown together anew. Both lists ascend, so that the
 * gaps wide enough for a unit are the end of theirs: their sum is carried along. */
static double
expect (const QuothRater *raters,
        guint             n_raters,
        QuothSpan         continuum)
{
  double length = (double) continuum.end - continuum.start;
  g_autoptr (GArray) gaps = collect_gaps (raters, n_raters, continuum);
  g_autoptr (GArray) lengths = collect_lengths (raters, n_raters);
  double others = (double) lengths->len - 1, all = n_raters * length;
  double sum = 0, same = 0, wide = 0;
  guint n_narrow = 0;

  for (guint i = 0; i < gaps->len; i++)
    wide += g_array_index (gaps, double, i);
  for (guint i = 0; i < lengths->len; i++)
    {
      double l = g_array_index (lengths, double, i);

      while (n_narrow < gaps->len && g_array_index (gaps, double, n_narrow) < l)
        wide -= g_array_index (gaps, double, n_narrow++);
      sum += others * (2 * l * l * l - 3 * l * l + l) / 3
             + l * l * (wide - (l - 1) * (gaps->len - n_narrow));
      same += l * (l - 1);
    }
  return 2 / length * sum / (all * (all - 1) - same);
}

/**
 * quoth_unitizing_measure:
 * @raters: (array length=n_raters): what each cut out, inside @continuum
 * @n_raters: how many, at least 2
 * @continuum: where units may lie
 *
 * One category. The time grows with the units of each pair of raters, and with n log n
 * for chance.
 *
 * Returns: observed and expected disagreement; both 0 where there is no unit at all
 */
QuothUnitizing
quoth_unitizing_measure (const QuothRater *raters,
                         guint             n_raters,
                         QuothSpan         continuum)
{
  QuothUnitizing result = { 0, 0 };
  double length = (double) continuum.end - continuum.start;
  gsize n_units = 0;

  for (guint r = 0; r < n_raters; r++)
    n_units += raters[r].n_units;
  if (n_raters < 2 || n_units == 0 || length <= 0)
    return result;
  for (guint r = 0; r < n_raters; r++)
    for (guint s = r + 1; s < n_raters; s++)
      result.observed += 2 * (compare (&raters[r], &raters[s], TRUE)
                              + compare (&raters[s], &raters[r], FALSE));
  result.observed /= n_raters * (n_raters - 1.0) * length * length;
  result.expected = expect (raters, n_raters, continuum);
  return result;
}

/**
 * quoth_unitizing_alpha:
 * @self: of one category, or of several added up
 *
 * Returns: alpha_u; NAN where chance expects no disagreement
 */
double
quoth_unitizing_alpha (QuothUnitizing self)
{
  return self.expected > 0 ? 1 - self.observed / self.expected : (double) NAN;
}
