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
#include <string.h>

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

/* A key and its value. */
void quoth_json_writer_member       (QuothJsonWriter *self,
                                     const char      *key,
                                     const char      *value);
void quoth_json_writer_member_int   (QuothJsonWriter *self,
                                     const char      *key,
                                     gint64           value);

/* Without a writer, for those who see to commas themselves. */
void quoth_json_append_string       (GString         *out,
                                     const char      *value,
                                     gsize            length,
                                     gboolean         ascii);
void quoth_json_append_slice        (GString         *out,
                                     const char      *value,
                                     gsize            length,
                                     gsize            readable,
                                     gboolean         ascii);
void quoth_json_append_uint         (GString         *out,
                                     guint64          value);

/* Where @n more bytes and a NUL fit. An export appends a hundred short pieces an article:
 * a call of GLib for each costs more than the bytes. */
static inline char *
quoth_json_reserve (GString *out,
                    gsize    n)
{
  gsize length = out->len;

  if (G_UNLIKELY (out->allocated_len - length <= n))
    {
      g_string_set_size (out, length + n);
      out->len = length;
    }
  return out->str + length;
}

/* What was written from quoth_json_reserve() up to @end belongs to @out now. */
static inline void
quoth_json_commit (GString *out,
                   char    *end)
{
  *end = '\0';
  out->len = (gsize) (end - out->str);
}

static inline void
quoth_json_append_bytes (GString    *out,
                         const char *bytes,
                         gsize       n)
{
  char *to = quoth_json_reserve (out, n);

  memcpy (to, bytes, n);
  quoth_json_commit (out, to + n);
}

#define quoth_json_append_literal(out, literal) \
  quoth_json_append_bytes (out, literal, sizeof (literal) - 1)

G_END_DECLS
