/* quoth-line-reader.c - the lines of a file of any size
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-line-reader"

#include "config.h"

#include "quoth-line-reader.h"
#include "quoth-format.h"

#include <string.h>
#include <unistd.h>

#define CHUNK (256 * 1024)

/**
 * quoth_line_reader_open:
 * @self: a reader, its memory all zero or cleared
 * @path: a file; it must stay as long as the reader
 * @progress: (nullable): is told the bytes read, and stops the reader
 * @error: return location for a #QuothFormatError
 *
 * Returns: %TRUE when the file can be read
 */
gboolean
quoth_line_reader_open (QuothLineReader *self,
                        const char      *path,
                        QuothProgress   *progress,
                        GError         **error)
{
  int fd = quoth_format_open (path, NULL, error);

  if (fd < 0)
    return FALSE;
  *self = (QuothLineReader) { .path = path, .progress = progress, .fd = fd };
  self->capacity = CHUNK;
  self->buffer = g_malloc (self->capacity);
  return TRUE;
}

void
quoth_line_reader_clear (QuothLineReader *self)
{
  /* Without a buffer nothing was opened. */
  if (self->buffer == NULL)
    return;
  close (self->fd);
  g_clear_pointer (&self->buffer, g_free);
}

static gboolean
fill (QuothLineReader  *self,
      GError          **error)
{
  gssize n;

  if (quoth_progress_set_error_if_cancelled (self->progress, error))
    return FALSE;
  if (self->begin > 0)
    {
      memmove (self->buffer, self->buffer + self->begin, self->end - self->begin);
      self->end -= self->begin;
      self->searched -= self->begin;
      self->begin = 0;
    }
  if (self->end >= QUOTH_LINE_MAX_BYTES)
    return quoth_format_refuse (error, self->path, self->line + 1, "longer than %u bytes",
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

static void
pass_byte_order_mark (QuothLineReader *self)
{
  static const char mark[] = { '\xef', '\xbb', '\xbf' };

  if (self->end - self->begin >= sizeof mark
      && memcmp (self->buffer + self->begin, mark, sizeof mark) == 0)
    self->begin += sizeof mark;
}

/**
 * quoth_line_reader_next:
 * @self: a reader
 * @out_line: (out): the line, without its end; valid until the next call
 * @out_n_bytes: (out): its length
 * @error: return location for a #QuothFormatError or %G_IO_ERROR_CANCELLED
 *
 * Returns: %TRUE when there is a line; %FALSE without @error at the end
 */
gboolean
quoth_line_reader_next (QuothLineReader  *self,
                        const char      **out_line,
                        gsize            *out_n_bytes,
                        GError          **error)
{
  const char *newline = NULL;
  gsize end;

  for (;;)
    {
      newline = memchr (self->buffer + self->searched, '\n', self->end - self->searched);
      self->searched = self->end;
      if (newline != NULL || self->at_end)
        break;
      if (!fill (self, error))
        return FALSE;
    }
  if (newline == NULL && self->begin == self->end)
    return FALSE;

  if (self->line++ == 0)
    pass_byte_order_mark (self);
  end = newline != NULL ? (gsize) (newline - self->buffer) : self->end;
  *out_line = self->buffer + self->begin;
  *out_n_bytes = end - self->begin;
  if (*out_n_bytes > 0 && self->buffer[end - 1] == '\r')
    --*out_n_bytes;
  self->begin = newline != NULL ? end + 1 : end;
  self->searched = self->begin;
  return TRUE;
}
