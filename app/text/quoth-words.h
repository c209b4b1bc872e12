/* quoth-words.h - words, sentences and paragraphs of an article
 *
 * Boundaries follow Unicode (UAX #29) as ICU implements it, with what marking up
 * news asks for: a possessive 's (straight or curly) is not part of the word a
 * span snaps to, quotation marks never are, and U+00A0 separates words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

gboolean quoth_words_at            (QuothText *text,
                                    guint      offset,
                                    QuothSpan *out_word);
gboolean quoth_words_next          (QuothText *text,
                                    guint      offset,
                                    QuothSpan *out_word);
gboolean quoth_words_previous      (QuothText *text,
                                    guint      offset,
                                    QuothSpan *out_word);
gboolean quoth_words_snap          (QuothText *text,
                                    QuothSpan  span,
                                    QuothSpan *out_span);
gboolean quoth_words_trim          (QuothText *text,
                                    QuothSpan  span,
                                    QuothSpan *out_span);
guint    quoth_words_next_grapheme (QuothText *text,
                                    guint      offset);
guint    quoth_words_previous_grapheme (QuothText *text,
                                        guint      offset);
QuothSpan quoth_sentence_at        (QuothText *text,
                                    guint      offset);
QuothSpan quoth_paragraph_at       (QuothText *text,
                                    guint      offset);
GArray  *quoth_sentences_find      (QuothText *text);

G_END_DECLS
