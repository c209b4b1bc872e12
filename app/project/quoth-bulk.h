/* quoth-bulk.h - writes and reads many articles fast
 *
 * A bulk writer is one gesture (one journal entry; undo takes all its articles out
 * again) of many units; a unit is kept whole or not at all. Transactions are
 * committed every few thousand rows, memory does not grow with the corpus.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

typedef struct _QuothBulk QuothBulk;

typedef struct
{
  guint64 n_articles;    /* new ones */
  guint64 n_duplicates;  /* articles that were there already (same text) */
  guint64 n_annotations; /* new ones */
  guint64 n_repeated;    /* annotations that were there already */
  guint64 n_entities;
} QuothBulkCounts;

QuothBulk *quoth_bulk_begin        (QuothProject      *project,
                                    GError           **error);
/* What the gesture is called in the journal: before the first unit. A static string. */
void       quoth_bulk_set_verb     (QuothBulk         *self,
                                    const char        *verb);
/* Opens a unit (a file): everything up to quoth_bulk_end_unit() is kept or none of it. */
gboolean   quoth_bulk_begin_unit   (QuothBulk         *self,
                                    GError           **error);
gboolean   quoth_bulk_add_scheme   (QuothBulk         *self,
                                    QuothScheme       *scheme,
                                    GError           **error);
/* @self maps the entity's id when the project has one of the same id, or of the same
 * kind and name and the same Wikidata id or none. */
gboolean   quoth_bulk_add_entity   (QuothBulk         *self,
                                    QuothEntity       *entity,
                                    GError           **error);
/* An article with a known text hash is not doubled: its new layers and annotations
 * are added to the one that is there. Ids that are taken elsewhere are made anew.
 * Types, attributes, values and roles the scheme lacks are added to it. */
gboolean   quoth_bulk_add_article  (QuothBulk         *self,
                                    QuothArticleData  *data,
                                    GError           **error);
/* Makes changes to what is there, or came in just now, part of the gesture. */
gboolean   quoth_bulk_add_command  (QuothBulk         *self,
                                    QuothCommand      *command,
                                    GError           **error);
void       quoth_bulk_abort_unit   (QuothBulk         *self);
gboolean   quoth_bulk_end_unit     (QuothBulk         *self,
                                    GError           **error);
void       quoth_bulk_get_counts   (QuothBulk         *self,
                                    QuothBulkCounts   *out_counts);
/* What was added to the scheme, for the report: lines such as "type: PER". Unref it. */
GPtrArray *quoth_bulk_get_scheme_additions (QuothBulk *self);
/* Ends the gesture; frees @self in any case. */
gboolean   quoth_bulk_finish       (QuothBulk         *self,
                                    GError           **error);

/* Takes back everything since quoth_bulk_begin(); frees @self. */
void       quoth_bulk_cancel       (QuothBulk         *self);

typedef gboolean (*QuothArticleFunc) (QuothArticleData *data,
                                      gpointer          user_data,
                                      GError          **error);

/* Streams articles sorted by id, annotations sorted by id, layers by name.
 * @layers: NULL for all, else a strv. */
gboolean   quoth_project_foreach_article (QuothProject      *project,
                                          const char *const *layers,
                                          QuothProgress     *progress,
                                          QuothArticleFunc   func,
                                          gpointer           user_data,
                                          GError           **error);

G_END_DECLS
