/* quoth-feedback.h - what adjudication changed in one annotator's layer
 *
 * A card for each case in which gold says something else than the layer: what the
 * annotator said, what gold says, in which respects they differ, and why, where the
 * reviewer gave a reason. Only what was decided counts: all of an article whose gold is
 * done, and of others what a decision was made about.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-cases.h"
#include "quoth-project.h"

G_BEGIN_DECLS

/* What one side says; everything but the words may be missing. */
typedef struct
{
  QuothAnnotation *annotation;
  char            *words;
  char            *speaker; /* of a claim: the words of its speakers */
  char            *cue;     /* of a claim */
  GPtrArray       *linked;  /* of char*, nullable: the words that each role of the card's details
                             * leads to */
} QuothFeedbackSide;

typedef struct
{
  char              *article;
  char              *article_name;
  QuothSpan          span;     /* of both sides, code points */
  guint              causes;   /* of #QuothCause */
  GPtrArray         *details;  /* of char*: attributes and roles that differ */
  QuothFeedbackSide *theirs;   /* nullable: the layer has nothing there */
  QuothFeedbackSide *gold;     /* nullable: gold has nothing there */
  char              *reason;   /* nullable */
  char              *before;   /* the paragraph around the words, cut when it is long */
  char              *match;
  char              *after;
} QuothFeedbackCard;

void       quoth_feedback_card_free (QuothFeedbackCard *self);
/* The type it is about: that of gold, else that of the layer. */
const char *quoth_feedback_card_get_type_id (const QuothFeedbackCard *self);
/* By article and place, at most @limit. */
GPtrArray *quoth_feedback_find      (QuothProject      *project,
                                     const char        *layer,
                                     guint              limit,
                                     QuothProgress     *progress,
                                     GError           **error);

G_END_DECLS
