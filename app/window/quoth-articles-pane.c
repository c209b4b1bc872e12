/* quoth-articles-pane.c - the articles of the project, 100 at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-articles-pane"

#include "config.h"

#include "quoth-articles-pane.h"

#include <glib/gi18n.h>
#include <inttypes.h>

#include "quoth-annotate-focus.h"
#include "quoth-article-item.h"
#include "quoth-article-rows.h"
#include "quoth-filter-button.h"
#include "quoth-search-list.h"
#include "quoth-still.h"

#define PAGE_SIZE 100

struct _QuothArticlesPane
{
  GtkWidget           parent_instance;

  QuothWorkspace     *workspace;  /* owned */
  GListStore         *store;      /* of QuothArticleItem */
  GtkSingleSelection *selection;
  gint64              first;      /* row before the page; 0 = from the start */
  gint64              n_total;
  guint               refresh_id; /* idle source, 0 when none is due */
  gboolean            filling;    /* the filter is being set, not chosen */

  GtkWidget          *search;
  QuothFilterButton  *filter;
  GtkWidget          *filter_box;
  GtkWidget          *filter_label;
  GtkWidget          *stack;
  GtkWidget          *list;
  GtkWidget          *previous_page;
  GtkWidget          *next_page;
  GtkWidget          *position;
};

static guint listed_signal;

G_DEFINE_FINAL_TYPE (QuothArticlesPane, quoth_articles_pane, GTK_TYPE_WIDGET)

static QuothProject *
get_project (QuothArticlesPane *self)
{
  return self->workspace != NULL ? quoth_workspace_get_project (self->workspace) : NULL;
}

/* What the widgets ask for; the strings stay theirs. */
static QuothArticleFilter
get_filter (QuothArticlesPane *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search));
  QuothArticleFilter filter = { .text = *text != '\0' ? text : NULL,
                                .layer = quoth_workspace_get_layer (self->workspace) };

  quoth_filter_button_get (self->filter, &filter);
  return filter;
}

static gboolean
is_filtered (const QuothArticleFilter *filter)
{
  return filter->text != NULL || filter->status != NULL || filter->type != NULL
         || filter->entity != NULL || filter->open_tasks || filter->open_comments;
}

gboolean
quoth_articles_pane_get_filter (QuothArticlesPane  *self,
                                QuothArticleFilter *out_filter)
{
  g_return_val_if_fail (QUOTH_IS_ARTICLES_PANE (self), FALSE);

  *out_filter = get_filter (self);
  return is_filtered (out_filter);
}

static void
select_open_article (QuothArticlesPane *self)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  guint found = document != NULL
                  ? quoth_article_rows_find (G_LIST_MODEL (self->store),
                                             quoth_document_get_article_id (document))
                  : GTK_INVALID_LIST_POSITION;

  gtk_single_selection_set_selected (self->selection, found);
  if (found != GTK_INVALID_LIST_POSITION)
    gtk_widget_activate_action (self->list, "list.scroll-to-item", "u", found);
}

static void
show_position (QuothArticlesPane        *self,
               const QuothArticleFilter *filter,
               gint64                    first,
               guint                     n)
{
  gint64 before = first > 0 ? quoth_project_article_position (get_project (self), filter, first,
                                                               NULL)
                            : 0;
  g_autofree char *label =
    n == 0 ? g_strdup ("")
           /* Translators: first and last row of the page, and how many there are in all */
           : g_strdup_printf (_("%" PRId64 "–%" PRId64 " of %" PRId64),
                              before + 1, before + n, self->n_total);

  gtk_label_set_label (GTK_LABEL (self->position), label);
  gtk_widget_set_sensitive (self->previous_page, before > 0);
  gtk_widget_set_sensitive (self->next_page, before + n < self->n_total);
}

static void
show_filter (QuothArticlesPane *self)
{
  g_autofree char *words = quoth_filter_button_dup_words (self->filter);

  gtk_label_set_label (GTK_LABEL (self->filter_label), words != NULL ? words : "");
  gtk_widget_set_tooltip_text (self->filter_label, words);
  gtk_widget_set_visible (self->filter_box, words != NULL);
}

/* Loads the page that stands after row @from, or (@backwards) before it. */
static void
load (QuothArticlesPane *self,
      gint64             from,
      gboolean           backwards)
{
  QuothProject *project = get_project (self);
  QuothArticleFilter filter = get_filter (self);
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  rows = quoth_project_list_articles (project, &filter, from, backwards, PAGE_SIZE, &error);
  if (rows == NULL)
    {
      g_warning ("Cannot list articles: %s", error->message);
      return;
    }
  n = rows->len;
  self->n_total = quoth_project_count_articles (project, &filter, NULL);
  if (backwards)
    {
      const QuothArticleRow *row = n > 0 ? rows->pdata[0] : NULL;
      g_autoptr (GPtrArray) earlier =
        row != NULL ? quoth_project_list_articles (project, &filter, row->row, TRUE, 1, NULL)
                    : NULL;

      self->first = earlier != NULL && earlier->len > 0
                      ? ((QuothArticleRow *) earlier->pdata[0])->row : 0;
      if (earlier != NULL)
        g_ptr_array_set_free_func (earlier, (GDestroyNotify) quoth_article_row_free);
    }
  else
    self->first = from;
  g_ptr_array_set_free_func (rows, NULL);
  quoth_article_rows_fill (self->store, rows);
  show_position (self, &filter, self->first, n);
  gtk_stack_set_visible_child_name (GTK_STACK (self->stack),
                                    n > 0 ? "list" : is_filtered (&filter) ? "none" : "empty");
  g_signal_emit (self, listed_signal, 0, n == 0 && !is_filtered (&filter));
  show_filter (self);
  select_open_article (self);
}

/* The statuses and types to choose from are the scheme's. */
static void
fill_filter (QuothArticlesPane *self)
{
  self->filling = TRUE;
  quoth_filter_button_set_project (self->filter, get_project (self));
  self->filling = FALSE;
}

/**
 * quoth_articles_pane_refresh:
 * @self: a pane
 *
 * Reads the page anew, at the same place.
 */
void
quoth_articles_pane_refresh (QuothArticlesPane *self)
{
  g_return_if_fail (QUOTH_IS_ARTICLES_PANE (self));

  if (get_project (self) == NULL)
    return;
  fill_filter (self);
  load (self, self->first, FALSE);
  if (self->first > 0 && g_list_model_get_n_items (G_LIST_MODEL (self->store)) == 0)
    load (self, 0, FALSE);
}

static gboolean
refresh_later_cb (gpointer data)
{
  QuothArticlesPane *self = data;

  self->refresh_id = 0;
  quoth_articles_pane_refresh (self);
  return G_SOURCE_REMOVE;
}

/* Behind the gestures: the list follows within half a second, never in a frame. */
static void
refresh_later (QuothArticlesPane *self)
{
  if (self->refresh_id == 0)
    self->refresh_id = g_timeout_add_full (G_PRIORITY_LOW, 400, refresh_later_cb, self, NULL);
}

static void
filter_changed_cb (QuothArticlesPane *self)
{
  if (!self->filling && get_project (self) != NULL)
    load (self, 0, FALSE);
}

static void
clear_filter_cb (QuothArticlesPane *self)
{
  quoth_filter_button_clear (self->filter);
}

static void
show_all_cb (QuothArticlesPane *self)
{
  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  self->filling = FALSE;
  clear_filter_cb (self);
  gtk_widget_grab_focus (self->search);
}

static gint64
get_row_at (QuothArticlesPane *self,
            gboolean           last)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  g_autoptr (QuothArticleItem) item = NULL;

  if (n == 0)
    return 0;
  item = g_list_model_get_item (G_LIST_MODEL (self->store), last ? n - 1 : 0);
  return quoth_article_item_get (item)->row;
}

static void
previous_page_cb (QuothArticlesPane *self)
{
  load (self, get_row_at (self, FALSE), TRUE);
}

static void
next_page_cb (QuothArticlesPane *self)
{
  load (self, get_row_at (self, TRUE), FALSE);
}

static gboolean
is_selected (QuothArticlesPane *self)
{
  return gtk_single_selection_get_selected (self->selection) != GTK_INVALID_LIST_POSITION;
}

/* The row before the page that row @row is on; pages are counted from the first row. */
static gint64
find_page (QuothArticlesPane        *self,
           const QuothArticleFilter *filter,
           gint64                    row)
{
  QuothProject *project = get_project (self);
  gint64 before = quoth_project_article_position (project, filter, row, NULL) - 1;
  guint n = (guint) (MAX (before, 0) % PAGE_SIZE) + 1;
  g_autoptr (GPtrArray) earlier =
    quoth_project_list_articles (project, filter, row, TRUE, n, NULL);

  return earlier != NULL && earlier->len == n ? ((QuothArticleRow *) earlier->pdata[0])->row : 0;
}

/* Turns to the page of the open article, unless the filter leaves it out. */
static void
follow_open_article (QuothArticlesPane *self)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothArticleFilter filter = get_filter (self);
  g_autoptr (GPtrArray) at = NULL;
  gint64 row;

  select_open_article (self);
  if (document == NULL || is_selected (self))
    return;
  row = quoth_project_get_article_row (get_project (self),
                                       quoth_document_get_article_id (document));
  if (row > 0)
    at = quoth_project_list_articles (get_project (self), &filter, row - 1, FALSE, 1, NULL);
  if (at != NULL && at->len > 0 && ((QuothArticleRow *) at->pdata[0])->row == row)
    load (self, find_page (self, &filter, row), FALSE);
}

static void
activate_cb (QuothArticlesPane *self,
             guint              position)
{
  g_autoptr (QuothArticleItem) item = g_list_model_get_item (G_LIST_MODEL (self->store), position);

  if (item != NULL
      && quoth_workspace_open_article (self->workspace, quoth_article_item_get (item)->article->id))
    gtk_widget_activate_action (GTK_WIDGET (self), "annotate.focus-text", NULL);
}

/**
 * quoth_articles_pane_step:
 * @self: a pane
 * @backwards: to the article before
 *
 * Opens the next article of those listed, turning the page where it ends.
 */
void
quoth_articles_pane_step (QuothArticlesPane *self,
                          gboolean           backwards)
{
  guint position;
  guint n;

  g_return_if_fail (QUOTH_IS_ARTICLES_PANE (self));

  if (get_project (self) == NULL)
    return;
  if (!is_selected (self))
    follow_open_article (self);
  position = gtk_single_selection_get_selected (self->selection);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
  if (position == GTK_INVALID_LIST_POSITION)
    position = 0;
  else if (backwards && position == 0)
    {
      if (!gtk_widget_get_sensitive (self->previous_page))
        return;
      previous_page_cb (self);
      position = g_list_model_get_n_items (G_LIST_MODEL (self->store)) - 1;
    }
  else if (!backwards && position + 1 >= n)
    {
      if (!gtk_widget_get_sensitive (self->next_page))
        return;
      next_page_cb (self);
      position = 0;
    }
  else
    position += backwards ? -1 : 1;
  activate_cb (self, position);
}

/**
 * quoth_articles_pane_set_entity:
 * @self: a pane
 * @entity: (nullable): id in the registry
 *
 * Lists only articles with a mention of @entity.
 */
void
quoth_articles_pane_set_entity (QuothArticlesPane *self,
                                const char        *entity)
{
  g_return_if_fail (QUOTH_IS_ARTICLES_PANE (self));

  quoth_filter_button_set_entity (self->filter, entity);
}

/**
 * quoth_articles_pane_clear_search:
 * @self: a pane
 *
 * Returns: whether the search had the keyboard and words in it, and lists all again
 */
gboolean
quoth_articles_pane_clear_search (QuothArticlesPane *self)
{
  g_return_val_if_fail (QUOTH_IS_ARTICLES_PANE (self), FALSE);

  if (!quoth_annotate_focus_is_inside (self->search)
      || *gtk_editable_get_text (GTK_EDITABLE (self->search)) == '\0')
    return FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  return TRUE;
}

static void
project_changed_cb (QuothArticlesPane *self)
{
  QuothProject *project = get_project (self);

  g_list_store_remove_all (self->store);
  self->first = 0;
  fill_filter (self);
  if (project == NULL)
    return;
  g_signal_connect_object (project, "committed", G_CALLBACK (refresh_later), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (project, "reloaded", G_CALLBACK (refresh_later), self,
                           G_CONNECT_SWAPPED);
  quoth_articles_pane_refresh (self);
}

static void
document_changed_cb (QuothArticlesPane *self)
{
  if (get_project (self) != NULL)
    follow_open_article (self);
}

/**
 * quoth_articles_pane_set_workspace:
 * @self: a pane
 * @workspace: whose project's articles to list
 */
void
quoth_articles_pane_set_workspace (QuothArticlesPane *self,
                                   QuothWorkspace    *workspace)
{
  g_return_if_fail (QUOTH_IS_ARTICLES_PANE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::project", G_CALLBACK (project_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "notify::document", G_CALLBACK (document_changed_cb), self,
                           G_CONNECT_SWAPPED);
  project_changed_cb (self);
}

static void
quoth_articles_pane_dispose (GObject *object)
{
  QuothArticlesPane *self = QUOTH_ARTICLES_PANE (object);
  GtkWidget *child;

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->workspace);
  g_clear_object (&self->store);
  g_clear_object (&self->selection);
  G_OBJECT_CLASS (quoth_articles_pane_parent_class)->dispose (object);
}

static void
quoth_articles_pane_class_init (QuothArticlesPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_articles_pane_dispose;
  g_type_ensure (QUOTH_TYPE_STILL);
  g_type_ensure (QUOTH_TYPE_FILTER_BUTTON);
  listed_signal = g_signal_new ("listed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (
    widget_class, "/io/github/quoth/Quoth/window/quoth-articles-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, QuothArticlesPane, search);
  gtk_widget_class_bind_template_child (widget_class, QuothArticlesPane, filter);
  gtk_widget_class_bind_template_child (widget_class, QuothArticlesPane, filter_box);
  gtk_widget_class_bind_template_child (widget_class, QuothArticlesPane, filter_label);
  gtk_widget_class_bind_template_child (widget_class, QuothArticlesPane, stack);
  gtk_widget_class_bind_template_child (widget_class, QuothArticlesPane, list);
  gtk_widget_class_bind_template_child (widget_class, QuothArticlesPane, previous_page);
  gtk_widget_class_bind_template_child (widget_class, QuothArticlesPane, next_page);
  gtk_widget_class_bind_template_child (widget_class, QuothArticlesPane, position);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, clear_filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, show_all_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_page_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
quoth_articles_pane_init (QuothArticlesPane *self)
{
  g_autoptr (GtkListItemFactory) factory = quoth_article_rows_new_factory ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->store = g_list_store_new (QUOTH_TYPE_ARTICLE_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->store)));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_list_view_set_factory (GTK_LIST_VIEW (self->list), factory);
  gtk_list_view_set_model (GTK_LIST_VIEW (self->list), GTK_SELECTION_MODEL (self->selection));
  quoth_search_list_join (self->search, GTK_LIST_VIEW (self->list), TRUE);
}
