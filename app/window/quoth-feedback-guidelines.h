/* quoth-feedback-guidelines.h - what the guidelines say about a card, and the card in them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-feedback.h"
#include "quoth-project.h"

G_BEGIN_DECLS

/* Returns: (transfer full) (nullable): the paragraphs about the card's type, else how the scheme
 * defines it. */
char         *quoth_feedback_guidelines_dup (QuothProject            *project,
                                             const QuothFeedbackCard *card);
QuothCommand *quoth_feedback_guidelines_add (QuothProject            *project,
                                             const QuothFeedbackCard *card,
                                             gboolean                *out_there,
                                             GError                 **error);

G_END_DECLS
