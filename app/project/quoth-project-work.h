/* quoth-project-work.h - how far each annotator is, what was made when, who said it
 *
 * Counts over the whole project, for a worker: each reads the annotations once and can be
 * cancelled meanwhile.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

typedef struct
{
  char  *guidelines; /* the id of a version */
  char  *layer;
  guint  n_articles;
} QuothLayerGuidelines;

typedef struct
{
  char     *layer;
  char     *state;      /* "open", "done", "locked" */
  gboolean  begun;      /* something is marked */
  guint     n_articles;
} QuothLayerShare;

typedef struct
{
  char    *layer;
  guint32  julian; /* day, as GDate counts them */
  guint    n;      /* annotations made that day */
  guint    n_made; /* of these, not imported */
} QuothLayerDay;

typedef struct
{
  char    *entity;   /* NULL: speakers that are not linked to anybody yet */
  guint    n_claims;
  guint64  n_chars;  /* code points of these claims */
} QuothEntityVoice;

/* One annotator's work on one article. What is not begun is there by its state alone. */
typedef struct
{
  char     *layer;      /* GRefString */
  char     *state;      /* GRefString: "open", "done", "locked" */
  char     *guidelines; /* GRefString, nullable: the id of their version, see QuothLayer */
  gboolean  begun;      /* something is marked */
} QuothLayerWork;

typedef struct
{
  gint64    row;    /* of the article, see QuothArticleRow */
  char     *id;
  guint     length; /* code points */
  GArray   *layers; /* of QuothLayerWork, by name */
} QuothArticleWork;

void       quoth_article_work_free            (QuothArticleWork *self);
GPtrArray *quoth_project_list_work            (QuothProject   *self,
                                               gint64          row,
                                               QuothProgress  *progress,
                                               GError        **error);
GArray    *quoth_project_count_states         (QuothProject   *self,
                                               QuothProgress  *progress,
                                               GError        **error);
/* Cheap, unlike the others: under which guidelines the layers were made that know it. */
GArray    *quoth_project_count_guidelines     (QuothProject   *self,
                                               GError        **error);
GArray    *quoth_project_count_days           (QuothProject   *self,
                                               QuothProgress  *progress,
                                               GError        **error);
gboolean   quoth_project_find_days            (QuothProject   *self,
                                               const char *const *layers,
                                               QuothProgress  *progress,
                                               guint32        *out_first,
                                               guint32        *out_last,
                                               GError        **error);
GPtrArray *quoth_project_count_voices         (QuothProject   *self,
                                               const char     *layer,
                                               QuothProgress  *progress,
                                               GError        **error);
guint32    quoth_day_parse                    (const char     *time);
guint      quoth_project_count_article_layers (QuothProject   *self,
                                               gint64          row);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothArticleWork, quoth_article_work_free)

G_END_DECLS
