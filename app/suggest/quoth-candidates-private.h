/* quoth-candidates-private.h - what near a claim may name its speaker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-tokens-private.h"

G_BEGIN_DECLS

/* What a possessive costs: "Roe’s campaign said" */
#define POSSESSIVE_COST 3

typedef struct
{
  QuothSpan span;
  guint     first;   /* tokens, `last` included */
  guint     last;
  int       cost;    /* what speaks against it from its words alone */
  gboolean  pronoun;
} QuothPossible;

/* Array of QuothPossible outside @parts, in no order: names, pronouns, nouns. */
GArray *quoth_candidates_find       (QuothText       *text,
                                     QuothTokens     *tokens,
                                     const QuothSpan *parts,
                                     guint            n_parts);
/* Adds to @found the nouns that stand as the subject of a cue, whatever they are. */
void    quoth_candidates_add_beside (GArray          *found,
                                     QuothTokens     *tokens,
                                     const QuothSpan *parts,
                                     guint            n_parts,
                                     guint            cue_first,
                                     guint            cue_last);

G_END_DECLS
