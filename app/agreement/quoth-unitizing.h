/* quoth-unitizing.h - agreement on where units begin and end: alpha_u
 *
 * Krippendorff's alpha for unitizing (1995; 2004, 12.4): stretches that raters cut
 * out of a continuum, and the gaps between, are compared by the squares of how far
 * their ends lie apart. It depends on the unit of length: Quoth counts code points.
 * Units of one rater and category must not overlap; nested ones are a second case.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

/* What one rater cut out: sorted, not empty, not overlapping. */
typedef struct
{
  const QuothSpan *units;
  guint            n_units;
} QuothRater;

/* Disagreement of one category; of several, they are added up:
 * alpha_u = 1 - observed / expected. */
typedef struct
{
  double observed;
  double expected;
} QuothUnitizing;

QuothUnitizing quoth_unitizing_measure (const QuothRater *raters,
                                        guint             n_raters,
                                        QuothSpan         continuum);
double         quoth_unitizing_alpha   (QuothUnitizing    self);

G_END_DECLS
