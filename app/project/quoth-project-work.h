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

GArray    *quoth_project_count_states         (QuothProject   *self,
                                               QuothProgress  *progress,
                                               GError        **error);
/* Cheap, unlike the others: under which guidelines the layers were made that know it. */
GArray    *quoth_project_count_guidelines     (QuothProject   *self,
                                               GError        **error);
GArray    *quoth_project_count_days           (QuothProject   *self,
                                               QuothProgress  *progress,
                                               GError        **error);
GPtrArray *quoth_project_count_voices         (QuothProject   *self,
                                               const char     *layer,
                                               QuothProgress  *progress,
                                               GError        **error);
guint32    quoth_day_parse                    (const char     *time);
guint      quoth_project_count_article_layers (QuothProject   *self,
                                               gint64          row);

G_END_DECLS
