/* quoth-review-marks.h - what a review shows in the text
 *
 * The voices of all layers under the words that they are about, the variants of the
 * current dispute numbered at their beginnings, and the other places that the next
 * decision settles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article-view.h"
#include "quoth-review-session.h"

G_BEGIN_DECLS

void quoth_review_marks_show_voices (QuothReviewSession *session,
                                     QuothArticleView   *view);
void quoth_review_marks_show_place  (QuothReviewSession *session,
                                     QuothArticleView   *view);

G_END_DECLS
