/* quoth-label-filter-private.h - a sink before another that puts a map to what passes
 *
 * Readers know nothing of maps: whatever format an article comes from, its labels are
 * changed on the way from the reader to whoever keeps or shows it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-format.h"

G_BEGIN_DECLS

/* Nothing is owned. */
typedef struct
{
  const QuothSink  *sink;
  QuothLabelMap    *labels;
  QuothScheme      *scheme;    /* of the project */
  GPtrArray        *additions; /* of char*: what a scheme brought that the project lacks */
  QuothLabelCounts  counts;
} QuothLabelFilter;

QuothSink quoth_label_filter_get_sink (QuothLabelFilter *self);

G_END_DECLS
