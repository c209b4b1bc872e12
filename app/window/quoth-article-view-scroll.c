/* quoth-article-view-scroll.c - goes to a place and stays until it is reached
 *
 * GtkTextView measures lines in idle time, and its own scroll_to_mark() ends up
 * somewhere else in a long text whose lines are not measured yet (GTK 4.8). Here the
 * wish is kept: every frame looks where the place is by now, until it is in view.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

#define MOST_FRAMES 90
#define STABLE_FRAMES 3 /* in view for so many frames: there is nothing left to do */

/* Whether the whole paragraph at @iter shows with its margin, or as much of it as the ends
 * of the text allow. Asks for nothing that GTK would shape the paragraph for, which it
 * does every time for the one with the caret. */
static gboolean
is_in_view (QuothArticleView  *self,
            const GtkTextIter *iter)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  double         value = gtk_adjustment_get_value (adjustment);
  double         last = gtk_adjustment_get_upper (adjustment)
                        - gtk_adjustment_get_page_size (adjustment);
  GdkRectangle   visible;
  int            y, height, above, below, margin;

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), iter, &y, &height);
  margin = (int) (self->scroll_margin * visible.height);
  above = y - visible.y;
  below = visible.y + visible.height - y - height;
  return height > 0 && above >= 0 && below >= 0
         && (above >= margin || value <= gtk_adjustment_get_lower (adjustment))
         && (below >= margin || value >= last);
}

/* One step; returns whether the place was in view already. */
static gboolean
approach (QuothArticleView *self)
{
  GtkTextView   *view = GTK_TEXT_VIEW (self);
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self));
  GtkTextIter    iter;
  GdkRectangle   place, visible;
  double         before, wanted;
  int            margin;

  quoth_article_view_get_iter (self, &iter, self->scroll_offset);
  if (!self->scroll_align && is_in_view (self, &iter))
    return TRUE;
  gtk_text_view_get_iter_location (view, &iter, &place);
  gtk_text_view_get_visible_rect (view, &visible);
  margin = MIN ((int) (self->scroll_margin * visible.height), (visible.height - place.height) / 2);
  margin = MAX (margin, 0);
  before = wanted = gtk_adjustment_get_value (adjustment);
  if (self->scroll_align || place.y < visible.y + margin)
    wanted += place.y - visible.y - (self->scroll_align ? 0 : margin);
  else if (place.y + place.height > visible.y + visible.height - margin)
    wanted += place.y + place.height + margin - visible.y - visible.height;
  /* The room above the first line belongs to it: numbers and handles stand there. */
  if (wanted <= gtk_adjustment_get_lower (adjustment) + gtk_text_view_get_top_margin (view))
    wanted = gtk_adjustment_get_lower (adjustment);
  gtk_adjustment_set_value (adjustment, wanted);
  return ABS (gtk_adjustment_get_value (adjustment) - before) < 1;
}

static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  QuothArticleView *self = QUOTH_ARTICLE_VIEW (widget);

  if (self->placed_width == 0) /* before the first allocation every letter is a line */
    return G_SOURCE_CONTINUE;
  self->scroll_stable = approach (self) ? self->scroll_stable + 1 : 0;
  if (self->scroll_stable < STABLE_FRAMES && self->scroll_frames++ < MOST_FRAMES)
    return G_SOURCE_CONTINUE;
  self->scroll_tick = 0;
  return G_SOURCE_REMOVE;
}

void
quoth_article_view_stop_scroll (QuothArticleView *self)
{
  if (self->scroll_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->scroll_tick);
  self->scroll_tick = 0;
}

/* GTK (4.8) measures what fits below the margin at the top, but draws a few pixels more; when
 * a line that is not measured begins there, it shapes all lines to the end of the text. Before
 * GTK scrolls by itself it measures two pages around: here to a place that is in view, so that
 * nothing moves. */
static void
measure_around (QuothArticleView *self,
                guint             offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextIter    iter;
  GtkTextMark   *mark;

  quoth_article_view_get_iter (self, &iter, offset);
  mark = gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE);
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (self), mark, 0, FALSE, 0, 0);
  gtk_text_buffer_delete_mark (buffer, mark);
}

/* The page that begins with the paragraph at @offset. GTK (4.8) shapes a paragraph to measure it,
 * throws that away, and shapes it again to draw it, unless somebody has asked before where
 * something in it stands. */
static void
shape_page (QuothArticleView *self,
            guint             offset)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GdkRectangle visible, first, last;
  GtkTextIter  iter, end;
  int          height = 0;

  gtk_text_view_get_visible_rect (view, &visible);
  quoth_article_view_get_iter (self, &iter, offset);
  gtk_text_iter_set_line_offset (&iter, 0);
  do
    {
      end = iter;
      if (!gtk_text_iter_ends_line (&end))
        gtk_text_iter_forward_to_line_end (&end);
      gtk_text_view_get_iter_location (view, &iter, &first);
      gtk_text_view_get_iter_location (view, &end, &last);
      height += last.y + last.height - first.y + self->lane_room;
    }
  while (height < visible.height && gtk_text_iter_forward_line (&iter));
}

/* @margin: share of the height to keep free; @align: bring the place to the top. */
void
quoth_article_view_scroll_to_offset (QuothArticleView *self,
                                     guint             offset,
                                     double            margin,
                                     gboolean          align)
{
  self->scroll_offset = offset;
  self->scroll_margin = margin;
  self->scroll_align = align;
  self->scroll_frames = self->scroll_stable = 0;
  if (self->placed_width > 0)
    {
      if (align)
        {
          shape_page (self, offset);
          measure_around (self, offset);
        }
      approach (self);
      /* GTK keeps the last place it was sent to until it has measured the text, and goes there
       * when it is allocated anew: that must not be a place of before. */
      if (!align)
        measure_around (self, offset);
    }
  if (self->scroll_tick == 0)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), tick_cb, NULL, NULL);
}

void
quoth_article_view_scroll_to (QuothArticleView *self,
                              QuothSpan         span)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  quoth_article_view_scroll_to_offset (self, span.start, 0.12, FALSE);
}

guint
quoth_article_view_get_top (QuothArticleView *self)
{
  GdkRectangle visible;
  GtkTextIter  iter;

  g_return_val_if_fail (QUOTH_IS_ARTICLE_VIEW (self), 0);

  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (self), &visible);
  gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self), &iter, 0, MAX (visible.y, 0));
  return quoth_article_view_get_offset (self, &iter);
}

void
quoth_article_view_scroll_to_top (QuothArticleView *self,
                                  guint             offset)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  quoth_article_view_scroll_to_offset (self, offset, 0, TRUE);
}
