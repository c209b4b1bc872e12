/* quoth-article-view-geometry.c - where spans stand: display lines and x positions
 *
 * Asking GtkTextView where a character stands costs some 10 µs, so every answer is
 * kept per paragraph, relative to its top, until size, font or text change. In a
 * paragraph without right-to-left letters the x of both ends is enough for a run;
 * in others every character of the span is asked, because one span can be several
 * stretches on the screen and right-to-left characters have a negative width.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

#define UNKNOWN G_MININT16

static void
paragraph_free (gpointer data)
{
  QuothParagraph *paragraph = data;

  g_array_unref (paragraph->lines);
  g_free (paragraph->edges);
  g_free (paragraph->widths);
  g_clear_pointer (&paragraph->node, gsk_render_node_unref);
  g_free (paragraph);
}

void
quoth_article_view_init_cache (QuothArticleView *self)
{
  self->paragraphs = g_hash_table_new_full (NULL, NULL, NULL, paragraph_free);
  quoth_article_view_forget_chips (self);
  self->chip_spots = g_array_new (FALSE, FALSE, sizeof (QuothChipSpot));
  self->visible = g_array_new (FALSE, FALSE, sizeof (QuothVisible));
  self->handles = g_array_new (FALSE, FALSE, sizeof (QuothHandle));
  self->badges = g_array_new (FALSE, FALSE, sizeof (graphene_rect_t));
  self->runs = g_array_new (FALSE, FALSE, sizeof (QuothRun));
  self->entries = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));
  self->voices = g_array_new (FALSE, FALSE, sizeof (QuothVoice));
  self->plan = quoth_span_plan_new ();
}

void
quoth_article_view_clear_cache (QuothArticleView *self)
{
  g_hash_table_unref (self->paragraphs);
  g_hash_table_unref (self->chips);
  g_array_unref (self->chip_spots);
  g_array_unref (self->visible);
  g_array_unref (self->handles);
  g_array_unref (self->badges);
  g_array_unref (self->runs);
  g_array_unref (self->entries);
  g_array_unref (self->voices);
  quoth_span_plan_free (self->plan);
}

/* Size, font, zoom or text changed. */
void
quoth_article_view_forget_geometry (QuothArticleView *self)
{
  g_hash_table_remove_all (self->paragraphs);
  g_array_set_size (self->visible, 0);
  g_array_set_size (self->handles, 0);
  g_array_set_size (self->chip_spots, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
paragraph_forget_plan (QuothParagraph *paragraph)
{
  g_clear_pointer (&paragraph->node, gsk_render_node_unref);
  paragraph->planned = FALSE;
}

/* Annotations, types or colours changed everywhere. */
void
quoth_article_view_forget_plans (QuothArticleView *self)
{
  GHashTableIter iter;
  gpointer       paragraph;

  g_hash_table_iter_init (&iter, self->paragraphs);
  while (g_hash_table_iter_next (&iter, NULL, &paragraph))
    paragraph_forget_plan (paragraph);
  g_array_set_size (self->chip_spots, 0);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Annotations changed within @span, in the article's offsets. */
void
quoth_article_view_forget_span (QuothArticleView *self,
                                QuothSpan         span)
{
  guint          start = quoth_article_view_to_display (self, span.start);
  guint          end = quoth_article_view_end_to_display (self, span.end);
  GHashTableIter iter;
  gpointer       value;

  g_hash_table_iter_init (&iter, self->paragraphs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      QuothParagraph *paragraph = value;

      if (paragraph->start <= end && paragraph->end >= start)
        paragraph_forget_plan (paragraph);
    }
}

/* Keeps the cache small after a long scroll: what is far from the screen goes. */
void
quoth_article_view_trim_cache (QuothArticleView *self,
                               int               first_line,
                               int               last_line)
{
  GHashTableIter iter;
  gpointer       key;

  if (g_hash_table_size (self->paragraphs) < QUOTH_VIEW_MOST_PARAGRAPHS)
    return;
  g_hash_table_iter_init (&iter, self->paragraphs);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      int line = GPOINTER_TO_INT (key) - 1;

      if (line < first_line - 20 || line > last_line + 20)
        g_hash_table_iter_remove (&iter);
    }
}

static gboolean
is_right_to_left (gunichar c)
{
  if (c < 0x590)
    return FALSE;
  return c <= 0x8FF || c == 0x200F || c == 0x202B || c == 0x202E || c == 0x2067
         || (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC)
         || (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF);
}

static gboolean
has_right_to_left (QuothArticleView *self,
                   guint             start,
                   guint             end)
{
  gsize       n_bytes;
  const char *p = quoth_text_peek_slice (self->shown_text,
                                         quoth_article_view_from_display (self, start),
                                         quoth_article_view_from_display (self, end), &n_bytes);

  for (const char *stop = p + n_bytes; p < stop; p = g_utf8_next_char (p))
    if (is_right_to_left (g_utf8_get_char (p)))
      return TRUE;
  return FALSE;
}

static void
append_line (QuothArticleView *self,
             QuothParagraph   *paragraph,
             GtkTextIter      *start,
             GtkTextIter      *end,
             gboolean          last,
             int               top)
{
  GtkTextView     *view = GTK_TEXT_VIEW (self);
  GdkRectangle     rect;
  QuothDisplayLine line = { (guint) gtk_text_iter_get_offset (start),
                            (guint) gtk_text_iter_get_offset (end), 0, 0, 0, 0 };

  gtk_text_view_get_iter_location (view, start, &rect);
  line.y = rect.y - top;
  line.height = rect.height;
  line.left = line.right = rect.x;
  if (last)
    {
      gtk_text_view_get_iter_location (view, end, &rect);
      line.right = rect.x;
    }
  else if (line.end > line.start)
    {
      GtkTextIter tail = *end;

      gtk_text_iter_backward_char (&tail);
      gtk_text_view_get_iter_location (view, &tail, &rect);
      line.right = rect.x;
      if (!g_unichar_isspace (gtk_text_iter_get_char (&tail)))
        line.right += rect.width;
    }
  g_array_append_val (paragraph->lines, line);
}

static void
find_lines (QuothArticleView *self,
            QuothParagraph   *paragraph,
            GtkTextIter      *start,
            int               top)
{
  GtkTextIter iter = *start, end = *start;

  if (!gtk_text_iter_ends_line (&end))
    gtk_text_iter_forward_to_line_end (&end);
  paragraph->start = (guint) gtk_text_iter_get_offset (start);
  paragraph->end = (guint) gtk_text_iter_get_offset (&end);
  for (;;)
    {
      GtkTextIter next = iter;
      gboolean    last = !gtk_text_view_forward_display_line (GTK_TEXT_VIEW (self), &next)
                      || gtk_text_iter_compare (&next, &end) > 0
                      || gtk_text_iter_compare (&next, &iter) <= 0;

      append_line (self, paragraph, &iter, last ? &end : &next, last, top);
      if (last)
        return;
      iter = next;
    }
}

/**
 * quoth_article_view_get_paragraph:
 * @self: a view
 * @start: the start of a buffer line that is laid out
 * @top: its y, buffer coordinates
 *
 * Returns: (transfer none): the paragraph's geometry, valid until something is forgotten
 */
QuothParagraph *
quoth_article_view_get_paragraph (QuothArticleView *self,
                                  GtkTextIter      *start,
                                  int               top)
{
  gpointer        key = GINT_TO_POINTER (gtk_text_iter_get_line (start) + 1);
  QuothParagraph *paragraph = g_hash_table_lookup (self->paragraphs, key);
  guint           n_chars;

  if (paragraph != NULL)
    return paragraph;

  paragraph = g_new0 (QuothParagraph, 1);
  paragraph->lines = g_array_new (FALSE, FALSE, sizeof (QuothDisplayLine));
  find_lines (self, paragraph, start, top);
  n_chars = paragraph->end - paragraph->start;
  paragraph->edges = g_new (gint16, n_chars + 1);
  for (guint i = 0; i <= n_chars; i++)
    paragraph->edges[i] = UNKNOWN;
  if (has_right_to_left (self, paragraph->start, paragraph->end))
    paragraph->widths = g_new0 (gint16, n_chars + 1);
  g_hash_table_insert (self->paragraphs, key, paragraph);
  return paragraph;
}

/* The left edge of the character at @offset, or for a right-to-left one its right edge. */
static int
get_edge (QuothArticleView *self,
          QuothParagraph   *paragraph,
          guint             offset)
{
  gint16 *edge = &paragraph->edges[offset - paragraph->start];

  if (*edge == UNKNOWN)
    {
      GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
      GtkTextIter    iter;
      GdkRectangle   rect;

      gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int) offset);
      gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self), &iter, &rect);
      *edge = (gint16) CLAMP (rect.x, G_MININT16 + 1, G_MAXINT16);
      if (paragraph->widths != NULL)
        paragraph->widths[offset - paragraph->start] = (gint16) rect.width;
    }
  return *edge;
}

static void
append_run (GArray                 *out_runs,
            const QuothDisplayLine *line,
            guint                   start,
            guint                   end,
            int                     left,
            int                     right,
            gboolean                rtl)
{
  QuothRun run = { start, end, left, line->y, right - left, line->height, rtl };

  if (right > left)
    g_array_append_val (out_runs, run);
}

/* Characters of one direction that touch become one run. */
static void
append_bidi_runs (QuothArticleView       *self,
                  QuothParagraph         *paragraph,
                  const QuothDisplayLine *line,
                  guint                   start,
                  guint                   end,
                  GArray                 *out_runs)
{
  int      left = 0, right = 0;
  gboolean rtl = FALSE;
  guint    from = start;

  for (guint offset = start; offset < end; offset++)
    {
      int edge = get_edge (self, paragraph, offset);
      int width = paragraph->widths[offset - paragraph->start];
      int l = MIN (edge, edge + width), r = MAX (edge, edge + width);

      if (width == 0) /* a combining mark, or a blank at a wrap */
        continue;
      if (left < right && rtl == (width < 0) && ABS (rtl ? r - left : l - right) <= 1)
        {
          left = MIN (left, l);
          right = MAX (right, r);
          continue;
        }
      append_run (out_runs, line, from, offset, left, right, rtl);
      from = offset, left = l, right = r, rtl = width < 0;
    }
  append_run (out_runs, line, from, end, left, right, rtl);
}

/**
 * quoth_article_view_append_runs:
 * @self: a view
 * @paragraph: a paragraph
 * @start: a displayed offset; what stands outside of @paragraph is left out
 * @end: an exclusive end
 * @out_runs: (element-type QuothRun): what is found is appended, y relative to the
 *   paragraph's top, in logical order
 */
void
quoth_article_view_append_runs (QuothArticleView *self,
                                QuothParagraph   *paragraph,
                                guint             start,
                                guint             end,
                                GArray           *out_runs)
{
  for (guint i = 0; i < paragraph->lines->len; i++)
    {
      const QuothDisplayLine *line = &g_array_index (paragraph->lines, QuothDisplayLine, i);
      guint                   s = MAX (start, line->start), e = MIN (end, line->end);

      if (s >= e)
        continue;
      if (paragraph->widths != NULL)
        append_bidi_runs (self, paragraph, line, s, e, out_runs);
      else
        append_run (out_runs, line, s, e,
                    s == line->start ? line->left : get_edge (self, paragraph, s),
                    e == line->end ? line->right : get_edge (self, paragraph, e), FALSE);
    }
}
