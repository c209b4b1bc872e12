/* quoth-review-session-private.h - what the files of a review session share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-review-session.h"

G_BEGIN_DECLS

struct _QuothReviewSession
{
  GObject            parent_instance;

  QuothWorkspace    *workspace; /* owned */
  QuothProject      *project;   /* owned, nullable: the one that is listened to */
  gboolean           running;
  QuothReviewState   state;
  GCancellable      *cancellable; /* of the worker, nullable */
  char              *article;   /* nullable: what is shown, or being looked at */
  QuothDocument     *gold;      /* nullable */
  QuothDocument     *all;       /* nullable */
  QuothReview       *review;    /* nullable */
  QuothDispute      *current;   /* nullable, of the review */
  GPtrArray         *chosen;    /* of QuothDispute, of the review */
  QuothStrategy      strategy;
  QuothSpan          wanted;    /* where the first current dispute shall be; empty: anywhere */
  guint              serial;    /* of the review */
  gboolean           exhausted; /* no other article has anything to review */
};

void          _quoth_review_session_fail         (QuothReviewSession *self,
                                                  const GError       *error);
/* One worker at a time: stops the one before. Borrowed. */
GCancellable *_quoth_review_session_start_worker (QuothReviewSession *self);

G_END_DECLS
