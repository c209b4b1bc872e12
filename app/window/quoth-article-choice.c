/* quoth-article-choice.c - which articles of the project a dialog is about
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-choice"

#include "config.h"

#include "quoth-article-choice.h"

#include <glib/gi18n.h>

#include "quoth-window-private.h"

/* Rows of a page when the listed articles are gathered. */
#define PAGE_SIZE 500

#define OFFERED "quoth-offered" /* of the row: a GArray of QuothArticlesKind in its order */

static void
offer (GArray            *offered,
       GtkStringList     *model,
       QuothArticlesKind  kind,
       const char        *title)
{
  g_array_append_val (offered, kind);
  gtk_string_list_append (model, title);
}

/**
 * quoth_article_choice_offer:
 * @row: an #AdwComboRow, which gets the answers
 * @window: a window with a project
 * @assigned: whether it is about one annotator, to whom some are assigned
 */
void
quoth_article_choice_offer (GtkWidget   *row,
                            QuothWindow *window,
                            gboolean     assigned)
{
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);
  GArray *offered = g_array_new (FALSE, FALSE, sizeof (QuothArticlesKind));
  QuothArticleFilter filter;

  offer (offered, model, QUOTH_ARTICLES_ALL, _("All articles"));
  if (assigned)
    offer (offered, model, QUOTH_ARTICLES_ASSIGNED, _("Those assigned to the annotator"));
  if (quoth_annotate_page_get_filter (window->annotate, &filter))
    offer (offered, model, QUOTH_ARTICLES_LISTED, _("Those that pass the filter"));
  if (quoth_workspace_get_document (quoth_window_get_workspace (window)) != NULL)
    offer (offered, model, QUOTH_ARTICLES_OPEN, _("The open article"));
  g_object_set_data_full (G_OBJECT (row), OFFERED, offered, (GDestroyNotify) g_array_unref);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (model));
}

static void
copy_filter (QuothWindow        *window,
             QuothArticleFilter *out_filter)
{
  QuothArticleFilter filter;

  quoth_annotate_page_get_filter (window->annotate, &filter);
  *out_filter = filter;
  out_filter->text = g_strdup (filter.text);
  out_filter->status = g_strdup (filter.status);
  out_filter->type = g_strdup (filter.type);
  out_filter->entity = g_strdup (filter.entity);
  out_filter->layer = g_strdup (filter.layer);
}

/**
 * quoth_article_choice_read:
 * @row: a row with answers
 * @window: the window it offers articles of
 * @out_choice: (out): what is chosen now, to be cleared
 */
void
quoth_article_choice_read (GtkWidget          *row,
                           QuothWindow        *window,
                           QuothArticleChoice *out_choice)
{
  GArray *offered = g_object_get_data (G_OBJECT (row), OFFERED);
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (row));
  QuothDocument *document = quoth_workspace_get_document (quoth_window_get_workspace (window));

  *out_choice = (QuothArticleChoice) { QUOTH_ARTICLES_ALL };
  if (offered != NULL && selected < offered->len)
    out_choice->kind = g_array_index (offered, QuothArticlesKind, selected);
  if (out_choice->kind == QUOTH_ARTICLES_LISTED)
    copy_filter (window, &out_choice->filter);
  if (out_choice->kind == QUOTH_ARTICLES_OPEN && document != NULL)
    out_choice->article = g_strdup (quoth_document_get_article_id (document));
}

/**
 * quoth_article_choice_clear:
 * @self: a choice
 */
void
quoth_article_choice_clear (QuothArticleChoice *self)
{
  g_free (self->article);
  g_free ((char *) self->filter.text);
  g_free ((char *) self->filter.status);
  g_free ((char *) self->filter.type);
  g_free ((char *) self->filter.entity);
  g_free ((char *) self->filter.layer);
  *self = (QuothArticleChoice) { QUOTH_ARTICLES_ALL };
}

/**
 * quoth_article_choice_list:
 * @self: a choice
 * @project: the worker's
 * @progress: (nullable): may cancel it
 * @out_articles: (out) (transfer full) (nullable): ids of the articles; %NULL where no ids
 *   limit the choice: all, and those that are assigned
 * @error: return location
 *
 * Returns: %FALSE with @error set
 */
gboolean
quoth_article_choice_list (const QuothArticleChoice  *self,
                           QuothProject              *project,
                           QuothProgress             *progress,
                           char                    ***out_articles,
                           GError                   **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  gint64 row = 0;
  guint n = self->kind == QUOTH_ARTICLES_LISTED ? PAGE_SIZE : 0;

  *out_articles = NULL;
  if (self->article != NULL)
    g_strv_builder_add (ids, self->article);
  while (n == PAGE_SIZE)
    {
      g_autoptr (GPtrArray) rows = quoth_project_list_articles (project, &self->filter, row, FALSE,
                                                                PAGE_SIZE, error);

      if (rows == NULL
          || (progress != NULL && quoth_progress_set_error_if_cancelled (progress, error)))
        return FALSE;
      n = rows->len;
      for (guint i = 0; i < n; i++)
        g_strv_builder_add (ids, ((QuothArticleRow *) rows->pdata[i])->article->id);
      row = n > 0 ? ((QuothArticleRow *) rows->pdata[n - 1])->row : row;
    }
  if (self->kind == QUOTH_ARTICLES_LISTED || self->article != NULL)
    *out_articles = g_strv_builder_end (ids);
  return TRUE;
}
