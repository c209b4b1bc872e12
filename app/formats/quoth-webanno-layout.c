/* quoth-webanno-layout.c - the text of a WebAnno TSV file
 *
 * Sentences stand where their first token says; what lies between them is in no file, and
 * becomes line ends. Offsets are UTF-16 units, but some programs write code points or
 * bytes: the unit is the first under which every token is what the text says there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-webanno"

#include "config.h"

#include "quoth-webanno-private.h"

#include "quoth-offset-unit.h"

#include <string.h>

/* Between two sentences there is no more than that, or the numbers are wrong. */
#define MAX_GAP (1024 * 1024)

static guint
measure (const char      *text,
         gsize            n_bytes,
         QuothOffsetUnit  unit)
{
  guint n = 0;

  if (unit == QUOTH_OFFSET_BYTES)
    return (guint) n_bytes;
  for (const char *p = text; p < text + n_bytes; p = g_utf8_next_char (p))
    n += unit == QUOTH_OFFSET_UTF16 && g_utf8_get_char (p) > 0xffff ? 2 : 1;
  return n;
}

/* How much of a sentence stands before its first token: blanks, if anything. */
static guint
measure_lead (const char      *text,
              const char      *form,
              QuothOffsetUnit  unit)
{
  const char *p = text;

  while (*p != '\0' && !g_str_has_prefix (p, form) && g_unichar_isspace (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  return g_str_has_prefix (p, form) ? measure (text, (gsize) (p - text), unit) : 0;
}

static gboolean
join (QuothWebanno     *self,
      QuothOffsetUnit   unit,
      GString          *out,
      GError          **error)
{
  guint at = 0;

  self->n_filled = 0;
  for (guint i = 0; i < self->sentences->len; i++)
    {
      const QuothWebannoSentence *sentence = &g_array_index (self->sentences,
                                                             QuothWebannoSentence, i);
      guint end_row = i + 1 < self->sentences->len
                      ? g_array_index (self->sentences, QuothWebannoSentence, i + 1).row
                      : self->rows->len;
      const QuothWebannoRow *row = &g_array_index (self->rows, QuothWebannoRow, sentence->row);
      g_autofree char *form = NULL;
      guint start = at;

      if (sentence->row < end_row)
        {
          form = quoth_webanno_unescape (row->form);
          start = row->start - MIN (row->start, measure_lead (sentence->text->str, form, unit));
        }
      if (start < at)
        return quoth_format_refuse (error, self->path, sentence->line,
                                    "the sentence begins at %u, where the one before it has not "
                                    "ended", start);
      if (start - at > MAX_GAP)
        return quoth_format_refuse (error, self->path, sentence->line,
                                    "the sentence begins at %u, too far from the one before it",
                                    start);
      self->n_filled += start - at;
      while (at < start)
        {
          g_string_append_c (out, '\n');
          at++;
        }
      g_string_append_len (out, sentence->text->str, (gssize) sentence->text->len);
      at += measure (sentence->text->str, sentence->text->len, unit);
    }
  return TRUE;
}

static gboolean
check_row (QuothWebanno           *self,
           const QuothWebannoRow  *row,
           QuothText              *text,
           const guint            *map,
           QuothSpan              *out_span,
           GError                **error)
{
  guint length = quoth_text_get_length (text);
  gsize n_form = strlen (row->form);
  g_autofree char *form = NULL;
  g_autofree char *there = NULL;
  const char *slice;
  gsize n_slice;

  if (!quoth_offset_unit_find (map, length, row->start, &out_span->start)
      || !quoth_offset_unit_find (map, length, row->end, &out_span->end))
    return quoth_format_refuse (error, self->path, row->line,
                                "the token %s from %u to %u is not in the text", row->address,
                                row->start, row->end);
  slice = quoth_text_peek_slice (text, out_span->start, out_span->end, &n_slice);
  if (n_slice == n_form && memcmp (slice, row->form, n_form) == 0)
    return TRUE;
  form = quoth_webanno_unescape (row->form);
  there = g_strndup (slice, n_slice);
  if (strcmp (there, form) == 0)
    return TRUE;
  return quoth_format_refuse (error, self->path, row->line,
                              "the token %s is “%.80s”, but the text there is “%.80s”",
                              row->address, form, there);
}

static gboolean
try_unit (QuothWebanno     *self,
          QuothOffsetUnit   unit,
          GError          **error)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autoptr (QuothText) text = NULL;
  g_autofree QuothSpan *spans = NULL;
  g_autofree guint *map = NULL;

  if (!join (self, unit, joined, error))
    return FALSE;
  text = quoth_text_new (joined->str, (gssize) joined->len, error);
  if (text == NULL)
    return FALSE;
  map = quoth_offset_unit_map (text, unit, FALSE, FALSE);
  spans = g_new (QuothSpan, self->rows->len);
  for (guint i = 0; i < self->rows->len; i++)
    if (!check_row (self, &g_array_index (self->rows, QuothWebannoRow, i), text, map, &spans[i],
                    error))
      return FALSE;
  for (guint i = 0; unit != QUOTH_OFFSET_UTF16 && i < self->rows->len; i++)
    {
      QuothWebannoRow *row = &g_array_index (self->rows, QuothWebannoRow, i);

      row->start = quoth_text_to_utf16 (text, spans[i].start);
      row->end = quoth_text_to_utf16 (text, spans[i].end);
    }
  self->text = g_steal_pointer (&text);
  self->unit = unit != QUOTH_OFFSET_UTF16 ? quoth_offset_unit_name (unit) : NULL;
  return TRUE;
}

gboolean
quoth_webanno_layout (QuothWebanno  *self,
                      GError       **error)
{
  if (try_unit (self, QUOTH_OFFSET_UTF16, error))
    return TRUE;
  if (!try_unit (self, QUOTH_OFFSET_CODE_POINTS, NULL)
      && !try_unit (self, QUOTH_OFFSET_BYTES, NULL))
    return FALSE;
  g_clear_error (error);
  return TRUE;
}
