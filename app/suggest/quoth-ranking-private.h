/* quoth-ranking-private.h - a claim among those who may have spoken it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-candidates-private.h"
#include "quoth-speakers.h"

G_BEGIN_DECLS

typedef struct
{
  QuothDocument   *document;
  QuothRegistry   *registry;
  QuothAnnotation *claim;
  QuothText       *text;
  QuothTokens      tokens;
  guint            start;      /* first token of the claim */
  guint            end;        /* first token after it */
  gboolean         has_cue;
  guint            cue_first;
  guint            cue_last;
  guint            comma;      /* token before an apposition that ends at the cue, or 0 */
  int             *words;      /* words before each token that are not the claim's own */
  GArray          *speakers;   /* of QuothSpeaker */
} QuothRanking;

/* Needs the cue. */
void        quoth_ranking_find_apposition (QuothRanking        *ranking);
/* In words, or what is worth as much; the cheapest is the best. */
int         quoth_ranking_get_cost        (QuothRanking        *ranking,
                                           const QuothPossible *possible);
const char *quoth_ranking_get_reason      (QuothRanking        *ranking,
                                           const QuothPossible *possible);

G_END_DECLS
