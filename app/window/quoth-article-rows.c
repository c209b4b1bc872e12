/* quoth-article-rows.c - articles in a list: their names, and what is left to do
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-rows"

#include "config.h"

#include "quoth-article-rows.h"

#include <glib/gi18n.h>

#include "quoth-article-item.h"
#include "quoth-tooltip.h"

static void
setup_row_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *badge = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (name), 2);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (badge, "caption");
  gtk_widget_add_css_class (badge, "numeric");
  gtk_widget_add_css_class (badge, "dim-label");
  gtk_widget_set_valign (badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), badge);
  gtk_list_item_set_child (list_item, box);
}

static void
bind_row_cb (GtkSignalListItemFactory *factory,
             GtkListItem              *list_item)
{
  const QuothArticleRow *row = quoth_article_item_get (gtk_list_item_get_item (list_item));
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (list_item));
  GtkWidget *badge = gtk_widget_get_next_sibling (name);
  g_autofree char *tasks =
    row->n_open_tasks == 0
      ? g_strdup_printf (ngettext ("%u annotation", "%u annotations", row->n_annotations),
                         row->n_annotations)
      : g_strdup_printf (ngettext ("%u open task", "%u open tasks", row->n_open_tasks),
                         row->n_open_tasks);
  g_autofree char *comments =
    row->n_open_comments > 0
      ? g_strdup_printf (ngettext ("%u open comment", "%u open comments", row->n_open_comments),
                         row->n_open_comments)
      : NULL;
  g_autofree char *said = comments != NULL ? g_strconcat (tasks, "\n", comments, NULL)
                                           : g_strdup (tasks);
  g_autoptr (GString) mark = g_string_new (NULL);

  if (row->n_open_comments > 0)
    g_string_append_printf (mark, "❝ %u  ", row->n_open_comments);
  if (row->n_open_tasks > 0)
    g_string_append_printf (mark, "○ %u", row->n_open_tasks);
  else if (row->n_annotations > 0)
    g_string_append (mark, "●");
  gtk_label_set_label (GTK_LABEL (name), row->article->name);
  gtk_label_set_label (GTK_LABEL (badge), g_strchomp (mark->str));
  quoth_tooltip_set (badge, said);
  gtk_accessible_update_property (GTK_ACCESSIBLE (name), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, said,
                                  -1);
}

/**
 * quoth_article_rows_new_factory:
 *
 * Returns: (transfer full): makes rows for a list of #QuothArticleItem
 */
GtkListItemFactory *
quoth_article_rows_new_factory (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row_cb), NULL);
  return factory;
}

static gboolean
is_same (GListStore            *store,
         guint                  position,
         const QuothArticleRow *row)
{
  g_autoptr (QuothArticleItem) item = g_list_model_get_item (G_LIST_MODEL (store), position);
  const QuothArticleRow *known = quoth_article_item_get (item);

  return known->row == row->row && known->n_annotations == row->n_annotations
         && known->n_open_tasks == row->n_open_tasks
         && known->n_open_comments == row->n_open_comments
         && quoth_article_equal (known->article, row->article);
}

/**
 * quoth_article_rows_fill:
 * @store: of #QuothArticleItem
 * @rows: (element-type QuothArticleRow): what it shall hold; the rows are taken out
 *
 * Rows at the beginning and at the end that stay as they are are left alone: a gesture changes
 * one, and to make all of a page anew would cost more than the gesture.
 */
void
quoth_article_rows_fill (GListStore *store,
                         GPtrArray  *rows)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_before;
  guint first = 0;
  guint n_after = 0; /* rows that stay, at the end */

  g_return_if_fail (G_IS_LIST_STORE (store) && rows != NULL);

  n_before = g_list_model_get_n_items (G_LIST_MODEL (store));
  while (first < MIN (n_before, rows->len) && is_same (store, first, rows->pdata[first]))
    first++;
  while (n_after < MIN (n_before, rows->len) - first
         && is_same (store, n_before - 1 - n_after, rows->pdata[rows->len - 1 - n_after]))
    n_after++;
  for (guint i = 0; i < rows->len; i++)
    {
      QuothArticleRow *row = g_steal_pointer (&rows->pdata[i]);

      if (i < first || i >= rows->len - n_after)
        quoth_article_row_free (row);
      else
        g_ptr_array_add (items, quoth_article_item_new (row));
    }
  if (items->len > 0 || n_before > rows->len)
    g_list_store_splice (store, first, n_before - first - n_after, items->pdata, items->len);
}

/**
 * quoth_article_rows_find:
 * @list: of #QuothArticleItem
 * @article: id of an article
 *
 * Returns: where it stands, or %GTK_INVALID_LIST_POSITION
 */
guint
quoth_article_rows_find (GListModel *list,
                         const char *article)
{
  guint n = g_list_model_get_n_items (list);

  g_return_val_if_fail (article != NULL, GTK_INVALID_LIST_POSITION);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (QuothArticleItem) item = g_list_model_get_item (list, i);

      if (g_str_equal (quoth_article_item_get (item)->article->id, article))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}
