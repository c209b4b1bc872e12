/* quoth-article-view-hit.c - what stands at a point
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

#define HANDLE_REACH 9 /* pixels around a handle that belong to it */

/* @nearest: take the closest gap between characters, even beside the text; else the
 * character at the point, %FALSE when there is none. */
gboolean
quoth_article_view_offset_at (QuothArticleView *self,
                              double            x,
                              double            y,
                              gboolean          nearest,
                              guint            *out_offset)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkTextIter  iter;
  int          bx, by, trailing = 0;
  gboolean     over;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y, &bx, &by);
  over = gtk_text_view_get_iter_at_position (view, &iter, nearest ? &trailing : NULL, bx, by);
  if (nearest)
    gtk_text_iter_forward_chars (&iter, trailing);
  *out_offset = quoth_article_view_get_offset (self, &iter);
  return over || nearest;
}

static int
compare_sizes (gconstpointer a,
               gconstpointer b)
{
  const QuothIndexEntry *x = a, *y = b;
  guint                  nx = quoth_annotation_get_n_chars (x->annotation);
  guint                  ny = quoth_annotation_get_n_chars (y->annotation);

  if (nx != ny)
    return nx < ny ? -1 : 1;
  return g_strcmp0 (x->annotation->id, y->annotation->id);
}

/* Visible annotations at @offset, the smallest first. */
GArray *
quoth_article_view_entries_at (QuothArticleView *self,
                               guint             offset)
{
  GArray *entries = self->entries;

  g_array_set_size (entries, 0);
  quoth_span_index_at (quoth_document_get_index (self->document), offset, entries);
  for (guint i = entries->len; i > 0; i--)
    {
      QuothAnnotation *annotation = g_array_index (entries, QuothIndexEntry, i - 1).annotation;
      const QuothType *type = quoth_document_get_type_of (self->document, annotation);

      if (type == NULL || type->hidden)
        g_array_remove_index (entries, i - 1);
    }
  g_array_sort (entries, compare_sizes);
  return entries;
}

const char *
quoth_article_view_chip_at (QuothArticleView *self,
                            double            x,
                            double            y)
{
  int bx, by;

  if (self->chip_x == 0)
    return NULL;
  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &bx, &by);
  for (guint i = 0; bx >= self->chip_x - 2 && i < self->chip_spots->len; i++)
    {
      const QuothChipSpot *spot = &g_array_index (self->chip_spots, QuothChipSpot, i);

      if (by >= spot->y && by < spot->y + spot->height)
        return spot->id;
    }
  return NULL;
}

/**
 * quoth_article_view_annotation_at:
 * @self: a view
 * @x: widget coordinates
 * @y: widget coordinates
 *
 * Returns: (nullable): the id of the smallest annotation at that point, or of the claim
 *   whose chip is there; valid until the document changes
 */
const char *
quoth_article_view_annotation_at (QuothArticleView *self,
                                  double            x,
                                  double            y)
{
  const char *chip;
  GArray     *entries;
  guint       offset;

  g_return_val_if_fail (QUOTH_IS_ARTICLE_VIEW (self), NULL);

  if (self->document == NULL)
    return NULL;
  chip = quoth_article_view_chip_at (self, x, y);
  if (chip != NULL)
    return chip;
  if (!quoth_article_view_offset_at (self, x, y, FALSE, &offset))
    return NULL;
  entries = quoth_article_view_entries_at (self, offset);
  return entries->len > 0 ? g_array_index (entries, QuothIndexEntry, 0).annotation->id : NULL;
}

const QuothHandle *
quoth_article_view_handle_at (QuothArticleView *self,
                              double            x,
                              double            y)
{
  int bx, by;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self), GTK_TEXT_WINDOW_WIDGET, (int) x,
                                         (int) y, &bx, &by);
  for (guint i = 0; i < self->handles->len; i++)
    {
      const QuothHandle *handle = &g_array_index (self->handles, QuothHandle, i);
      int                knob = handle->end ? handle->y + handle->height + 4 : handle->y - 4;

      if ((ABS (bx - handle->x) <= HANDLE_REACH && ABS (by - knob) <= HANDLE_REACH)
          || (ABS (bx - handle->x) <= 3 && by >= handle->y && by <= handle->y + handle->height))
        return handle;
    }
  return NULL;
}
