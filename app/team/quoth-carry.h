/* quoth-carry.h - annotations of a text carried over to the text that corrects it
 *
 * A pure function of both texts and what is annotated. Every annotation of every layer is
 * carried over under its own id when all its words live on (quoth-anchor.h); else a mark is
 * left in the later version, which holds all of it and says where its words may be
 * (quoth-lost.h). What was carried, marked or deleted before is passed over: to carry over
 * again brings only what is new.
 *
 * Ids stay, because an id names an annotation within its article: two people who correct a
 * text alike make the same records, which merging takes for one, and comments, decisions and
 * history go on. Only what review copied into gold is named after its article, and gets the
 * name that review would give it there.
 *
 * What is said about annotations (remarks, decisions) goes along in any case: it names them,
 * and its words are only where it is shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article.h"

G_BEGIN_DECLS

typedef struct
{
  char  *layer;
  guint  n_carried;
  guint  n_lost;
} QuothCarryLayer;

typedef struct
{
  GPtrArray *annotations; /* of QuothAnnotation: for the later version, marks among them */
  GPtrArray *layers;      /* of QuothCarryLayer, by name; not those of remarks and decisions */
  guint      n_carried;   /* of all layers, these included */
  guint      n_lost;
  guint      n_known;     /* that were dealt with before */
} QuothCarry;

/* Whether somebody deleted what is not in the later version. */
typedef gboolean (*QuothCarryDeletedFunc) (const char *id,
                                           gpointer    user_data);

QuothCarry *quoth_carry_new  (QuothArticleData      *from,
                              const char            *to,
                              QuothText             *text,
                              GPtrArray             *there,
                              QuothCarryDeletedFunc  was_deleted,
                              gpointer               user_data);
void        quoth_carry_free (QuothCarry            *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothCarry, quoth_carry_free)

G_END_DECLS
