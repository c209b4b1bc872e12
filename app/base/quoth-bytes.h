/* quoth-bytes.h - looks at sixteen bytes of text at a time
 *
 * A block is a vector of the compiler's, which becomes the processor's own where it has
 * such. Tests give a mask: a byte of it is not 0 where the block's byte fits. Masks are
 * joined by `|`.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define QUOTH_BYTES_BLOCK 16

typedef guint8 QuothBytes __attribute__ ((vector_size (QUOTH_BYTES_BLOCK)));

/* Reads sixteen bytes from @at on, wherever that is. */
static inline QuothBytes
quoth_bytes_load (const char *at)
{
  QuothBytes block;

  memcpy (&block, at, sizeof block);
  return block;
}

/* Reads @n bytes, one to sixteen, and none beyond them: some come twice, so that it is only for
 * tests of whether any fits. Nobody must ask for each whether it is the last. */
static inline QuothBytes
quoth_bytes_load_few (const char *at,
                      gsize       n)
{
  QuothBytes block;
  guint64 halves[2];
  guint32 first, last;

  if (n >= 8)
    {
      memcpy (&halves[0], at, 8);
      memcpy (&halves[1], at + n - 8, 8);
    }
  else
    {
      if (n >= 4)
        {
          memcpy (&first, at, 4);
          memcpy (&last, at + n - 4, 4);
        }
      else
        {
          first = (guchar) at[0] * 0x01010101u;
          last = (guchar) at[n / 2] * 0x00010001u + (guchar) at[n - 1] * 0x01000100u;
        }
      halves[0] = halves[1] = (guint64) first << 32 | last;
    }
  memcpy (&block, halves, sizeof block);
  return block;
}

static inline QuothBytes
quoth_bytes_all (guint8 byte)
{
  return (QuothBytes) { byte, byte, byte, byte, byte, byte, byte, byte,
                        byte, byte, byte, byte, byte, byte, byte, byte };
}

static inline QuothBytes
quoth_bytes_equal (QuothBytes block,
                   guint8     byte)
{
  return (QuothBytes) (block == quoth_bytes_all (byte));
}

/* Which bytes are smaller than @limit. */
static inline QuothBytes
quoth_bytes_below (QuothBytes block,
                   guint8     limit)
{
  return (QuothBytes) (block < quoth_bytes_all (limit));
}

/* Which bytes are not ASCII; a mask in its high bits only. */
static inline QuothBytes
quoth_bytes_wide (QuothBytes block)
{
  return block & quoth_bytes_all (0x80);
}

/* Whether any byte fits. */
static inline gboolean
quoth_bytes_any (QuothBytes mask)
{
  guint64 halves[2];

  G_STATIC_ASSERT (sizeof halves == sizeof mask);
  memcpy (halves, &mask, sizeof mask);
  return (halves[0] | halves[1]) != 0;
}

/* The first byte that fits; one must. */
static inline guint
quoth_bytes_first (QuothBytes mask)
{
  guint64 halves[2];

  memcpy (halves, &mask, sizeof mask);
  if (halves[0] != 0)
    return (guint) __builtin_ctzll (GUINT64_FROM_LE (halves[0])) / 8;
  return 8 + (guint) __builtin_ctzll (GUINT64_FROM_LE (halves[1])) / 8;
}

/* The next quotation mark or backslash of JSON from @p on; @end when there is none. */
static inline const char *
quoth_bytes_find_json_mark (const char *p,
                            const char *end)
{
  for (; end - p >= QUOTH_BYTES_BLOCK; p += QUOTH_BYTES_BLOCK)
    {
      QuothBytes block = quoth_bytes_load (p);
      QuothBytes marks = quoth_bytes_equal (block, '"') | quoth_bytes_equal (block, '\\');

      if (quoth_bytes_any (marks))
        return p + quoth_bytes_first (marks);
    }
  while (p < end && *p != '"' && *p != '\\')
    p++;
  return p;
}

G_END_DECLS
