/* quoth-correct.h - a corrected text as the next version of an article
 *
 * The text becomes an article of its own, which names the text it corrects and gets all that
 * was annotated there (quoth-carry.h): one gesture, one undo. The older version stays as it
 * is. To correct alike again carries over what is new in the older version since, and does
 * nothing when nothing is. No text is ever its own correction, nor that of a text which
 * corrects it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-carry.h"
#include "quoth-project.h"

G_BEGIN_DECLS

typedef struct
{
  char       *article; /* id of the later version */
  gboolean    fresh;   /* it is new */
  QuothCarry *carry;
} QuothCorrection;

QuothCorrection *quoth_correct_preview (QuothProject     *project,
                                        const char       *article,
                                        QuothText        *text,
                                        GError          **error);
QuothCorrection *quoth_correct_text    (QuothProject     *project,
                                        const char       *article,
                                        QuothText        *text,
                                        QuothAttributes  *metadata,
                                        GError          **error);
QuothCorrection *quoth_correct_again   (QuothProject     *project,
                                        const char       *later,
                                        GError          **error);
void             quoth_correction_free (QuothCorrection  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothCorrection, quoth_correction_free)

G_END_DECLS
