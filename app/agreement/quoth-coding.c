/* quoth-coding.c - agreement of raters who put items into categories
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-coding.h"

#include <math.h>
#include <string.h>

static double
beyond_chance (double observed,
               double expected)
{
  return expected < 1.0 ? (observed - expected) / (1.0 - expected) : (double) NAN;
}

/* The sums of rows (first rater) and columns (second rater), and the diagonal. */
static double
sum_table (const double *table,
           guint         k,
           double       *rows,
           double       *columns,
           double       *out_diagonal)
{
  double total = 0;

  *out_diagonal = 0;
  for (guint i = 0; i < k; i++)
    {
      for (guint j = 0; j < k; j++)
        {
          rows[i] += table[i * k + j];
          columns[j] += table[i * k + j];
        }
      *out_diagonal += table[i * k + i];
      total += rows[i];
    }
  return total;
}

/**
 * quoth_kappa_cohen_table:
 * @table: how often the first rater said i and the second j, at i * @n_categories + j
 * @n_categories: its width
 *
 * Cohen (1960): chance is the product of what each rater used.
 *
 * Returns: kappa, with observed and expected agreement
 */
QuothScore
quoth_kappa_cohen_table (const double *table,
                         guint         n_categories)
{
  g_autofree double *sums = g_new0 (double, 2 * (gsize) n_categories);
  double *columns = sums + n_categories;
  QuothScore score = { NAN, NAN, NAN, 0 };
  double diagonal;

  score.n = sum_table (table, n_categories, sums, columns, &diagonal);
  if (score.n <= 0)
    return score;
  score.observed = diagonal / score.n;
  score.expected = 0;
  for (guint i = 0; i < n_categories; i++)
    score.expected += sums[i] * columns[i] / (score.n * score.n);
  score.value = beyond_chance (score.observed, score.expected);
  return score;
}

/**
 * quoth_pi_scott_table:
 * @table: as for quoth_kappa_cohen_table()
 * @n_categories: its width
 *
 * Scott (1955): chance is the square of what both used together.
 *
 * Returns: pi, with observed and expected agreement
 */
QuothScore
quoth_pi_scott_table (const double *table,
                      guint         n_categories)
{
  g_autofree double *sums = g_new0 (double, 2 * (gsize) n_categories);
  double *columns = sums + n_categories;
  QuothScore score = { NAN, NAN, NAN, 0 };
  double diagonal;

  score.n = sum_table (table, n_categories, sums, columns, &diagonal);
  if (score.n <= 0)
    return score;
  score.observed = diagonal / score.n;
  score.expected = 0;
  for (guint i = 0; i < n_categories; i++)
    {
      double share = (sums[i] + columns[i]) / (2 * score.n);

      score.expected += share * share;
    }
  score.value = beyond_chance (score.observed, score.expected);
  return score;
}

/**
 * quoth_kappa_cohen:
 * @a: (array length=n_items): what the first rater said
 * @b: (array length=n_items): what the second rater said
 * @n_items: how many items
 * @n_categories: values are below this
 *
 * Items that one of them left out do not count.
 *
 * Returns: Cohen's kappa
 */
QuothScore
quoth_kappa_cohen (const int *a,
                   const int *b,
                   guint      n_items,
                   guint      n_categories)
{
  gsize width = n_categories;
  g_autofree guint *counts = g_new0 (guint, width * width);
  g_autofree double *table = g_new (double, width * width);

  for (guint i = 0; i < n_items; i++)
    if (a[i] >= 0 && b[i] >= 0)
      counts[(gsize) a[i] * width + (gsize) b[i]]++;
  for (gsize i = 0; i < width * width; i++)
    table[i] = counts[i];
  return quoth_kappa_cohen_table (table, n_categories);
}

/**
 * quoth_kappa_fleiss:
 * @values: rater after rater
 * @n_raters: how many raters, the same for every item
 * @n_items: how many items
 * @n_categories: values are below this
 *
 * Fleiss (1971). An item that a rater left out does not count, because every item
 * needs the same number of values.
 *
 * Returns: kappa, with observed and expected agreement
 */
QuothScore
quoth_kappa_fleiss (const int *values,
                    guint      n_raters,
                    guint      n_items,
                    guint      n_categories)
{
  g_autofree guint *counts = g_new0 (guint, n_categories);
  g_autofree double *totals = g_new0 (double, n_categories);
  QuothScore score = { NAN, NAN, NAN, 0 };
  double pairs = (double) n_raters * (n_raters - 1.0), same = 0;

  if (n_raters < 2)
    return score;
  for (guint i = 0; i < n_items; i++)
    {
      guint n = 0, agreeing = 0;

      for (; n < n_raters && values[(gsize) n * n_items + i] >= 0; n++)
        agreeing += 2 * counts[values[(gsize) n * n_items + i]]++;
      for (guint r = 0; r < n; r++)
        {
          int value = values[(gsize) r * n_items + i];

          totals[value] += n == n_raters;
          counts[value] = 0;
        }
      if (n < n_raters)
        continue;
      same += agreeing;
      score.n++;
    }
  if (score.n <= 0)
    return score;
  score.observed = same / pairs / score.n;
  score.expected = 0;
  for (guint c = 0; c < n_categories; c++)
    score.expected += pow (totals[c] / (score.n * n_raters), 2);
  score.value = beyond_chance (score.observed, score.expected);
  return score;
}

static QuothScore
alpha_of (double observed,
          double expected,
          double n)
{
  QuothScore score = { NAN, NAN, NAN, n };

  if (n < 2)
    return score;
  score.observed = observed / n;
  score.expected = expected / (n * (n - 1));
  if (score.expected > 0)
    score.value = 1 - score.observed / score.expected;
  return score;
}

/**
 * quoth_alpha_nominal:
 * @values: rater after rater
 * @n_raters: how many raters
 * @n_items: how many items
 * @n_categories: values are below this
 *
 * Krippendorff's alpha with the nominal metric, in one pass and without the
 * coincidence matrix: its diagonal and its sums are enough. An item that fewer than
 * two raters judged pairs with nothing and does not count.
 *
 * Returns: alpha, with observed and expected disagreement
 */
QuothScore
quoth_alpha_nominal (const int *values,
                     guint      n_raters,
                     guint      n_items,
                     guint      n_categories)
{
  g_autofree guint *counts = g_new0 (guint, n_categories);
  g_autofree gint64 *totals = g_new0 (gint64, n_categories);
  double differing = 0, n = 0, squares = 0;

  for (guint i = 0; i < n_items; i++)
    {
      guint m = 0, agreeing = 0;

      for (guint r = 0; r < n_raters; r++)
        {
          int value = values[(gsize) r * n_items + i];

          if (value < 0)
            continue;
          m++;
          agreeing += 2 * counts[value]++;
        }
      for (guint r = 0; r < n_raters; r++)
        {
          int value = values[(gsize) r * n_items + i];

          if (value < 0 || counts[value] == 0)
            continue;
          if (m > 1)
            totals[value] += counts[value];
          counts[value] = 0;
        }
      if (m > 1)
        differing += ((double) m * (m - 1.0) - agreeing) / (m - 1.0);
    }
  for (guint c = 0; c < n_categories; c++)
    {
      n += (double) totals[c];
      squares += (double) totals[c] * (double) totals[c];
    }
  return alpha_of (differing, n * n - squares, n);
}

/* Every ordered pair of values of an item counts 1 / (m - 1), m values being there. */
static void
add_item (double    *matrix,
          guint      n_categories,
          const int *item,
          guint      m)
{
  for (guint r = 0; r < m; r++)
    for (guint s = 0; s < m; s++)
      if (r != s)
        matrix[(gsize) item[r] * n_categories + (gsize) item[s]] += 1.0 / (m - 1);
}

/**
 * quoth_coincidences_add:
 * @matrix: (inout): n_categories², zeroed before the first call
 * @n_categories: values are below this
 * @values: rater after rater
 * @n_raters: how many raters
 * @n_items: how many items
 *
 * Adds items to a coincidence matrix (Krippendorff 2004, 11.3). Matrices of several
 * articles may be added up.
 */
void
quoth_coincidences_add (double    *matrix,
                        guint      n_categories,
                        const int *values,
                        guint      n_raters,
                        guint      n_items)
{
  g_autofree int *item = g_new (int, n_raters);

  for (guint i = 0; i < n_items; i++)
    {
      guint m = 0;

      for (guint r = 0; r < n_raters; r++)
        if (values[(gsize) r * n_items + i] >= 0)
          item[m++] = values[(gsize) r * n_items + i];
      if (m > 1)
        add_item (matrix, n_categories, item, m);
    }
}

static double
distance (const double *totals,
          guint         a,
          guint         b,
          QuothMetric   metric,
          const double *numbers)
{
  double between = 0;

  if (a == b)
    return 0;
  if (metric == QUOTH_METRIC_NOMINAL)
    return 1;
  if (metric == QUOTH_METRIC_INTERVAL)
    between = numbers != NULL ? numbers[a] - numbers[b] : (double) a - (double) b;
  else
    {
      for (guint g = MIN (a, b); g <= MAX (a, b); g++)
        between += totals[g];
      between -= (totals[a] + totals[b]) / 2;
    }
  return between * between;
}

/**
 * quoth_alpha:
 * @coincidences: n_categories², see quoth_coincidences_add()
 * @n_categories: its width
 * @metric: how far values are from each other
 * @numbers: (nullable): what the values stand for, for the interval metric; the values
 *   themselves when %NULL
 *
 * Krippendorff's alpha = 1 - Do / De.
 *
 * Returns: alpha, with observed and expected disagreement
 */
QuothScore
quoth_alpha (const double *coincidences,
             guint         n_categories,
             QuothMetric   metric,
             const double *numbers)
{
  g_autofree double *totals = g_new0 (double, n_categories);
  double observed = 0, expected = 0, n = 0;

  for (guint a = 0; a < n_categories; a++)
    {
      for (guint b = 0; b < n_categories; b++)
        totals[a] += coincidences[(gsize) a * n_categories + b];
      n += totals[a];
    }
  for (guint a = 0; a < n_categories; a++)
    for (guint b = 0; b < n_categories; b++)
      {
        double d = distance (totals, a, b, metric, numbers);

        observed += coincidences[(gsize) a * n_categories + b] * d;
        expected += totals[a] * totals[b] * d;
      }
  return alpha_of (observed, expected, n);
}
