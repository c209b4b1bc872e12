/* quoth-merge-private.h - what reading, comparing and writing of a merge share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-bulk.h"
#include "quoth-format.h"
#include "quoth-manifest.h"
#include "quoth-merge.h"
#include "quoth-team-state.h"

G_BEGIN_DECLS

typedef struct
{
  QuothProject      *project;
  const char        *path;
  QuothProgress     *progress;
  QuothManifest     *manifest;
  char              *guidelines; /* nullable: what the package brings, as JSON */
  JsonNode          *letters;    /* nullable: article id -> names */
  QuothTeamState    *state;
  GHashTable        *incoming; /* article id, "" = shared -> (key -> QuothVersions) */
  GHashTable        *shared;   /* ours: key -> QuothVersions */
  GHashTable        *stamps;   /* of shared records */
  GHashTable        *missing;  /* ids of the package's articles that the project lacks */
  QuothBulk         *bulk;     /* while those are imported */
  GPtrArray         *entities; /* of QuothEntity: all that the package brings */
  QuothCommand      *command;
  QuothMergeReport  *report;
} QuothMerge;

/* quoth-merge-read.c */
gboolean       quoth_merge_read_versions   (QuothMerge       *self,
                                            GError          **error);
/* What the package says of a record; NULL: nothing beside its content. */
QuothVersions *quoth_merge_lookup          (QuothMerge       *self,
                                            const char       *article,
                                            const char       *key);
/* Whether what the package says of an article's annotations could be. */
gboolean       quoth_merge_check_article   (QuothMerge       *self,
                                            QuothArticle     *article,
                                            GError          **error);
void           quoth_merge_forget          (QuothMerge       *self,
                                            const char       *article,
                                            const char       *key);
gboolean       quoth_merge_read            (QuothMerge       *self,
                                            const QuothSink  *sink,
                                            GError          **error);
/* quoth-merge-records.c */
gboolean       quoth_merge_take            (QuothMerge       *self,
                                            const char       *article, /* NULL: shared */
                                            GHashTable       *ours,
                                            GHashTable       *stamps,
                                            QuothVersions    *theirs,
                                            GHashTable       *taken); /* nullable */
gboolean       quoth_merge_take_article    (QuothMerge       *self,
                                            QuothArticleData *theirs,
                                            GError          **error);
void           quoth_merge_write_stamps    (QuothMerge       *self,
                                            const char       *article,
                                            GHashTable       *stamps);
/* quoth-package-letters.c */
gboolean       quoth_merge_read_letters    (QuothMerge       *self,
                                            GError          **error);
void           quoth_merge_take_letters    (QuothMerge       *self);
/* quoth-merge-propose.c */
void           quoth_merge_propose         (QuothMerge       *self);
gboolean       quoth_merge_read_guidelines (QuothMerge       *self,
                                            GError          **error);
gboolean       quoth_merge_take_guidelines (QuothMerge       *self,
                                            GError          **error);

G_END_DECLS
