/* quoth-coding.h - agreement of raters who put items into categories
 *
 * Observed and expected agreement and the coefficient made of them: Cohen's and
 * Fleiss' kappa, Scott's pi, Krippendorff's alpha. Pure functions. Values are small
 * numbers from 0, QUOTH_MISSING where a rater said nothing, in arrays one rater after
 * the other: values[rater * n_items + item]. What chance alone would give (everybody
 * used one category only) has no coefficient: it is NAN, never 0 or 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QUOTH_MISSING (-1)

typedef struct
{
  double value;    /* NAN where it is not defined */
  double observed; /* agreement for kappa and pi, disagreement for alpha */
  double expected; /* the same by chance */
  double n;        /* items (kappa, pi) or pairable values (alpha) it rests on */
} QuothScore;

/* How far two values are from each other. */
typedef enum
{
  QUOTH_METRIC_NOMINAL,  /* the same or not */
  QUOTH_METRIC_INTERVAL, /* the square of the difference */
  QUOTH_METRIC_ORDINAL   /* how many values lie between */
} QuothMetric;

QuothScore quoth_kappa_cohen_table (const double *table,
                                    guint         n_categories);
QuothScore quoth_pi_scott_table    (const double *table,
                                    guint         n_categories);
QuothScore quoth_kappa_cohen       (const int    *a,
                                    const int    *b,
                                    guint         n_items,
                                    guint         n_categories);
QuothScore quoth_kappa_fleiss      (const int    *values,
                                    guint         n_raters,
                                    guint         n_items,
                                    guint         n_categories);

QuothScore quoth_alpha_nominal     (const int    *values,
                                    guint         n_raters,
                                    guint         n_items,
                                    guint         n_categories);
void       quoth_coincidences_add  (double       *matrix,
                                    guint         n_categories,
                                    const int    *values,
                                    guint         n_raters,
                                    guint         n_items);
QuothScore quoth_alpha             (const double *coincidences,
                                    guint         n_categories,
                                    QuothMetric   metric,
                                    const double *numbers);

G_END_DECLS
