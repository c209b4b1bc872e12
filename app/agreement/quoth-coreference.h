/* quoth-coreference.h - do two annotators see the same people
 *
 * Each sorts mentions into clusters, one for each entity. A mention is known by its exact
 * stretch of text. Quoth counts as the CoNLL-2012 scorer does: MUC, B³ and CEAF-φ4, and
 * their mean. Singletons count for B³ and CEAF, and cannot for MUC. The counts of several
 * articles are added up before they are divided.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Parts of recall and precision: good / all. The first annotator is the key. */
typedef struct
{
  double recall_good;
  double recall_all;
  double precision_good;
  double precision_all;
} QuothRatio;

typedef struct
{
  QuothRatio muc;
  QuothRatio b_cubed;
  QuothRatio ceaf;
} QuothCoreference;

gboolean quoth_coreference_measure   (const guint            *keys,
                                      const guint            *responses,
                                      guint                   n_mentions,
                                      QuothCoreference       *out_result);
double   quoth_ratio_recall          (const QuothRatio       *self);
double   quoth_ratio_precision       (const QuothRatio       *self);
double   quoth_ratio_f1              (const QuothRatio       *self);
double   quoth_coreference_conll     (const QuothCoreference *self);

/* The cluster of a mention that the annotator does not have. */
#define QUOTH_NO_CLUSTER G_MAXUINT

G_END_DECLS
