/* quoth-line-reader.h - the lines of a file of any size
 *
 * Holds one line at a time in a buffer that is used again. Lines end with LF; a CR
 * before it is not part of the line, and a byte order mark not of the first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-progress.h"

G_BEGIN_DECLS

/* The longest article that is read: beyond it, a line is taken for an attack. */
#define QUOTH_LINE_MAX_BYTES (512u * 1024 * 1024)

typedef struct
{
  const char    *path;     /* not owned */
  QuothProgress *progress; /* nullable, not owned: told the bytes read */
  int            fd;
  char          *buffer;
  gsize          capacity;
  gsize          begin;    /* of what was not yet handed out */
  gsize          searched; /* no line ends between begin and here */
  gsize          end;
  guint          line;     /* number of the last line handed out, from 1 */
  gboolean       at_end;
} QuothLineReader;

gboolean quoth_line_reader_open  (QuothLineReader *self,
                                  const char      *path,
                                  QuothProgress   *progress,
                                  GError         **error);
/* FALSE without @error at the end. */
gboolean quoth_line_reader_next  (QuothLineReader *self,
                                  const char     **out_line,
                                  gsize           *out_n_bytes,
                                  GError         **error);
void     quoth_line_reader_clear (QuothLineReader *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothLineReader, quoth_line_reader_clear)

G_END_DECLS
