/* quoth-export-private.h - the stages of an export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-export.h"
#include "quoth-project-versions.h"

G_BEGIN_DECLS

/* Which split an article belongs to: the same for the same corpus, shares and seed. */
typedef struct _QuothSplitter QuothSplitter;

QuothSplitter    *quoth_splitter_new        (QuothProject             *project,
                                             const QuothExportOptions *options,
                                             QuothProgress            *progress,
                                             GError                  **error);
guint             quoth_splitter_lookup     (QuothSplitter            *self,
                                             const char               *article);
void              quoth_splitter_free       (QuothSplitter            *self);
/* Whether each split that is wished for has a share, and a name that no other has and that
 * can be a folder. */
gboolean          quoth_splits_check        (const QuothExportOptions *options,
                                             GError                  **error);

/* Articles that belong together: a forest in which the root of an article's tree, an
 * index of @parents (of guint), stands for its group. */
guint             quoth_groups_find         (GArray                   *parents,
                                             guint                     index);
void              quoth_groups_join         (GArray                   *parents,
                                             guint                     a,
                                             guint                     b);

/* Hashes (guint64) of the words of a folded text. Scripts that are written without blanks
 * have wide characters; there each is a word. */
GArray           *quoth_export_hash_words   (const char               *folded);

/* Articles with almost the same text. @article: the index of the article in @parents. */
typedef struct _QuothSimilar QuothSimilar;

QuothSimilar     *quoth_similar_new         (void);
void              quoth_similar_add         (QuothSimilar             *self,
                                             guint                     article,
                                             QuothText                *text);
void              quoth_similar_join        (QuothSimilar             *self,
                                             GArray                   *parents);
void              quoth_similar_free        (QuothSimilar             *self);

/* A copy of @data without the annotations that lie in zones. Links to those are taken
 * off and told as losses. */
QuothArticleData *quoth_export_body_only    (QuothArticleData         *data,
                                             QuothScheme              *scheme,
                                             QuothLossFunc             loss,
                                             gpointer                  loss_data);

/* Takes names, notes and values that repeat a run of the text out of @data, and tells them as
 * losses: for what goes without the text. */
void              quoth_export_drop_words   (QuothArticleData         *data,
                                             QuothLossFunc             loss,
                                             gpointer                  loss_data);

/* losses.json: one object per article, in the order of the stream. */
typedef struct
{
  char              *path;
  QuothExportReport *report;
  int                fd;      /* -1 until there is something to write */
  gboolean           dry_run;
  char              *article; /* nullable: of the losses gathered */
  GHashTable        *reasons; /* annotation id to reason */
  GError            *error;
} QuothLosses;

void     quoth_losses_init   (QuothLosses       *self,
                              const char        *folder,
                              QuothExportReport *report,
                              gboolean           dry_run);
/* A QuothLossFunc on a QuothLosses. */
void     quoth_losses_add    (gpointer           user_data,
                              const char        *article,
                              const char        *annotation,
                              const char        *reason);
/* @loss: nullable, is told of comments */
void     quoth_export_drop_remarks (QuothArticleData *data,
                                    QuothLossFunc     loss,
                                    gpointer          loss_data);
gboolean quoth_losses_finish (QuothLosses       *self,
                              GError           **error);
void     quoth_losses_clear  (QuothLosses       *self);

/* Where an export goes: written beside it, moved when it is whole. */
gboolean quoth_export_target_check  (const char         *path,
                                     const QuothFormat  *format,
                                     GError            **error);
char    *quoth_export_target_begin  (const char         *path,
                                     GError            **error);
gboolean quoth_export_target_commit (const char         *temporary,
                                     const char         *path,
                                     GError            **error);
void     quoth_export_remove_tree   (const char         *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothSimilar, quoth_similar_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothSplitter, quoth_splitter_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothLosses, quoth_losses_clear)

G_END_DECLS
