/* quoth-json-stream.c - the values of a JSON file of any size, one after another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-json-stream"

#include "config.h"

#include "quoth-json-stream.h"

#include "quoth-format.h"
#include "quoth-line-reader.h"

#include <string.h>
#include <unistd.h>

#define CHUNK (256 * 1024)

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
  int fd = quoth_format_open (path, NULL, error);

  if (fd < 0)
    return FALSE;
  *self = (QuothJsonStream) { .path = path, .progress = progress, .fd = fd, .line = 1 };
  self->capacity = CHUNK;
  self->buffer = g_malloc (self->capacity);
  return TRUE;
}

void
quoth_json_stream_clear (QuothJsonStream *self)
{
  /* Without a buffer nothing was opened. */
  if (self->buffer == NULL)
    return;
  close (self->fd);
  g_clear_pointer (&self->buffer, g_free);
}

/* Moves what is left to the front, so that offsets count from there, and reads on. */
static gboolean
fill (QuothJsonStream  *self,
      GError          **error)
{
  gssize n;

  if (quoth_progress_set_error_if_cancelled (self->progress, error))
    return FALSE;
  if (self->begin > 0)
    {
      memmove (self->buffer, self->buffer + self->begin, self->end - self->begin);
      self->end -= self->begin;
      self->begin = 0;
    }
  if (self->end >= QUOTH_LINE_MAX_BYTES)
    return quoth_format_refuse (error, self->path, self->line, "a value is longer than %u bytes",
                                QUOTH_LINE_MAX_BYTES);
  if (self->capacity - self->end < CHUNK)
    {
      self->capacity = MAX (self->capacity * 2, self->end + CHUNK);
      self->buffer = g_realloc (self->buffer, self->capacity);
    }
  n = quoth_format_read (self->fd, self->path, self->buffer + self->end, CHUNK, error);
  if (n < 0)
    return FALSE;
  self->at_end = n < CHUNK;
  self->end += (gsize) n;
  if (self->progress != NULL)
    quoth_progress_add (self->progress, (guint64) n);
  return TRUE;
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
      for (; self->begin < self->end; self->begin++)
        {
          char byte = self->buffer[self->begin];

          if (byte == '\n')
            self->line++;
          else if (byte != ' ' && byte != '\t' && byte != '\r')
            {
              *out_byte = byte != '\0' ? byte : '?';
              self->begin += take ? 1 : 0;
              return TRUE;
            }
        }
      if (self->at_end)
        return TRUE;
      if (!fill (self, error))
        return FALSE;
    }
}

static gboolean
begin_file (QuothJsonStream  *self,
            GError          **error)
{
  static const char mark[] = { '\xef', '\xbb', '\xbf' };
  char byte;

  self->begun = TRUE;
  if (!fill (self, error))
    return FALSE;
  if (self->end >= sizeof mark && memcmp (self->buffer, mark, sizeof mark) == 0)
    self->begin += sizeof mark;
  if (!peek (self, FALSE, &byte, error))
    return FALSE;
  self->in_array = byte == '[';
  self->begin += self->in_array ? 1 : 0;
  return TRUE;
}

/* Passes over the bytes at hand; TRUE behind the end of the value. */
static gboolean
pass (QuothJsonStream *self,
      Cursor          *cursor)
{
  const char *bytes = self->buffer + self->begin;
  gsize n = self->end - self->begin;

  for (; cursor->at < n; cursor->at++)
    {
      char byte = bytes[cursor->at];

      if (cursor->in_string)
        {
          if (cursor->escaped)
            cursor->escaped = FALSE;
          else if (byte == '\\')
            cursor->escaped = TRUE;
          else if (byte == '"')
            cursor->in_string = FALSE;
        }
      else if (byte == '"')
        cursor->in_string = TRUE;
      else if (byte == '{' || byte == '[')
        cursor->depth++;
      else if (byte == '}' || byte == ']')
        {
          if (cursor->depth == 0)
            return TRUE;
          if (--cursor->depth == 0)
            {
              cursor->at++;
              return TRUE;
            }
        }
      else if (cursor->depth == 0 && (byte == ',' || byte == '\n'))
        return TRUE;
    }
  return FALSE;
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
      return byte == '\0' || quoth_format_refuse (error, self->path, self->line,
                                                  "something stands behind the array");
    }
  if (byte == '\0')
    return quoth_format_refuse (error, self->path, self->line, "the array does not end");
  if (first)
    self->begin--;
  else if (byte != ',')
    return quoth_format_refuse (error, self->path, self->line, "a comma is missing");
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
      if (self->at_end)
        {
          if (cursor.depth > 0 || cursor.in_string)
            return quoth_format_refuse (error, self->path, self->line,
                                        "the file ends within a value");
          break;
        }
      if (!fill (self, error))
        return FALSE;
    }
  /* A bracket that closes nothing is passed, so that it is refused and not met again. */
  if (cursor.at == 0 && self->begin < self->end && !self->in_array)
    cursor.at = 1;
  *out_value = self->buffer + self->begin;
  *out_n_bytes = cursor.at;
  *out_line = self->line;
  for (gsize i = 0; i < cursor.at; i++)
    self->line += self->buffer[self->begin + i] == '\n';
  self->begin += cursor.at;
  return TRUE;
}
