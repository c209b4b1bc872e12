/* quoth-review-places.h - a preview of where else a decision is made
 *
 * One row each place: the words in dispute within their sentence, and the article. What
 * is not ticked is left out. Pages of a hundred rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-review-alike.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_REVIEW_PLACES (quoth_review_places_get_type ())

G_DECLARE_FINAL_TYPE (QuothReviewPlaces, quoth_review_places, QUOTH, REVIEW_PLACES, GtkWidget)

void quoth_review_places_set_up (QuothReviewPlaces *self,
                                 QuothReviewAlike  *alike);

G_END_DECLS
