/* quoth-json-stream.c - the values of a JSON file of any size, one after another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-json-stream"

#include "config.h"

#include "quoth-json-stream.h"

#include "quoth-bytes.h"
#include "quoth-format.h"

#include <string.h>

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

static gboolean
begin_file (QuothJsonStream  *self,
            GError          **error)
{
  char byte;

  self->begun = TRUE;
  if (!quoth_file_buffer_fill (&self->file, self->line, error))
    return FALSE;
  quoth_file_buffer_pass_mark (&self->file);
  if (!peek (self, FALSE, &byte, error))
    return FALSE;
  self->in_array = byte == '[';
  self->file.begin += self->in_array ? 1 : 0;
  return TRUE;
}

/* The next quotation mark or backslash at or after @p. */
static const char *
find_mark (const char *p,
           const char *end)
{
  for (; end - p >= QUOTH_BYTES_BLOCK; p += QUOTH_BYTES_BLOCK)
    {
      QuothBytes block = quoth_bytes_load (p);
      QuothBytes marks = quoth_bytes_equal (block, '"') | quoth_bytes_equal (block, '\\');

      if (quoth_bytes_any (marks))
        return p + quoth_bytes_first (marks);
    }
  while (p < end && *p != '"' && *p != '\\')
    p++;
  return p;
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
      at = find_mark (at, end);
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
    {
      self->closed = TRUE;
      if (!peek (self, FALSE, &byte, error))
        return FALSE;
      return byte == '\0' || quoth_format_refuse (error, self->file.path, self->line,
                                                  "something stands behind the array");
    }
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
  while (!pass (self, &cursor))
    {
      if (self->file.at_end)
        {
          if (cursor.depth > 0 || cursor.in_string)
            return quoth_format_refuse (error, self->file.path, self->line,
                                        "the file ends within a value");
          break;
        }
      if (!quoth_file_buffer_fill (&self->file, self->line, error))
        return FALSE;
    }
  /* A bracket that closes nothing is passed, so that it is refused and not met again. */
  if (cursor.at == 0 && self->file.begin < self->file.end && !self->in_array)
    cursor.at = 1;
  *out_value = self->file.bytes + self->file.begin;
  *out_n_bytes = cursor.at;
  *out_line = self->line;
  for (const char *p = *out_value, *end = p + cursor.at;
       p < end && (p = memchr (p, '\n', (gsize) (end - p))) != NULL; p++)
    self->line++;
  self->file.begin += cursor.at;
  return TRUE;
}
