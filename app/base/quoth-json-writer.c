/* quoth-json-writer.c - appends JSON to a buffer, fast and stable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-json-writer"

#include "config.h"

#include "quoth-bytes.h"
#include "quoth-json-writer.h"

#include <math.h>
#include <string.h>

/**
 * quoth_json_writer_init:
 * @self: a writer
 * @out: where to append; it stays the caller's and may be emptied between values
 * @ascii: whether to escape everything outside ASCII
 */
void
quoth_json_writer_init (QuothJsonWriter *self,
                        GString         *out,
                        gboolean         ascii)
{
  self->out = out;
  self->ascii = ascii;
  self->need_comma = FALSE;
}

static void
begin_value (QuothJsonWriter *self)
{
  if (self->need_comma)
    quoth_json_append_bytes (self->out, ",", 1);
  self->need_comma = TRUE;
}

static void
open_bracket (QuothJsonWriter *self,
              char             bracket)
{
  begin_value (self);
  quoth_json_append_bytes (self->out, &bracket, 1);
  self->need_comma = FALSE;
}

static void
close_bracket (QuothJsonWriter *self,
               char             bracket)
{
  quoth_json_append_bytes (self->out, &bracket, 1);
  self->need_comma = TRUE;
}

void
quoth_json_writer_begin_object (QuothJsonWriter *self)
{
  open_bracket (self, '{');
}

void
quoth_json_writer_end_object (QuothJsonWriter *self)
{
  close_bracket (self, '}');
}

void
quoth_json_writer_begin_array (QuothJsonWriter *self)
{
  open_bracket (self, '[');
}

void
quoth_json_writer_end_array (QuothJsonWriter *self)
{
  close_bracket (self, ']');
}

/**
 * quoth_json_writer_string:
 * @self: a writer
 * @value: (nullable): UTF-8; %NULL is written as null
 */
void
quoth_json_writer_string (QuothJsonWriter *self,
                          const char      *value)
{
  if (value == NULL)
    quoth_json_writer_null (self);
  else
    quoth_json_writer_string_len (self, value, strlen (value));
}

void
quoth_json_writer_int (QuothJsonWriter *self,
                       gint64           value)
{
  begin_value (self);
  if (value < 0)
    quoth_json_append_bytes (self->out, "-", 1);
  quoth_json_append_uint (self->out, value < 0 ? -(guint64) value : (guint64) value);
}

/**
 * quoth_json_writer_double:
 * @self: a writer
 * @value: a number; infinite and undefined ones are written as null
 *
 * Writes the shortest decimal that reads back as the same number.
 */
void
quoth_json_writer_double (QuothJsonWriter *self,
                          double           value)
{
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!isfinite (value))
    {
      quoth_json_writer_null (self);
      return;
    }
  begin_value (self);
  for (int precision = 15; precision <= 17; precision++)
    {
      char format[8];

      g_snprintf (format, sizeof format, "%%.%dg", precision);
      g_ascii_formatd (digits, sizeof digits, format, value);
      if (g_ascii_strtod (digits, NULL) == value)
        break;
    }
  g_string_append (self->out, digits);
  /* Keep it a number with a fraction when it is read again. */
  if (strpbrk (digits, ".en") == NULL)
    g_string_append (self->out, ".0");
}

void
quoth_json_writer_boolean (QuothJsonWriter *self,
                           gboolean         value)
{
  begin_value (self);
  g_string_append (self->out, value ? "true" : "false");
}

void
quoth_json_writer_null (QuothJsonWriter *self)
{
  begin_value (self);
  quoth_json_append_literal (self->out, "null");
}

/**
 * quoth_json_writer_member:
 * @self: a writer, in an object
 * @key: the key
 * @value: (nullable): UTF-8
 */
void
quoth_json_writer_member (QuothJsonWriter *self,
                          const char      *key,
                          const char      *value)
{
  quoth_json_writer_key (self, key);
  quoth_json_writer_string (self, value);
}

void
quoth_json_writer_member_int (QuothJsonWriter *self,
                              const char      *key,
                              gint64           value)
{
  quoth_json_writer_key (self, key);
  quoth_json_writer_int (self, value);
}

static void
append_unit (GString  *out,
             gunichar  unit)
{
  static const char hex[] = "0123456789abcdef";
  char escape[6] = { '\\', 'u',
                     hex[unit >> 12 & 15], hex[unit >> 8 & 15], hex[unit >> 4 & 15], hex[unit & 15] };

  g_string_append_len (out, escape, sizeof escape);
}

static void
append_escaped (GString  *out,
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

/**
 * quoth_json_writer_raw:
 * @self: a writer
 * @json: one complete JSON value, taken over as it is but for what a writer of ASCII
 *   must escape
 */
void
quoth_json_writer_raw (QuothJsonWriter *self,
                       const char      *json)
{
  const char *p = json;

  begin_value (self);
  while (self->ascii && *p != '\0')
    {
      const char *run = p;

      while (*p != '\0' && (guchar) *p < 0x80)
        p++;
      g_string_append_len (self->out, run, p - run);
      /* It can only stand in a string. */
      for (; (guchar) *p >= 0x80; p = g_utf8_next_char (p))
        append_escaped (self->out, g_utf8_get_char (p));
    }
  g_string_append (self->out, p);
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

/* What may have to be escaped. */
static inline QuothBytes
find_odd (QuothBytes block,
          gboolean   ascii)
{
  QuothBytes odd = quoth_bytes_below (block, 0x20) | quoth_bytes_equal (block, '"')
                   | quoth_bytes_equal (block, '\\') | quoth_bytes_equal (block, 0x7f);

  return odd | (ascii ? quoth_bytes_wide (block)
                      : quoth_bytes_equal (block, 0xc2) | quoth_bytes_equal (block, 0xe2));
}

static inline gboolean
must_escape (const char *p,
             const char *end,
             gboolean    ascii)
{
  guchar kind = kinds[(guchar) *p];

  return kind != PLAIN && (kind == ESCAPED || ascii || (kind == LOOK && is_line_end (p, end)));
}

/* Copies less than sixteen bytes if none is odd: as two words that overlap, so that nobody
 * must ask for each byte whether it is the last. */
static inline gboolean
copy_short (const char *p,
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
  if (quoth_bytes_any (find_odd (quoth_bytes_load (both), ascii)))
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
      QuothBytes odd = find_odd (block, ascii);
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
  if (copy_short (p, (gsize) (end - p), ascii, out))
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
      append_escaped (out, g_utf8_get_char (p));
      p = MIN (g_utf8_next_char (p), end);
      to = quoth_json_reserve (out, (gsize) (end - p) + 1);
    }
  *to++ = '"';
  quoth_json_commit (out, to);
}

/* A string with the comma before it; a key with the colon behind it. */
static void
put_string (QuothJsonWriter *self,
            const char      *value,
            gsize            length,
            gboolean         key)
{
  char *to = quoth_json_reserve (self->out, length + 4);

  if (self->need_comma)
    *to++ = ',';
  self->need_comma = !key;
  /* Most are keys and ids, which one look shows to be plain. */
  if (length < QUOTH_BYTES_BLOCK && copy_short (value, length, self->ascii, to + 1))
    {
      *to = '"';
      to += length + 1;
      *to++ = '"';
      if (key)
        *to++ = ':';
      quoth_json_commit (self->out, to);
      return;
    }
  quoth_json_commit (self->out, to);
  quoth_json_append_string (self->out, value, length, self->ascii);
  if (key)
    quoth_json_append_literal (self->out, ":");
}

/**
 * quoth_json_writer_key:
 * @self: a writer inside an object
 * @key: the member's name, UTF-8
 */
void
quoth_json_writer_key (QuothJsonWriter *self,
                       const char      *key)
{
  put_string (self, key, strlen (key), TRUE);
}

/**
 * quoth_json_writer_string_len:
 * @self: a writer
 * @value: UTF-8
 * @length: its length in bytes
 */
void
quoth_json_writer_string_len (QuothJsonWriter *self,
                              const char      *value,
                              gsize            length)
{
  put_string (self, value, length, FALSE);
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
      if (!quoth_bytes_any (find_odd (block, ascii)
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
