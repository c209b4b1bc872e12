/* quoth-standoff-text.c - a text and its spans as standoff files want them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-standoff-text"

#include "config.h"

#include "quoth-bytes.h"
#include "quoth-json-writer.h"
#include "quoth-standoff.h"

#include <string.h>

/**
 * quoth_standoff_text_init:
 * @self: a struct to fill; clear it with quoth_standoff_text_clear()
 * @text: an article's text
 *
 * Readers that open files in text mode turn CR LF and CR into LF under the offsets.
 * So only LF is written: CR LF shrinks to one code point, a lone CR becomes LF.
 */
void
quoth_standoff_text_init (QuothStandoffText *self,
                          QuothText         *text)
{
  const char *utf8 = quoth_text_get_utf8 (text);
  gsize n_bytes = quoth_text_get_n_bytes (text);
  gsize n = 0;

  g_return_if_fail (self != NULL && text != NULL);

  self->text = quoth_text_ref (text);
  self->utf8 = NULL;
  self->n_bytes = n_bytes;
  self->dropped = NULL;
  if (memchr (utf8, '\r', n_bytes) == NULL)
    return;
  self->utf8 = g_malloc (n_bytes + 1);
  self->dropped = g_array_new (FALSE, FALSE, sizeof (guint));
  for (gsize i = 0; i < n_bytes; i++)
    {
      if (utf8[i] == '\r' && utf8[i + 1] == '\n')
        {
          guint offset = quoth_text_from_bytes (text, i);

          g_array_append_val (self->dropped, offset);
          continue;
        }
      self->utf8[n++] = utf8[i] == '\r' ? '\n' : utf8[i];
    }
  self->utf8[n] = '\0';
  self->n_bytes = n;
}

void
quoth_standoff_text_clear (QuothStandoffText *self)
{
  g_clear_pointer (&self->text, quoth_text_unref);
  g_clear_pointer (&self->utf8, g_free);
  g_clear_pointer (&self->dropped, g_array_unref);
}

/**
 * quoth_standoff_text_get:
 * @self: a text
 * @out_n_bytes: (out): its length
 *
 * Returns: (transfer none): UTF-8 whose lines end with LF alone
 */
const char *
quoth_standoff_text_get (QuothStandoffText *self,
                         gsize             *out_n_bytes)
{
  *out_n_bytes = self->n_bytes;
  return self->utf8 != NULL ? self->utf8 : quoth_text_get_utf8 (self->text);
}

/**
 * quoth_standoff_text_map:
 * @self: a text
 * @offset: a code point of the article's text
 *
 * Returns: where it stands in the text as it is written
 */
guint
quoth_standoff_text_map (QuothStandoffText *self,
                         guint              offset)
{
  guint low = 0;
  guint high = self->dropped != NULL ? self->dropped->len : 0;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->dropped, guint, middle) < offset)
        low = middle + 1;
      else
        high = middle;
    }
  return offset - low;
}

/* Where Python's splitlines() cuts: brat reads its files so. */
static gboolean
ends_line (gunichar c)
{
  return (c >= 0x0a && c <= 0x0d) || (c >= 0x1c && c <= 0x1e) || c == 0x85 || c == 0x2028
         || c == 0x2029;
}

/* The first byte from @p on of a character that may end a line. */
static const char *
find_line_end (const char *p,
               const char *end)
{
  for (; end - p >= QUOTH_BYTES_BLOCK; p += QUOTH_BYTES_BLOCK)
    {
      QuothBytes block = quoth_bytes_load (p);
      QuothBytes fits = quoth_bytes_below (block, 0x20) | quoth_bytes_equal (block, 0xc2)
                        | quoth_bytes_equal (block, 0xe2);

      if (quoth_bytes_any (fits))
        return p + quoth_bytes_first (fits);
    }
  while (p < end && (guchar) *p >= 0x20 && (guchar) *p != 0xc2 && (guchar) *p != 0xe2)
    p++;
  return p;
}

/* A piece is text between line ends, from byte @p to @end. */
static void
append_piece (QuothStandoffText *self,
              const char        *p,
              const char        *end,
              gboolean           first,
              gboolean           offsets,
              GString           *out)
{
  const char *utf8 = quoth_text_get_utf8 (self->text);

  if (!offsets)
    {
      if (!first)
        quoth_json_append_literal (out, " ");
      quoth_json_append_bytes (out, p, (gsize) (end - p));
      return;
    }
  if (!first)
    quoth_json_append_literal (out, ";");
  quoth_json_append_uint (out, quoth_standoff_text_map (
                                 self, quoth_text_from_bytes (self->text, (gsize) (p - utf8))));
  quoth_json_append_literal (out, " ");
  quoth_json_append_uint (out, quoth_standoff_text_map (
                                 self, quoth_text_from_bytes (self->text, (gsize) (end - utf8))));
}

/* Appends the offsets or the texts of all pieces; FALSE when there is none. */
static gboolean
append_pieces (QuothStandoffText *self,
               const QuothSpan   *parts,
               guint              n_parts,
               gboolean           offsets,
               GString           *out)
{
  gboolean first = TRUE;

  for (guint i = 0; i < n_parts; i++)
    {
      gsize n_bytes;
      const char *start = quoth_text_peek_slice (self->text, parts[i].start, parts[i].end,
                                                 &n_bytes);
      const char *end = start + n_bytes;
      const char *p = start;

      for (;;)
        {
          p = find_line_end (p, end);
          if (p < end && !ends_line (g_utf8_get_char (p)))
            {
              p = g_utf8_next_char (p);
              continue;
            }
          if (start < p)
            {
              append_piece (self, start, p, first, offsets, out);
              first = FALSE;
            }
          if (p == end)
            break;
          start = p = g_utf8_next_char (p);
        }
    }
  return !first;
}

static gboolean
holds_line_end (const char *p,
                const char *end)
{
  while ((p = find_line_end (p, end)) < end)
    {
      if (ends_line (g_utf8_get_char (p)))
        return TRUE;
      p = g_utf8_next_char (p);
    }
  return FALSE;
}

/**
 * quoth_standoff_text_append:
 * @self: a text
 * @parts: (array length=n_parts): spans in code points of the article's text, sorted
 * @n_parts: how many
 * @out: where to append
 *
 * Appends the offsets of the pieces, joined by ";", a tab, and their texts, joined by
 * one blank. Parts are cut at every line end: a line of the file cannot hold one.
 *
 * Returns: %FALSE, with nothing appended, when the parts cover only line ends
 */
gboolean
quoth_standoff_text_append (QuothStandoffText *self,
                            const QuothSpan   *parts,
                            guint              n_parts,
                            GString           *out)
{
  gsize n_bytes = 0;
  const char *bytes = n_parts == 1 ? quoth_text_peek_slice (self->text, parts[0].start,
                                                            parts[0].end, &n_bytes) : NULL;

  /* Most are one piece, whose offsets are known. */
  if (n_bytes > 0 && !holds_line_end (bytes, bytes + n_bytes))
    {
      quoth_json_append_uint (out, quoth_standoff_text_map (self, parts[0].start));
      quoth_json_append_literal (out, " ");
      quoth_json_append_uint (out, quoth_standoff_text_map (self, parts[0].end));
      quoth_json_append_literal (out, "\t");
      quoth_json_append_bytes (out, bytes, n_bytes);
      return TRUE;
    }
  if (!append_pieces (self, parts, n_parts, TRUE, out))
    return FALSE;
  quoth_json_append_literal (out, "\t");
  append_pieces (self, parts, n_parts, FALSE, out);
  return TRUE;
}

/* Documented in quoth-standoff.h. */
void
quoth_standoff_append_id (GString *out,
                          char     kind,
                          guint    number)
{
  quoth_json_append_bytes (out, &kind, 1);
  quoth_json_append_uint (out, number);
}

/* Documented in quoth-standoff.h. */
void
quoth_standoff_append_begin (GString    *out,
                             char        kind,
                             guint       number,
                             const char *type)
{
  quoth_standoff_append_id (out, kind, number);
  quoth_json_append_literal (out, "\t");
  quoth_json_append_bytes (out, type, strlen (type));
  quoth_json_append_literal (out, " ");
}

/**
 * quoth_standoff_append_escaped:
 * @out: where to append
 * @value: any text
 *
 * Appends @value as one line: \n, \r, \t and \\ for what they stand for, \uXXXX for the
 * other characters that end a line in some reader.
 */
void
quoth_standoff_append_escaped (GString    *out,
                               const char *value)
{
  for (const char *p = value; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '\n')
        g_string_append (out, "\\n");
      else if (c == '\t')
        g_string_append (out, "\\t");
      else if (c == '\r')
        g_string_append (out, "\\r");
      else if (c == '\\')
        g_string_append (out, "\\\\");
      else if (ends_line (c))
        g_string_append_printf (out, "\\u%04x", c);
      else
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
    }
}

/* The four digits after \u, or 0. */
static gunichar
parse_code (const char *digits)
{
  gunichar c = 0;

  for (guint i = 0; i < 4; i++)
    {
      if (!g_ascii_isxdigit (digits[i]))
        return 0;
      c = c * 16 + (gunichar) g_ascii_xdigit_value (digits[i]);
    }
  return ends_line (c) ? c : 0;
}

/**
 * quoth_standoff_unescape:
 * @value: what quoth_standoff_append_escaped() wrote, or a foreign note
 *
 * Returns: (transfer full): the text; a backslash before anything else stands for itself
 */
char *
quoth_standoff_unescape (const char *value)
{
  GString *out = g_string_new (NULL);

  for (const char *p = value; *p != '\0'; p++)
    {
      gunichar c = *p == '\\' && p[1] == 'u' ? parse_code (p + 2) : 0;

      if (c != 0)
        {
          g_string_append_unichar (out, c);
          p += 5;
        }
      else if (*p == '\\' && p[1] != '\0' && strchr ("nrt\\", p[1]) != NULL)
        {
          p++;
          g_string_append_c (out, *p == 'n' ? '\n' : *p == 't' ? '\t' : *p == 'r' ? '\r' : '\\');
        }
      else
        {
          g_string_append_c (out, *p);
        }
    }
  return g_string_free (out, FALSE);
}
