/* quoth-json-string-private.h - what is plain in a string of JSON, shared by who writes one
 *
 * Looks at sixteen bytes at a time, and leaves to its callers only what is rare: characters
 * that are, or may be, escaped.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-bytes.h"

G_BEGIN_DECLS

/* What may have to be escaped. */
static inline QuothBytes
quoth_json_find_odd (QuothBytes block,
                     gboolean   ascii)
{
  QuothBytes odd = quoth_bytes_below (block, 0x20) | quoth_bytes_equal (block, '"')
                   | quoth_bytes_equal (block, '\\') | quoth_bytes_equal (block, 0x7f);

  return odd | (ascii ? quoth_bytes_wide (block)
                      : quoth_bytes_equal (block, 0xc2) | quoth_bytes_equal (block, 0xe2));
}

/* Copies less than sixteen bytes if none is odd: as two words that overlap, so that nobody
 * must ask for each byte whether it is the last. */
static inline gboolean
quoth_json_copy_short (const char *p,
                       gsize       n,
                       gboolean    ascii,
                       char       *to)
{
  char both[QUOTH_BYTES_BLOCK] = "................";

  if (n >= 8)
    {
      memcpy (both, p, 8);
      memcpy (both + 8, p + n - 8, 8);
    }
  else if (n >= 4)
    {
      memcpy (both, p, 4);
      memcpy (both + 8, p + n - 4, 4);
    }
  else
    {
      return FALSE;
    }
  if (quoth_bytes_any (quoth_json_find_odd (quoth_bytes_load (both), ascii)))
    return FALSE;
  if (n >= 8)
    {
      memcpy (to, both, 8);
      memcpy (to + n - 8, both + 8, 8);
    }
  else
    {
      memcpy (to, both, 4);
      memcpy (to + n - 4, both + 8, 4);
    }
  return TRUE;
}

/* Appends @c as an escape, whether or not it needs one. */
void quoth_json_append_escaped (GString  *out,
                                gunichar  c);

G_END_DECLS
