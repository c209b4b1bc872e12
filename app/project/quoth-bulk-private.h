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
  gint64           seq;       /* the journal entry; 0 until something is written */
  gint64           next_row;  /* of the next new article */
  gint64           next_part; /* of the journal entry */
  guint64          n_rows;    /* written since the last COMMIT */
  gboolean         committed; /* parts of the batch are on the disk */
  gboolean         in_unit;
  gboolean         broken;    /* SQLite gave the whole transaction up, as on a full disk */
  QuothBulkMark    mark;      /* where the unit began */
  QuothBulkCounts  counts;
  QuothScheme     *written_scheme; /* as it stands in the file */
  QuothScheme     *scheme;    /* with what was added since */
  GPtrArray       *additions; /* lines for the report */
  QuothCommand    *changes;   /* of the unit, not yet in the journal */
  GHashTable      *entities;  /* of the unit: id in the corpus → id in the project */
  gint64           last_entity; /* greatest row before the unit; -1 = not asked yet */
  GHashTable      *ids;       /* of an article: annotation id given → id taken */
};

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

/* quoth-bulk.c */
gboolean         quoth_bulk_flush_changes   (QuothBulk         *self,
                                             guint              at_least,
                                             GError           **error);

G_END_DECLS
