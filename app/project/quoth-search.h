/* quoth-search.h - full text search of a corpus
 *
 * FTS5 over the article texts, filled behind by a worker: what is imported is
 * usable at once. Folds case and accents; marks and blanks (U+00A0 too) separate
 * words. First hits come by id at once; counts are a second, cancellable question.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

typedef struct
{
  gint64     row;       /* of the article, the key for the next page */
  char      *article;   /* id */
  char      *name;
  QuothSpan  span;      /* code points */
  char      *author;    /* nullable: of a comment, in which the words stand; then @span is what
                         * the comment is about */
  char      *before;    /* context on one line */
  char      *match;
  char      *after;
} QuothHit;

void       quoth_hit_free             (QuothHit       *self);
/* Words match as prefixes while typing (the last one), "…" is a phrase. At most
 * @per_article hits of one article; articles in order of arrival after @from. */
GPtrArray *quoth_search_run           (QuothProject   *project,
                                       const char     *query,
                                       gint64          from,
                                       guint           limit,
                                       guint           per_article,
                                       QuothProgress  *progress,
                                       GError        **error);
gint64     quoth_search_count_articles (QuothProject   *project,
                                        const char     *query,
                                        QuothProgress  *progress,
                                        GError        **error);
GPtrArray *quoth_search_comments      (QuothProject   *project,
                                       const char     *query,
                                       guint           limit,
                                       QuothProgress  *progress,
                                       GError        **error);
/* Indexes what is not yet indexed, in short transactions; call on a worker's project. */
gboolean   quoth_search_fill          (QuothProject   *project,
                                       QuothProgress  *progress,
                                       GError        **error);
gboolean   quoth_search_is_complete   (QuothProject   *project);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothHit, quoth_hit_free)

G_END_DECLS
