/* quoth-annotate-panes.c - which panes stand beside the article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Articles, text and details stand side by side where there is room; in a narrow window
 * one takes the place of another. What the user wants in a wide one is kept.
 */
#define G_LOG_DOMAIN "quoth-annotate-page"

#include "config.h"

#include "quoth-annotate-page-private.h"

/**
 * quoth_annotate_page_switch_pane:
 * @self: a page
 *
 * Moves the keyboard from the text to the details, to the articles, to the text.
 */
void
quoth_annotate_page_switch_pane (QuothAnnotatePage *self)
{
  GtkWidget *panes[] = { GTK_WIDGET (self->view), GTK_WIDGET (self->inspector),
                         GTK_WIDGET (self->articles) };
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  guint now = 2;

  for (guint i = 0; focus != NULL && i < G_N_ELEMENTS (panes); i++)
    if (focus == panes[i] || gtk_widget_is_ancestor (focus, panes[i]))
      now = i;
  for (guint i = 1; i <= G_N_ELEMENTS (panes); i++)
    {
      GtkWidget *next = panes[(now + i) % G_N_ELEMENTS (panes)];

      if (!gtk_widget_get_mapped (next))
        continue;
      if (next == GTK_WIDGET (self->view) ? gtk_widget_grab_focus (next)
                                          : gtk_widget_child_focus (next, GTK_DIR_TAB_FORWARD))
        return;
    }
}

static void
apply_panes (QuothAnnotatePage *self)
{
  gboolean articles = self->wanted[0];
  gboolean inspector = self->wanted[1];

  if (self->narrow)
    articles = self->in_front == 0;
  if (self->narrow || self->tight)
    inspector = self->in_front == 1;
  /* Medium width: the inspector takes the articles' room. */
  if (self->tight && !self->narrow && inspector)
    articles = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->articles), articles);
  gtk_widget_set_visible (self->inner, !(self->narrow && articles));
  gtk_widget_set_visible (self->stack, !(self->narrow && inspector));
  gtk_widget_set_visible (GTK_WIDGET (self->inspector), inspector);
}

gboolean
quoth_annotate_page_get_pane_shown (QuothAnnotatePage *self,
                                    gboolean           inspector)
{
  g_return_val_if_fail (QUOTH_IS_ANNOTATE_PAGE (self), FALSE);

  return gtk_widget_get_visible (inspector ? GTK_WIDGET (self->inspector)
                                           : GTK_WIDGET (self->articles));
}

/**
 * quoth_annotate_page_set_pane_shown:
 * @self: a page
 * @inspector: the inspector, else the articles
 * @shown: whether to show it
 *
 * Where there is no room for it, the pane takes the place of another until it is put
 * away, and what the user wants in a wide window is kept.
 */
void
quoth_annotate_page_set_pane_shown (QuothAnnotatePage *self,
                                    gboolean           inspector,
                                    gboolean           shown)
{
  g_return_if_fail (QUOTH_IS_ANNOTATE_PAGE (self));

  if (self->narrow || (self->tight && inspector))
    self->in_front = shown ? inspector : -1;
  else
    self->wanted[inspector ? 1 : 0] = shown;
  apply_panes (self);
}

void
quoth_annotate_page_set_narrow (QuothAnnotatePage *self,
                                gboolean           narrow,
                                gboolean           tight)
{
  g_return_if_fail (QUOTH_IS_ANNOTATE_PAGE (self));

  if (self->narrow == narrow && self->tight == tight)
    return;
  self->narrow = narrow;
  self->tight = tight;
  self->in_front = -1;
  apply_panes (self);
}

gboolean
quoth_annotate_page_get_filter (QuothAnnotatePage  *self,
                                QuothArticleFilter *out_filter)
{
  g_return_val_if_fail (QUOTH_IS_ANNOTATE_PAGE (self), FALSE);

  return quoth_articles_pane_get_filter (self->articles, out_filter);
}

void
quoth_annotate_page_step_article (QuothAnnotatePage *self,
                                  gboolean           backwards)
{
  g_return_if_fail (QUOTH_IS_ANNOTATE_PAGE (self));

  quoth_articles_pane_step (self->articles, backwards);
}

void
quoth_annotate_page_filter_entity (QuothAnnotatePage *self,
                                   const char        *entity)
{
  g_return_if_fail (QUOTH_IS_ANNOTATE_PAGE (self));

  quoth_annotate_page_set_pane_shown (self, FALSE, TRUE);
  quoth_articles_pane_set_entity (self->articles, entity);
}
