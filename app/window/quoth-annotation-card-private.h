/* quoth-annotation-card-private.h - the card, for the files that fill it
 *
 * quoth-annotation-card.c       when to fill it, attributes and the note
 * quoth-annotation-card-rows.c  what it is, who said it, its fragments
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-annotation-card.h"

G_BEGIN_DECLS

struct _QuothAnnotationCard
{
  GtkWidget        parent_instance;

  QuothWorkspace  *workspace; /* owned */
  QuothKeymap     *keymap;    /* owned */
  QuothAnnotation *shown;     /* owned reference: what the rows say */
  QuothScheme     *scheme;    /* owned reference: the rows point into it */
  GtkWidget       *box;
  GtkWidget       *note;      /* inside @box, nullable */
  GHashTable      *rows;      /* attribute id → its row inside @box */
  guint            update_id;
};

/* Each adds at the end of the card. */
void _quoth_annotation_card_add_header       (QuothAnnotationCard *self,
                                              QuothAnnotation     *annotation,
                                              const QuothType     *type);
void _quoth_annotation_card_add_part_rows    (QuothAnnotationCard *self,
                                              QuothAnnotation     *annotation);
void _quoth_annotation_card_add_claim_rows   (QuothAnnotationCard *self,
                                              QuothAnnotation     *claim);
void _quoth_annotation_card_add_mention_rows (QuothAnnotationCard *self,
                                              QuothAnnotation     *mention);

G_END_DECLS
