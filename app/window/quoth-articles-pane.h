/* quoth-articles-pane.h - the articles of the project, 100 at a time
 *
 * Search, filter by status, type, person and open tasks, a pager. It follows the article
 * that is open, also when a search or a ledger led there. GTK 4.8
 * list views jump with more than some 220 rows (gtk#2971), so a page holds 100; pages
 * go by key. Choosing a row opens the article in the workspace.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-project-query.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ARTICLES_PANE (quoth_articles_pane_get_type ())

G_DECLARE_FINAL_TYPE (QuothArticlesPane, quoth_articles_pane, QUOTH, ARTICLES_PANE, GtkWidget)

void quoth_articles_pane_set_workspace (QuothArticlesPane *self,
                                        QuothWorkspace    *workspace);
void quoth_articles_pane_refresh       (QuothArticlesPane *self);
void quoth_articles_pane_step          (QuothArticlesPane *self,
                                        gboolean           backwards);
/* Only articles with a mention of @entity; NULL lifts it. */
void quoth_articles_pane_set_entity    (QuothArticlesPane *self,
                                        const char        *entity);
/* Which articles are listed; FALSE when that is all of them. The strings stay the pane's,
 * until something else is chosen. */
gboolean quoth_articles_pane_get_filter   (QuothArticlesPane  *self,
                                           QuothArticleFilter *out_filter);
/* Empties the search while something is typed there; FALSE when it has not the keyboard. */
gboolean quoth_articles_pane_clear_search (QuothArticlesPane *self);

G_END_DECLS
