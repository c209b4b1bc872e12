/* quoth-places.h - the sentences behind a number
 *
 * Every number of Insights was made of places in articles. A query says which, small and
 * plain, so that it can travel with the number; the list is read page by page in a worker.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-cases.h"
#include "quoth-progress.h"
#include "quoth-project.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_PLACES_DISPUTES, /* where layers differ */
  QUOTH_PLACES_MADE,     /* what was made in a layer, within days */
  QUOTH_PLACES_STATE,    /* articles of a layer that are in a state */
  QUOTH_PLACES_SAID      /* claims of an entity */
} QuothPlacesKind;

/* Strings are borrowed. */
typedef struct
{
  QuothPlacesKind  kind;
  const char      *layer;   /* of disputes: nullable, for all */
  const char      *other;   /* of disputes: nullable */
  const char      *subject; /* a type (nullable, for all), a state, or an entity */
  const char      *detail;  /* of disputes: nullable: an attribute that differs */
  const char      *article; /* nullable: nowhere else */
  guint            causes;  /* of #QuothCause: any of these; 0: whatever */
  guint32          first;   /* days; 0: ever */
  guint32          last;
} QuothPlacesQuery;

typedef struct
{
  char      *article;
  char      *name;    /* of the article */
  char      *layer;   /* nullable: whose it is, of what one layer says */
  QuothSpan  span;    /* empty: the article as a whole */
  char      *before;  /* the sentence around it */
  char      *quote;
  char      *after;
  guint      causes;
  char      *with;    /* nullable: layers that have something there */
  char      *without; /* nullable: layers that have not */
} QuothPlace;

/* The state of a layer that is assigned and has nothing in it yet. */
#define QUOTH_STATE_ASSIGNED "assigned"

GVariant  *quoth_places_query_pack   (const QuothPlacesQuery  *self);
gboolean   quoth_places_query_unpack (GVariant                *packed,
                                      QuothPlacesQuery        *out_query);
void       quoth_place_free          (QuothPlace              *self);
/* @inout_key: opaque; NULL for the first page, and after the last. */
GPtrArray *quoth_places_list         (QuothProject            *project,
                                      const QuothPlacesQuery  *query,
                                      char                   **inout_key,
                                      guint                    limit,
                                      QuothProgress           *progress,
                                      GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothPlace, quoth_place_free)

G_END_DECLS
