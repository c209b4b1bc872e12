/* quoth-cues-private.h - the cue of a claim among tokens
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-tokens-private.h"

G_BEGIN_DECLS

/* What the rules of a claim look at: bounded, however long article and claim are. */
QuothSpan quoth_cues_window (QuothText       *text,
                             const QuothSpan *parts,
                             guint            n_parts);
gboolean  quoth_cues_inside (const QuothToken *token,
                             const QuothSpan  *parts,
                             guint             n_parts);
/* Tokens of the cue, `out_last` included. */
gboolean  quoth_cues_find   (QuothTokens     *tokens,
                             const QuothSpan *parts,
                             guint            n_parts,
                             guint           *out_first,
                             guint           *out_last);
/* The first and the last token of the cue around @verb. */
guint     quoth_cues_extend_left  (QuothTokens      *tokens,
                                   const QuothSpan  *parts,
                                   guint             n_parts,
                                   guint             verb);
guint     quoth_cues_extend_right (QuothTokens      *tokens,
                                   const QuothSpan  *parts,
                                   guint             n_parts,
                                   guint             verb);
gboolean  quoth_cues_is_adverb    (const QuothToken *token);

G_END_DECLS
