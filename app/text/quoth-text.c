/* quoth-text.c - an immutable article text and its offsets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-text"

#include "config.h"

#include "quoth-text.h"

#include "quoth-utf8-private.h"

#include <string.h>

/* One entry of the table for so many code points: a conversion walks at most this
 * far, and the table costs an eighth of a byte per code point. */
#define SAMPLE 64

typedef struct
{
  guint32 byte;
  guint32 utf16;
} Sample;

struct _QuothText
{
  gatomicrefcount  ref_count;
  char            *utf8;    /* NUL-terminated, n_bytes long without the NUL */
  guint            n_bytes;
  guint            length;  /* code points */
  guint            n_utf16;
  Sample          *samples; /* NULL when all of it is ASCII: then every unit is equal */
};

G_DEFINE_QUARK (quoth-text-error-quark, quoth_text_error)
G_DEFINE_BOXED_TYPE (QuothText, quoth_text, quoth_text_ref, quoth_text_unref)

static void
fill_samples (QuothText *self)
{
  guint n_samples = self->length / SAMPLE + 1;
  guint32 byte = 0, utf16 = 0;

  self->samples = g_new (Sample, n_samples);
  for (guint i = 0; i < n_samples; i++)
    {
      self->samples[i] = (Sample) { byte, utf16 };
      for (guint k = 0; k < SAMPLE && byte < self->n_bytes; k++)
        {
          guint n = quoth_utf8_sequence_length ((guchar) self->utf8[byte]);

          byte += n;
          utf16 += n == 4 ? 2 : 1;
        }
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
    fill_samples (self);
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
  g_free (self->samples);
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
 * quoth_text_get_hash:
 *
 * Returns: (transfer full): SHA-256 of its UTF-8 bytes, in lower-case hexadecimal
 */
char *
quoth_text_get_hash (QuothText *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) self->utf8,
                                      self->n_bytes);
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
  to = quoth_text_to_bytes (self, MAX (start, end));
  *out_n_bytes = to - from;
  return self->utf8 + from;
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
  guint32 byte;

  g_return_val_if_fail (self != NULL, 0);

  if (offset >= self->length)
    return self->n_bytes;
  if (self->samples == NULL)
    return offset;
  byte = self->samples[offset / SAMPLE].byte;
  for (guint k = offset % SAMPLE; k > 0; k--)
    byte += quoth_utf8_sequence_length ((guchar) self->utf8[byte]);
  return byte;
}

/* The last sample at or before a position, in bytes or in UTF-16 units. */
static guint
find_sample (QuothText *self,
             guint32    position,
             gboolean   utf16)
{
  guint low = 0, high = self->length / SAMPLE + 1;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;
      guint32 at = utf16 ? self->samples[middle].utf16 : self->samples[middle].byte;

      if (at <= position)
        low = middle;
      else
        high = middle;
    }
  return low;
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
  guint sample, offset;
  guint32 at;

  g_return_val_if_fail (self != NULL, 0);

  if (byte >= self->n_bytes)
    return self->length;
  if (self->samples == NULL)
    return (guint) byte;
  sample = find_sample (self, (guint32) byte, FALSE);
  offset = sample * SAMPLE;
  at = self->samples[sample].byte;
  for (;;)
    {
      at += quoth_utf8_sequence_length ((guchar) self->utf8[at]);
      if (at > byte)
        return offset;
      offset++;
    }
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
  const Sample *sample;
  guint32 byte, unit;

  g_return_val_if_fail (self != NULL, 0);

  if (offset >= self->length)
    return self->n_utf16;
  if (self->samples == NULL)
    return offset;
  sample = &self->samples[offset / SAMPLE];
  byte = sample->byte;
  unit = sample->utf16;
  for (guint k = offset % SAMPLE; k > 0; k--)
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
  guint sample, offset;
  guint32 byte, at;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (out_offset != NULL, FALSE);

  if (unit >= self->n_utf16)
    {
      *out_offset = self->length;
      return unit == self->n_utf16;
    }
  if (self->samples == NULL)
    {
      *out_offset = unit;
      return TRUE;
    }
  sample = find_sample (self, unit, TRUE);
  offset = sample * SAMPLE;
  byte = self->samples[sample].byte;
  at = self->samples[sample].utf16;
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
