/* quoth-anchor.h - carries spans from one version of a text to the next
 *
 * Compares two versions by their words (Myers 1986), and maps every span whose
 * words survived. A span that did not survive whole is an orphan for a person
 * to settle; nothing is guessed, but where to look first is told.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

typedef struct _QuothAnchor QuothAnchor;

QuothAnchor *quoth_anchor_new  (QuothText   *from,
                                QuothText   *to);
void         quoth_anchor_free (QuothAnchor *self);
gboolean     quoth_anchor_map  (QuothAnchor *self,
                                QuothSpan    span,
                                QuothSpan   *out_span);
gboolean     quoth_anchor_near (QuothAnchor *self,
                                QuothSpan    span,
                                QuothSpan   *out_span);

/* Of QuothSpan: what stands in the new version alone, in its code points. */
GArray      *quoth_anchor_list_new (QuothAnchor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothAnchor, quoth_anchor_free)

G_END_DECLS
