/* quoth-line-reader.c - the lines of a file of any size
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-line-reader"

#include "config.h"

#include "quoth-line-reader.h"

#include <string.h>

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
  if (!quoth_file_buffer_open (&self->file, path, progress, error))
    return FALSE;
  self->searched = 0;
  self->line = 0;
  return TRUE;
}

void
quoth_line_reader_clear (QuothLineReader *self)
{
  quoth_file_buffer_clear (&self->file);
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
  QuothFileBuffer *file = &self->file;
  const char *newline = NULL;
  gsize end;

  for (;;)
    {
      newline = memchr (file->bytes + self->searched, '\n', file->end - self->searched);
      self->searched = file->end;
      if (newline != NULL || file->at_end)
        break;
      self->searched -= file->begin;
      if (!quoth_file_buffer_fill (file, self->line + 1, error))
        return FALSE;
    }
  if (newline == NULL && file->begin == file->end)
    return FALSE;

  if (self->line++ == 0)
    quoth_file_buffer_pass_mark (file);
  end = newline != NULL ? (gsize) (newline - file->bytes) : file->end;
  *out_line = file->bytes + file->begin;
  *out_n_bytes = end - file->begin;
  if (*out_n_bytes > 0 && file->bytes[end - 1] == '\r')
    --*out_n_bytes;
  file->begin = newline != NULL ? end + 1 : end;
  self->searched = file->begin;
  return TRUE;
}
