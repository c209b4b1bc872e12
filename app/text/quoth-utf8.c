/* quoth-utf8.c - UTF-8 checked and counted in one pass
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-utf8"

#include "config.h"

#include "quoth-bytes.h"
#include "quoth-utf8-private.h"

#include <string.h>

/* How many bytes from @at on are neither NUL nor outside ASCII. */
static inline gsize
ascii_run (const char *at,
           gsize       n_bytes)
{
  gsize i = 0;

  for (; i + QUOTH_BYTES_BLOCK <= n_bytes; i += QUOTH_BYTES_BLOCK)
    {
      QuothBytes block = quoth_bytes_load (at + i);
      QuothBytes odd = quoth_bytes_wide (block) | quoth_bytes_equal (block, 0);

      if (quoth_bytes_any (odd))
        return i + quoth_bytes_first (odd);
    }
  while (i < n_bytes && at[i] > 0 && (guchar) at[i] < 0x80)
    i++;
  return i;
}

/* Length of the well-formed sequence at @at (Unicode 15, table 3-7), 0 if there is none. */
static guint
valid_sequence (const guchar *at,
                gsize         n_bytes)
{
  guint n = quoth_utf8_sequence_length (at[0]);
  guchar min = 0x80, max = 0xbf;

  if (at[0] < 0xc2 || at[0] > 0xf4 || n > n_bytes)
    return 0;
  if (at[0] == 0xe0)
    min = 0xa0;
  else if (at[0] == 0xed)
    max = 0x9f;
  else if (at[0] == 0xf0)
    min = 0x90;
  else if (at[0] == 0xf4)
    max = 0x8f;
  if (at[1] < min || at[1] > max)
    return 0;
  for (guint i = 2; i < n; i++)
    if ((at[i] & 0xc0) != 0x80)
      return 0;
  return n;
}

/* Counts code points and UTF-16 units; FALSE with the first bad byte's position. NUL
 * counts as bad. */
gboolean
quoth_utf8_measure (const char *utf8,
                    gsize       n_bytes,
                    guint      *out_length,
                    guint      *out_n_utf16,
                    gsize      *out_bad_byte)
{
  guint length = 0, pairs = 0;
  gsize i = 0;

  while (i < n_bytes)
    {
      gsize run = ascii_run (utf8 + i, n_bytes - i);
      guint n;

      i += run;
      length += run;
      if (i == n_bytes)
        break;
      n = utf8[i] ? valid_sequence ((const guchar *) utf8 + i, n_bytes - i) : 0;
      if (n == 0)
        {
          *out_bad_byte = i;
          return FALSE;
        }
      length++;
      pairs += n == 4;
      i += n;
    }

  *out_length = length;
  *out_n_utf16 = length + pairs;
  return TRUE;
}

/* Most of a text is ASCII, even where it has other characters. A byte of the sums counts to
 * eight at most, so that a multiplication adds all eight of them up. */
void
quoth_utf8_count_block (const char *at,
                        guint      *length,
                        guint      *pairs)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 words[QUOTH_UTF8_BLOCK / 8];
  guint64 all = 0, inner = 0, wide = 0;

  memcpy (words, at, sizeof words);
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    all |= words[i];
  *length += QUOTH_UTF8_BLOCK;
  if ((all & (ones << 7)) == 0)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      guint64 top = words[i] >> 7 & ones;
      guint64 next = words[i] >> 6;

      inner += top & ~next; /* 10xxxxxx */
      wide += top & next & words[i] >> 5 & words[i] >> 4; /* 1111xxxx */
    }
  *length -= (guint) (inner * ones >> 56);
  *pairs += (guint) (wide * ones >> 56);
}
