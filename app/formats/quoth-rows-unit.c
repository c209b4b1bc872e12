/* quoth-rows-unit.c - in what the spans of a row count
 *
 * Code points or UTF-16 units by the format's rule, or bytes; each with CR LF as two or
 * as one: the first under which all spans lie in the text and cover what they say.
 * doccano says nothing and has counted in both: another unit wins there when only under
 * it every span begins and ends where words do.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-rows"

#include "config.h"

#include "quoth-offset-unit.h"
#include "quoth-rows-private.h"

#include <string.h>

static gboolean
is_word (QuothText *text,
         guint      offset)
{
  return g_unichar_isalnum (quoth_text_get_char (text, offset));
}

/* Whether @span does not begin or end within a word or a blank. */
static gboolean
is_clean (QuothText *text,
          QuothSpan  span)
{
  guint length = quoth_text_get_length (text);

  if (span.start == span.end)
    return TRUE;
  if (g_unichar_isspace (quoth_text_get_char (text, span.start))
      || g_unichar_isspace (quoth_text_get_char (text, span.end - 1)))
    return FALSE;
  return (span.start == 0 || !is_word (text, span.start - 1) || !is_word (text, span.start))
         && (span.end == length || !is_word (text, span.end - 1) || !is_word (text, span.end));
}

/* Whether a span lies in the text and covers what it says; %NULL @map: code points. */
static gboolean
convert (const QuothRowsSpan *span,
         QuothText           *text,
         const guint         *map,
         QuothSpan           *out_span)
{
  guint length = quoth_text_get_length (text);
  const char *slice;
  gsize n_bytes;

  if (!quoth_offset_unit_find (map, length, span->start, &out_span->start)
      || !quoth_offset_unit_find (map, length, span->end, &out_span->end))
    return FALSE;
  if (span->covered == NULL)
    return TRUE;
  slice = quoth_text_peek_slice (text, out_span->start, out_span->end, &n_bytes);
  return strlen (span->covered) == n_bytes && memcmp (span->covered, slice, n_bytes) == 0;
}

/* @out_clean: whether every span that counts so begins and ends where words do. */
static gboolean
fits (QuothRowsReader *self,
      const guint     *map,
      gboolean         bytes,
      gboolean        *out_clean)
{
  *out_clean = TRUE;
  for (guint i = 0; i < self->spans->len; i++)
    {
      const QuothRowsSpan *span = &g_array_index (self->spans, QuothRowsSpan, i);
      QuothSpan found;

      if (span->bytes != bytes)
        continue;
      if (!convert (span, self->text, map, &found))
        return FALSE;
      *out_clean = *out_clean && is_clean (self->text, found);
    }
  return TRUE;
}

static void
convert_one (QuothRowsSpan *span,
             guint          length,
             const guint   *map)
{
  quoth_offset_unit_find (map, length, span->start, &span->start);
  quoth_offset_unit_find (map, length, span->end, &span->end);
}

static void
convert_all (QuothRowsReader *self,
             const guint     *map,
             gboolean         bytes)
{
  guint length = quoth_text_get_length (self->text);

  for (guint i = 0; i < self->spans->len; i++)
    {
      QuothRowsSpan *span = &g_array_index (self->spans, QuothRowsSpan, i);

      if (span->bytes == bytes)
        convert_one (span, length, map);
    }
  for (guint i = 0; !bytes && i < self->relations->len; i++)
    {
      QuothRowsRelation *relation = &g_array_index (self->relations, QuothRowsRelation, i);

      convert_one (&relation->from_span, length, map);
      convert_one (&relation->to_span, length, map);
    }
  for (guint i = 0; !bytes && i < self->token_spans->len; i++)
    {
      QuothSpan *token = &g_array_index (self->token_spans, QuothSpan, i);

      quoth_offset_unit_find (map, length, token->start, &token->start);
      quoth_offset_unit_find (map, length, token->end, &token->end);
    }
}

/* Names the first span that does not fit the unit which the format promises. */
static gboolean
refuse (QuothRowsReader *self,
        const guint     *map,
        gboolean         bytes,
        GError         **error)
{
  const char *path = self->scan.path;
  guint line = self->scan.line;

  for (guint i = 0; i < self->spans->len; i++)
    {
      const QuothRowsSpan *span = &g_array_index (self->spans, QuothRowsSpan, i);
      guint length = quoth_text_get_length (self->text);
      g_autofree char *wanted = NULL;
      g_autofree char *there = NULL;
      QuothSpan found = { G_MAXUINT, G_MAXUINT };

      if (span->bytes != bytes || convert (span, self->text, map, &found))
        continue;
      if (found.end >= length && span->covered == NULL)
        return quoth_format_refuse (error, path, line, "span %u to %u of \"%s\" is not in the text "
                                    "of %u characters", span->start, span->end, span->label,
                                    length);
      if (span->covered == NULL)
        return quoth_format_refuse (error, path, line, "span %u to %u of \"%s\" cuts a character",
                                    span->start, span->end, span->label);
      wanted = g_utf8_substring (span->covered, 0, MIN (g_utf8_strlen (span->covered, -1), 40));
      found.start = MIN (found.start, length);
      there = quoth_text_slice (self->text, found.start,
                                CLAMP (found.end, found.start, MIN (length, found.start + 40)));
      return quoth_format_refuse (error, path, line,
                                  "span %u to %u says “%s”, but the text there is “%s”",
                                  span->start, span->end, wanted, there);
    }
  return TRUE;
}

static gboolean
find_byte_spans (QuothRowsReader *self,
                 GError         **error)
{
  g_autofree guint *map = NULL;
  gboolean clean;

  for (guint i = 0; i < self->spans->len; i++)
    if (g_array_index (self->spans, QuothRowsSpan, i).bytes)
      {
        map = quoth_offset_unit_map (self->text, QUOTH_OFFSET_BYTES, FALSE, FALSE);
        if (!fits (self, map, TRUE, &clean))
          return refuse (self, map, TRUE, error);
        convert_all (self, map, TRUE);
        return TRUE;
      }
  return TRUE;
}

/* Documented in quoth-rows-private.h. */
gboolean
quoth_rows_find_unit (QuothRowsReader *self,
                      GError         **error)
{
  const QuothOffsetUnit orders[2][3] = {
    { QUOTH_OFFSET_CODE_POINTS, QUOTH_OFFSET_UTF16, QUOTH_OFFSET_BYTES },
    { QUOTH_OFFSET_UTF16, QUOTH_OFFSET_CODE_POINTS, QUOTH_OFFSET_BYTES }
  };
  const QuothOffsetUnit *order = orders[self->dialect->utf16];
  gboolean has_pairs = strstr (quoth_text_get_utf8 (self->text), "\r\n") != NULL;
  gboolean is_ascii = quoth_text_get_n_bytes (self->text) == quoth_text_get_length (self->text);
  gboolean has_astral = quoth_text_get_n_utf16 (self->text) != quoth_text_get_length (self->text);
  g_autofree guint *best = NULL;
  g_autofree guint *promised = NULL;
  gboolean guesses = self->dialect->utf16 && self->document == NULL;
  int best_index = -1;

  for (guint i = 0; i < 6; i++)
    {
      g_autofree guint *map = NULL;
      gboolean clean;

      if ((i >= 3 && !has_pairs) || (i % 3 > 0 && is_ascii))
        continue;
      /* Most texts count the same in both. */
      if (i >= 3 || order[i % 3] == QUOTH_OFFSET_BYTES
          || (order[i % 3] == QUOTH_OFFSET_UTF16 && has_astral))
        map = quoth_offset_unit_map (self->text, order[i % 3], i >= 3, FALSE);
      if (fits (self, map, FALSE, &clean) && (best_index < 0 || clean))
        {
          best_index = (int) i;
          g_free (best);
          best = g_steal_pointer (&map);
          if (clean || !guesses)
            break;
        }
      else if (i == 0)
        promised = g_steal_pointer (&map);
    }
  if (best_index < 0)
    return refuse (self, promised, FALSE, error);
  convert_all (self, best, FALSE);
  if (best_index > 0)
    quoth_rows_notice (self, TRUE, "offsets were counted in %s%s",
                       quoth_offset_unit_name (order[best_index % 3]),
                       best_index >= 3 ? ", CR LF as one" : "");
  return find_byte_spans (self, error);
}
