/* quoth-offset-unit.c - in what the numbers of a file count
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-offset-unit"

#include "config.h"

#include "quoth-bytes.h"
#include "quoth-offset-unit.h"

/* Whether sixteen characters stand at @p that count one in every unit. */
static gboolean
is_plain (const char *p,
          gboolean    pairs)
{
  QuothBytes block = quoth_bytes_load (p);
  QuothBytes odd = quoth_bytes_wide (block);

  return !quoth_bytes_any (pairs ? odd | quoth_bytes_equal (block, '\r') : odd);
}

/**
 * quoth_offset_unit_name:
 * @unit: a unit
 *
 * Returns: (transfer none): its name in messages
 */
const char *
quoth_offset_unit_name (QuothOffsetUnit unit)
{
  static const char *const names[] = { "code points", "UTF-16 units", "bytes" };

  return names[unit];
}

/**
 * quoth_offset_unit_map:
 * @text: a text
 * @unit: in what a file counts
 * @pairs: whether it counts CR LF as one: the LF begins where its CR began
 * @mark: whether it counts a byte order mark before the text
 *
 * Returns: (transfer full): the unit at which each code point begins, and the text's
 *   length in units
 */
guint *
quoth_offset_unit_map (QuothText       *text,
                       QuothOffsetUnit  unit,
                       gboolean         pairs,
                       gboolean         mark)
{
  guint length = quoth_text_get_length (text);
  guint *map = g_new (guint, (gsize) length + 1);
  const char *p = quoth_text_get_utf8 (text);
  guint at = !mark ? 0 : unit == QUOTH_OFFSET_BYTES ? 3 : 1;

  for (guint i = 0; i < length; i++, p = g_utf8_next_char (p))
    {
      gunichar c;

      for (; length - i >= QUOTH_BYTES_BLOCK && is_plain (p, pairs); p += QUOTH_BYTES_BLOCK)
        for (guint k = 0; k < QUOTH_BYTES_BLOCK; k++)
          map[i++] = at++;
      map[i] = at;
      if (i == length)
        break;
      c = g_utf8_get_char (p);
      if (pairs && c == '\r' && p[1] == '\n')
        continue;
      if (unit == QUOTH_OFFSET_BYTES)
        at += (guint) (g_utf8_next_char (p) - p);
      else
        at += unit == QUOTH_OFFSET_UTF16 && c > 0xffff ? 2 : 1;
    }
  map[length] = at;
  return map;
}

/**
 * quoth_offset_unit_find:
 * @map: (nullable): from quoth_offset_unit_map(); %NULL for code points
 * @length: of the text, code points
 * @unit: a number as it stands in the file
 * @out_offset: (out): the first code point that begins there or later
 *
 * Returns: %FALSE when no code point begins at @unit
 */
gboolean
quoth_offset_unit_find (const guint *map,
                        guint        length,
                        guint        unit,
                        guint       *out_offset)
{
  guint low = 0;
  guint high = MIN (unit, length);

  if (map == NULL)
    {
      *out_offset = MIN (unit, length);
      return unit <= length;
    }
  /* Most characters count one each: it stands little before where it would then. */
  if (map[high] < unit)
    {
      low = high;
      high = length;
    }
  else
    for (guint step = 1; high > 0; step *= 2)
      {
        low = high > step ? high - step : 0;
        if (map[low] < unit)
          break;
        high = low;
      }
  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (map[middle] < unit)
        low = middle + 1;
      else
        high = middle;
    }
  *out_offset = low;
  return map[low] == unit;
}
