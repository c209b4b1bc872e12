/* quoth-article-item.c - a row of the articles pane as an object
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-item"

#include "config.h"

#include "quoth-article-item.h"

struct _QuothArticleItem
{
  GObject          parent_instance;
  QuothArticleRow *row; /* owned */
};

G_DEFINE_FINAL_TYPE (QuothArticleItem, quoth_article_item, G_TYPE_OBJECT)

/**
 * quoth_article_item_new:
 * @row: (transfer full): a row
 *
 * Returns: (transfer full): the row as an object
 */
QuothArticleItem *
quoth_article_item_new (QuothArticleRow *row)
{
  QuothArticleItem *self = g_object_new (QUOTH_TYPE_ARTICLE_ITEM, NULL);

  self->row = row;
  return self;
}

const QuothArticleRow *
quoth_article_item_get (QuothArticleItem *self)
{
  g_return_val_if_fail (QUOTH_IS_ARTICLE_ITEM (self), NULL);

  return self->row;
}

static void
quoth_article_item_finalize (GObject *object)
{
  g_clear_pointer (&QUOTH_ARTICLE_ITEM (object)->row, quoth_article_row_free);
  G_OBJECT_CLASS (quoth_article_item_parent_class)->finalize (object);
}

static void
quoth_article_item_class_init (QuothArticleItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = quoth_article_item_finalize;
}

static void
quoth_article_item_init (QuothArticleItem *self)
{
}
