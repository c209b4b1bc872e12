/* quoth-soft-breaks.h - keeps absurdly long paragraphs usable on the screen
 *
 * A text view lays a paragraph out as a whole, so one of 200 kB makes every frame
 * slow. This finds places where the *displayed* text may go on in a new line, and
 * converts between offsets of the article (code points of its text) and of what is
 * displayed (one line feed more per break). Without long paragraphs both are equal.
 * What is too long is shown in pieces of a common paragraph's length: only the longest
 * that anybody writes is worth the wait for a whole one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

#define QUOTH_SOFT_BREAKS_LONGEST 4500

typedef struct _QuothSoftBreaks QuothSoftBreaks;

QuothSoftBreaks *quoth_soft_breaks_new          (QuothText       *text,
                                                 guint            longest);
void             quoth_soft_breaks_free         (QuothSoftBreaks *self);
guint            quoth_soft_breaks_get_n        (QuothSoftBreaks *self);
guint            quoth_soft_breaks_to_display   (QuothSoftBreaks *self,
                                                 guint            offset);
guint            quoth_soft_breaks_end_to_display (QuothSoftBreaks *self,
                                                   guint            end);
guint            quoth_soft_breaks_from_display (QuothSoftBreaks *self,
                                                 guint            display);
char            *quoth_soft_breaks_dup_display  (QuothSoftBreaks *self,
                                                 gsize           *out_n_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothSoftBreaks, quoth_soft_breaks_free)

G_END_DECLS
