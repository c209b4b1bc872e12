/* quoth-line-reader.h - the lines of a file of any size
 *
 * Holds one line at a time in a buffer that is used again. Lines end with LF; a CR
 * before it is not part of the line, and a byte order mark not of the first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-file-buffer.h"

G_BEGIN_DECLS

typedef struct
{
  QuothFileBuffer file;
  gsize           searched; /* no line ends between the buffer's begin and here */
  guint           line;     /* number of the last line handed out, from 1 */
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
