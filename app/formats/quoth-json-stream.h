/* quoth-json-stream.h - the values of a JSON file of any size, one after another
 *
 * The elements of one array, be it the "data" of an object, or values one after another,
 * however they are broken into lines. Holds one value at a time in a buffer that is used again; only where values
 * begin and end is found here, what they hold is checked by who reads them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-file-buffer.h"

G_BEGIN_DECLS

typedef struct
{
  QuothFileBuffer file;
  guint           line;     /* of the byte at the buffer's begin, from 1 */
  gboolean        in_array;
  gboolean        wrapped;  /* the array is a member of an object */
  gboolean        begun;
  gboolean        closed;
} QuothJsonStream;

gboolean quoth_json_stream_open  (QuothJsonStream *self,
                                  const char      *path,
                                  QuothProgress   *progress,
                                  GError         **error);
/* FALSE without @error at the end. */
gboolean quoth_json_stream_next  (QuothJsonStream *self,
                                  const char     **out_value,
                                  gsize           *out_n_bytes,
                                  guint           *out_line,
                                  GError         **error);
void     quoth_json_stream_clear (QuothJsonStream *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothJsonStream, quoth_json_stream_clear)

G_END_DECLS
