/* quoth-encoding.c - bytes of any encoding become UTF-8
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-encoding"

#include "config.h"

#include "quoth-encoding.h"

#include "quoth-utf8-private.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>
#include <unicode/ustring.h>

/* Enough to tell encodings apart; more only takes time. */
#define DETECT_BYTES 65536
#define MIN_CONFIDENCE 10

typedef struct
{
  const char *name;
  const char *bytes;
  gsize       n_bytes;
} Mark;

/* UTF-32LE starts as UTF-16LE does. */
static const Mark marks[] = {
  { "UTF-8", "\xef\xbb\xbf", 3 },
  { "UTF-32LE", "\xff\xfe\0\0", 4 },
  { "UTF-32BE", "\0\0\xfe\xff", 4 },
  { "UTF-16LE", "\xff\xfe", 2 },
  { "UTF-16BE", "\xfe\xff", 2 },
};

G_DEFINE_AUTOPTR_CLEANUP_FUNC (UConverter, ucnv_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (UCharsetDetector, ucsdet_close)

/* Bytes to UTF-16, in pieces, because only so ICU tells where it stopped. */
static gboolean
to_units (UConverter  *converter,
          const char  *bytes,
          gsize        n_bytes,
          GArray      *out_units,
          gsize       *out_bad_byte)
{
  const char *at = bytes;
  UErrorCode status;

  ucnv_setToUCallBack (converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL,
                       &(UErrorCode) { U_ZERO_ERROR });
  do
    {
      UChar piece[4096];
      UChar *end = piece;

      status = U_ZERO_ERROR;
      ucnv_toUnicode (converter, &end, piece + G_N_ELEMENTS (piece), &at, bytes + n_bytes,
                      NULL, TRUE, &status);
      g_array_append_vals (out_units, piece, (guint) (end - piece));
    }
  while (status == U_BUFFER_OVERFLOW_ERROR);

  if (U_FAILURE (status))
    {
      char invalid[32];
      int8_t n_invalid = sizeof invalid;
      UErrorCode ignored = U_ZERO_ERROR;

      ucnv_getInvalidChars (converter, invalid, &n_invalid, &ignored);
      *out_bad_byte = (gsize) (at - bytes) - (U_SUCCESS (ignored) ? (gsize) n_invalid : 0);
      return FALSE;
    }
  return TRUE;
}

static char *
units_to_utf8 (GArray *units,
               gsize  *out_n_bytes)
{
  int32_t n_bytes = 0;
  UErrorCode status = U_ZERO_ERROR;
  char *utf8;

  u_strToUTF8 (NULL, 0, &n_bytes, (const UChar *) units->data, (int32_t) units->len, &status);
  utf8 = g_malloc ((gsize) n_bytes + 1);
  status = U_ZERO_ERROR;
  u_strToUTF8 (utf8, n_bytes + 1, NULL, (const UChar *) units->data, (int32_t) units->len, &status);
  *out_n_bytes = (gsize) n_bytes;
  return utf8;
}

/* @offset: how many bytes of the input were taken off before @bytes */
static char *
decode (const char  *bytes,
        gsize        n_bytes,
        gsize        offset,
        const char  *encoding,
        gsize       *out_n_bytes,
        GError     **error)
{
  g_autoptr (UConverter) converter = NULL;
  g_autoptr (GArray) units = g_array_new (FALSE, FALSE, sizeof (UChar));
  UErrorCode status = U_ZERO_ERROR;
  gsize bad = 0;

  converter = ucnv_open (encoding, &status);
  if (U_FAILURE (status))
    {
      g_set_error (error, QUOTH_TEXT_ERROR, QUOTH_TEXT_ERROR_ENCODING,
                   "unknown encoding %s", encoding);
      return NULL;
    }
  if (!to_units (converter, bytes, n_bytes, units, &bad))
    {
      g_set_error (error, QUOTH_TEXT_ERROR, QUOTH_TEXT_ERROR_ENCODING,
                   "not valid %s at byte %" G_GSIZE_FORMAT, encoding, offset + bad);
      return NULL;
    }
  return units_to_utf8 (units, out_n_bytes);
}

/* How many bytes from the start are UTF-8 without NUL. */
static gsize
valid_utf8 (const char *bytes,
            gsize       n_bytes)
{
  guint length, n_utf16;
  gsize bad;

  return quoth_utf8_measure (bytes, n_bytes, &length, &n_utf16, &bad) ? n_bytes : bad;
}

/* The lines that are not plain ASCII: the others say nothing, and would drown a word
 * or two in the one language that needs no encoding. */
static void
append_telling_lines (GString    *sample,
                      const char *bytes,
                      gsize       n_bytes)
{
  const char *at = bytes;
  const char *end = bytes + n_bytes;

  while (at < end && sample->len < DETECT_BYTES)
    {
      const char *line_end = memchr (at, '\n', (gsize) (end - at));
      const char *first = at;

      line_end = line_end != NULL ? line_end + 1 : end;
      while (first < line_end && (guchar) *first < 0x80)
        first++;
      if (first < line_end)
        {
          if (first - at > 256)
            at = first - 256;
          g_string_append_len (sample, at, (gssize) MIN ((gsize) (line_end - at),
                                                         DETECT_BYTES - sample->len));
        }
      at = line_end;
    }
}

static char *
detect (const char *bytes,
        gsize       n_bytes)
{
  g_autoptr (UCharsetDetector) detector = NULL;
  g_autoptr (GString) sample = g_string_new (NULL);
  const UCharsetMatch *match;
  UErrorCode status = U_ZERO_ERROR;
  const char *name;

  /* Units of UTF-16 and UTF-32 must not be torn apart. */
  if (memchr (bytes, 0, MIN (n_bytes, DETECT_BYTES)) != NULL)
    g_string_append_len (sample, bytes, (gssize) MIN (n_bytes, DETECT_BYTES));
  else
    append_telling_lines (sample, bytes, n_bytes);
  detector = ucsdet_open (&status);
  ucsdet_setText (detector, sample->str, (int32_t) sample->len, &status);
  match = ucsdet_detect (detector, &status);
  if (U_FAILURE (status) || match == NULL || ucsdet_getConfidence (match, &status) < MIN_CONFIDENCE)
    return NULL;
  name = ucsdet_getName (match, &status);
  return U_SUCCESS (status) ? g_strdup (name) : NULL;
}

/* Whether so much before the first bad byte is UTF-8 beyond ASCII that it is no chance:
 * then the file is damaged UTF-8, which must not be read as something else. */
static gboolean
is_damaged_utf8 (const char *bytes,
                 gsize       n_valid)
{
  guint n_sequences = 0;

  for (gsize i = 0; i < n_valid && n_sequences < 4; i++)
    n_sequences += (guchar) bytes[i] >= 0xc0;
  return n_sequences == 4;
}

static gboolean
has_mark (const char *bytes,
          gsize       n_bytes)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (n_bytes >= marks[i].n_bytes && memcmp (bytes, marks[i].bytes, marks[i].n_bytes) == 0)
      return TRUE;
  return FALSE;
}

/* Encodings that switch by ESC look like ASCII; @encoding: nullable, what was asked for. NULL: the
 * bytes are what they look like. */
static const char *
find_switching (const char *bytes,
                gsize       n_bytes,
                const char *encoding)
{
  /* The switches to two bytes, which stand in every such text: RFC 1468, RFC 1557, RFC 1922. */
  static const struct
  {
    const char *escape;
    const char *encoding;
  } known[] = {
    { "\x1b$B", "ISO-2022-JP" }, { "\x1b$@", "ISO-2022-JP" }, { "\x1b$(D", "ISO-2022-JP-2" },
    { "\x1b$)C", "ISO-2022-KR" }, { "\x1b$)A", "ISO-2022-CN" }, { "\x1b$)G", "ISO-2022-CN" },
  };
  const char *end = bytes + n_bytes;
  const char *escape = memchr (bytes, 0x1b, n_bytes);

  if (escape == NULL || encoding != NULL)
    return escape != NULL ? encoding : NULL;
  for (gsize i = 0; i < n_bytes; i++)
    if ((guchar) bytes[i] >= 0x80)
      return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    {
      gsize length = strlen (known[i].escape);

      if ((gsize) (end - escape) > length && memcmp (escape, known[i].escape, length) == 0)
        return known[i].encoding;
    }
  return NULL;
}

/* Picks the encoding; NULL with an error when nothing explains the bytes. */
static char *
choose (const char  *bytes,
        gsize        n_bytes,
        const char  *encoding,
        gsize       *out_skip,
        GError     **error)
{
  g_autofree char *name = NULL;
  const char *switching;
  gsize n_valid;

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (n_bytes >= marks[i].n_bytes && memcmp (bytes, marks[i].bytes, marks[i].n_bytes) == 0)
      {
        *out_skip = marks[i].n_bytes;
        return g_strdup (marks[i].name);
      }
  n_valid = valid_utf8 (bytes, n_bytes);
  switching = n_valid == n_bytes ? find_switching (bytes, n_bytes, encoding) : NULL;
  if (n_valid == n_bytes)
    return g_strdup (switching != NULL ? switching : "UTF-8");
  if (encoding != NULL)
    return g_strdup (encoding);
  if (n_valid < n_bytes && is_damaged_utf8 (bytes, n_valid))
    return g_strdup ("UTF-8");
  name = detect (bytes, n_bytes);
  if (name == NULL)
    g_set_error (error, QUOTH_TEXT_ERROR, QUOTH_TEXT_ERROR_ENCODING,
                 "no known encoding; not UTF-8 at byte %" G_GSIZE_FORMAT, n_valid);
  return g_steal_pointer (&name);
}

static gboolean
is_utf8_name (const char *name)
{
  return g_ascii_strcasecmp (name, "UTF-8") == 0 || g_ascii_strcasecmp (name, "UTF8") == 0;
}

/**
 * quoth_encoding_to_utf8:
 * @bytes: (array length=n_bytes): a file as it is on disk
 * @encoding: (nullable): what to try when the bytes are not UTF-8
 * @out_encoding: (out) (optional): the encoding that explained them
 * @out_n_bytes: (out): length of what is returned
 *
 * Decodes a file. A byte order mark tells the encoding and is no part of the text;
 * nothing else is taken off or changed. Fails with %QUOTH_TEXT_ERROR_ENCODING or
 * %QUOTH_TEXT_ERROR_INVALID, naming the byte; bytes are never replaced or guessed.
 *
 * Returns: (transfer full) (nullable): UTF-8 without NUL, ended by one, ready for
 *   quoth_text_new_take()
 */
char *
quoth_encoding_to_utf8 (const char  *bytes,
                        gsize        n_bytes,
                        const char  *encoding,
                        char       **out_encoding,
                        gsize       *out_n_bytes,
                        GError     **error)
{
  g_autofree char *name = NULL;
  g_autofree char *utf8 = NULL;
  gsize skip = 0, n_valid;

  g_return_val_if_fail (bytes != NULL || n_bytes == 0, NULL);
  g_return_val_if_fail (out_n_bytes != NULL, NULL);

  if (n_bytes > G_MAXINT32)
    {
      g_set_error (error, QUOTH_TEXT_ERROR, QUOTH_TEXT_ERROR_INVALID,
                   "file of %" G_GSIZE_FORMAT " bytes is larger than 2 GiB", n_bytes);
      return NULL;
    }
  name = choose (n_bytes > 0 ? bytes : "", n_bytes, encoding, &skip, error);
  if (name == NULL)
    return NULL;
  if (is_utf8_name (name))
    {
      *out_n_bytes = n_bytes - skip;
      utf8 = g_malloc (n_bytes - skip + 1);
      memcpy (utf8, n_bytes > 0 ? bytes + skip : "", n_bytes - skip);
      utf8[n_bytes - skip] = '\0';
    }
  else
    {
      utf8 = decode (bytes + skip, n_bytes - skip, skip, name, out_n_bytes, error);
      if (utf8 == NULL)
        return NULL;
      skip = 0;
    }
  n_valid = valid_utf8 (utf8, *out_n_bytes);
  if (n_valid < *out_n_bytes)
    {
      g_set_error (error, QUOTH_TEXT_ERROR, QUOTH_TEXT_ERROR_INVALID,
                   utf8[n_valid] ? "not valid %s at byte %" G_GSIZE_FORMAT
                                 : "NUL in %s at byte %" G_GSIZE_FORMAT,
                   name, skip + n_valid);
      return NULL;
    }
  if (out_encoding != NULL)
    *out_encoding = g_steal_pointer (&name);
  return g_steal_pointer (&utf8);
}

/**
 * quoth_encoding_take:
 * @bytes: (array length=n_bytes) (transfer full): a file as it is on disk, with a NUL after it
 * @n_bytes: its length
 * @encoding: (nullable): what to try when the bytes are not UTF-8
 * @out_encoding: (out) (optional): the encoding that explained them
 * @out_n_bytes: (out): length of what is returned
 * @error: return location for a #QuothTextError
 *
 * As quoth_encoding_to_utf8(), without a copy of what is UTF-8 already, as nearly all files
 * are. @bytes are freed or become what is returned.
 *
 * Returns: (transfer full) (nullable): UTF-8 without NUL, ended by one
 */
char *
quoth_encoding_take (char        *bytes,
                     gsize        n_bytes,
                     const char  *encoding,
                     char       **out_encoding,
                     gsize       *out_n_bytes,
                     GError     **error)
{
  g_autofree char *owned = bytes;

  g_return_val_if_fail (bytes != NULL && bytes[n_bytes] == '\0', NULL);
  g_return_val_if_fail (out_n_bytes != NULL, NULL);

  if (n_bytes > G_MAXINT32 || has_mark (bytes, n_bytes)
      || find_switching (bytes, n_bytes, encoding) != NULL || valid_utf8 (bytes, n_bytes) < n_bytes)
    return quoth_encoding_to_utf8 (bytes, n_bytes, encoding, out_encoding, out_n_bytes, error);
  if (out_encoding != NULL)
    *out_encoding = g_strdup ("UTF-8");
  *out_n_bytes = n_bytes;
  return g_steal_pointer (&owned);
}
