/* quoth-json-writer.h - appends JSON to a buffer, fast and stable
 *
 * A plain appending writer: no tree, no pretty-printing but one line, members in
 * the order they are written. With `ascii` everything outside ASCII becomes
 * \uXXXX (surrogate pairs); without it only control characters, quotation mark,
 * backslash and the line separators U+0085, U+2028, U+2029 are escaped, so that
 * no reader ever sees a line end inside a line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  GString  *out;        /* not owned */
  gboolean  ascii;
  gboolean  need_comma; /* a value stands before in this container */
} QuothJsonWriter;

void quoth_json_writer_init         (QuothJsonWriter *self,
                                     GString         *out,
                                     gboolean         ascii);
void quoth_json_writer_begin_object (QuothJsonWriter *self);
void quoth_json_writer_end_object   (QuothJsonWriter *self);
void quoth_json_writer_begin_array  (QuothJsonWriter *self);
void quoth_json_writer_end_array    (QuothJsonWriter *self);
void quoth_json_writer_key          (QuothJsonWriter *self,
                                     const char      *key);
void quoth_json_writer_string       (QuothJsonWriter *self,
                                     const char      *value);
void quoth_json_writer_string_len   (QuothJsonWriter *self,
                                     const char      *value,
                                     gsize            length);
void quoth_json_writer_int          (QuothJsonWriter *self,
                                     gint64           value);
void quoth_json_writer_double       (QuothJsonWriter *self,
                                     double           value);
void quoth_json_writer_boolean      (QuothJsonWriter *self,
                                     gboolean         value);
void quoth_json_writer_null         (QuothJsonWriter *self);
void quoth_json_writer_raw          (QuothJsonWriter *self,
                                     const char      *json);
void quoth_json_append_string       (GString         *out,
                                     const char      *value,
                                     gsize            length,
                                     gboolean         ascii);

G_END_DECLS
