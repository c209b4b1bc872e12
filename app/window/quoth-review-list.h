/* quoth-review-list.h - all disputes of the article, grouped by cause
 *
 * What is open and what is settled, narrowed by words, cause and state; each group says
 * how many it has. Activating a row makes its dispute the current one. At most 200 rows
 * at a time. Nothing is computed while the list is not shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "quoth-review-session.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_REVIEW_LIST (quoth_review_list_get_type ())

G_DECLARE_FINAL_TYPE (QuothReviewList, quoth_review_list, QUOTH, REVIEW_LIST, GtkWidget)

/* signal ::chosen (QuothReviewList *self): the current dispute was chosen here */

void quoth_review_list_set_up (QuothReviewList    *self,
                               QuothReviewSession *session);

G_END_DECLS
