/* quoth-export.h - writes a corpus in a format
 *
 * Streams from one read snapshot; writes beside the target and moves into place, so
 * that a cancelled or failed export leaves what was there. What a format cannot
 * hold is named in losses.json and counted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-bulk.h"
#include "quoth-format.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_SPLIT_BY_ARTICLE,
  QUOTH_SPLIT_BY_PUBLISHER,
  QUOTH_SPLIT_BY_DATE,
  QUOTH_SPLIT_BY_ENTITY
} QuothSplitBy;

typedef struct
{
  const char *name;  /* "train" */
  double      share; /* > 0; shares are normalised */
} QuothSplit;

typedef struct
{
  const char        *layer;   /* nullable = all; "gold", or one name */
  const char *const *layers;  /* nullable: a strv of names, instead of @layer */
  QuothZoneChoice    zones;
  const QuothSplit  *splits;  /* nullable: each becomes a folder */
  guint              n_splits;
  QuothSplitBy       split_by;
  gboolean           keep_similar; /* articles with almost the same text stay together */
  guint64            seed;
  QuothWriteFlags    flags;
  gboolean           without_older; /* so do older versions; training data has none, so splits */
  gboolean           without_remarks; /* comments and the like stay at home in any format */
  /* Refused where the format is not `textless`. Names, notes and values that repeat the text
   * are lost. */
  gboolean           without_text;
} QuothExportOptions;

typedef struct
{
  guint64 n_articles;
  guint64 n_annotations;
  guint64 n_losses;
  guint   n_empty_splits; /* which got no article */
  GPtrArray *losses; /* of char* "article annotation: reason"; the first 1000 */
} QuothExportReport;

void               quoth_export_report_free (QuothExportReport        *self);
QuothExportReport *quoth_export_run         (QuothProject             *project,
                                             const char               *format,
                                             const char               *path,
                                             const QuothExportOptions *options,
                                             QuothProgress            *progress,
                                             GError                  **error);
/* The same without writing: what would be lost. */
QuothExportReport *quoth_export_preview     (QuothProject             *project,
                                             const char               *format,
                                             const QuothExportOptions *options,
                                             QuothProgress            *progress,
                                             GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothExportReport, quoth_export_report_free)

G_END_DECLS
