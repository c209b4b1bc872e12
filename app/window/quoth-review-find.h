/* quoth-review-find.h - what review finds out about articles, in threads of its own
 *
 * A worker opens a connection of its own; what it hands back belongs to whoever asked.
 * A cancelled worker ends between two articles, and its finish function says so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"
#include "quoth-review.h"

G_BEGIN_DECLS

typedef struct
{
  QuothReview   *review;
  QuothDocument *all; /* all layers, to look up what annotations of any of them lead to */
} QuothReviewFound;

void              quoth_review_found_free       (QuothReviewFound    *self);
QuothReviewFound *quoth_review_find             (QuothProject        *project,
                                                 const char          *article,
                                                 QuothStrategy        strategy,
                                                 GError             **error);
void              quoth_review_find_async       (QuothProject        *project,
                                                 const char          *article,
                                                 QuothStrategy        strategy,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
QuothReviewFound *quoth_review_find_finish      (QuothProject        *project,
                                                 GAsyncResult        *result,
                                                 GError             **error);
/* The next article that has something to review, behind @article and from the beginning. */
void              quoth_review_find_next_async  (QuothProject        *project,
                                                 const char          *article,
                                                 QuothStrategy        strategy,
                                                 GCancellable        *cancellable,
                                                 GAsyncReadyCallback  callback,
                                                 gpointer             user_data);
/* Its id; NULL without an error when there is none. */
char             *quoth_review_find_next_finish (QuothProject        *project,
                                                 GAsyncResult        *result,
                                                 GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothReviewFound, quoth_review_found_free)

G_END_DECLS
