/* quoth-article-rows.h - articles in a list: their names, and what is left to do
 *
 * A row tells by a sign whether tasks or comments are open, and in words to whoever points
 * at it or listens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkListItemFactory *quoth_article_rows_new_factory (void);
void                quoth_article_rows_fill        (GListStore *store,
                                                    GPtrArray  *rows);
guint               quoth_article_rows_find        (GListModel *list,
                                                    const char *article);

G_END_DECLS
