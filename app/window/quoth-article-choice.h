/* quoth-article-choice.h - which articles of the project a dialog is about
 *
 * All, those that are assigned, those that pass the filter of the list, or the open one. The
 * row offers what there is; what was chosen is copied for a worker, which finds the articles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project-query.h"
#include "quoth-window.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_ARTICLES_ALL,
  QUOTH_ARTICLES_ASSIGNED,
  QUOTH_ARTICLES_LISTED,
  QUOTH_ARTICLES_OPEN
} QuothArticlesKind;

typedef struct
{
  QuothArticlesKind   kind;
  char               *article; /* of QUOTH_ARTICLES_OPEN */
  QuothArticleFilter  filter;  /* of QUOTH_ARTICLES_LISTED; its strings are owned */
} QuothArticleChoice;

/* @row is an AdwComboRow. @assigned: whether that is one of the answers. */
void     quoth_article_choice_offer (GtkWidget                 *row,
                                     QuothWindow               *window,
                                     gboolean                   assigned);
void     quoth_article_choice_read  (GtkWidget                 *row,
                                     QuothWindow               *window,
                                     QuothArticleChoice        *out_choice);
void     quoth_article_choice_clear (QuothArticleChoice        *self);
/* In a worker. @out_articles (strv, transfer full): NULL when no ids limit the choice. */
gboolean quoth_article_choice_list  (const QuothArticleChoice  *self,
                                     QuothProject              *project,
                                     QuothProgress             *progress,
                                     char                    ***out_articles,
                                     GError                   **error);

G_END_DECLS
