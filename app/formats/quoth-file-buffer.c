/* quoth-file-buffer.c - a file of any size, read on as its bytes are handed out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-file-buffer"

#include "config.h"

#include "quoth-file-buffer.h"

#include "quoth-format.h"

#include <string.h>
#include <unistd.h>

#define CHUNK (256 * 1024)

gboolean
quoth_file_buffer_open (QuothFileBuffer  *self,
                        const char       *path,
                        QuothProgress    *progress,
                        GError          **error)
{
  int fd = quoth_format_open (path, NULL, error);

  if (fd < 0)
    return FALSE;
  *self = (QuothFileBuffer) { .path = path, .progress = progress, .fd = fd, .capacity = CHUNK };
  self->bytes = g_malloc (self->capacity);
  return TRUE;
}

void
quoth_file_buffer_clear (QuothFileBuffer *self)
{
  if (self->bytes == NULL)
    return;
  close (self->fd);
  g_clear_pointer (&self->bytes, g_free);
}

gboolean
quoth_file_buffer_fill (QuothFileBuffer  *self,
                        guint             line,
                        GError          **error)
{
  gssize n;

  if (quoth_progress_set_error_if_cancelled (self->progress, error))
    return FALSE;
  if (self->begin > 0)
    {
      memmove (self->bytes, self->bytes + self->begin, self->end - self->begin);
      self->end -= self->begin;
      self->begin = 0;
    }
  if (self->end >= QUOTH_LINE_MAX_BYTES)
    return quoth_format_refuse (error, self->path, line, "longer than %u bytes",
                                QUOTH_LINE_MAX_BYTES);
  if (self->capacity - self->end < CHUNK)
    {
      self->capacity = MAX (self->capacity * 2, self->end + CHUNK);
      self->bytes = g_realloc (self->bytes, self->capacity);
    }
  n = quoth_format_read (self->fd, self->path, self->bytes + self->end, CHUNK, error);
  if (n < 0)
    return FALSE;
  self->at_end = n < CHUNK;
  self->end += (gsize) n;
  if (self->progress != NULL)
    quoth_progress_add (self->progress, (guint64) n);
  return TRUE;
}

void
quoth_file_buffer_pass_mark (QuothFileBuffer *self)
{
  static const char mark[] = { '\xef', '\xbb', '\xbf' };

  if (self->end - self->begin >= sizeof mark
      && memcmp (self->bytes + self->begin, mark, sizeof mark) == 0)
    self->begin += sizeof mark;
}
