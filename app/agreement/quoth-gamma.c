/* quoth-gamma.c - agreement on position and category at once: gamma
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-gamma.h"

#include "quoth-assignment.h"

#include <math.h>

/* Pairs that may be looked at in one alignment: texts where thousands of units lie upon
 * each other are refused rather than aligned for minutes. */
#define MAX_PAIRS 4000000

#define N_CLASSES 64
#define MAX_TRIES 100

/**
 * quoth_gamma_distance:
 * @a: a unit
 * @b: a unit of another annotator
 * @weights: how much position and category count
 *
 * Returns: the combined dissimilarity of two units
 */
double
quoth_gamma_distance (const QuothGammaUnit    *a,
                      const QuothGammaUnit    *b,
                      const QuothGammaWeights *weights)
{
  double apart = (fabs (a->start - b->start) + fabs (a->end - b->end))
                 / (a->end - a->start + b->end - b->start);

  return weights->empty * (weights->alpha * apart * apart
                           + weights->beta * (a->category != b->category));
}

/* Units of one class of length (a factor of two), by start: what may lie near a unit is a
 * short stretch of each class, even when a few units are as long as the text. */
typedef struct
{
  const QuothGammaUnit *units;
  GArray               *order[N_CLASSES]; /* of guint, nullable */
  double                longest[N_CLASSES];
} Classes;

static int
compare_starts_cb (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  const QuothGammaUnit *units = user_data;
  double x = units[*(const guint *) a].start, y = units[*(const guint *) b].start;

  return (x > y) - (x < y);
}

static void
classes_init (Classes               *self,
              const QuothGammaRater *rater)
{
  *self = (Classes) { .units = rater->units };
  for (guint i = 0; i < rater->n_units; i++)
    {
      double length = rater->units[i].end - rater->units[i].start;
      int class = CLAMP (ilogb (length) + N_CLASSES / 2, 0, N_CLASSES - 1);

      if (self->order[class] == NULL)
        self->order[class] = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (self->order[class], i);
      self->longest[class] = MAX (self->longest[class], length);
    }
  for (guint c = 0; c < N_CLASSES; c++)
    if (self->order[c] != NULL)
      g_array_sort_with_data (self->order[c], compare_starts_cb, (gpointer) rater->units);
}

static void
classes_clear (Classes *self)
{
  for (guint c = 0; c < N_CLASSES; c++)
    g_clear_pointer (&self->order[c], g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Classes, classes_clear)

static guint
lower_bound (GArray               *order,
             const QuothGammaUnit *units,
             double                start)
{
  guint low = 0, high = order->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (units[g_array_index (order, guint, middle)].start < start)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* Two units that are aligned save what leaving both alone would cost. */
static void
find_near (Classes                 *classes,
           const QuothGammaUnit    *unit,
           guint                    left,
           const QuothGammaWeights *weights,
           GArray                  *gains,
           guint                   *inout_seen)
{
  double factor = sqrt (2 / weights->alpha);

  for (guint c = 0; c < N_CLASSES; c++)
    {
      double reach = factor * (unit->end - unit->start + classes->longest[c]);
      GArray *order = classes->order[c];

      for (guint i = order == NULL ? 0 : lower_bound (order, classes->units, unit->start - reach);
           order != NULL && i < order->len && *inout_seen <= MAX_PAIRS; i++)
        {
          guint right = g_array_index (order, guint, i);
          QuothGain gain = { left, right, 2 * weights->empty };

          if (classes->units[right].start > unit->start + reach)
            break;
          (*inout_seen)++;
          gain.gain -= quoth_gamma_distance (unit, &classes->units[right], weights);
          if (gain.gain > 0)
            g_array_append_val (gains, gain);
        }
    }
}

/**
 * quoth_gamma_disorder:
 * @a: one annotator
 * @b: the other
 * @weights: the dissimilarity
 * @out_disorder: (out): the disorder of the best alignment; 0 when there is no unit
 *
 * Exact: with two annotators the best alignment is an assignment problem. Pairs that
 * would cost more than two empty units can never be in it and are not looked at.
 *
 * Returns: %FALSE when too many units lie near each other
 */
gboolean
quoth_gamma_disorder (const QuothGammaRater   *a,
                      const QuothGammaRater   *b,
                      const QuothGammaWeights *weights,
                      double                  *out_disorder)
{
  g_autoptr (GArray) gains = g_array_new (FALSE, FALSE, sizeof (QuothGain));
  g_autofree int *rights = g_new (int, a->n_units);
  g_auto (Classes) classes = { 0 };
  double alone = weights->empty * ((double) a->n_units + b->n_units);
  guint n_seen = 0;

  *out_disorder = 0;
  if (alone <= 0)
    return TRUE;
  classes_init (&classes, b);
  for (guint i = 0; i < a->n_units && n_seen <= MAX_PAIRS; i++)
    find_near (&classes, &a->units[i], i, weights, gains, &n_seen);
  if (n_seen > MAX_PAIRS)
    return FALSE;
  alone -= quoth_assignment_solve ((const QuothGain *) gains->data, gains->len, a->n_units,
                                   b->n_units, rights);
  *out_disorder = MAX (alone, 0) / (((double) a->n_units + b->n_units) / 2);
  return TRUE;
}

static double
sum_lengths (const QuothGammaRater *rater)
{
  double sum = 0;

  for (guint i = 0; i < rater->n_units; i++)
    sum += rater->units[i].end - rater->units[i].start;
  return sum;
}

static void
shift (const QuothGammaRater *rater,
       double                 pivot,
       double                 length,
       QuothGammaUnit        *out_units)
{
  for (guint i = 0; i < rater->n_units; i++)
    {
      QuothGammaUnit unit = rater->units[i];
      double by = unit.start + pivot < length ? pivot : pivot - length;

      out_units[i] = (QuothGammaUnit) { unit.start + by, unit.end + by, unit.category };
    }
}

/* Pivots closer than half a unit would leave the annotators aligned. The line is a
 * ring here; where it is too short for that distance, chance has it. */
static void
draw_pivots (GRand  *rand,
             double  length,
             double  apart,
             double *out_a,
             double *out_b)
{
  *out_a = g_rand_double (rand) * length;
  for (guint i = 0; i < MAX_TRIES; i++)
    {
      double distance;

      *out_b = g_rand_double (rand) * length;
      distance = fabs (*out_a - *out_b);
      if (MIN (distance, length - distance) >= apart)
        return;
    }
}

/**
 * quoth_gamma_chance:
 * @a: one annotator
 * @b: the other
 * @weights: the dissimilarity
 * @length: of the continuum, which begins at 0
 * @n_samples: how many samples, at least %QUOTH_GAMMA_SAMPLES for a published value
 * @seed: the same seed gives the same value
 * @out_disorder: (out): the mean disorder of the samples
 *
 * The disorder of annotators who mark up at random: each one's units are moved on by a
 * random pivot, round the end, which keeps their number, lengths, categories and gaps.
 *
 * Returns: %FALSE when too many units lie near each other
 */
gboolean
quoth_gamma_chance (const QuothGammaRater   *a,
                    const QuothGammaRater   *b,
                    const QuothGammaWeights *weights,
                    double                   length,
                    guint                    n_samples,
                    guint32                  seed,
                    double                  *out_disorder)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autofree QuothGammaUnit *units_a = g_new (QuothGammaUnit, a->n_units);
  g_autofree QuothGammaUnit *units_b = g_new (QuothGammaUnit, b->n_units);
  QuothGammaRater moved_a = { units_a, a->n_units }, moved_b = { units_b, b->n_units };
  double n = (double) a->n_units + b->n_units, sum = 0;

  *out_disorder = 0;
  for (guint i = 0; n > 0 && i < n_samples; i++)
    {
      double pivot_a, pivot_b, disorder;

      draw_pivots (rand, length, (sum_lengths (a) + sum_lengths (b)) / n / 2, &pivot_a, &pivot_b);
      shift (a, pivot_a, length, units_a);
      shift (b, pivot_b, length, units_b);
      if (!quoth_gamma_disorder (&moved_a, &moved_b, weights, &disorder))
        return FALSE;
      sum += disorder;
    }
  *out_disorder = n_samples > 0 ? sum / n_samples : 0;
  return TRUE;
}
