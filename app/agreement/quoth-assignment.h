/* quoth-assignment.h - who goes with whom, so that the sum of gains is greatest
 *
 * The assignment problem on a sparse graph of two sides: each of one side goes with at
 * most one of the other, or with nobody, which gains nothing. Exact. Pairs that are not
 * listed cannot go together, so that far apart groups never cost each other time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint  left;
  guint  right;
  double gain; /* > 0 */
} QuothGain;

double quoth_assignment_solve (const QuothGain *gains,
                               gsize            n_gains,
                               guint            n_left,
                               guint            n_right,
                               int             *out_rights);

G_END_DECLS
