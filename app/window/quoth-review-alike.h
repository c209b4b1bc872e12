/* quoth-review-alike.h - deciding the same dispute everywhere at once
 *
 * Looks through all articles of the project for what is the same as the current dispute,
 * holds the places for a preview, any of which may be left out, and makes the decision of
 * all in one command. Both run as jobs with a bar and a cancel button. The places are
 * forgotten as soon as another dispute is current.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-alike.h"
#include "quoth-job.h"
#include "quoth-review-session.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_REVIEW_ALIKE (quoth_review_alike_get_type ())

G_DECLARE_FINAL_TYPE (QuothReviewAlike, quoth_review_alike, QUOTH, REVIEW_ALIKE, GObject)

/* signals:
 *   ::changed (): the places changed
 *   ::nothing (): no other place is the same
 *   ::decided (): a decision is on the disk
 *   ::failed (GError *error): also when a decision came to nothing */

QuothReviewAlike *quoth_review_alike_new          (QuothWorkspace     *workspace,
                                                   QuothReviewSession *session,
                                                   QuothJobBar        *bar);
/* Looks for places, or forgets them. */
void              quoth_review_alike_toggle       (QuothReviewAlike   *self);
/* FALSE when there was nothing to forget. */
gboolean          quoth_review_alike_clear        (QuothReviewAlike   *self);
/* While a job runs, nothing else can be decided. */
gboolean          quoth_review_alike_is_busy      (QuothReviewAlike   *self);
/* While other articles are being decided: the current dispute and its places have to stay
 * until ::decided or ::failed, or the user cancels. */
gboolean          quoth_review_alike_is_deciding  (QuothReviewAlike   *self);
/* Why nothing came of a number, or of what cannot be done now. */
const char       *quoth_review_alike_explain      (QuothReviewAlike   *self,
                                                   gboolean            number);
/* Of QuothAlikePlace, those of the open article first; NULL when not looked for. */
GPtrArray        *quoth_review_alike_get_places   (QuothReviewAlike   *self);
guint             quoth_review_alike_count        (QuothReviewAlike   *self);
gboolean          quoth_review_alike_get_taken    (QuothReviewAlike   *self,
                                                   guint               place);
void              quoth_review_alike_set_taken    (QuothReviewAlike   *self,
                                                   guint               place,
                                                   gboolean            taken);
/* Decides the current dispute and the places that were not left out; ::decided tells when
 * that is done, which may be later. FALSE when it cannot be. */
gboolean          quoth_review_alike_decide       (QuothReviewAlike   *self,
                                                   QuothVerdict        verdict,
                                                   guint               variant,
                                                   const char         *reason);

G_END_DECLS
