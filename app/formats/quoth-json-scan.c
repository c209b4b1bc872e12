/* quoth-json-scan.c - pulls values out of JSON that is in memory
 *
 * Grammar: RFC 8259.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-json-scan"

#include "config.h"

#include "quoth-json-scan-private.h"
#include "quoth-format.h"

#include <string.h>

/* How many characters of a wrong place are shown. */
#define MAX_SHOWN 24

void
quoth_json_scan_init (QuothJsonScan *self,
                      const char    *path)
{
  *self = (QuothJsonScan) { .path = path };
  self->text = g_string_new (NULL);
  self->key = g_string_new (NULL);
}

void
quoth_json_scan_clear (QuothJsonScan *self)
{
  if (self->text != NULL)
    g_string_free (self->text, TRUE);
  if (self->key != NULL)
    g_string_free (self->key, TRUE);
  g_clear_error (&self->error);
  self->text = NULL;
  self->key = NULL;
}

/* Line and column of self->p, both counted from 1; the column in code points. */
static guint
place (QuothJsonScan *self,
       guint         *out_column)
{
  guint line = self->line;
  const char *begin = self->start;
  const char *next;

  /* An empty text may have no address, and memchr() must have one. */
  while (begin < self->p && (next = memchr (begin, '\n', (gsize) (self->p - begin))) != NULL)
    {
      begin = next + 1;
      line++;
    }
  *out_column = 1;
  for (const char *p = begin; p < self->p; p++)
    if (((guchar) *p & 0xc0) != 0x80)
      ++*out_column;
  return line;
}

/**
 * quoth_json_scan_refuse:
 * @self: a scanner, before or after the value that is wrong
 * @format: the reason, as for printf()
 * @...: its arguments
 *
 * Returns: always %FALSE
 */
gboolean
quoth_json_scan_refuse (QuothJsonScan *self,
                        const char    *format,
                        ...)
{
  g_autofree char *reason = NULL;
  guint column;
  guint line;
  va_list args;

  if (self->error != NULL)
    return FALSE;
  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  line = place (self, &column);
  return quoth_format_refuse (&self->error, self->path, line, "column %u: %s", column, reason);
}

gboolean
quoth_json_scan_refuse_record (QuothJsonScan *self,
                               const char    *format,
                               ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  if (self->error != NULL)
    return FALSE;
  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  return quoth_format_refuse (&self->error, self->path, self->line, "%s", reason);
}

gboolean
quoth_json_scan_expected (QuothJsonScan *self,
                          const char    *what)
{
  char shown[MAX_SHOWN * 4 + 1];
  const char *p = self->p;

  if (self->error != NULL)
    return FALSE;
  if (self->p == self->end)
    return quoth_json_scan_refuse (self, "expected %s, but the line ends", what);
  for (guint i = 0; i < MAX_SHOWN && p < self->end && (guchar) *p >= 0x20; i++)
    p = g_utf8_next_char (p);
  memcpy (shown, self->p, (gsize) (p - self->p));
  shown[p - self->p] = '\0';
  return quoth_json_scan_refuse (self, "expected %s, found %s", what,
                                 p > self->p ? shown : "a control character");
}

/**
 * quoth_json_scan_begin:
 * @self: a scanner
 * @line: number of the line, counted from 1
 * @bytes: JSON; it must stay until quoth_json_scan_finish()
 * @n_bytes: how many
 */
void
quoth_json_scan_begin (QuothJsonScan *self,
                       guint          line,
                       const char    *bytes,
                       gsize          n_bytes)
{
  const char *wrong;

  self->line = line;
  self->start = self->p = bytes;
  self->end = bytes + n_bytes;
  self->depth = 0;
  self->fresh = 0;
  wrong = quoth_json_scan_find_invalid (bytes, self->end);
  if (wrong != NULL)
    {
      self->p = wrong;
      quoth_json_scan_refuse (self, "byte 0x%02x is not valid UTF-8", (guchar) *wrong);
    }
}

static void
skip_blanks (QuothJsonScan *self)
{
  while (self->p < self->end
         && (*self->p == ' ' || *self->p == '\t' || *self->p == '\n' || *self->p == '\r'))
    self->p++;
}

/**
 * quoth_json_scan_finish:
 * @self: a scanner
 * @error: return location for what was refused
 *
 * Returns: %TRUE when everything was read and nothing refused
 */
gboolean
quoth_json_scan_finish (QuothJsonScan *self,
                        GError       **error)
{
  if (self->error == NULL)
    {
      skip_blanks (self);
      if (self->p < self->end)
        quoth_json_scan_expected (self, "nothing more");
    }
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}

char
quoth_json_scan_peek (QuothJsonScan *self)
{
  if (self->error != NULL)
    return '\0';
  skip_blanks (self);
  return self->p < self->end ? *self->p : '\0';
}

static gboolean
enter (QuothJsonScan *self,
       char           bracket,
       const char    *what)
{
  if (quoth_json_scan_look (self) != bracket)
    return quoth_json_scan_expected (self, what);
  if (self->depth + 1 >= QUOTH_JSON_SCAN_MAX_DEPTH)
    return quoth_json_scan_refuse (self, "nested deeper than %d levels",
                                   QUOTH_JSON_SCAN_MAX_DEPTH);
  self->p++;
  self->depth++;
  self->fresh |= G_GUINT64_CONSTANT (1) << self->depth;
  return TRUE;
}

/* The comma before the next entry, or the closing bracket. */
static gboolean
more (QuothJsonScan *self,
      char           bracket)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << self->depth;
  char c = quoth_json_scan_look (self);

  if (self->error != NULL)
    return FALSE;
  if (c == bracket)
    {
      self->p++;
      self->fresh &= ~bit;
      self->depth--;
      return FALSE;
    }
  if (self->fresh & bit)
    {
      self->fresh &= ~bit;
      return TRUE;
    }
  if (c != ',')
    return quoth_json_scan_expected (self, bracket == '}' ? "\",\" or \"}\"" : "\",\" or \"]\"");
  self->p++;
  return TRUE;
}

gboolean
quoth_json_scan_object (QuothJsonScan *self)
{
  return enter (self, '{', "an object");
}

gboolean
quoth_json_scan_array (QuothJsonScan *self)
{
  return enter (self, '[', "an array");
}

gboolean
quoth_json_scan_element (QuothJsonScan *self)
{
  return more (self, ']');
}

gboolean
quoth_json_scan_member (QuothJsonScan *self,
                        QuothSlice    *out_key)
{
  if (!more (self, '}'))
    return FALSE;
  if (quoth_json_scan_look (self) != '"')
    return quoth_json_scan_expected (self, "a member's name");
  if (!quoth_json_scan_read_string (self, self->key, out_key))
    return FALSE;
  if (quoth_json_scan_look (self) != ':')
    return quoth_json_scan_expected (self, "\":\"");
  self->p++;
  return TRUE;
}

gboolean
quoth_json_scan_pass_member (QuothJsonScan *self,
                             const char    *key)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << self->depth;
  gsize comma = self->fresh & bit ? 0 : 1;
  gsize length = strlen (key);
  const char *p = self->p;

  if (self->error != NULL || (gsize) (self->end - p) < comma + length + 3
      || (comma == 1 && *p != ',') || p[comma] != '"'
      || memcmp (p + comma + 1, key, length) != 0
      || p[comma + 1 + length] != '"' || p[comma + 2 + length] != ':')
    return FALSE;
  self->p = p + comma + length + 3;
  self->fresh &= ~bit;
  return TRUE;
}

gboolean
quoth_json_scan_string (QuothJsonScan *self,
                        QuothSlice    *out_value)
{
  return quoth_json_scan_read_string (self, self->text, out_value);
}

/* Returns: (transfer full) (nullable): a string; NULL on failure. */
char *
quoth_json_scan_dup (QuothJsonScan *self)
{
  QuothSlice value;

  return quoth_json_scan_string (self, &value) ? g_strndup (value.bytes, value.length) : NULL;
}

/* Returns: (transfer full) (nullable): a string; NULL for null and on failure. */
char *
quoth_json_scan_dup_nullable (QuothJsonScan *self)
{
  return quoth_json_scan_null (self) ? NULL : quoth_json_scan_dup (self);
}

static gboolean
pass_word (QuothJsonScan *self,
           const char    *word)
{
  gsize length = strlen (word);

  if ((gsize) (self->end - self->p) < length || memcmp (self->p, word, length) != 0)
    return FALSE;
  self->p += length;
  return TRUE;
}

gboolean
quoth_json_scan_boolean (QuothJsonScan *self,
                         gboolean      *out_value)
{
  char c = quoth_json_scan_look (self);

  if (self->error == NULL && (pass_word (self, "true") || pass_word (self, "false")))
    {
      *out_value = c == 't';
      return TRUE;
    }
  return quoth_json_scan_expected (self, "true or false");
}

gboolean
quoth_json_scan_null (QuothJsonScan *self)
{
  return quoth_json_scan_look (self) == 'n' && pass_word (self, "null");
}

/* A value without brackets. */
static gboolean
pass_scalar (QuothJsonScan *self)
{
  QuothSlice value;

  switch (quoth_json_scan_look (self))
    {
    case '"':
      return quoth_json_scan_read_string (self, NULL, &value);
    case 't':
    case 'f':
    case 'n':
      if (pass_word (self, "true") || pass_word (self, "false") || pass_word (self, "null"))
        return TRUE;
      break;
    default:
      if (self->error == NULL && quoth_json_scan_pass_number (self))
        return TRUE;
      break;
    }
  return quoth_json_scan_expected (self, "a value");
}

/**
 * quoth_json_scan_raw:
 * @self: a scanner
 * @out_value: (out) (optional): the bytes of the value as they stand
 *
 * Checks one value of any kind and passes over it, without recursion.
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_json_scan_raw (QuothJsonScan *self,
                     QuothSlice    *out_value)
{
  guint base = self->depth;
  guint64 objects = 0; /* bit n: the container at depth n is an object */
  const char *begin;
  QuothSlice key;

  quoth_json_scan_look (self);
  begin = self->p;
  do
    {
      char c = quoth_json_scan_look (self);

      if (c == '{' || c == '[')
        {
          guint64 bit;

          if (!enter (self, c, "a value"))
            return FALSE;
          bit = G_GUINT64_CONSTANT (1) << self->depth;
          objects = c == '{' ? objects | bit : objects & ~bit;
        }
      else if (!pass_scalar (self))
        return FALSE;
      /* To the next entry: up through all that ends here. */
      while (self->depth > base)
        {
          gboolean is_object = (objects >> self->depth & 1) != 0;

          if (is_object ? quoth_json_scan_member (self, &key) : quoth_json_scan_element (self))
            break;
          if (self->error != NULL)
            return FALSE;
        }
    }
  while (self->depth > base);
  if (out_value != NULL)
    *out_value = (QuothSlice) { begin, (gsize) (self->p - begin) };
  return TRUE;
}
