/* quoth-json-cursor.c - reads the JSON of records in one pass
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-json-cursor"

#include "config.h"

#include "quoth-json-cursor-private.h"

#include "quoth-annotation.h"
#include "quoth-json.h"

#include <string.h>

/* A value of the greatest depth that can be kept stands some levels deep in a
 * record, and the record in a journal entry. */
#define MAX_RAW_DEPTH (QUOTH_JSON_MAX_DEPTH + 8)

/* Returns FALSE, with the error set, when the text is not UTF-8. */
gboolean
quoth_json_cursor_init (QuothJsonCursor  *self,
                        const char       *what,
                        const char       *json,
                        gssize            length,
                        GError          **error)
{
  gsize n_bytes = length < 0 ? strlen (json) : (gsize) length;

  self->what = what;
  self->start = json;
  self->p = json;
  self->end = json + n_bytes;
  self->key = g_string_sized_new (32);
  self->text = g_string_sized_new (64);
  self->error = error;
  self->failed = FALSE;
  if (!g_utf8_validate_len (json, n_bytes, NULL))
    return quoth_json_cursor_fail (self, "not valid UTF-8");
  return TRUE;
}

void
quoth_json_cursor_clear (QuothJsonCursor *self)
{
  if (self->key != NULL)
    g_string_free (g_steal_pointer (&self->key), TRUE);
  if (self->text != NULL)
    g_string_free (g_steal_pointer (&self->text), TRUE);
}

gboolean
quoth_json_cursor_fail (QuothJsonCursor *self,
                        const char      *format,
                        ...)
{
  if (!self->failed)
    {
      g_autofree char *reason = NULL;
      va_list args;

      va_start (args, format);
      reason = g_strdup_vprintf (format, args);
      va_end (args);
      g_set_error (self->error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID, "%s: %s",
                   self->what, reason);
      self->failed = TRUE;
    }
  return FALSE;
}

static gboolean
fail_syntax (QuothJsonCursor *self)
{
  if (self->p >= self->end)
    return quoth_json_cursor_fail (self, "ends too early");
  return quoth_json_cursor_fail (self, "malformed JSON at byte %" G_GSIZE_FORMAT,
                                 (gsize) (self->p - self->start));
}

/* The value of the member that is read has another type than it must have. */
gboolean
quoth_json_cursor_wrong (QuothJsonCursor *self,
                         const char      *expected)
{
  if (self->p >= self->end)
    return fail_syntax (self);
  if (self->key->len == 0)
    return quoth_json_cursor_fail (self, "not %s", expected);
  return quoth_json_cursor_fail (self, "\"%s\" is not %s", self->key->str, expected);
}

static char
peek (QuothJsonCursor *self)
{
  while (self->p < self->end
         && (*self->p == ' ' || *self->p == '\n' || *self->p == '\t' || *self->p == '\r'))
    self->p++;
  return self->p < self->end ? *self->p : '\0';
}

gboolean
quoth_json_cursor_enter (QuothJsonCursor *self,
                         char             bracket)
{
  if (self->failed)
    return FALSE;
  if (peek (self) != bracket)
    return quoth_json_cursor_wrong (self, bracket == '{' ? "an object" : "an array");
  self->p++;
  return TRUE;
}

/* Whether another element stands before the closing @bracket, which is passed. */
gboolean
quoth_json_cursor_more (QuothJsonCursor *self,
                        char             bracket,
                        gboolean        *first)
{
  if (self->failed)
    return FALSE;
  if (peek (self) == bracket)
    {
      self->p++;
      return FALSE;
    }
  if (*first)
    *first = FALSE;
  else
    {
      if (peek (self) != ',')
        return fail_syntax (self);
      self->p++;
      if (peek (self) == bracket)
        return fail_syntax (self);
    }
  return self->p < self->end || fail_syntax (self);
}

static gboolean
read_unit (QuothJsonCursor *self,
           gunichar        *out_unit)
{
  gunichar unit = 0;

  if (self->end - self->p < 4)
    return fail_syntax (self);
  for (int i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*self->p);

      if (digit < 0)
        return fail_syntax (self);
      unit = unit << 4 | (gunichar) digit;
      self->p++;
    }
  *out_unit = unit;
  return TRUE;
}

/* After "\u": one code point, which may take a second escape. */
static gboolean
read_code_point (QuothJsonCursor *self,
                 GString         *out)
{
  gunichar c = 0;
  gunichar low = 0;

  if (!read_unit (self, &c))
    return FALSE;
  if (c == 0)
    return quoth_json_cursor_fail (self, "a string holds NUL");
  if (c >= 0xd800 && c <= 0xdfff)
    {
      if (c > 0xdbff || self->end - self->p < 6 || self->p[0] != '\\' || self->p[1] != 'u')
        return quoth_json_cursor_fail (self, "a string holds half of a surrogate pair");
      self->p += 2;
      if (!read_unit (self, &low))
        return FALSE;
      if (low < 0xdc00 || low > 0xdfff)
        return quoth_json_cursor_fail (self, "a string holds half of a surrogate pair");
      c = 0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00);
    }
  g_string_append_unichar (out, c);
  return TRUE;
}

static gboolean
read_escape (QuothJsonCursor *self,
             GString         *out)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *found;

  if (++self->p >= self->end)
    return fail_syntax (self);
  if (*self->p == 'u')
    {
      self->p++;
      return read_code_point (self, out);
    }
  found = *self->p != '\0' ? strchr (names, *self->p) : NULL;
  if (found == NULL)
    return fail_syntax (self);
  g_string_append_c (out, values[found - names]);
  self->p++;
  return TRUE;
}

static gboolean
read_string (QuothJsonCursor *self,
             GString         *out)
{
  g_string_truncate (out, 0);
  self->p++;
  for (;;)
    {
      const char *run = self->p;

      while (self->p < self->end && *self->p != '"' && *self->p != '\\'
             && (guchar) *self->p >= 0x20)
        self->p++;
      g_string_append_len (out, run, self->p - run);
      if (self->p < self->end && *self->p == '"')
        {
          self->p++;
          return TRUE;
        }
      if (self->p >= self->end || *self->p != '\\')
        return fail_syntax (self);
      if (!read_escape (self, out))
        return FALSE;
    }
}

/* The name of the next member, valid until the next call; NULL at the end of the
 * object or after a failure. */
const char *
quoth_json_cursor_member (QuothJsonCursor *self,
                          gboolean        *first)
{
  if (!quoth_json_cursor_more (self, '}', first))
    return NULL;
  if (peek (self) != '"')
    {
      fail_syntax (self);
      return NULL;
    }
  if (!read_string (self, self->key))
    return NULL;
  if (peek (self) != ':')
    {
      fail_syntax (self);
      return NULL;
    }
  self->p++;
  return self->key->str;
}

gboolean
quoth_json_cursor_string (QuothJsonCursor  *self,
                          char            **out_value)
{
  if (self->failed)
    return FALSE;
  if (peek (self) != '"')
    return quoth_json_cursor_wrong (self, "a string");
  if (!read_string (self, self->text))
    return FALSE;
  g_free (*out_value);
  *out_value = g_strndup (self->text->str, self->text->len);
  return TRUE;
}

static gboolean
read_word (QuothJsonCursor *self,
           const char      *word)
{
  gsize length = strlen (word);

  peek (self);
  if ((gsize) (self->end - self->p) < length || memcmp (self->p, word, length) != 0)
    return FALSE;
  self->p += length;
  return TRUE;
}

gboolean
quoth_json_cursor_nullable_string (QuothJsonCursor  *self,
                                   char            **out_value)
{
  if (self->failed)
    return FALSE;
  if (peek (self) == 'n' && read_word (self, "null"))
    {
      g_clear_pointer (out_value, g_free);
      return TRUE;
    }
  return quoth_json_cursor_string (self, out_value);
}

gboolean
quoth_json_cursor_uint (QuothJsonCursor *self,
                        guint           *out_value)
{
  guint64 value = 0;
  const char *run;

  if (self->failed)
    return FALSE;
  peek (self);
  for (run = self->p; self->p < self->end && g_ascii_isdigit (*self->p); self->p++)
    {
      value = value * 10 + (guint64) (*self->p - '0');
      if (value > G_MAXUINT)
        return quoth_json_cursor_wrong (self, "in range");
    }
  if (self->p == run || (self->p < self->end && strchr (".eE", *self->p) != NULL))
    return quoth_json_cursor_wrong (self, "a whole number");
  *out_value = (guint) value;
  return TRUE;
}

gboolean
quoth_json_cursor_boolean (QuothJsonCursor *self,
                           gboolean        *out_value)
{
  if (self->failed)
    return FALSE;
  if (read_word (self, "true"))
    *out_value = TRUE;
  else if (read_word (self, "false"))
    *out_value = FALSE;
  else
    return quoth_json_cursor_wrong (self, "true or false");
  return TRUE;
}

static gboolean
skip_string (QuothJsonCursor *self)
{
  for (self->p++; self->p < self->end; self->p++)
    {
      if (*self->p == '\\')
        self->p++;
      else if (*self->p == '"')
        {
          self->p++;
          return TRUE;
        }
    }
  self->p = self->end;
  return fail_syntax (self);
}

static gboolean
skip_container (QuothJsonCursor *self)
{
  guint depth = 0;

  while (self->p < self->end)
    {
      char c = *self->p;

      if (c == '"')
        {
          if (!skip_string (self))
            return FALSE;
          continue;
        }
      self->p++;
      if ((c == '[' || c == '{') && ++depth > MAX_RAW_DEPTH)
        return quoth_json_cursor_fail (self, "nested deeper than %d levels", MAX_RAW_DEPTH);
      if ((c == ']' || c == '}') && --depth == 0)
        return TRUE;
    }
  return fail_syntax (self);
}

/* Passes one value of any kind. Only its extent is certain: whoever keeps it
 * parses it. The text is borrowed. */
gboolean
quoth_json_cursor_raw (QuothJsonCursor  *self,
                       const char      **out_json,
                       gsize            *out_length)
{
  const char *run;
  char c;

  if (self->failed)
    return FALSE;
  c = peek (self);
  run = self->p;
  if (c == '"' ? !skip_string (self) : (c == '[' || c == '{') && !skip_container (self))
    return FALSE;
  while (self->p < self->end && strchr (",]} \n\t\r", *self->p) == NULL)
    self->p++;
  if (self->p == run)
    return fail_syntax (self);
  if (out_json != NULL)
    {
      *out_json = run;
      *out_length = (gsize) (self->p - run);
    }
  return TRUE;
}

/* Nothing but blanks may follow. */
gboolean
quoth_json_cursor_finish (QuothJsonCursor *self)
{
  if (self->failed)
    return FALSE;
  peek (self);
  return self->p == self->end || fail_syntax (self);
}
