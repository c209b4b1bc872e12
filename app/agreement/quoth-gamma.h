/* quoth-gamma.h - agreement on position and category at once: gamma
 *
 * Mathet, Widlöcher and Métivier (2015). Units of several annotators are aligned so
 * that the disorder is smallest; gamma compares it with the disorder of annotators who
 * would mark up at random. Units are contiguous, may overlap and nest; they need not be
 * sorted. Two annotators are aligned exactly; of more, the mean over pairs is a summary
 * of its own and must be called that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  double start;
  double end;      /* > start */
  guint  category;
} QuothGammaUnit;

typedef struct
{
  const QuothGammaUnit *units;
  guint                 n_units;
} QuothGammaRater;

/* Weights of position (alpha) and category (beta), and what an empty unit costs. */
typedef struct
{
  double alpha;
  double beta;
  double empty;
} QuothGammaWeights;

#define QUOTH_GAMMA_WEIGHTS ((QuothGammaWeights) { 1, 1, 1 })
#define QUOTH_GAMMA_SAMPLES 30

double   quoth_gamma_distance      (const QuothGammaUnit    *a,
                                    const QuothGammaUnit    *b,
                                    const QuothGammaWeights *weights);
gboolean quoth_gamma_disorder      (const QuothGammaRater   *a,
                                    const QuothGammaRater   *b,
                                    const QuothGammaWeights *weights,
                                    double                  *out_disorder);
gboolean quoth_gamma_disorder_many (const QuothGammaRater   *raters,
                                    guint                    n_raters,
                                    const QuothGammaWeights *weights,
                                    double                  *out_disorder);
gboolean quoth_gamma_chance        (const QuothGammaRater   *a,
                                    const QuothGammaRater   *b,
                                    const QuothGammaWeights *weights,
                                    double                   length,
                                    guint                    n_samples,
                                    guint32                  seed,
                                    double                  *out_disorder);

G_END_DECLS
