/* quoth-review-panel.h - the dispute that is to be decided, and what is left
 *
 * What the layers say, one row each variant, a reason to write, and how many disputes of
 * which cause are open. It follows the session and decides nothing itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-review-alike.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_REVIEW_PANEL (quoth_review_panel_get_type ())

G_DECLARE_FINAL_TYPE (QuothReviewPanel, quoth_review_panel, QUOTH, REVIEW_PANEL, GtkWidget)

/* signal ::take (QuothReviewPanel *self, guint variant): its row was activated
 * signal ::edit (QuothReviewPanel *self, guint variant): it is to be altered by hand
 * signal ::back (QuothReviewPanel *self): the keyboard belongs to the text again
 * signal ::asked (QuothReviewPanel *self): another question stands there, or none */

void        quoth_review_panel_set_up       (QuothReviewPanel   *self,
                                             QuothWorkspace     *workspace,
                                             QuothReviewSession *session,
                                             QuothReviewAlike   *alike);
const char *quoth_review_panel_get_reason   (QuothReviewPanel   *self);
void        quoth_review_panel_clear_reason (QuothReviewPanel   *self);
void        quoth_review_panel_take_reason_focus (QuothReviewPanel *self);
/* What is asked, and each answer with its digit, for who hears it. */
char       *quoth_review_panel_dup_words    (QuothReviewPanel   *self);
/* Whether the next digit says which variant is to be altered by hand; until another
 * dispute is current. */
gboolean    quoth_review_panel_get_picking  (QuothReviewPanel   *self);
void        quoth_review_panel_set_picking  (QuothReviewPanel   *self,
                                             gboolean            picking);

G_END_DECLS
