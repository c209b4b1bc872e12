/* quoth-soft-breaks.c - keeps absurdly long paragraphs usable on the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-soft-breaks"

#include "config.h"

#include "quoth-soft-breaks.h"

#include "quoth-words.h"

#include <string.h>

/* Of the longest paragraph that is shown as a whole. */
#define PIECES 3

struct _QuothSoftBreaks
{
  QuothText *text;
  GArray    *offsets; /* of guint, ascending: a break stands before this code point */
};

/* What GtkTextBuffer takes as the end of a paragraph. */
static gboolean
is_paragraph_end (gunichar c)
{
  return c == '\n' || c == '\r' || c == 0x2029;
}

static gboolean
ends_sentence (gunichar c)
{
  return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0x06D4
         || c == 0x061F;
}

/* Breaks @n_chars characters without an end of a paragraph into pieces of at most @longest.
 * Prefers the end of a sentence in the last third of a piece, then any blank there, then a
 * grapheme boundary. */
static void
break_line (QuothSoftBreaks *self,
            const char      *p,
            guint            n_chars,
            guint            offset,
            guint            longest)
{
  guint    piece = offset, stop = offset + n_chars, sentence = 0, blank = 0;
  gunichar previous = 0, before = 0;

  for (; offset < stop; p = g_utf8_next_char (p), offset++)
    {
      if (previous == ' ' && offset - piece > longest * 2 / 3)
        {
          blank = offset;
          if (ends_sentence (before)
              || ((before == '"' || before == 0x201D || before == ')')
                  && blank > sentence + longest / 10))
            sentence = offset;
        }

      if (offset - piece >= longest)
        {
          guint at = sentence > 0 ? sentence : blank;

          if (at == 0)
            at = quoth_words_previous_grapheme (self->text, offset + 1);
          if (at <= piece) /* one cluster longer than a piece: nothing better than here */
            at = offset;
          g_array_append_val (self->offsets, at);
          piece = at;
          sentence = blank = 0;
        }
      before = previous;
      previous = g_utf8_get_char (p);
    }
}

/* A stretch without a line feed that is longer than @longest bytes, and so may hold a
 * displayed paragraph of more than @longest characters. */
static void
break_stretch (QuothSoftBreaks *self,
               const char      *p,
               const char      *end,
               guint            offset,
               guint            longest)
{
  while (p < end)
    {
      const char *line = p;
      guint       n_chars = 0;

      for (; p < end && !is_paragraph_end (g_utf8_get_char (p)); p = g_utf8_next_char (p))
        n_chars++;
      if (n_chars > longest)
        break_line (self, line, n_chars, offset, longest / PIECES);
      offset += n_chars;
      if (p < end)
        p = g_utf8_next_char (p), offset++;
    }
}

/**
 * quoth_soft_breaks_new:
 * @text: the article's text; a reference is taken
 * @longest: how many code points a displayed paragraph may have; longer ones are shown in
 *   pieces of at most a third of that
 *
 * Costs one memchr pass where no stretch between line feeds is longer than @longest.
 *
 * Returns: (transfer full): the breaks
 */
QuothSoftBreaks *
quoth_soft_breaks_new (QuothText *text,
                       guint      longest)
{
  QuothSoftBreaks *self = g_new0 (QuothSoftBreaks, 1);
  const char      *start = quoth_text_get_utf8 (text);
  const char      *end = start + quoth_text_get_n_bytes (text);
  const char      *p = start;

  g_return_val_if_fail (longest >= 16, NULL);

  self->text = quoth_text_ref (text);
  self->offsets = g_array_new (FALSE, FALSE, sizeof (guint));

  while (p < end)
    {
      const char *line_end = memchr (p, '\n', end - p);

      if (line_end == NULL)
        line_end = end;
      if (line_end - p > longest)
        break_stretch (self, p, line_end, quoth_text_from_bytes (text, p - start), longest);
      p = line_end + 1;
    }
  return self;
}

void
quoth_soft_breaks_free (QuothSoftBreaks *self)
{
  quoth_text_unref (self->text);
  g_array_unref (self->offsets);
  g_free (self);
}

guint
quoth_soft_breaks_get_n (QuothSoftBreaks *self)
{
  return self->offsets->len;
}

/* How many breaks i have offsets[i] + (shifted ? i : 0) < limit. */
static guint
count_below (QuothSoftBreaks *self,
             guint            limit,
             gboolean         shifted)
{
  guint low = 0, high = self->offsets->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;
      guint value = g_array_index (self->offsets, guint, middle) + (shifted ? middle : 0);

      if (value < limit)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/**
 * quoth_soft_breaks_to_display:
 * @offset: a code point of the article
 *
 * Returns: where that code point is displayed, behind a break that stands before it
 */
guint
quoth_soft_breaks_to_display (QuothSoftBreaks *self,
                              guint            offset)
{
  return offset + count_below (self, offset + 1, FALSE);
}

/**
 * quoth_soft_breaks_end_to_display:
 * @end: an exclusive end of a span
 *
 * Returns: where the span ends on the screen, before a break that stands at @end
 */
guint
quoth_soft_breaks_end_to_display (QuothSoftBreaks *self,
                                  guint            end)
{
  return end + count_below (self, end, FALSE);
}

/**
 * quoth_soft_breaks_from_display:
 * @display: an offset into the displayed text
 *
 * Returns: the article's offset; both sides of a break are the same one
 */
guint
quoth_soft_breaks_from_display (QuothSoftBreaks *self,
                                guint            display)
{
  return display - count_below (self, display, TRUE);
}

/**
 * quoth_soft_breaks_dup_display:
 * @out_n_bytes: (out): its length
 *
 * Returns: (transfer full): the text with a line feed at every break
 */
char *
quoth_soft_breaks_dup_display (QuothSoftBreaks *self,
                               gsize           *out_n_bytes)
{
  GString    *display = g_string_sized_new (quoth_text_get_n_bytes (self->text)
                                            + self->offsets->len + 1);
  const char *utf8 = quoth_text_get_utf8 (self->text);
  gsize       from = 0;

  for (guint i = 0; i < self->offsets->len; i++)
    {
      gsize to = quoth_text_to_bytes (self->text, g_array_index (self->offsets, guint, i));

      g_string_append_len (display, utf8 + from, to - from);
      g_string_append_c (display, '\n');
      from = to;
    }
  g_string_append_len (display, utf8 + from, quoth_text_get_n_bytes (self->text) - from);
  *out_n_bytes = display->len;
  return g_string_free (display, FALSE);
}
