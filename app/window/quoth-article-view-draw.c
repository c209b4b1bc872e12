/* quoth-article-view-draw.c - annotations below the text
 *
 * Only what is visible is ever planned; quoth-article-view-plan.c says what a plan looks like.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

static void
find_visible (QuothArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle rect;
  GtkTextIter  iter;
  int          y, height, first;

  g_array_set_size (self->visible, 0);
  gtk_text_view_get_visible_rect (view, &rect);
  gtk_text_view_get_line_at_y (view, &iter, rect.y, NULL);
  first = gtk_text_iter_get_line (&iter);
  do
    {
      QuothVisible visible;

      gtk_text_view_get_line_yrange (view, &iter, &y, &height);
      /* GTK has measured what is on the screen, but for the last pixels: all lines from
       * there to the end of the text stand at one place until they are measured too. */
      if (y > rect.y + rect.height || height == 0)
        break;
      visible.paragraph = quoth_article_view_get_paragraph (self, &iter, y);
      visible.top = y;
      visible.height = height;
      g_array_append_val (self->visible, visible);
    }
  while (gtk_text_iter_forward_line (&iter));
  quoth_article_view_trim_cache (self, first, gtk_text_iter_get_line (&iter));
}

static void
snapshot_below (QuothArticleView *self,
                GtkSnapshot      *snapshot)
{
  find_visible (self);
  for (guint i = 0; i < self->visible->len; i++)
    {
      QuothVisible *visible = &g_array_index (self->visible, QuothVisible, i);

      if (!visible->paragraph->planned)
        quoth_article_view_plan_paragraph (self, visible->paragraph);
      if (visible->paragraph->node == NULL)
        continue;
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (0, visible->top));
      gtk_snapshot_append_node (snapshot, visible->paragraph->node);
      gtk_snapshot_restore (snapshot);
    }
  quoth_article_view_snapshot_margin (self, snapshot);
  quoth_article_view_snapshot_marks (self, snapshot);
}

static gboolean
draw_again_cb (GtkWidget     *widget,
               GdkFrameClock *clock,
               gpointer       data)
{
  gtk_widget_queue_draw (widget);
  return G_SOURCE_REMOVE;
}

/* GTK lays the lines out anew between the layer below the text and the text, for instance
 * when a new text was set while another page was shown. Then what was painted below stands
 * beside its words, and nothing else would draw it again. */
static void
check_tops (QuothArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  for (guint i = 0; i < self->visible->len; i++)
    {
      const QuothVisible *visible = &g_array_index (self->visible, QuothVisible, i);
      GtkTextIter         iter;
      int                 y, height;

      gtk_text_buffer_get_iter_at_offset (gtk_text_view_get_buffer (view), &iter,
                                          (int) visible->paragraph->start);
      gtk_text_view_get_line_yrange (view, &iter, &y, &height);
      if (y == visible->top && height == visible->height)
        continue;
      gtk_widget_add_tick_callback (GTK_WIDGET (self), draw_again_cb, NULL, NULL);
      return;
    }
}

void
quoth_article_view_snapshot_layer (GtkTextView     *view,
                                   GtkTextViewLayer layer,
                                   GtkSnapshot     *snapshot)
{
  QuothArticleView *self = QUOTH_ARTICLE_VIEW (view);

  if (self->shown_text == NULL)
    return;
  if (layer == GTK_TEXT_VIEW_LAYER_BELOW_TEXT)
    snapshot_below (self, snapshot);
  else
    {
      check_tops (self);
      quoth_article_view_snapshot_handles (self, snapshot);
    }
}

/**
 * quoth_article_view_find_runs:
 * @self: a view, while it is drawn
 * @span: code points of the article
 * @out_runs: (element-type QuothRun): where the visible part of it stands is appended;
 *   here y is a buffer coordinate
 */
void
quoth_article_view_find_runs (QuothArticleView *self,
                              QuothSpan         span,
                              GArray           *out_runs)
{
  guint start = quoth_article_view_to_display (self, span.start);
  guint end = quoth_article_view_end_to_display (self, span.end);

  for (guint i = 0; i < self->visible->len; i++)
    {
      const QuothVisible *visible = &g_array_index (self->visible, QuothVisible, i);
      guint               from = out_runs->len;

      if (visible->paragraph->end < start)
        continue;
      if (visible->paragraph->start >= end)
        break;
      quoth_article_view_append_runs (self, visible->paragraph, start, end, out_runs);
      for (; from < out_runs->len; from++)
        g_array_index (out_runs, QuothRun, from).y += visible->top;
    }
}

/* --- what changed --- */

static void
forget_annotation (QuothArticleView *self,
                   QuothAnnotation  *annotation)
{
  if (annotation == NULL)
    return;
  for (guint i = 0; i < annotation->n_parts; i++)
    quoth_article_view_forget_span (self, annotation->parts[i]);
}

/* Only paragraphs that the command touched are planned anew. */
void
quoth_article_view_apply_command (QuothArticleView *self,
                                  QuothCommand     *command)
{
  const char *article = quoth_document_get_article_id (self->document);

  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);

      if (change->kind == QUOTH_RECORD_SCHEME)
        quoth_article_view_forget_plans (self);
      else if (change->kind == QUOTH_RECORD_ANNOTATION && g_strcmp0 (change->article, article) == 0)
        {
          forget_annotation (self, change->before);
          forget_annotation (self, change->after);
        }
    }
  self->chips_stale = TRUE;
  g_array_set_size (self->chip_spots, 0); /* their ids may be gone */
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
quoth_article_view_active_changed (QuothArticleView *self,
                                   const char       *before)
{
  if (self->document != NULL)
    {
      if (before != NULL)
        forget_annotation (self, quoth_document_lookup (self->document, before));
      forget_annotation (self, quoth_article_view_get_active_annotation (self));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
