/* quoth-search-kwic.c - concordance lines: a match and what stands around it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-search"

#include "config.h"

#include "quoth-search-query-private.h"

/* Code points of context on either side, and of a match that is shown. */
#define CONTEXT 80
#define MAX_MATCH 1000

/* Blanks that do not break lines stay: what is shown is what is there. */
static gboolean
is_gap (gunichar c)
{
  return c != 0xa0 && c != 0x202f
         && (g_unichar_isspace (c) || g_unichar_iscntrl (c) || c == 0x2028 || c == 0x2029);
}

/**
 * quoth_kwic_line:
 * @utf8: some text
 * @n_bytes: its length
 * @max_chars: how much to keep, in code points
 *
 * Returns: (transfer full): the text on one line, each run of blanks and control
 *   characters a single space, cut with an ellipsis when it is longer
 */
char *
quoth_kwic_line (const char *utf8,
                 gsize       n_bytes,
                 guint       max_chars)
{
  GString *line = g_string_sized_new (n_bytes);
  const char *end = utf8 + n_bytes;
  gboolean in_gap = FALSE;
  guint n_chars = 0;

  for (const char *p = utf8; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean gap = is_gap (c);

      if (gap && in_gap)
        continue;
      in_gap = gap;
      if (n_chars++ == max_chars)
        {
          g_string_append (line, "…");
          break;
        }
      if (gap)
        g_string_append_c (line, ' ');
      else
        g_string_append_unichar (line, c);
    }
  return g_string_free (line, FALSE);
}

static char *
line_of (QuothText *text,
         guint      start,
         guint      end,
         guint      max_chars)
{
  gsize n_bytes;
  const char *slice = quoth_text_peek_slice (text, start, end, &n_bytes);

  return quoth_kwic_line (slice, n_bytes, max_chars);
}

/**
 * quoth_kwic_cut:
 * @text: a text
 * @span: the match, code points
 * @out_before: (out) (transfer full): what stands before it, cut at a word
 * @out_match: (out) (transfer full): the match
 * @out_after: (out) (transfer full): what stands after it, cut at a word
 *
 * The three pieces put together read as in the text: blanks between them are kept.
 */
void
quoth_kwic_cut (QuothText  *text,
                QuothSpan   span,
                char      **out_before,
                char      **out_match,
                char      **out_after)
{
  guint length = quoth_text_get_length (text);
  guint start = span.start > CONTEXT ? span.start - CONTEXT : 0;
  guint end = length - span.end > CONTEXT ? span.end + CONTEXT : length;

  g_return_if_fail (span.start <= span.end && span.end <= length);

  if (start > 0)
    {
      guint at = start;

      /* A word without end (or a script without blanks) is cut where it is. */
      while (at < span.start && !is_gap (quoth_text_get_char (text, at)))
        at++;
      start = at < span.start ? at : start;
      while (start < span.start && is_gap (quoth_text_get_char (text, start)))
        start++;
    }
  if (end < length)
    {
      guint at = end;

      while (at > span.end && !is_gap (quoth_text_get_char (text, at)))
        at--;
      end = at > span.end ? at : end;
    }
  *out_before = line_of (text, start, span.start, CONTEXT);
  *out_match = line_of (text, span.start, span.end, MAX_MATCH);
  *out_after = line_of (text, span.end, end, CONTEXT);
}
