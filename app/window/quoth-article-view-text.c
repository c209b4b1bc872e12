/* quoth-article-view-text.c - the displayed text, and everything told in offsets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"
#include "quoth-priority.h"

/* The caret stands at the beginning before the text is there: moved afterwards, it would have
 * GTK shape the first paragraph, and throw that away when the selection's end moves too. */
static void
fill_buffer (GtkTextBuffer *buffer,
             const char    *utf8,
             gsize          n_bytes)
{
  const char *rest = g_utf8_next_char (utf8);
  GtkTextIter iter;

  if (*utf8 == '\r' && *rest == '\n') /* one line end, not two */
    rest++;
  gtk_text_buffer_set_text (buffer, utf8, (int) (rest - utf8));
  gtk_text_buffer_get_start_iter (buffer, &iter);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_buffer_get_end_iter (buffer, &iter);
  gtk_text_buffer_insert (buffer, &iter, rest, (int) (n_bytes - (gsize) (rest - utf8)));
}

/* Always the same buffer: GTK 4.8 keeps displayed lines of a buffer that was replaced, and
 * crashes on them. */
void
quoth_article_view_show_text (QuothArticleView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  QuothText     *text = self->document != NULL ? quoth_document_get_text (self->document) : NULL;

  g_clear_handle_id (&self->caret_source, g_source_remove);
  g_clear_pointer (&self->breaks, quoth_soft_breaks_free);
  self->shown_text = NULL;
  gtk_text_buffer_set_text (buffer, "", 0);
  if (text != NULL && quoth_text_get_length (text) > 0)
    {
      g_autoptr (QuothSoftBreaks) breaks
        = quoth_soft_breaks_new (text, QUOTH_SOFT_BREAKS_LONGEST);

      if (quoth_soft_breaks_get_n (breaks) > 0)
        {
          g_autofree char *display = NULL;
          gsize            n_bytes;

          display = quoth_soft_breaks_dup_display (breaks, &n_bytes);
          fill_buffer (buffer, display, n_bytes);
          self->breaks = g_steal_pointer (&breaks);
        }
      else
        fill_buffer (buffer, quoth_text_get_utf8 (text), quoth_text_get_n_bytes (text));
    }
  quoth_article_view_stop_scroll (self);
  self->shown_text = text;
  quoth_article_view_forget_geometry (self);
}

/* --- offsets: the article's on the outside, the buffer's within --- */

guint
quoth_article_view_to_display (QuothArticleView *self,
                               guint             offset)
{
  return self->breaks == NULL ? offset : quoth_soft_breaks_to_display (self->breaks, offset);
}

guint
quoth_article_view_end_to_display (QuothArticleView *self,
                                   guint             end)
{
  return self->breaks == NULL ? end : quoth_soft_breaks_end_to_display (self->breaks, end);
}

guint
quoth_article_view_from_display (QuothArticleView *self,
                                 guint             display)
{
  return self->breaks == NULL ? display
                              : quoth_soft_breaks_from_display (self->breaks, display);
}

void
quoth_article_view_get_iter (QuothArticleView *self,
                             GtkTextIter      *iter,
                             guint             offset)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));

  gtk_text_buffer_get_iter_at_offset (buffer, iter,
                                      (int) quoth_article_view_to_display (self, offset));
}

guint
quoth_article_view_get_offset (QuothArticleView  *self,
                               const GtkTextIter *iter)
{
  return quoth_article_view_from_display (self, (guint) gtk_text_iter_get_offset (iter));
}

/**
 * quoth_article_view_get_selection:
 * @self: a view
 * @out_span: (out) (optional): what is selected, code points of the article
 *
 * Returns: whether anything is selected
 */
gboolean
quoth_article_view_get_selection (QuothArticleView *self,
                                  QuothSpan        *out_span)
{
  GtkTextBuffer *buffer;
  GtkTextIter    start, end;
  QuothSpan      span;

  g_return_val_if_fail (QUOTH_IS_ARTICLE_VIEW (self), FALSE);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_selection_bounds (buffer, &start, &end);
  span.start = quoth_article_view_get_offset (self, &start);
  span.end = quoth_article_view_get_offset (self, &end);
  if (self->caret_source != 0)
    span.start = span.end = self->caret_offset;
  if (out_span != NULL)
    *out_span = span;
  return span.start < span.end;
}

void
quoth_article_view_select_span (QuothArticleView *self,
                                QuothSpan         span,
                                gboolean          scroll)
{
  GtkTextBuffer *buffer;
  GtkTextIter    start, end;

  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  g_clear_handle_id (&self->caret_source, g_source_remove);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  quoth_article_view_get_iter (self, &start, span.start);
  gtk_text_buffer_get_iter_at_offset (
    buffer, &end, (int) quoth_article_view_end_to_display (self, span.end));
  gtk_text_buffer_select_range (buffer, &end, &start);
  self->unsettled = FALSE;
  if (scroll)
    quoth_article_view_scroll_to (self, span);
}

guint
quoth_article_view_get_caret (QuothArticleView *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter    iter;

  g_return_val_if_fail (QUOTH_IS_ARTICLE_VIEW (self), 0);

  if (self->caret_source != 0)
    return self->caret_offset;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return quoth_article_view_get_offset (self, &iter);
}

/**
 * quoth_article_view_place_caret:
 * @self: a view
 * @offset: in code points
 *
 * Moves the caret without bringing it into view. Scroll first where that is wanted: a
 * moved caret makes GTK shape its paragraph anew, and scrolling would wait for it.
 */
void
quoth_article_view_place_caret (QuothArticleView *self,
                                guint             offset)
{
  GtkTextBuffer *buffer;
  GtkTextIter    iter, now;

  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  g_clear_handle_id (&self->caret_source, g_source_remove);
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  quoth_article_view_get_iter (self, &iter, offset);
  gtk_text_buffer_get_iter_at_mark (buffer, &now, gtk_text_buffer_get_insert (buffer));
  self->unsettled = FALSE;
  if (gtk_text_buffer_get_has_selection (buffer) || !gtk_text_iter_equal (&iter, &now))
    gtk_text_buffer_place_cursor (buffer, &iter);
}

static gboolean
place_caret_cb (gpointer data)
{
  QuothArticleView *self = data;

  self->caret_source = 0;
  quoth_article_view_place_caret (self, self->caret_offset);
  return G_SOURCE_REMOVE;
}

/**
 * quoth_article_view_place_caret_later:
 * @self: a view
 * @offset: in code points
 *
 * As quoth_article_view_place_caret(), after the frame that shows the place. Whoever asks
 * for the caret is told of it at once.
 */
void
quoth_article_view_place_caret_later (QuothArticleView *self,
                                      guint             offset)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  self->caret_offset = offset;
  if (self->caret_source == 0)
    self->caret_source = g_idle_add_full (QUOTH_PRIORITY_FOLLOW, place_caret_cb, self, NULL);
}

void
quoth_article_view_set_caret (QuothArticleView *self,
                              guint             offset)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  quoth_article_view_scroll_to_offset (self, offset, 0, FALSE);
  quoth_article_view_place_caret (self, offset);
}

gboolean
quoth_article_view_get_offset_rect (QuothArticleView *self,
                                    guint             offset,
                                    GdkRectangle     *out_rect)
{
  GtkTextIter iter;

  g_return_val_if_fail (QUOTH_IS_ARTICLE_VIEW (self), FALSE);

  quoth_article_view_get_iter (self, &iter, offset);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, out_rect);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET,
                                         out_rect->x, out_rect->y, &out_rect->x, &out_rect->y);
  return out_rect->y + out_rect->height > 0
         && out_rect->y < gtk_widget_get_height (GTK_WIDGET (self));
}

QuothAnnotation *
quoth_article_view_get_active_annotation (QuothArticleView *self)
{
  if (self->document == NULL || self->active == NULL)
    return NULL;
  return quoth_document_lookup (self->document, self->active);
}

/* The article's own characters: a display break is not one of them. */
void
quoth_article_view_copy_clipboard (GtkTextView *view)
{
  QuothArticleView *self = QUOTH_ARTICLE_VIEW (view);
  QuothSpan         span;

  if (self->shown_text != NULL && quoth_article_view_get_selection (self, &span))
    {
      g_autofree char *copy = quoth_text_slice (self->shown_text, span.start, span.end);

      gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), copy);
    }
}
