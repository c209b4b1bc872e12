/* quoth-import.h - finds what can be imported, and imports it
 *
 * Folders are walked; each unit is kept whole or not at all; a batch reports every
 * refused unit and goes on. Runs on any thread with its own project connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-bulk.h"
#include "quoth-format.h"

G_BEGIN_DECLS

typedef struct
{
  char  *path;
  guint  line;    /* 0 when there is none */
  char  *message;
  char  *article; /* nullable: of a duplicate, the id of the article that is there */
} QuothNotice;

typedef struct
{
  QuothBulkCounts counts;
  guint64    n_units;
  guint64    n_refused;
  GPtrArray *refused;  /* of QuothNotice: nothing of these was imported; the first 1000 */
  GPtrArray *notices;  /* of QuothNotice: encodings, losses, duplicates; the first 1000 */
  guint64    n_notices;
  GPtrArray *scheme_additions; /* of char* */
  QuothLabelCounts left_out;   /* as the map of labels wants it */
  char      *first_article;    /* nullable: id, to show after the import */
  char      *known_article;    /* nullable: id of the first that was there already */
} QuothImportReport;

/* A text that is at hand. Nothing is owned. */
typedef struct
{
  const char      *name;     /* nullable: its first words */
  const char      *utf8;
  gsize            n_bytes;
  const char      *language; /* nullable: BCP 47 */
  QuothAttributes *metadata; /* nullable */
} QuothImportText;

void               quoth_import_report_free (QuothImportReport *self);

/* Units under @paths in stable order. @format: NULL to detect. Paths that nothing
 * explains give a notice in @report. */
GPtrArray         *quoth_import_plan  (const char *const      *paths,
                                       const char             *format,
                                       QuothImportReport      *report,
                                       QuothProgress          *progress,
                                       GError                **error);
/* Returns a report, also when units were refused; NULL only when the project cannot
 * be written or the user cancelled (then nothing of the batch stays). */
QuothImportReport *quoth_import_run   (QuothProject           *project,
                                       const char *const      *paths,
                                       const char             *format,
                                       const QuothReadOptions *options,
                                       QuothProgress          *progress,
                                       GError                **error);
/* What the project remembers of labels in files of @format: the map of the last import
 * that was given one. NULL when there is none. */
QuothLabelMap     *quoth_import_remembered_labels (QuothProject *project,
                                                   const char   *format);
/* A text that is already at hand: pasted, dropped, or fetched. */
QuothImportReport *quoth_import_text  (QuothProject           *project,
                                       const char             *name,
                                       const char             *utf8,
                                       gsize                   n_bytes,
                                       QuothAttributes        *metadata,
                                       GError                **error);
/* Several, as one gesture. One that is refused is reported; the others go on. */
QuothImportReport *quoth_import_texts (QuothProject           *project,
                                       const QuothImportText  *texts,
                                       guint                   n_texts,
                                       QuothProgress          *progress,
                                       GError                **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothImportReport, quoth_import_report_free)

G_END_DECLS
