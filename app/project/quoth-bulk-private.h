/* quoth-bulk-private.h - what the files of the bulk writer share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-bulk.h"
#include "quoth-project-private.h"

G_BEGIN_DECLS

/* What an aborted unit goes back to. */
typedef struct
{
  QuothBulkCounts  counts;
  QuothScheme     *scheme;    /* reference */
  guint            n_additions;
  gint64           next_row;
  gint64           next_part;
  guint64          n_rows;
} QuothBulkMark;

struct _QuothBulk
{
  QuothProject    *project;   /* reference */
  QuothDb         *db;        /* borrowed from @project */
  const char      *verb;      /* of the journal entry */
  gint64           seq;       /* the journal entry; 0 until something is written */
  gint64           next_row;  /* of the next new article */
  gint64           next_part; /* of the journal entry */
  guint64          n_rows;    /* written since the last COMMIT */
  gboolean         committed; /* parts of the batch are on the disk */
  gboolean         in_unit;
  gboolean         broken;    /* SQLite gave the whole transaction up, as on a full disk */
  QuothBulkMark    mark;      /* where the unit began */
  QuothBulkCounts  counts;
  QuothScheme     *project_scheme; /* nullable: the project's own, before a command changed it */
  QuothScheme     *written_scheme; /* as it stands in the file */
  QuothScheme     *scheme;    /* with what was added since */
  GPtrArray       *additions; /* lines for the report */
  QuothCommand    *changes;   /* of the unit, not yet in the journal */
  GHashTable      *entities;  /* of the unit: id in the corpus → id in the project */
  gint64           last_entity; /* greatest row before the unit; -1 = not asked yet */
  GHashTable      *ids;       /* of an article: annotation id given → id taken; borrowed */
  GPtrArray       *new_ids;   /* of @ids, those that the article does not own */
  gboolean         renames;   /* some of @ids are not what was given */
};

/* The article of the same text, if there is one. */
typedef struct
{
  gint64   row;     /* 0 = none */
  gint64   import;
  gboolean removed;
  char    *id;
} QuothBulkKnown;

static inline void
quoth_bulk_known_clear (QuothBulkKnown *self)
{
  g_free (self->id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothBulkKnown, quoth_bulk_known_clear)

/* quoth-bulk-scheme.c */
gboolean         quoth_bulk_know_type       (QuothBulk         *self,
                                             QuothAnnotation   *annotation,
                                             GError           **error);
gboolean         quoth_bulk_know_attributes (QuothBulk         *self,
                                             const char        *type,
                                             QuothAttributes   *attributes,
                                             GError           **error);
const char      *quoth_bulk_map_entity      (QuothBulk         *self,
                                             const char        *id,
                                             GError           **error);

/* quoth-bulk-ids.c */
gboolean         quoth_bulk_map_ids         (QuothBulk         *self,
                                             QuothArticleData  *data,
                                             GHashTable        *taken, /* nullable */
                                             GError           **error);
void             quoth_bulk_rename          (QuothBulk         *self,
                                             char              *id,
                                             char              *to); /* takes it */
QuothAnnotation *quoth_bulk_take_annotation (QuothBulk         *self,
                                             QuothAnnotation   *annotation,
                                             guint              length,
                                             GError           **error);

/* quoth-bulk-known.c */
gboolean         quoth_bulk_add_to_known    (QuothBulk            *self,
                                             QuothArticleData     *data,
                                             const QuothBulkKnown *known,
                                             GError              **error);

/* quoth-bulk-entry.c */
gboolean         quoth_bulk_reserve_entry   (QuothBulk         *self,
                                             GError           **error);
gboolean         quoth_bulk_write_entry     (QuothBulk         *self,
                                             GError           **error);

/* quoth-bulk.c */
gboolean         quoth_bulk_flush_changes   (QuothBulk         *self,
                                             guint              at_least,
                                             GError           **error);
gboolean         quoth_bulk_write_scheme    (QuothBulk         *self,
                                             GError           **error);

/* quoth-bulk-command.c */
void             quoth_bulk_restore_scheme  (QuothBulk         *self);

G_END_DECLS
