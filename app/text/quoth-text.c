/* quoth-text.c - an immutable article text and its offsets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-text"

#include "config.h"

#include "quoth-text.h"

#include "quoth-utf8-private.h"

#include <string.h>

/* One entry of the table for so many bytes: a conversion looks at one block, and the
 * table costs an eighth of a byte per byte. Blocks begin anywhere in a character, so
 * that the table is made eight bytes at a time. */
#define BLOCK QUOTH_UTF8_BLOCK

typedef struct
{
  guint32 length; /* characters that begin before the block */
  guint32 pairs;  /* those of them that take two UTF-16 units */
} Block;

struct _QuothText
{
  gatomicrefcount  ref_count;
  char            *utf8;    /* NUL-terminated, n_bytes long without the NUL */
  guint            n_bytes;
  guint            length;  /* code points */
  guint            n_utf16;
  Block           *blocks;  /* NULL when all of it is ASCII: then every unit is equal */
};

G_DEFINE_QUARK (quoth-text-error-quark, quoth_text_error)
G_DEFINE_BOXED_TYPE (QuothText, quoth_text, quoth_text_ref, quoth_text_unref)

#define ONES G_GUINT64_CONSTANT (0x0101010101010101)

/* Adds up the bytes of a word of which each is 0 or 1. */
static inline guint
count_ones (guint64 word)
{
  return (guint) (word * ONES >> 56);
}

/* A character begins with each byte that is not 10xxxxxx. */
static inline guint
count_starts (guint64 word)
{
  return 8 - count_ones (word >> 7 & ~(word >> 6) & ONES);
}

static inline gboolean
is_start (char byte)
{
  return (byte & 0xc0) != 0x80;
}

static void
fill_blocks (QuothText *self)
{
  guint n_blocks = self->n_bytes / BLOCK + 1;
  guint length = 0, pairs = 0;

  self->blocks = g_new (Block, n_blocks);
  for (guint i = 0; i < n_blocks; i++)
    {
      self->blocks[i] = (Block) { length, pairs };
      /* What is left after the last whole block needs no count. */
      if (i + 1 < n_blocks)
        quoth_utf8_count_block (self->utf8 + (gsize) i * BLOCK, &length, &pairs);
    }
}

/**
 * quoth_text_new:
 * @utf8: the text
 * @n_bytes: its length, or -1 when it ends with NUL
 *
 * Copies a text. Refused with %QUOTH_TEXT_ERROR_INVALID: bytes that are not UTF-8,
 * NUL, and more than 2 GiB; the message names the byte.
 *
 * Returns: (transfer full) (nullable): the text
 */
QuothText *
quoth_text_new (const char  *utf8,
                gssize       n_bytes,
                GError     **error)
{
  gsize n;
  char *copy;

  g_return_val_if_fail (utf8 != NULL, NULL);

  n = n_bytes < 0 ? strlen (utf8) : (gsize) n_bytes;
  copy = g_malloc (n + 1);
  memcpy (copy, utf8, n);
  copy[n] = '\0';
  return quoth_text_new_take (copy, n, error);
}

/**
 * quoth_text_new_take:
 * @utf8: (transfer full): the text, with a NUL after its @n_bytes bytes
 * @n_bytes: its length
 *
 * As quoth_text_new() without the copy. @utf8 is freed when it is refused, too.
 *
 * Returns: (transfer full) (nullable): the text
 */
QuothText *
quoth_text_new_take (char    *utf8,
                     gsize    n_bytes,
                     GError **error)
{
  g_autoptr (QuothText) self = NULL;
  gsize bad = 0;

  g_return_val_if_fail (utf8 != NULL, NULL);
  g_return_val_if_fail (utf8[n_bytes] == '\0', NULL);

  self = g_new0 (QuothText, 1);
  g_atomic_ref_count_init (&self->ref_count);
  self->utf8 = utf8;
  if (n_bytes > G_MAXINT32)
    {
      g_set_error (error, QUOTH_TEXT_ERROR, QUOTH_TEXT_ERROR_INVALID,
                   "text of %" G_GSIZE_FORMAT " bytes is larger than 2 GiB", n_bytes);
      return NULL;
    }
  self->n_bytes = (guint) n_bytes;
  if (!quoth_utf8_measure (utf8, n_bytes, &self->length, &self->n_utf16, &bad))
    {
      if (utf8[bad] == '\0')
        g_set_error (error, QUOTH_TEXT_ERROR, QUOTH_TEXT_ERROR_INVALID,
                     "NUL at byte %" G_GSIZE_FORMAT, bad);
      else
        g_set_error (error, QUOTH_TEXT_ERROR, QUOTH_TEXT_ERROR_INVALID,
                     "invalid UTF-8 (0x%02x) at byte %" G_GSIZE_FORMAT, (guchar) utf8[bad], bad);
      return NULL;
    }
  if (self->length != self->n_bytes)
    fill_blocks (self);
  return g_steal_pointer (&self);
}

QuothText *
quoth_text_ref (QuothText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
quoth_text_unref (QuothText *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->utf8);
  g_free (self->blocks);
  g_free (self);
}

/**
 * quoth_text_get_utf8:
 *
 * Returns: (transfer none): all of the text, NUL-terminated
 */
const char *
quoth_text_get_utf8 (QuothText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->utf8;
}

gsize
quoth_text_get_n_bytes (QuothText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_bytes;
}

/**
 * quoth_text_get_length:
 *
 * Returns: its code points
 */
guint
quoth_text_get_length (QuothText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->length;
}

/**
 * quoth_text_get_n_utf16:
 *
 * Returns: the UTF-16 units it would take
 */
guint
quoth_text_get_n_utf16 (QuothText *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_utf16;
}

/**
 * quoth_text_get_char:
 * @offset: in code points
 *
 * Returns: the character at @offset, 0 at the end of the text and beyond
 */
gunichar
quoth_text_get_char (QuothText *self,
                     guint      offset)
{
  g_return_val_if_fail (self != NULL, 0);

  if (offset >= self->length)
    return 0;
  return g_utf8_get_char (self->utf8 + quoth_text_to_bytes (self, offset));
}

/* Where the character starts that comes @n characters after the one at @byte. It is inside
 * the text. */
static gsize
pass_over (QuothText *self,
           gsize      byte,
           guint      n)
{
  for (; byte + 8 <= self->n_bytes; byte += 8)
    {
      guint64 word;
      guint begun;

      memcpy (&word, self->utf8 + byte, 8);
      begun = count_starts (word);
      if (begun > n)
        break;
      n -= begun;
    }
  for (;; byte++)
    if (is_start (self->utf8[byte]) && n-- == 0)
      return byte;
}

/**
 * quoth_text_slice:
 * @start: in code points
 * @end: in code points, exclusive
 *
 * Returns: (transfer full): a copy of that part; offsets beyond the text are cut
 */
char *
quoth_text_slice (QuothText *self,
                  guint      start,
                  guint      end)
{
  const char *at;
  gsize n_bytes = 0;

  g_return_val_if_fail (self != NULL, NULL);

  at = quoth_text_peek_slice (self, start, end, &n_bytes);
  return g_strndup (at, n_bytes);
}

/**
 * quoth_text_peek_slice:
 * @start: in code points
 * @end: in code points, exclusive
 * @out_n_bytes: (out): its length in bytes
 *
 * Returns: (transfer none): that part, not NUL-terminated
 */
const char *
quoth_text_peek_slice (QuothText *self,
                       guint      start,
                       guint      end,
                       gsize     *out_n_bytes)
{
  gsize from, to;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (out_n_bytes != NULL, NULL);

  from = quoth_text_to_bytes (self, start);
  /* Most are words: their end is nearer than the start of a block. */
  if (end < self->length && end >= start && end - start < BLOCK)
    to = self->blocks != NULL ? pass_over (self, from, end - start) : end;
  else
    to = quoth_text_to_bytes (self, MAX (start, end));
  *out_n_bytes = to - from;
  return self->utf8 + from;
}

/* The last block that begins at or before a position in characters or UTF-16 units. */
static guint
find_block (QuothText *self,
            guint      position,
            gboolean   utf16)
{
  /* No character takes less than one byte or more than four; of a pair, a block may
   * have counted the second unit already. */
  guint low = utf16 ? 0 : position / BLOCK;
  guint high = MIN (self->n_bytes / BLOCK + 1, position / (BLOCK / 4) + 1);

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      const Block *block = &self->blocks[middle];

      if (block->length + (utf16 ? block->pairs : 0) <= position)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* Where the first character that begins in a block does, in bytes. */
static guint32
block_start (QuothText *self,
             guint      block)
{
  guint32 byte = block * BLOCK;

  while (!is_start (self->utf8[byte]))
    byte++;
  return byte;
}

/**
 * quoth_text_to_bytes:
 * @offset: in code points; beyond the end it counts as the end
 *
 * Returns: where that character starts, in bytes
 */
gsize
quoth_text_to_bytes (QuothText *self,
                     guint      offset)
{
  guint block;
  gsize byte;

  g_return_val_if_fail (self != NULL, 0);

  if (offset >= self->length)
    return self->n_bytes;
  if (self->blocks == NULL)
    return offset;
  block = find_block (self, offset, FALSE);
  byte = block_start (self, block);
  return pass_over (self, byte, offset - self->blocks[block].length);
}

/**
 * quoth_text_from_bytes:
 * @byte: a position in bytes; beyond the end it counts as the end
 *
 * Returns: the character that holds that byte, in code points
 */
guint
quoth_text_from_bytes (QuothText *self,
                       gsize      byte)
{
  guint64 word;
  guint begun;
  gsize i;

  g_return_val_if_fail (self != NULL, 0);

  if (byte >= self->n_bytes)
    return self->length;
  if (self->blocks == NULL)
    return (guint) byte;
  begun = self->blocks[byte / BLOCK].length;
  for (i = byte / BLOCK * BLOCK; i + 8 <= byte + 1; i += 8)
    {
      memcpy (&word, self->utf8 + i, 8);
      begun += count_starts (word);
    }
  for (; i <= byte; i++)
    begun += is_start (self->utf8[i]);
  return begun - 1;
}

/**
 * quoth_text_to_utf16:
 * @offset: in code points; beyond the end it counts as the end
 *
 * Returns: where that character starts, in UTF-16 units
 */
guint
quoth_text_to_utf16 (QuothText *self,
                     guint      offset)
{
  const Block *block;
  guint32 byte;
  guint unit;

  g_return_val_if_fail (self != NULL, 0);

  if (offset >= self->length)
    return self->n_utf16;
  if (self->blocks == NULL)
    return offset;
  block = &self->blocks[find_block (self, offset, FALSE)];
  byte = block_start (self, (guint) (block - self->blocks));
  unit = block->length + block->pairs;
  for (guint k = offset - block->length; k > 0; k--)
    {
      guint n = quoth_utf8_sequence_length ((guchar) self->utf8[byte]);

      byte += n;
      unit += n == 4 ? 2 : 1;
    }
  return unit;
}

/**
 * quoth_text_from_utf16:
 * @unit: a position in UTF-16 units
 * @out_offset: (out): the same place in code points; the character's start when
 *   @unit lies within a surrogate pair, the end when it lies beyond
 *
 * Returns: %FALSE when no character starts or ends at @unit
 */
gboolean
quoth_text_from_utf16 (QuothText *self,
                       guint      unit,
                       guint     *out_offset)
{
  guint block, offset;
  guint32 byte, at;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (out_offset != NULL, FALSE);

  if (unit >= self->n_utf16)
    {
      *out_offset = self->length;
      return unit == self->n_utf16;
    }
  if (self->blocks == NULL)
    {
      *out_offset = unit;
      return TRUE;
    }
  block = find_block (self, unit, TRUE);
  offset = self->blocks[block].length;
  at = offset + self->blocks[block].pairs;
  byte = block_start (self, block);
  while (at < unit)
    {
      guint n = quoth_utf8_sequence_length ((guchar) self->utf8[byte]);
      guint units = n == 4 ? 2 : 1;

      if (at + units > unit)
        break;
      byte += n;
      at += units;
      offset++;
    }
  *out_offset = offset;
  return at == unit;
}
