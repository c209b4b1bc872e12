/* quoth-review-page.h - where annotators differ, settled by one key each
 *
 * The article with gold and the voices of all layers, beside it the dispute that is to
 * be decided, its variants, and how much of what is left. Decisions are made by the
 * session; this shows them and turns keys into them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-keymap.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_REVIEW_PAGE (quoth_review_page_get_type ())

G_DECLARE_FINAL_TYPE (QuothReviewPage, quoth_review_page, QUOTH, REVIEW_PAGE, GtkWidget)

/* signal ::edit (QuothReviewPage *self, const char *id): an annotation of the layer gold
 *   is to be altered by hand
 * signal ::say (QuothReviewPage *self, const char *words): for a toast */

void quoth_review_page_set_up     (QuothReviewPage *self,
                                   QuothWorkspace  *workspace,
                                   QuothKeymap     *keymap,
                                   GSettings       *settings);
/* Nothing is computed while the page is not shown. */
void quoth_review_page_set_shown  (QuothReviewPage *self,
                                   gboolean         shown);
/* Opens @article at the dispute that is there. */
void quoth_review_page_show_place (QuothReviewPage *self,
                                   const char      *article,
                                   QuothSpan        span);
void quoth_review_page_set_narrow (QuothReviewPage *self,
                                   gboolean         narrow);
/* The row of keys at its foot, which nothing shall cover. */
GtkWidget *quoth_review_page_get_hints (QuothReviewPage *self);

G_END_DECLS
