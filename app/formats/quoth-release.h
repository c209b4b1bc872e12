/* quoth-release.h - a corpus as it is handed to others, in one go
 *
 * A release is a folder: one folder per format, each divided into the same splits; the
 * splits as a table; a data card for people (README.md) and for programs (datacard.json);
 * the scheme; and SHA256SUMS over everything. The same project, options and seed give the
 * same bytes, on every machine and after the release was imported again: nothing in it
 * depends on the time, on paths or on the order of import. Articles with almost the same
 * text never come into different splits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-export.h"

G_BEGIN_DECLS

typedef struct
{
  const char *const  *formats;    /* names; NULL-terminated */
  QuothExportOptions  corpus;     /* what is released and how it is split */
  /* Nullable: what each of @formats is asked for, in their order; else all are asked for
   * what @corpus says. */
  const QuothWriteFlags *flags;
  const char         *title;      /* nullable */
  const char         *licence;    /* nullable: an SPDX identifier or a sentence */
  const char         *guidelines; /* nullable: which version of the guidelines was followed */
  const char         *agreement;  /* nullable: a JSON value that says how far annotators agree */
} QuothReleaseOptions;

typedef struct
{
  guint64 n_articles;
  guint64 n_annotations;
  guint64 n_losses; /* over all formats */
  guint   n_empty_splits; /* which got no article */
} QuothReleaseReport;

QuothReleaseReport *quoth_release_run (QuothProject              *project,
                                       const char                *path,
                                       const QuothReleaseOptions *options,
                                       QuothProgress             *progress,
                                       GError                   **error);

G_END_DECLS
