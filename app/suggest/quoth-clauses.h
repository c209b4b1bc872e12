/* quoth-clauses.h - where the next clause begins or ends
 *
 * What is reported without quotation marks begins after a comma, after a word such as
 * "said", or at "that", and ends before the next comma or with the sentence. The edges of
 * a claim step from one such place to the next, which takes far fewer keys than words.
 * A claim begins at "that" even where a quotation follows it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

/* The next place after (or, not @forwards, before) @offset where a clause begins, or ends
 * when @ends; @offset itself when there is none near. Code points. */
guint quoth_clauses_step (QuothText *text,
                          guint      offset,
                          gboolean   ends,
                          gboolean   forwards);

/* A quotation with the "that" right before it, which belongs to the claim; else as it is. */
QuothSpan quoth_clauses_widen (QuothText *text,
                               QuothSpan  quote);

G_END_DECLS
