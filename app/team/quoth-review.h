/* quoth-review.h - several layers of an article on their way to one
 *
 * What all layers say alike is agreed; every other case is a dispute with variants: the
 * different things that layers say, each with the layers that say it. A decision about a
 * dispute is a command on the layer "gold", like any gesture: it can be undone, and it is
 * only true once the project has committed it and quoth_review_apply() has been told.
 *
 * A claim is decided as one object: what a taken annotation links to comes along. Claims
 * are the exception: a link to another claim is made when both are in gold, in whatever
 * order they are decided.
 *
 * What was decided is kept as an annotation of the layer "review" over the disputed
 * stretch: which annotations of which layers it was about, which of them were taken, by
 * whom, why. So it travels with the project and its exchange format, goes and comes with
 * undo, and a dispute that was decided does not come back, even when nobody was right.
 * It comes back when a layer has something new to say of it.
 *
 * Layers have letters instead of names, see quoth-review-letters.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-cases.h"
#include "quoth-command.h"
#include "quoth-measuring.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_STRATEGY_ALL,     /* agreed is what all layers of the article say */
  QUOTH_STRATEGY_MAJORITY /* agreed is what more than half of them say, also silently */
} QuothStrategy;

typedef enum
{
  QUOTH_VERDICT_TAKE,    /* one variant */
  QUOTH_VERDICT_BOTH,    /* all variants, side by side */
  QUOTH_VERDICT_NEITHER, /* nobody is right: something else is to be marked */
  QUOTH_VERDICT_REJECT,  /* nothing is to be marked there */
  QUOTH_VERDICT_EDIT     /* one variant, to be altered by hand */
} QuothVerdict;

typedef enum
{
  QUOTH_SETTLED_NOT,
  QUOTH_SETTLED_DECIDED,
  QUOTH_SETTLED_IMPLIED /* only doubtful whether it is there, and a decided claim needs it */
} QuothSettled;

typedef struct
{
  QuothAnnotation *annotation; /* of the first of its layers; owned by the dispute's case */
  guint32          layers;     /* bits */
  guint            n_layers;
} QuothVariant;

typedef struct
{
  QuothCase *found;    /* owned */
  GArray    *variants; /* of QuothVariant: what most layers say first */
  gboolean   agreed;   /* by the strategy: no dispute */
  QuothSettled settled; /* as far as the review knows; what it calls agreed is never asked */
} QuothDispute;

typedef struct
{
  QuothVerdict  verdict;
  guint         variant; /* for %QUOTH_VERDICT_TAKE and %QUOTH_VERDICT_EDIT */
  const char   *by;      /* the reviewer */
  const char   *reason;  /* nullable */
} QuothDecision;

typedef struct _QuothReview QuothReview;

QuothReview  *quoth_review_new            (QuothScheme         *scheme,
                                           QuothArticleData    *data,
                                           QuothRegistry       *registry,
                                           QuothStrategy        strategy,
                                           const char *const   *letters,
                                           GError             **error);
void          quoth_review_free           (QuothReview         *self);

/* Layers with letters, also those that the article no longer has. */
guint         quoth_review_get_n_layers   (QuothReview         *self);
guint32       quoth_review_get_present    (QuothReview         *self);
/* Whether at least two layers are there to compare. */
gboolean      quoth_review_can_compare    (QuothReview         *self);
const char *const *quoth_review_get_layers (QuothReview        *self);
const char   *quoth_review_get_layer      (QuothReview         *self,
                                           guint                index);
/* Of QuothDispute: to be decided, grouped by cause, those of a cause by place. */
GPtrArray    *quoth_review_get_disputes   (QuothReview         *self);
/* Of QuothDispute: what needs no decision, by place. */
GPtrArray    *quoth_review_get_agreed     (QuothReview         *self);
QuothSettled  quoth_review_get_settled    (QuothReview         *self,
                                           const QuothDispute  *dispute);
guint         quoth_review_count_open     (QuothReview         *self);
guint         quoth_review_count_open_of  (QuothReview         *self,
                                           QuothCause           cause);
/* The next open dispute, after the last the first; NULL when all are settled. */
QuothDispute *quoth_review_find_open      (QuothReview         *self,
                                           QuothDispute        *after);
QuothDispute *quoth_review_find_reopened  (QuothReview         *self,
                                           QuothCommand        *command);
/* What was decided, an annotation of the layer "review"; NULL when nothing was. */
QuothAnnotation *quoth_review_get_record  (QuothReview         *self,
                                           const QuothDispute  *dispute);
/* The id in gold of what was taken of a variant; NULL when it is not there. */
char         *quoth_review_dup_taken      (QuothReview         *self,
                                           const QuothDispute  *dispute,
                                           guint                variant);

QuothCommand *quoth_review_decide         (QuothReview         *self,
                                           GPtrArray           *disputes,
                                           const QuothDecision *decision,
                                           GError             **error);
QuothCommand *quoth_review_finish         (QuothReview         *self);
gboolean      quoth_review_is_finished    (QuothReview         *self);
gboolean      quoth_review_apply          (QuothReview         *self,
                                           QuothCommand        *command);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothReview, quoth_review_free)

G_END_DECLS
