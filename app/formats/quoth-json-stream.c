/* quoth-json-stream.c - the values of a JSON file of any size, one after another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-json-stream"

#include "config.h"

#include "quoth-json-stream.h"

#include "quoth-bytes.h"
#include "quoth-format.h"
#include "quoth-json-scan.h"

#include <string.h>

/* How far to look for the member that holds the values. */
#define MAX_WRAPPING 4096

/* Where a value may end: outside strings, at the depth it began at. */
typedef struct
{
  gsize    at;
  guint64  depth;
  gboolean in_string;
  gboolean escaped;
} Cursor;

/**
 * quoth_json_stream_open:
 * @self: a stream, its memory all zero or cleared
 * @path: a file; it must stay as long as the stream
 * @progress: (nullable): is told the bytes read, and stops the stream
 * @error: return location for a #QuothFormatError
 *
 * Returns: %TRUE when the file can be read
 */
gboolean
quoth_json_stream_open (QuothJsonStream *self,
                        const char      *path,
                        QuothProgress   *progress,
                        GError         **error)
{
  *self = (QuothJsonStream) { .line = 1 };
  return quoth_file_buffer_open (&self->file, path, progress, error);
}

void
quoth_json_stream_clear (QuothJsonStream *self)
{
  quoth_file_buffer_clear (&self->file);
}

/* The next byte that is no blank, and with @take passes it; NUL at the end. */
static gboolean
peek (QuothJsonStream  *self,
      gboolean          take,
      char             *out_byte,
      GError          **error)
{
  *out_byte = '\0';
  for (;;)
    {
      for (; self->file.begin < self->file.end; self->file.begin++)
        {
          char byte = self->file.bytes[self->file.begin];

          if (byte == '\n')
            self->line++;
          else if (byte != ' ' && byte != '\t' && byte != '\r')
            {
              *out_byte = byte != '\0' ? byte : '?';
              self->file.begin += take ? 1 : 0;
              return TRUE;
            }
        }
      if (self->file.at_end)
        return TRUE;
      if (!quoth_file_buffer_fill (&self->file, self->line, error))
        return FALSE;
    }
}

/* The byte behind the blanks from @p on; NUL at the end. */
static char
look (const char *p,
      const char *end)
{
  while (p < end && strchr (" \t\r\n", *p) != NULL)
    p++;
  return p < end ? *p : '\0';
}

/* Data sets are wrapped up as {"version": …, "data": [row, …]}, and texts with their entities as
 * {"classes": […], "annotations": [[text, {…}], …]}. Returns what stands behind that bracket,
 * or %NULL. */
static const char *
find_wrapped (QuothJsonStream *self)
{
  g_auto (QuothJsonScan) scan = { 0 };
  const char *found = NULL;
  const char *begin = self->file.bytes + self->file.begin;
  gsize n = MIN (self->file.end - self->file.begin, MAX_WRAPPING);
  QuothSlice key;

  quoth_json_scan_init (&scan, self->file.path);
  quoth_json_scan_begin (&scan, self->line, begin, n);
  quoth_json_scan_object (&scan);
  while (found == NULL && quoth_json_scan_member (&scan, &key))
    {
      gboolean rows = quoth_slice_is (key, "data");
      gboolean pairs = quoth_slice_is (key, "annotations");
      char byte = '\0';

      if ((rows || pairs) && quoth_json_scan_peek (&scan) == '[')
        byte = look (scan.p + 1, begin + n);
      if (byte == '[' || (rows && byte == '{'))
        found = scan.p + 1;
      else if (!quoth_json_scan_raw (&scan, NULL))
        break;
    }
  return found;
}

static gboolean
begin_file (QuothJsonStream  *self,
            GError          **error)
{
  const char *wrapped = NULL;
  char byte;

  self->begun = TRUE;
  if (!quoth_file_buffer_fill (&self->file, self->line, error))
    return FALSE;
  quoth_file_buffer_pass_mark (&self->file);
  if (!peek (self, FALSE, &byte, error))
    return FALSE;
  /* What begins with a text is one value, [text, …], perhaps with others below it. */
  if (byte == '[')
    self->in_array = look (self->file.bytes + self->file.begin + 1,
                           self->file.bytes + self->file.end) != '"';
  else if (byte == '{')
    wrapped = find_wrapped (self);
  if (wrapped != NULL)
    {
      for (const char *p = self->file.bytes + self->file.begin; p < wrapped; p++)
        self->line += *p == '\n';
      self->file.begin = (gsize) (wrapped - self->file.bytes);
      self->in_array = self->wrapped = TRUE;
    }
  else if (self->in_array)
    {
      self->file.begin++;
    }
  return TRUE;
}

/* Passes over what is left of a string, or of it in the bytes at hand. */
static const char *
pass_string (Cursor     *cursor,
             const char *at,
             const char *end)
{
  while (at < end && cursor->in_string)
    {
      if (cursor->escaped)
        {
          cursor->escaped = FALSE;
          at++;
          continue;
        }
      at = quoth_bytes_find_json_mark (at, end);
      if (at == end)
        break;
      cursor->escaped = *at == '\\';
      cursor->in_string = cursor->escaped;
      at++;
    }
  return at;
}

/* What outside of strings may end a value, or begin what it cannot end in. */
static const gboolean stops[256] = {
  ['"'] = TRUE, ['{'] = TRUE, ['['] = TRUE, ['}'] = TRUE, [']'] = TRUE, [','] = TRUE,
  ['\n'] = TRUE,
};

/* Passes over the bytes at hand; TRUE behind the end of the value. */
static gboolean
pass (QuothJsonStream *self,
      Cursor          *cursor)
{
  const char *begin = self->file.bytes + self->file.begin;
  const char *end = self->file.bytes + self->file.end;
  const char *at = begin + cursor->at;
  guint64 depth = cursor->depth;
  gboolean found = FALSE;

  while (!found)
    {
      char byte;

      if (cursor->in_string)
        at = pass_string (cursor, at, end);
      while (at < end && !stops[(guchar) *at])
        at++;
      if (at == end)
        break;
      byte = *at;
      if (byte == '"')
        cursor->in_string = TRUE;
      else if (byte == '{' || byte == '[')
        depth++;
      else if (byte == '}' || byte == ']')
        {
          found = depth <= 1;
          if (depth == 0)
            break;
          depth--;
        }
      else if (depth == 0)
        {
          found = TRUE;
          break;
        }
      at++;
    }
  cursor->at = (gsize) (at - begin);
  cursor->depth = depth;
  return found;
}

/* Reads on until @cursor is behind the end of a value. */
static gboolean
pass_all (QuothJsonStream  *self,
          Cursor           *cursor,
          GError          **error)
{
  while (!pass (self, cursor))
    {
      if (self->file.at_end)
        return (cursor->depth == 0 && !cursor->in_string)
               || quoth_format_refuse (error, self->file.path, self->line,
                                       "the file ends within a value");
      if (!quoth_file_buffer_fill (&self->file, self->line, error))
        return FALSE;
    }
  return TRUE;
}

/* Passes over bytes that stand in the buffer. */
static void
advance (QuothJsonStream *self,
         gsize            n_bytes)
{
  const char *end = self->file.bytes + self->file.begin + n_bytes;

  for (const char *p = end - n_bytes;
       p < end && (p = memchr (p, '\n', (gsize) (end - p))) != NULL; p++)
    self->line++;
  self->file.begin += n_bytes;
}

/* Behind the array there is nothing, or what is left of the object around it. */
static gboolean
end_array (QuothJsonStream  *self,
           GError          **error)
{
  Cursor cursor = { .depth = 1 };
  char byte;

  self->closed = TRUE;
  if (self->wrapped)
    {
      if (!pass_all (self, &cursor, error))
        return FALSE;
      advance (self, cursor.at);
      if (self->file.begin == 0 || self->file.bytes[self->file.begin - 1] != '}')
        return quoth_format_refuse (error, self->file.path, self->line,
                                    "the object around the array does not end");
    }
  if (!peek (self, FALSE, &byte, error))
    return FALSE;
  return byte == '\0' || quoth_format_refuse (error, self->file.path, self->line,
                                              "something stands behind the array");
}

/* In an array: what stands before the value; FALSE where the array ends. */
static gboolean
enter_element (QuothJsonStream  *self,
               gboolean          first,
               gboolean         *out_more,
               GError          **error)
{
  char byte;

  *out_more = FALSE;
  if (!peek (self, TRUE, &byte, error))
    return FALSE;
  if (byte == ']')
    return end_array (self, error);
  if (byte == '\0')
    return quoth_format_refuse (error, self->file.path, self->line, "the array does not end");
  if (first)
    self->file.begin--;
  else if (byte != ',')
    return quoth_format_refuse (error, self->file.path, self->line, "a comma is missing");
  *out_more = TRUE;
  return TRUE;
}

/**
 * quoth_json_stream_next:
 * @self: a stream
 * @out_value: (out): the value's bytes; valid until the next call
 * @out_n_bytes: (out): how many
 * @out_line: (out): the line it begins in
 * @error: return location for a #QuothFormatError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE when there is a value; %FALSE without @error at the end
 */
gboolean
quoth_json_stream_next (QuothJsonStream  *self,
                        const char      **out_value,
                        gsize            *out_n_bytes,
                        guint            *out_line,
                        GError          **error)
{
  gboolean first = !self->begun;
  gboolean more = TRUE;
  Cursor cursor = { 0 };
  char byte;

  if ((first && !begin_file (self, error)) || self->closed
      || (self->in_array && (!enter_element (self, first, &more, error) || !more))
      || !peek (self, FALSE, &byte, error))
    return FALSE;
  if (byte == '\0' && !self->in_array)
    return FALSE;
  if (!pass_all (self, &cursor, error))
    return FALSE;
  /* A bracket that closes nothing is passed, so that it is refused and not met again. */
  if (cursor.at == 0 && self->file.begin < self->file.end && !self->in_array)
    cursor.at = 1;
  *out_value = self->file.bytes + self->file.begin;
  *out_n_bytes = cursor.at;
  *out_line = self->line;
  advance (self, cursor.at);
  return TRUE;
}
