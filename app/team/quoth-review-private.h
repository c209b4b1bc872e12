/* quoth-review-private.h - what a review knows, and a decision while it is put together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-review.h"

G_BEGIN_DECLS

#define REVIEW_TYPE "review_decision"
#define REVIEW_ORIGIN "review"
#define AGREED_ORIGIN "agreed"

struct _QuothReview
{
  QuothScheme   *scheme;
  QuothText     *text;
  QuothRegistry *registry;    /* nullable */
  char          *article;
  QuothLayer    *gold_layer;  /* nullable: the record of the layer "gold" */
  char         **layers;      /* by letter */
  guint32        present;     /* bits: of them that are there to compare */
  GHashTable    *sources;     /* key (see quoth_review_dup_key) → QuothAnnotation, owned */
  GHashTable    *gold_ids;    /* source → the id that a copy of it has in gold, borrowed */
  GHashTable    *copies;      /* the same from the other side, owns the ids */
  GHashTable    *referrers;   /* QuothAnnotation → GPtrArray of those that link to it */
  GHashTable    *cases;       /* QuothAnnotation → QuothDispute */
  GPtrArray     *disputes;    /* owned */
  GPtrArray     *agreed;      /* owned */

  /* What commands change. */
  GHashTable    *gold;        /* id → QuothAnnotation, owned */
  GHashTable    *used;        /* id → how many links of gold lead to it */
  GHashTable    *records;     /* id → QuothAnnotation of the layer "review", owned */
  GHashTable    *named;       /* key of a source → GPtrArray of records about it, newest last */

  /* What was found about each dispute; only what a command touches is asked again. */
  GHashTable    *touched;     /* set of QuothDispute: to be asked again */
  guint          n_open;
  guint          open_by_cause[QUOTH_N_CAUSES];
};

/* Names an annotation of any layer of the article. */
char            *quoth_review_dup_key   (QuothAnnotation     *annotation);
/* The same for @source as the id of an annotation of @layer. */
char            *quoth_review_make_gold_id (const char       *article,
                                            const char       *layer,
                                            const char       *source);
/* The id that a copy of @source has in gold: always the same, so that nothing beside the
 * copies needs to say what was copied. */
const char      *quoth_review_get_gold_id (QuothReview       *self,
                                           QuothAnnotation   *source);
QuothAnnotation *quoth_review_get_target (QuothReview        *self,
                                          QuothAnnotation    *source,
                                          const QuothLink    *link);
void             quoth_review_set_gold  (QuothReview         *self,
                                         const char          *id,
                                         QuothAnnotation     *annotation);
void             quoth_review_set_record (QuothReview        *self,
                                          const char         *id,
                                          QuothAnnotation    *record);
QuothAnnotation *quoth_review_get_named (QuothReview         *self,
                                         const char          *key);
void             quoth_review_settle_all (QuothReview        *self);
void             quoth_review_settle_touched (QuothReview    *self);
gboolean         quoth_review_was_taken  (QuothReview        *self,
                                          QuothAnnotation    *source);

QuothScheme     *quoth_review_scheme_with_record (QuothScheme  *scheme);
QuothAnnotation *quoth_review_record_new (QuothReview         *self,
                                          const QuothDispute  *dispute,
                                          const QuothDecision *decision);

/* The layer gold as a decision leaves it so far. */
typedef struct
{
  QuothReview *review;  /* borrowed */
  GPtrArray   *order;   /* ids, borrowed, as they were first touched */
  GHashTable  *pending; /* id → QuothAnnotation as it will be; NULL when it goes */
  GHashTable  *slots;   /* nullable: type and parts → id, of what fills slots of claims */
  GHashTable  *taken;   /* set of sources that this decision takes */
  GPtrArray   *queue;   /* of sources whose links are still to be made, borrowed */
  const char  *origin;
} QuothGoldDraft;

void             quoth_gold_draft_init   (QuothGoldDraft      *self,
                                          QuothReview         *review,
                                          const char          *origin);
void             quoth_gold_draft_clear  (QuothGoldDraft      *self);
void             quoth_gold_draft_take   (QuothGoldDraft      *self,
                                          const QuothDispute  *dispute,
                                          const QuothVariant  *variant,
                                          gboolean             beside);
void             quoth_gold_draft_drop   (QuothGoldDraft      *self,
                                          const QuothDispute  *dispute,
                                          const QuothVariant  *except);
gboolean         quoth_gold_draft_has    (QuothGoldDraft      *self,
                                          const QuothDispute  *dispute);
void             quoth_gold_draft_link   (QuothGoldDraft      *self);
void             quoth_gold_draft_finish (QuothGoldDraft      *self,
                                          QuothCommand        *command);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothGoldDraft, quoth_gold_draft_clear)

G_END_DECLS
