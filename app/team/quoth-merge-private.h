/* quoth-merge-private.h - what reading, comparing and writing of a merge share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-bulk.h"
#include "quoth-format.h"
#include "quoth-manifest.h"
#include "quoth-merge.h"
#include "quoth-project-query.h"
#include "quoth-team-state.h"

G_BEGIN_DECLS

/* What a merge means for one article, or for what all share. */
typedef struct
{
  char             *article; /* our id; "" of what all share */
  QuothCommand     *command;
  QuothMergeReport *report;  /* of this piece alone, without proposals */
} QuothMergePiece;

typedef struct
{
  QuothProject      *project;
  const char        *path;
  QuothProgress     *progress;
  QuothManifest     *manifest;
  char              *guidelines; /* nullable: what the package brings, as JSON */
  JsonNode          *letters;    /* nullable: article id -> names */
  GHashTable        *incoming;   /* article id, "" = shared -> (key -> QuothVersions) */
  QuothScheme       *scheme;     /* nullable: the package's */
  GPtrArray         *entities;   /* of QuothEntity: all that the package brings */
  GHashTable        *missing;    /* hash of a text that the project lacks -> id of its article */
  GHashTable        *fresh;      /* those ids */
  GPtrArray         *texts;      /* of QuothArticleData: those texts, while they are not too many */
  gsize              n_text_bytes; /* of all of them */
  QuothTeamState    *state;      /* as of @moment */
  QuothMoment        moment;
  GPtrArray         *pieces;     /* of QuothMergePiece */
  GHashTable        *held;       /* our ids of all articles that the package holds */
  GHashTable        *old;        /* our ids, "" = shared: to be computed again */
  gboolean           all_old;    /* all of it */
  GHashTable        *kept;       /* our id -> GPtrArray of QuothArticleData: those that were old once */
  QuothBulk         *bulk;       /* while it is written */
  /* Of the piece at work, borrowed. */
  QuothCommand      *command;
  QuothMergeReport  *report;
  GHashTable        *shared;     /* ours: key -> QuothVersions */
  GHashTable        *stamps;     /* of shared records */
} QuothMerge;

/* quoth-merge.c: the steps of quoth_merge_run(), in order. */
void              quoth_merge_init         (QuothMerge       *self,
                                            QuothProject     *project,
                                            const char       *package,
                                            QuothProgress    *progress);
gboolean          quoth_merge_open         (QuothMerge       *self,
                                            GError          **error);
gboolean          quoth_merge_look         (QuothMerge       *self,
                                            GError          **error);
gboolean          quoth_merge_catch_up     (QuothMerge       *self,
                                            GError          **error);
void              quoth_merge_clear        (QuothMerge       *self);
QuothMergeReport *quoth_merge_report_new   (void);
QuothArticleData *quoth_merge_make_bare    (const QuothArticleData *data);
gboolean          quoth_merge_ignore_scheme_cb (gpointer      user_data,
                                                QuothScheme  *scheme,
                                                GError      **error);
gboolean          quoth_merge_ignore_entity_cb (gpointer      user_data,
                                                QuothEntity  *entity,
                                                GError      **error);
void              quoth_merge_ignore_notice_cb (gpointer      user_data,
                                                const char   *path,
                                                guint         line,
                                                const char   *message);
/* quoth-merge-compare.c */
gboolean          quoth_merge_compare      (QuothMerge       *self,
                                            GError          **error);
gboolean          quoth_merge_follow       (QuothMerge       *self,
                                            GError          **error);
gboolean          quoth_merge_compare_old  (QuothMerge       *self,
                                            GError          **error);
/* quoth-merge-write.c */
QuothMergeReport *quoth_merge_write        (QuothMerge       *self,
                                            GError          **error);
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
                                            const char       *id,
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

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothMerge, quoth_merge_clear)

G_END_DECLS
