/* quoth-import-preview.h - what an import would find, before anything is written
 *
 * Files are planned as an import plans them, and the first units are read only as far as
 * it takes to show the first article, the first annotations and the labels that come.
 * Bounded in units, articles, annotations and time; a preview says whether it has seen
 * all. The project is only read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-import.h"

G_BEGIN_DECLS

/* How much of the first article is shown, in code points, and how many annotations. */
#define QUOTH_PREVIEW_CHARS 600
#define QUOTH_PREVIEW_ANNOTATIONS 20

typedef struct
{
  QuothLabelKind  kind;
  char           *label;
  guint64         n_uses;  /* in what was read; 0: only the corpus's scheme names it */
  gboolean        known;   /* the project's scheme has it */
  gboolean        mapped;  /* the map, or what the project remembers, says what it becomes */
  char           *target;  /* what it becomes, itself where no map names it; NULL: left out */
  gboolean        lacking; /* the project's scheme lacks what it becomes */
} QuothPreviewLabel;

typedef struct
{
  const char *format;     /* its name; static */
  int         certainty;  /* of the probe, 0 to 100 */
} QuothPreviewGuess;

typedef struct
{
  guint64            n_units;     /* that an import would read */
  GPtrArray         *formats;     /* of char*: names of the formats of all units, sorted */
  gboolean           complete;    /* everything was read */
  QuothImportReport *report;      /* refusals, notices and losses in what was read */

  char              *path;        /* nullable: of the first unit that could be read */
  GArray            *guesses;     /* of QuothPreviewGuess: of the first unit, surest first */
  char              *encoding;    /* nullable: of the first unit, when it is a file of text */

  char              *name;        /* nullable: of the first article */
  char              *beginning;   /* nullable: its first code points, as they stand */
  guint              n_chars;     /* of the whole article */
  QuothText         *text;        /* nullable: the whole text, which annotations point into */
  GPtrArray         *annotations; /* of QuothAnnotation: its first, by their place */

  guint64            n_articles;
  guint64            n_annotations;
  GPtrArray         *labels;      /* of QuothPreviewLabel: by kind, the most used first */
  GPtrArray         *layers;      /* of char*, sorted */
  QuothLabelMap     *remembered;  /* what the project remembers for all of the formats */
} QuothImportPreview;

QuothImportPreview *quoth_import_preview (QuothProject            *project,
                                          const char *const       *paths,
                                          const char              *format,
                                          const QuothReadOptions  *options,
                                          QuothProgress           *progress,
                                          GError                 **error);
void                quoth_import_preview_free (QuothImportPreview *self);
/* Tells of one unit after the other; FALSE stops. */
typedef gboolean (*QuothPreviewFunc) (const QuothImportPreview  *preview,
                                      gpointer                   user_data,
                                      GError                   **error);

/* Imports into a copy that is thrown away, so that everything an import would tell is told,
 * and shows each unit that would be kept to @func, read to its end. */
QuothImportReport *quoth_import_rehearse     (QuothProject            *project,
                                              const char *const       *paths,
                                              const char              *format,
                                              const QuothReadOptions  *options,
                                              QuothPreviewFunc         func,
                                              gpointer                 user_data,
                                              QuothProgress           *progress,
                                              GError                 **error);
/* Whether a person should look before the import: a label that neither the scheme nor a
 * remembered map knows, or a format that another fits nearly as well. */
gboolean            quoth_import_preview_asks (const QuothImportPreview *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothImportPreview, quoth_import_preview_free)

G_END_DECLS
