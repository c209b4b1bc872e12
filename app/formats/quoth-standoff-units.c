/* quoth-standoff-units.c - in which unit the numbers of a standoff file count
 *
 * Files claim code points, but tools have written UTF-16 units and bytes, counted
 * CR LF as one, or counted a byte order mark. Every span repeats its text: the unit
 * is the first under which all spans of the file agree with the text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-standoff-units"

#include "config.h"

#include "quoth-standoff.h"

#include "quoth-format.h"
#include "quoth-offset-unit.h"

#include <string.h>

static gboolean
is_blank (gunichar c)
{
  return g_unichar_isspace (c) || (c >= 0x1c && c <= 0x1f) || c == 0x0b || c == 0x85;
}

/* Whether @column goes on as the text from @p to @end does; a blank in it may stand
 * for any blank or line end of the text. NULL when it does not. */
static const char *
match (const char *column,
       const char *p,
       const char *end)
{
  while (p < end)
    {
      if (*column == *p)
        {
          column++;
          p++;
        }
      else if (*column == ' ' && is_blank (g_utf8_get_char (p)))
        {
          column++;
          p = p[0] == '\r' && p + 1 < end && p[1] == '\n' ? p + 2 : g_utf8_next_char (p);
        }
      else
        {
          return NULL;
        }
    }
  return column;
}

static gboolean
agrees (QuothStandoff           *self,
        const QuothStandoffItem *item,
        QuothText               *text,
        const guint             *map)
{
  guint length = quoth_text_get_length (text);
  const char *column = item->value;

  for (guint i = 0; i < item->n; i++)
    {
      QuothSpan piece = g_array_index (self->pieces, QuothSpan, item->first + i);
      const char *slice;
      gsize n_bytes;

      if (!quoth_offset_unit_find (map, length, piece.start, &piece.start)
          || !quoth_offset_unit_find (map, length, piece.end, &piece.end))
        return FALSE;
      if (i > 0 && *column++ != ' ')
        return FALSE;
      slice = quoth_text_peek_slice (text, piece.start, piece.end, &n_bytes);
      column = match (column, slice, slice + n_bytes);
      if (column == NULL)
        return FALSE;
    }
  return *column == '\0';
}

static const QuothStandoffItem *
first_disagreement (QuothStandoff *self,
                    QuothText     *text,
                    const guint   *map)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const QuothStandoffItem *item = &g_array_index (self->items, QuothStandoffItem, i);

      if (item->kind == 'T' && !agrees (self, item, text, map))
        return item;
    }
  return NULL;
}

static gboolean
refuse (QuothStandoff            *self,
        const QuothStandoffItem  *item,
        QuothText                *text,
        GError                  **error)
{
  QuothSpan piece = g_array_index (self->pieces, QuothSpan, item->first);
  guint length = quoth_text_get_length (text);
  g_autofree char *there = NULL;
  g_autofree char *wanted = g_utf8_substring (item->value, 0,
                                              MIN (g_utf8_strlen (item->value, -1), 40));

  if (piece.end > length)
    return quoth_format_refuse (error, item->path, item->line,
                                "%s ends at %u, but the text has %u characters", item->id,
                                piece.end, length);
  there = quoth_text_slice (text, piece.start, MIN (piece.end, piece.start + 40));
  g_strdelimit (there, "\n\r\t", ' ');
  return quoth_format_refuse (error, item->path, item->line,
                              "%s says “%s”, but the text at %u to %u is “%s”", item->id, wanted,
                              piece.start, piece.end, there);
}

static void
convert (QuothStandoff *self,
         QuothText     *text,
         const guint   *map)
{
  guint length = quoth_text_get_length (text);

  for (guint i = 0; map != NULL && i < self->pieces->len; i++)
    {
      QuothSpan *piece = &g_array_index (self->pieces, QuothSpan, i);

      quoth_offset_unit_find (map, length, piece->start, &piece->start);
      quoth_offset_unit_find (map, length, piece->end, &piece->end);
    }
}

/**
 * quoth_standoff_resolve:
 * @self: a standoff whose files are all added
 * @text: the text that it points into
 * @mark: whether U+FEFF stood before the text in its file
 * @out_unit: (out) (optional): the name of the unit that was found, static
 * @error: return location for %QUOTH_FORMAT_ERROR_REFUSED
 *
 * Tries code points, UTF-16 units and bytes, each with CR LF counted as two and as
 * one, and takes the first under which every span repeats the text it covers.
 *
 * Returns: %FALSE when no unit explains the file; the error names the first
 *   disagreement in code points
 */
gboolean
quoth_standoff_resolve (QuothStandoff  *self,
                        QuothText      *text,
                        gboolean        mark,
                        const char    **out_unit,
                        GError        **error)
{
  const QuothStandoffItem *wrong = NULL;
  gboolean has_pairs;

  g_return_val_if_fail (self != NULL && text != NULL, FALSE);

  has_pairs = strstr (quoth_text_get_utf8 (text), "\r\n") != NULL;
  for (guint i = 0; i < 12; i++)
    {
      gboolean with_mark = i >= 6;
      gboolean pairs = i % 6 >= 3;
      QuothOffsetUnit unit = i % 3;
      g_autofree guint *map = NULL;
      const QuothStandoffItem *item;

      if ((with_mark && !mark) || (pairs && !has_pairs)
          || (unit != QUOTH_OFFSET_CODE_POINTS
              && quoth_text_get_n_bytes (text) == quoth_text_get_length (text)))
        continue;
      if (i > 0)
        map = quoth_offset_unit_map (text, unit, pairs, with_mark);
      item = first_disagreement (self, text, map);
      if (item == NULL)
        {
          convert (self, text, map);
          if (out_unit != NULL)
            *out_unit = quoth_offset_unit_name (unit);
          return TRUE;
        }
      if (wrong == NULL)
        wrong = item;
    }
  return refuse (self, wrong, text, error);
}
