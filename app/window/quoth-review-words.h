/* quoth-review-words.h - disputes and variants in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-document.h"
#include "quoth-review.h"

G_BEGIN_DECLS

/* "A, C" or, with @names, "A anna, C cleo". */
char       *quoth_review_words_layers  (QuothReview         *review,
                                        guint32              layers,
                                        gboolean             names);
/* The same close together, for a line in the text: "ABDF"; what is more than @size holds
 * ends in "…". */
void        quoth_review_words_letters (guint32              layers,
                                        char                *out,
                                        gsize                size);
/* Pango markup: what a variant says, and the attributes that are in dispute. */
char       *quoth_review_words_variant (QuothDocument       *all,
                                        QuothRegistry       *registry,
                                        const QuothDispute  *dispute,
                                        guint                variant);
const char *quoth_review_words_cause   (QuothCause           cause);
const char *quoth_review_words_question (QuothCause          cause);

/* How a dispute was decided, by whom and why: a sentence of markup. */
char       *quoth_review_words_record  (QuothAnnotation     *record);

G_END_DECLS
