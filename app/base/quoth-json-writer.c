/* quoth-json-writer.c - puts values, keys and brackets together to JSON
 *
 * Knows where a comma belongs; how a string is escaped is quoth-json-string.c's to know.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-json-writer"

#include "config.h"

#include "quoth-json-string-private.h"
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
        quoth_json_append_escaped (self->out, g_utf8_get_char (p));
    }
  g_string_append (self->out, p);
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
  if (length < QUOTH_BYTES_BLOCK && quoth_json_copy_short (value, length, self->ascii, to + 1))
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
