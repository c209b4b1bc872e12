/* quoth-annotation-card.h - the active annotation as a form
 *
 * What it is, what it says, who, its attributes, its note. Rebuilt behind the frame
 * that showed a gesture, and only when what it shows differs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-keymap.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ANNOTATION_CARD (quoth_annotation_card_get_type ())

G_DECLARE_FINAL_TYPE (QuothAnnotationCard, quoth_annotation_card, QUOTH, ANNOTATION_CARD, GtkWidget)

void quoth_annotation_card_set_workspace (QuothAnnotationCard *self,
                                          QuothWorkspace      *workspace,
                                          QuothKeymap         *keymap);
void quoth_annotation_card_focus_note    (QuothAnnotationCard *self);
void quoth_annotation_card_focus_attribute (QuothAnnotationCard *self,
                                            const char          *attribute);

G_END_DECLS
