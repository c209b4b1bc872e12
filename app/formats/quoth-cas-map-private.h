/* quoth-cas-map-private.h - how a view of a CAS becomes an article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-cas.h"

G_BEGIN_DECLS

/* One annotation: a feature structure, or all that share a uid. */
typedef struct
{
  guint            fs;         /* index of the first */
  QuothSpan        span;       /* of the first */
  GArray          *more;       /* nullable: of QuothSpan */
  const char      *type;       /* of the scheme, or new */
  const char      *label;      /* nullable: the feature that named the type */
  QuothAnnotation *annotation; /* owned, once all spans are known */
} QuothCasGroup;

typedef struct
{
  QuothCas              *cas;
  const QuothCasContext *context;
  const QuothCasSofa    *sofa;
  QuothScheme           *scheme;   /* owned: the project's and the mentions that are new */
  const char            *layer;
  gboolean               is_alone; /* no other view has a text */
  guint                 *groups;   /* of each feature structure: its group + 1, or 0 */
  GArray                *list;     /* of QuothCasGroup */
  GHashTable            *by_uid;   /* uid → group + 1 */
  GHashTable            *entities; /* identifier → QuothEntity */
  GHashTable            *told;     /* message → how often */
  guint                 *parents;  /* of groups: what corefers is of one tree; nullable */
  GHashTable            *chained;  /* of QuothCasGroup: links that a chain has had */
  GHashTable            *corefers; /* interned types whose annotations may corefer */
  guint                  n_links;  /* that were added, again as well */
} QuothCasMap;

/* For the report, once with a count; @message is taken. */
void        quoth_cas_map_tell       (QuothCasMap          *self,
                                      char                 *message);
QuothCasGroup *quoth_cas_map_get     (QuothCasMap          *self,
                                      guint                 index);
/* The group of what an id names; NULL when it is no annotation of this view. */
QuothCasGroup *quoth_cas_map_find    (QuothCasMap          *self,
                                      guint                 fs);
gboolean    quoth_cas_map_is_of_view (QuothCasMap          *self,
                                      const QuothCasFs     *fs);
gboolean    quoth_cas_map_is_relation (QuothCasMap         *self,
                                       const QuothCasFs    *fs);

/* Sets type and label. */
void        quoth_cas_map_name       (QuothCasMap          *self,
                                      QuothCasGroup        *group);
QuothAttributes *quoth_cas_map_values (QuothCasMap         *self,
                                       const QuothCasFs    *fs,
                                       const char          *used);
const QuothCasFeature *quoth_cas_map_label (QuothCasMap      *self,
                                            const QuothCasFs *fs);
gboolean    quoth_cas_map_is_slot    (QuothCasMap          *self,
                                      const QuothCasFeature *feature);
/* Whether the feature holds plain values, or names an array or list of them. */
gboolean    quoth_cas_map_is_list    (QuothCasMap          *self,
                                      const QuothCasFeature *feature);
/* Them as JSON; NULL when there are none. */
char       *quoth_cas_map_list       (QuothCasMap          *self,
                                      const QuothCasFeature *feature);

void        quoth_cas_map_links      (QuothCasMap          *self);
gboolean    quoth_cas_map_entities   (QuothCasMap          *self,
                                      GError              **error);

G_END_DECLS
