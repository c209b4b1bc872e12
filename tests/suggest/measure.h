/* measure.h - how good proposals are, counted on annotated projects
 *
 * Every count is "so many of so many" under a name; names come in the order in which
 * they were first counted. Nothing here judges: it only replays what an annotator of
 * the gold annotations would have been offered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

typedef struct
{
  char  *name;
  guint  n;
  guint  of;
} MeasureCount;

typedef struct
{
  GPtrArray  *counts; /* of MeasureCount */
  const char *show;   /* nullable: misses of counts with this in their name are printed */
} Measure;

/* Counts under the name that @format makes, and tells whether the miss is to be shown. */
gboolean  measure_add      (Measure          *self,
                            gboolean          hit,
                            const char       *format,
                            ...) G_GNUC_PRINTF (3, 4);
/* A line about a miss: what was wanted, what came, and the text around. */
void      measure_show     (const char       *what,
                            QuothText        *text,
                            QuothSpan         around,
                            const QuothSpan  *wanted,
                            const QuothSpan  *got);

/* One layer of one article each. */
void      measure_claims   (Measure          *self,
                            QuothArticleData *gold,
                            QuothScheme      *scheme);
void      measure_quotes   (Measure          *self,
                            QuothArticleData *gold,
                            QuothScheme      *scheme);
void      measure_names    (Measure          *self,
                            QuothArticleData *gold,
                            gboolean          complete);
/* @people: registry id by gold id; goes with @registry through all articles. */
void      measure_identity (Measure          *self,
                            QuothArticleData *gold,
                            QuothScheme      *scheme,
                            QuothRegistry    *registry,
                            GHashTable       *people);

/* Annotations of a kind (or, @type not NULL, of a type) in the order of the text. */
GPtrArray *measure_list    (QuothArticleData *gold,
                            QuothScheme      *scheme,
                            int               kind,
                            const char       *type);
/* The name within a mention, without titles and what follows it; FALSE when it has none. */
gboolean  measure_find_name (QuothText       *text,
                             QuothSpan        mention,
                             QuothSpan       *out_name);

G_END_DECLS
