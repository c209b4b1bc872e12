/* quoth-json-scan-values.c - strings and numbers of the JSON scanner
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-json-scan"

#include "config.h"

#include "quoth-bytes.h"
#include "quoth-json-scan-private.h"

#include <string.h>

/* Most text is ASCII. */
const char *
quoth_json_scan_find_invalid (const char *p,
                              const char *end)
{
  while (p < end)
    {
      gunichar c;

      for (; end - p >= QUOTH_BYTES_BLOCK; p += QUOTH_BYTES_BLOCK)
        {
          QuothBytes wide = quoth_bytes_wide (quoth_bytes_load (p));

          if (!quoth_bytes_any (wide))
            continue;
          p += quoth_bytes_first (wide);
          break;
        }
      while (p < end && (guchar) *p < 0x80)
        p++;
      if (p == end)
        break;
      c = g_utf8_get_char_validated (p, end - p);
      if (c == (gunichar) -1 || c == (gunichar) -2)
        return p;
      p = g_utf8_next_char (p);
    }
  return NULL;
}

/* Four hexadecimal digits at self->p, or -1. */
static gint32
read_unit (QuothJsonScan *self)
{
  gint32 unit = 0;

  if (self->end - self->p < 4)
    return -1;
  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (self->p[i]);

      if (digit < 0)
        return -1;
      unit = unit << 4 | digit;
    }
  self->p += 4;
  return unit;
}

/* self->p stands behind "\u". */
static gboolean
read_code_point (QuothJsonScan *self,
                 gunichar      *out_char)
{
  const char *escape = self->p - 2;
  gint32 unit = read_unit (self);
  gint32 low = -1;

  if (unit > 0 && (unit & 0xf800) != 0xd800)
    {
      *out_char = (gunichar) unit;
      return TRUE;
    }
  if ((unit & 0xfc00) == 0xd800 && self->end - self->p >= 6 && self->p[0] == '\\'
      && self->p[1] == 'u')
    {
      self->p += 2;
      low = read_unit (self);
    }
  if (low >= 0 && (low & 0xfc00) == 0xdc00)
    {
      *out_char = 0x10000 + ((gunichar) (unit & 0x3ff) << 10) + (gunichar) (low & 0x3ff);
      return TRUE;
    }
  self->p = escape;
  if (unit < 0)
    return quoth_json_scan_refuse (self, "an escape \\u needs four hexadecimal digits");
  if (unit == 0)
    return quoth_json_scan_refuse (self, "U+0000 cannot be kept");
  return quoth_json_scan_refuse (self, "a surrogate stands alone");
}

/* self->p stands on a backslash. */
static gboolean
read_escape (QuothJsonScan *self,
             GString       *out)
{
  static const char from[] = "\"\\/bfnrt";
  static const char to[] = "\"\\/\b\f\n\r\t";
  const char *found;
  gunichar c = 0;

  if (self->end - self->p < 2)
    {
      self->p = self->end;
      return quoth_json_scan_expected (self, "the end of a string");
    }
  found = self->p[1] != '\0' ? strchr (from, self->p[1]) : NULL;
  if (found != NULL)
    {
      self->p += 2;
      if (out != NULL)
        g_string_append_c (out, to[found - from]);
      return TRUE;
    }
  if (self->p[1] != 'u')
    return quoth_json_scan_refuse (self, "no such escape");
  self->p += 2;
  if (!read_code_point (self, &c))
    return FALSE;
  if (out != NULL)
    g_string_append_unichar (out, c);
  return TRUE;
}

/* The next quotation mark, backslash or control character at or after @p. */
static inline const char *
find_special (const char *p,
              const char *end)
{
  for (; end - p >= QUOTH_BYTES_BLOCK; p += QUOTH_BYTES_BLOCK)
    {
      QuothBytes block = quoth_bytes_load (p);
      QuothBytes special = quoth_bytes_below (block, 0x20) | quoth_bytes_equal (block, '"')
                           | quoth_bytes_equal (block, '\\');

      if (quoth_bytes_any (special))
        return p + quoth_bytes_first (special);
    }
  while (p < end && (guchar) *p >= 0x20 && *p != '"' && *p != '\\')
    p++;
  return p;
}

/* A string into @out_value, unescaped in @buffer when need be; nothing is unescaped
 * when @buffer is NULL. */
gboolean
quoth_json_scan_read_string (QuothJsonScan *self,
                             GString       *buffer,
                             QuothSlice    *out_value)
{
  const char *run;
  gboolean escaped = FALSE;

  if (quoth_json_scan_look (self) != '"')
    return quoth_json_scan_expected (self, "a string");
  run = ++self->p;
  for (;;)
    {
      self->p = find_special (self->p, self->end);
      if (self->p == self->end)
        return quoth_json_scan_expected (self, "the end of a string");
      if (*self->p == '"')
        break;
      if (*self->p != '\\')
        return quoth_json_scan_refuse (self, "a control character must be escaped in a string");
      if (buffer != NULL)
        {
          if (!escaped)
            g_string_truncate (buffer, 0);
          g_string_append_len (buffer, run, self->p - run);
        }
      escaped = TRUE;
      if (!read_escape (self, buffer))
        return FALSE;
      run = self->p;
    }
  if (escaped && buffer != NULL)
    {
      g_string_append_len (buffer, run, self->p - run);
      *out_value = (QuothSlice) { buffer->str, buffer->len };
    }
  else
    *out_value = (QuothSlice) { run, (gsize) (self->p - run) };
  self->p++;
  return TRUE;
}

/* The grammar of a number; FALSE without a message when it is none. */
gboolean
quoth_json_scan_pass_number (QuothJsonScan *self)
{
  const char *p = self->p;
  const char *digits;

  if (p < self->end && *p == '-')
    p++;
  digits = p;
  while (p < self->end && g_ascii_isdigit (*p))
    p++;
  if (p == digits || (*digits == '0' && p - digits > 1))
    return FALSE;
  if (p < self->end && *p == '.')
    {
      digits = ++p;
      while (p < self->end && g_ascii_isdigit (*p))
        p++;
      if (p == digits)
        return FALSE;
    }
  if (p < self->end && (*p == 'e' || *p == 'E'))
    {
      p++;
      if (p < self->end && (*p == '+' || *p == '-'))
        p++;
      digits = p;
      while (p < self->end && g_ascii_isdigit (*p))
        p++;
      if (p == digits)
        return FALSE;
    }
  self->p = p;
  return TRUE;
}

/**
 * quoth_json_scan_offset:
 * @self: a scanner
 * @out_value: (out): a whole number from 0 to %G_MAXUINT32, be it written as 2.0: programs that
 *   keep numbers in columns do where one is missing
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_json_scan_offset (QuothJsonScan *self,
                        guint         *out_value)
{
  const char *begin;
  guint64 value = 0;

  quoth_json_scan_look (self);
  begin = self->p;
  if (self->error != NULL || !quoth_json_scan_pass_number (self))
    return quoth_json_scan_expected (self, "a whole number");
  for (const char *p = begin; p < self->p; p++)
    {
      if (!g_ascii_isdigit (*p))
        {
          if (p > begin && *p == '.' && strspn (p + 1, "0") >= (gsize) (self->p - p - 1))
            break;
          self->p = begin;
          return quoth_json_scan_expected (self, "a whole number, not negative");
        }
      value = value * 10 + (guint64) (*p - '0');
      if (value > G_MAXUINT32)
        {
          self->p = begin;
          return quoth_json_scan_refuse (self, "the number is too large");
        }
    }
  *out_value = (guint) value;
  return TRUE;
}
