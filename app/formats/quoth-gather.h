/* quoth-gather.h - what a reader of a foreign format finds becomes an article
 *
 * Formats say the same in many words: labels that mean types, ids that mean entities,
 * relations that mean links. A reader puts in what it finds; what dangles is noticed,
 * never fatal, and every cost is limited. One article at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-formats-private.h"

G_BEGIN_DECLS

typedef struct
{
  const char             *path;     /* not owned */
  const QuothReadOptions *options;
  const QuothSink        *sink;
  QuothScheme            *scheme;   /* the project's, and what had to be added */
  GHashTable             *entities; /* key of the file → QuothEntity, delivered */
  GHashTable             *noticed;  /* of char*: what is told once per file */
  gboolean                keep_ids; /* the file's ids, labels and roles are ours */

  /* Of the article. */
  QuothText              *text;        /* nullable */
  GPtrArray              *annotations; /* of QuothAnnotation */
  GHashTable             *by_id;       /* id of the file, owned → QuothAnnotation, borrowed */
  GHashTable             *ids;         /* of char*: ids that annotations have, borrowed */
  GPtrArray              *layers;      /* of QuothLayer */
} QuothGather;

void             quoth_gather_init       (QuothGather             *self,
                                          const char              *path,
                                          const QuothReadOptions  *options,
                                          const QuothSink         *sink);
void             quoth_gather_clear      (QuothGather             *self);
/* Forgets the article. */
void             quoth_gather_reset      (QuothGather             *self);
void             quoth_gather_notice     (QuothGather             *self,
                                          guint                    line,
                                          const char              *format,
                                          ...) G_GNUC_PRINTF (3, 4);
/* The same message is told once per file. */
void             quoth_gather_notice_once (QuothGather            *self,
                                           const char             *format,
                                           ...) G_GNUC_PRINTF (2, 3);

const char      *quoth_gather_map_type   (QuothScheme             *scheme,
                                          const char              *label);
const char      *quoth_gather_map_role   (QuothScheme             *scheme,
                                          const char              *label);
void             quoth_gather_know_type  (QuothGather             *self,
                                          const char              *type,
                                          QuothTypeKind            kind);
void             quoth_gather_know_attribute (QuothGather          *self,
                                              const char           *type,
                                              const char           *name,
                                              const char           *json);
const char      *quoth_gather_find_wikidata (const char           *address);
const char      *quoth_gather_get_layer  (QuothGather             *self);

/* NULL, with a notice, when @parts cover nothing. */
QuothAnnotation *quoth_gather_add        (QuothGather             *self,
                                          guint                    line,
                                          const char              *id,
                                          const char              *label,
                                          const char              *layer,
                                          const QuothSpan         *parts,
                                          guint                    n_parts);
void             quoth_gather_set_id     (QuothGather             *self,
                                          QuothAnnotation         *annotation,
                                          const char              *id);
/* Another id for it; the first one of an id counts. */
void             quoth_gather_alias      (QuothGather             *self,
                                          const char              *id,
                                          QuothAnnotation         *annotation);
/* The ids that follow are others, as those of another annotator may be. */
void             quoth_gather_forget_ids (QuothGather             *self);
QuothAnnotation *quoth_gather_find       (QuothGather             *self,
                                          const char              *id);
void             quoth_gather_add_value  (QuothGather             *self,
                                          guint                    line,
                                          QuothAnnotation         *annotation,
                                          const char              *name,
                                          const char              *value);
void             quoth_gather_add_json   (QuothGather             *self,
                                          guint                    line,
                                          QuothAnnotation         *annotation,
                                          const char              *name,
                                          const char              *json);
void             quoth_gather_link       (QuothGather             *self,
                                          guint                    line,
                                          const char              *from,
                                          const char              *role,
                                          const char              *to,
                                          QuothAttributes         *attributes);
/* An entity that the file describes; NULL @key: its own id. */
gboolean         quoth_gather_add_entity (QuothGather             *self,
                                          const char              *key,
                                          QuothEntity             *entity,
                                          GError                 **error);
/* Points a mention to the entity that the file knows by @key: one that was added, else a
 * new one, called @name or as the mention. */
gboolean         quoth_gather_set_entity (QuothGather             *self,
                                          QuothAnnotation         *annotation,
                                          const char              *key,
                                          const char              *name,
                                          GError                 **error);
void             quoth_gather_add_layer  (QuothGather             *self,
                                          const char              *name,
                                          const char              *state);
/* The article with all that was gathered, into the sink. */
gboolean         quoth_gather_deliver    (QuothGather             *self,
                                          QuothArticle            *article,
                                          GError                 **error);

/* A place as a file gives it: it should cover what the file repeats. */
typedef struct
{
  guint       start;
  guint       end;
  const char *covered;   /* nullable */
  gsize       n_covered;
} QuothPlace;

/* The places' numbers become code points. */
gboolean         quoth_places_resolve    (QuothPlace              *places,
                                          guint                    n_places,
                                          QuothText               *text,
                                          const char             **out_unit,
                                          guint                   *out_wrong);
gboolean         quoth_place_refuse      (const QuothPlace        *place,
                                          QuothText               *text,
                                          const char              *path,
                                          guint                    line,
                                          GError                 **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothGather, quoth_gather_clear)

G_END_DECLS
