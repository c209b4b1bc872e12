/* quoth-cases.h - what several layers say of the same thing, and where they differ
 *
 * The annotations of an article's layers are sorted into cases: at most one of each
 * layer, that mean the same stretch of text. A case on which all agree has no cause; any
 * other is to be settled, and says why: somebody lacks it, it is of another type, it
 * begins or ends elsewhere, somebody else speaks, and so on.
 *
 * A claim is one object with its parts, its cue, its speakers and its attributes: a cue
 * that a claim leads to is no case of its own. A mention is a case of its own, because
 * many claims may lead to it; that claims name different mentions is a matter of the
 * claim, that a mention is linked to different people is one of the mention.
 *
 * Nothing depends on the order of layers or annotations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article.h"
#include "quoth-registry.h"
#include "quoth-scheme.h"

G_BEGIN_DECLS

/* The gravest first: a queue is grouped by the first cause that a case has. */
typedef enum
{
  QUOTH_CAUSE_MISSING = 1 << 0,  /* a layer has nothing there */
  QUOTH_CAUSE_TYPE = 1 << 1,
  QUOTH_CAUSE_BOUNDARY = 1 << 2, /* not the same code points */
  QUOTH_CAUSE_SPEAKER = 1 << 3,  /* a claim: other mentions, or nobody */
  QUOTH_CAUSE_CUE = 1 << 4,      /* a claim: another cue, or none */
  QUOTH_CAUSE_IDENTITY = 1 << 5, /* a mention: another entity, or none yet */
  QUOTH_CAUSE_ATTRIBUTE = 1 << 6 /* an attribute, or a link of another role */
} QuothCause;

#define QUOTH_N_CAUSES 7

typedef struct
{
  QuothAnnotation **members;  /* by layer: owned, NULL where the layer has none */
  guint             n_layers;
  QuothSpan         hull;     /* of all members */
  guint             causes;   /* of #QuothCause; 0: all agree */
  GPtrArray        *details;  /* of char: ids of attributes and roles that differ, sorted */
  guint            *variants; /* by layer: members that agree in all have one number, from 0;
                               * G_MAXUINT where the layer has none */
  guint             n_variants;
  guint             n_present; /* layers that the article has, with this or without */
} QuothCase;

void       quoth_case_free         (QuothCase          *self);
QuothCause quoth_case_get_cause    (const QuothCase    *self);
const char *quoth_cause_get_id     (QuothCause          cause);
GPtrArray *quoth_cases_find        (QuothScheme        *scheme,
                                    QuothArticleData   *data,
                                    const char *const  *layers,
                                    QuothRegistry      *registry,
                                    guint32            *out_present,
                                    GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothCase, quoth_case_free)

G_END_DECLS
