/* quoth-places.c - in what the places of a foreign file count
 *
 * No number is believed that the covered text does not bear out: the unit is the first
 * under which all places of the article cover what the file repeats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-places"

#include "config.h"

#include "quoth-gather.h"
#include "quoth-offset-unit.h"

#include <string.h>

/* How much of a text a message shows. */
#define MAX_SHOWN 40

/* Whether two texts are the same but for the kind of their line ends, which may also be
 * written out as "\n". */
static gboolean
says_the_same (const char *covered,
               gsize       n_covered,
               const char *slice,
               gsize       n_slice)
{
  gsize i = 0;
  gsize j = 0;

  if (n_covered == n_slice && memcmp (covered, slice, n_covered) == 0)
    return TRUE;
  while (i < n_covered && j < n_slice)
    {
      gsize pair = slice[j] == '\r' && j + 1 < n_slice && slice[j + 1] == '\n' ? 2 : 1;

      if (covered[i] == slice[j])
        {
          i++;
          j++;
        }
      else if (covered[i] == '\n' && slice[j] == '\r')
        {
          i++;
          j += pair;
        }
      else if (covered[i] == '\\' && i + 1 < n_covered && covered[i + 1] == 'n'
               && (slice[j] == '\n' || slice[j] == '\r'))
        {
          i += 2;
          j += pair;
        }
      else
        {
          return FALSE;
        }
    }
  return i == n_covered && j == n_slice;
}

static gboolean
fits (const QuothPlace *place,
      QuothText        *text,
      const guint      *map)
{
  guint length = quoth_text_get_length (text);
  const char *slice;
  gsize n_bytes;
  guint start;
  guint end;

  if (place->start > place->end || !quoth_offset_unit_find (map, length, place->start, &start)
      || !quoth_offset_unit_find (map, length, place->end, &end))
    return FALSE;
  if (place->covered == NULL)
    return TRUE;
  slice = quoth_text_peek_slice (text, start, end, &n_bytes);
  return says_the_same (place->covered, place->n_covered, slice, n_bytes);
}

/**
 * quoth_places_resolve:
 * @places: (array length=n_places): as they stand in the file
 * @n_places: how many
 * @text: the text that they point into
 * @out_unit: (out) (nullable): the name of the unit when it is not code points
 * @out_wrong: (out): the first place that code points do not explain, when no unit
 *   explains all
 *
 * Tries code points, UTF-16 units and bytes, each with CR LF as two and as one.
 *
 * Returns: %FALSE, with the places as they were, when no unit explains all of them
 */
gboolean
quoth_places_resolve (QuothPlace  *places,
                      guint        n_places,
                      QuothText   *text,
                      const char **out_unit,
                      guint       *out_wrong)
{
  gboolean has_pairs = strstr (quoth_text_get_utf8 (text), "\r\n") != NULL;
  gboolean is_ascii = quoth_text_get_n_bytes (text) == quoth_text_get_length (text);
  guint length = quoth_text_get_length (text);

  *out_unit = NULL;
  for (guint i = 0; i < 6; i++)
    {
      QuothOffsetUnit unit = i % 3;
      g_autofree guint *map = NULL;
      guint k = 0;

      if ((i >= 3 && !has_pairs) || (unit != QUOTH_OFFSET_CODE_POINTS && is_ascii))
        continue;
      if (i > 0)
        map = quoth_offset_unit_map (text, unit, i >= 3, FALSE);
      while (k < n_places && fits (&places[k], text, map))
        k++;
      if (i == 0)
        *out_wrong = k;
      if (k < n_places)
        continue;
      for (k = 0; map != NULL && k < n_places; k++)
        {
          quoth_offset_unit_find (map, length, places[k].start, &places[k].start);
          quoth_offset_unit_find (map, length, places[k].end, &places[k].end);
        }
      if (i > 0)
        *out_unit = i >= 3 && unit == QUOTH_OFFSET_CODE_POINTS ? "code points, CR LF as one"
                                                               : quoth_offset_unit_name (unit);
      return TRUE;
    }
  return FALSE;
}

/**
 * quoth_place_refuse:
 * @place: a place that no unit explains
 * @text: the text
 * @path: the file
 * @line: where the place stands; 0 for none
 * @error: return location for %QUOTH_FORMAT_ERROR_REFUSED
 *
 * Returns: always %FALSE
 */
gboolean
quoth_place_refuse (const QuothPlace  *place,
                    QuothText         *text,
                    const char        *path,
                    guint              line,
                    GError           **error)
{
  guint length = quoth_text_get_length (text);
  g_autofree char *whole = NULL;
  g_autofree char *wanted = NULL;
  g_autofree char *there = NULL;

  if (place->start > place->end)
    return quoth_format_refuse (error, path, line, "a span ends before it begins: %u %u",
                                place->start, place->end);
  if (place->end > length)
    return quoth_format_refuse (error, path, line,
                                "span %u to %u is not in the text of %u characters", place->start,
                                place->end, length);
  whole = g_strndup (place->covered != NULL ? place->covered : "", place->n_covered);
  wanted = g_utf8_substring (whole, 0, MIN (g_utf8_strlen (whole, -1), MAX_SHOWN));
  there = quoth_text_slice (text, place->start, MIN (place->end, place->start + MAX_SHOWN));
  return quoth_format_refuse (error, path, line,
                              "span %u to %u says “%s”, but the text there is “%s”", place->start,
                              place->end, wanted, there);
}
