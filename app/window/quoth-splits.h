/* quoth-splits.h - "train=80,dev=10,test=10", as people write it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-export.h"

G_BEGIN_DECLS

#define QUOTH_MAX_SPLITS 8

typedef struct
{
  QuothSplit splits[QUOTH_MAX_SPLITS];
  char      *names[QUOTH_MAX_SPLITS];
  guint      n_splits;
} QuothSplits;

gboolean quoth_splits_parse (QuothSplits *self,
                             const char  *text);
void     quoth_splits_clear (QuothSplits *self);

G_END_DECLS
