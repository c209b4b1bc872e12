/* quoth-review-guidelines.h - which annotators followed which version of the guidelines
 *
 * A row that is there while layers of the article were made under different versions, as
 * that may be why they differ; it names layers as the rest of the review does, by letters
 * unless names are shown, and leads to what changed between the versions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-project.h"
#include "quoth-review.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_REVIEW_GUIDELINES (quoth_review_guidelines_get_type ())

G_DECLARE_FINAL_TYPE (QuothReviewGuidelines, quoth_review_guidelines, QUOTH, REVIEW_GUIDELINES,
                      AdwPreferencesGroup)

/* @article: the id of what @review is about. Asks the project: not after every decision, only
 * when the review or the names change. */
void quoth_review_guidelines_show (QuothReviewGuidelines *self,
                                   QuothProject          *project,
                                   const char            *article,
                                   QuothReview           *review,
                                   gboolean               names);

G_END_DECLS
