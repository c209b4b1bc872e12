/* quoth-json-string.c - appends strings and numbers as JSON has them
 *
 * Most text is plain: it is copied in blocks, and only what may have to be escaped is looked
 * at by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-json-writer"

#include "config.h"

#include "quoth-json-string-private.h"
#include "quoth-json-writer.h"

#include <string.h>

static void
append_unit (GString  *out,
             gunichar  unit)
{
  static const char hex[] = "0123456789abcdef";
  char escape[6] = { '\\', 'u',
                     hex[unit >> 12 & 15], hex[unit >> 8 & 15],
                     hex[unit >> 4 & 15], hex[unit & 15] };

  g_string_append_len (out, escape, sizeof escape);
}

/* Documented in quoth-json-string-private.h. */
void
quoth_json_append_escaped (GString  *out,
                           gunichar  c)
{
  const char *shorthand = NULL;

  switch (c)
    {
    case '"':  shorthand = "\\\""; break;
    case '\\': shorthand = "\\\\"; break;
    case '\b': shorthand = "\\b"; break;
    case '\f': shorthand = "\\f"; break;
    case '\n': shorthand = "\\n"; break;
    case '\r': shorthand = "\\r"; break;
    case '\t': shorthand = "\\t"; break;
    default: break;
    }
  if (shorthand != NULL)
    g_string_append_len (out, shorthand, 2);
  else if (c < 0x10000)
    append_unit (out, c);
  else
    {
      append_unit (out, 0xd800 + ((c - 0x10000) >> 10));
      append_unit (out, 0xdc00 + ((c - 0x10000) & 0x3ff));
    }
}

enum
{
  PLAIN,
  ESCAPED,
  WIDE, /* not ASCII */
  LOOK  /* not ASCII, and begins the characters among them that are escaped in any case */
};

static const guchar kinds[256] = {
  [0x00 ... 0x1f] = ESCAPED,
  ['"'] = ESCAPED,
  ['\\'] = ESCAPED,
  [0x7f] = ESCAPED,
  [0x80 ... 0xc1] = WIDE,
  [0xc2] = LOOK,
  [0xc3 ... 0xe1] = WIDE,
  [0xe2] = LOOK,
  [0xe3 ... 0xff] = WIDE,
};

/* Whether U+0085, U+2028 or U+2029 stands at @p, which holds 0xc2 or 0xe2. */
static gboolean
is_line_end (const char *p,
             const char *end)
{
  if ((guchar) *p == 0xc2)
    return end - p >= 2 && (guchar) p[1] == 0x85;
  return end - p >= 3 && (guchar) p[1] == 0x80 && ((guchar) p[2] | 1) == 0xa9;
}

static inline gboolean
must_escape (const char *p,
             const char *end,
             gboolean    ascii)
{
  guchar kind = kinds[(guchar) *p];

  return kind != PLAIN && (kind == ESCAPED || ascii || (kind == LOOK && is_line_end (p, end)));
}

/* Copies up to what must be escaped; returns where that stands, or @end. */
static inline const char *
copy_plain (const char  *p,
            const char  *end,
            gboolean     ascii,
            char       **to)
{
  char *out = *to;

  while (end - p >= QUOTH_BYTES_BLOCK)
    {
      QuothBytes block = quoth_bytes_load (p);
      QuothBytes odd = quoth_json_find_odd (block, ascii);
      gsize n = quoth_bytes_any (odd) ? quoth_bytes_first (odd) : QUOTH_BYTES_BLOCK;

      /* There is room for all of it, and what is copied too early is overwritten. */
      memcpy (out, &block, sizeof block);
      p += n;
      out += n;
      if (n < QUOTH_BYTES_BLOCK && must_escape (p, end, ascii))
        goto found;
      if (n < QUOTH_BYTES_BLOCK)
        *out++ = *p++;
    }
  if (quoth_json_copy_short (p, (gsize) (end - p), ascii, out))
    {
      out += end - p;
      p = end;
    }
  while (p < end && !must_escape (p, end, ascii))
    *out++ = *p++;
found:
  *to = out;
  return p;
}

/**
 * quoth_json_append_string:
 * @out: where to append
 * @value: UTF-8
 * @length: its length in bytes
 * @ascii: whether to escape everything outside ASCII
 *
 * Appends @value as a JSON string with its quotation marks.
 */
void
quoth_json_append_string (GString    *out,
                          const char *value,
                          gsize       length,
                          gboolean    ascii)
{
  const char *end = value + length;
  const char *p = value;
  char *to = quoth_json_reserve (out, length + 2);

  *to++ = '"';
  while ((p = copy_plain (p, end, ascii, &to)) < end)
    {
      quoth_json_commit (out, to);
      quoth_json_append_escaped (out, g_utf8_get_char (p));
      p = MIN (g_utf8_next_char (p), end);
      to = quoth_json_reserve (out, (gsize) (end - p) + 1);
    }
  *to++ = '"';
  quoth_json_commit (out, to);
}

/**
 * quoth_json_append_slice:
 * @out: where to append
 * @value: UTF-8 within more of it
 * @length: its length in bytes
 * @readable: how many bytes may be read from @value on, @length or more
 * @ascii: whether to escape everything outside ASCII
 *
 * As quoth_json_append_string(), faster for one word of a text.
 */
void
quoth_json_append_slice (GString    *out,
                         const char *value,
                         gsize       length,
                         gsize       readable,
                         gboolean    ascii)
{
  static const QuothBytes places = { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 };
  QuothBytes block;
  char *to;

  if (length <= QUOTH_BYTES_BLOCK && readable >= QUOTH_BYTES_BLOCK)
    {
      block = quoth_bytes_load (value);
      if (!quoth_bytes_any (quoth_json_find_odd (block, ascii)
                            & quoth_bytes_below (places, (guint8) length)))
        {
          to = quoth_json_reserve (out, QUOTH_BYTES_BLOCK + 2);
          *to++ = '"';
          memcpy (to, &block, sizeof block);
          to += length;
          *to++ = '"';
          quoth_json_commit (out, to);
          return;
        }
    }
  quoth_json_append_string (out, value, length, ascii);
}

/**
 * quoth_json_append_uint:
 * @out: where to append
 * @value: a number
 */
void
quoth_json_append_uint (GString *out,
                        guint64  value)
{
  char digits[24];
  char *p = digits + sizeof digits;

  do
    *--p = '0' + value % 10;
  while ((value /= 10) > 0);
  quoth_json_append_bytes (out, p, (gsize) (digits + sizeof digits - p));
}
