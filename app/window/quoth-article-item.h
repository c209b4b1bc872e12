/* quoth-article-item.h - a row of the articles pane as an object
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project-query.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ARTICLE_ITEM (quoth_article_item_get_type ())

G_DECLARE_FINAL_TYPE (QuothArticleItem, quoth_article_item, QUOTH, ARTICLE_ITEM, GObject)

QuothArticleItem      *quoth_article_item_new (QuothArticleRow  *row);
const QuothArticleRow *quoth_article_item_get (QuothArticleItem *self);

G_END_DECLS
