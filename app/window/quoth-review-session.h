/* quoth-review-session.h - the review of the open article, one dispute at a time
 *
 * Follows the workspace's article while review is shown: finds its disputes (in a worker
 * when the article is long), makes decisions of the current one and goes on to the next.
 * What it shows is always what the project holds; undo brings the dispute back that it
 * is about. No GTK in here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-review.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_REVIEW_SESSION (quoth_review_session_get_type ())

G_DECLARE_FINAL_TYPE (QuothReviewSession, quoth_review_session, QUOTH, REVIEW_SESSION, GObject)

typedef enum
{
  QUOTH_REVIEW_NO_ARTICLE,
  QUOTH_REVIEW_BUSY,    /* disputes, or the next article, are being looked for */
  QUOTH_REVIEW_LONELY,  /* fewer than two layers: nothing to compare */
  QUOTH_REVIEW_FAILED,  /* it cannot be compared */
  QUOTH_REVIEW_READY
} QuothReviewState;

/* signals:
 *   ::changed (): state, disputes or the current one changed
 *   ::edit (const char *id): annotation @id of gold is to be altered by hand */

QuothReviewSession *quoth_review_session_new          (QuothWorkspace     *workspace);
void                quoth_review_session_set_running  (QuothReviewSession *self,
                                                       gboolean            running);
QuothReviewState    quoth_review_session_get_state    (QuothReviewSession *self);
QuothReview        *quoth_review_session_get_review   (QuothReviewSession *self);
/* The layer gold of the article; NULL unless ready. */
QuothDocument      *quoth_review_session_get_gold     (QuothReviewSession *self);
/* All layers, to look up what annotations of any of them lead to. */
QuothDocument      *quoth_review_session_get_all      (QuothReviewSession *self);
QuothDispute       *quoth_review_session_get_current  (QuothReviewSession *self);
void                quoth_review_session_set_current  (QuothReviewSession *self,
                                                       QuothDispute       *dispute);
/* Makes the dispute at @span current, now or as soon as disputes are known; an open one
 * where there is any. */
void                quoth_review_session_show         (QuothReviewSession *self,
                                                       QuothSpan           span);
/* Whether no other article has anything to review. */
gboolean            quoth_review_session_is_exhausted (QuothReviewSession *self);
/* Another number for each review: disputes of one are unknown to the next. */
guint               quoth_review_session_get_serial   (QuothReviewSession *self);
QuothStrategy       quoth_review_session_get_strategy (QuothReviewSession *self);
void                quoth_review_session_set_strategy (QuothReviewSession *self,
                                                       QuothStrategy       strategy);
/* Disputes that the next decision is about, the current one first; borrowed. */
GPtrArray          *quoth_review_session_get_chosen   (QuothReviewSession *self);
void                quoth_review_session_set_chosen   (QuothReviewSession *self,
                                                       GPtrArray          *disputes);

gboolean            quoth_review_session_decide       (QuothReviewSession *self,
                                                       QuothVerdict        verdict,
                                                       guint               variant,
                                                       const char         *reason,
                                                       QuothCommand       *elsewhere);
void                quoth_review_session_skip         (QuothReviewSession *self);
/* Finishes the article, whose disputes are all settled, where that can be written, and opens the next that has some. */
gboolean            quoth_review_session_go_on        (QuothReviewSession *self);

G_END_DECLS
