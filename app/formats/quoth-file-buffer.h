/* quoth-file-buffer.h - a file of any size, read on as its bytes are handed out
 *
 * What readers of lines and of JSON values have in common: a window into the file that
 * holds what was not yet handed out, and grows only with the longest piece of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-progress.h"

G_BEGIN_DECLS

/* The longest article that is read: a longer line or value is taken for an attack. */
#define QUOTH_LINE_MAX_BYTES (512u * 1024 * 1024)

typedef struct
{
  const char    *path;     /* not owned */
  QuothProgress *progress; /* nullable, not owned: told the bytes read */
  int            fd;
  char          *bytes;    /* NULL: nothing was opened */
  gsize          capacity;
  gsize          begin;    /* of what was not yet handed out */
  gsize          end;
  gboolean       at_end;   /* of the file: there is no more than this */
} QuothFileBuffer;

gboolean quoth_file_buffer_open      (QuothFileBuffer  *self,
                                      const char       *path,
                                      QuothProgress    *progress,
                                      GError          **error);
/* Moves what is left to the front, so that offsets count from @begin = 0, and reads on.
 * @line: for the refusal of what is too long. */
gboolean quoth_file_buffer_fill      (QuothFileBuffer  *self,
                                      guint             line,
                                      GError          **error);
/* Passes a byte order mark at the beginning of what is left. */
void     quoth_file_buffer_pass_mark (QuothFileBuffer  *self);
void     quoth_file_buffer_clear     (QuothFileBuffer  *self);

G_END_DECLS
