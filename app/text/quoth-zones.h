/* quoth-zones.h - what on the page is not body text
 *
 * Proposes zones by visible rules: a headline, a byline, a dateline, a caption
 * with its credit, a tail of related links, a correction.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

typedef struct
{
  QuothSpan   span;
  const char *kind; /* static: "headline", "byline", "dateline", "caption", "credit",
                       "related-links", "correction" */
} QuothZone;

GArray *quoth_zones_find          (QuothText *text);
guint   quoth_zones_find_dateline (QuothText *text,
                                   QuothSpan  paragraph);

G_END_DECLS
