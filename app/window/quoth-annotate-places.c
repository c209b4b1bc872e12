/* quoth-annotate-places.c - where in the article the reader is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Where reading stopped is remembered for each article, in the project.
 */
#define G_LOG_DOMAIN "quoth-annotate-page"

#include "config.h"

#include "quoth-annotate-page-private.h"

static char *
get_position_name (const char *article)
{
  return g_strconcat ("position:", article, NULL);
}

void
_quoth_annotate_page_save_position (QuothAnnotatePage *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  g_autofree char *name = NULL;
  g_autofree char *value = NULL;

  if (project == NULL || self->position_of == NULL || quoth_project_is_read_only (project))
    return;
  name = get_position_name (self->position_of);
  value = g_strdup_printf ("%u", quoth_article_view_get_top (self->view));
  quoth_project_set_setting (project, name, value, NULL);
}

void
_quoth_annotate_page_restore_position (QuothAnnotatePage *self)
{
  QuothProject *project = quoth_workspace_get_project (self->workspace);
  g_autofree char *name = get_position_name (self->position_of);
  g_autofree char *value = quoth_project_dup_setting (project, name);
  guint64 offset = value != NULL ? g_ascii_strtoull (value, NULL, 10) : 0;
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  guint length = quoth_text_get_length (quoth_document_get_text (document));

  quoth_article_view_place_caret (self->view, MIN (offset, length));
  quoth_article_view_scroll_to_top (self->view, MIN (offset, length));
}

/**
 * quoth_annotate_page_show_place:
 * @self: a page
 * @article: id of an article
 * @span: code points; empty for the article as a whole
 *
 * Opens @article and brings @span into view, selected.
 */
void
quoth_annotate_page_show_place (QuothAnnotatePage *self,
                                const char        *article,
                                QuothSpan          span)
{
  g_return_if_fail (QUOTH_IS_ANNOTATE_PAGE (self));

  if (!quoth_workspace_open_article (self->workspace, article))
    return;
  if (span.start < span.end)
    quoth_article_view_select_span (self->view, span, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

void
quoth_annotate_page_show_active (QuothAnnotatePage *self)
{
  QuothAnnotation *active;

  g_return_if_fail (QUOTH_IS_ANNOTATE_PAGE (self));

  active = quoth_workspace_get_active (self->workspace);
  if (active != NULL)
    quoth_article_view_scroll_to (self->view, active->parts[0]);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}
