/* quoth-feedback-words.h - cards of the feedback deck, in words for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-feedback.h"

G_BEGIN_DECLS

char       *quoth_feedback_words_side    (const QuothFeedbackCard *card,
                                          const QuothFeedbackSide *side,
                                          QuothScheme             *scheme,
                                          QuothRegistry           *registry);
char       *quoth_feedback_words_example (const QuothFeedbackCard *card,
                                          QuothScheme             *scheme,
                                          QuothRegistry           *registry);
/* What a screen reader hears of a card, which takes the keyboard nowhere. */
char *quoth_feedback_words_heard (const char              *title,
                                  const QuothFeedbackCard *card,
                                  const char              *theirs,
                                  const char              *gold);

G_END_DECLS
