/* quoth-json-cursor-private.h - reads the JSON of records in one pass
 *
 * Records are read by the ten thousand when an article opens, so no tree is built:
 * the reader walks the text once, without recursion, and hands values it does not
 * know on as they stand. Input is hostile: depth is bounded, UTF-8 is checked,
 * and after the first failure every call fails.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  const char  *what;  /* static: the kind of record, for messages */
  const char  *start;
  const char  *p;
  const char  *end;
  GString     *key;   /* of the member that is read */
  GString     *text;  /* the last string, unescaped */
  GError     **error;
  gboolean     failed;
} QuothJsonCursor;

gboolean    quoth_json_cursor_init    (QuothJsonCursor  *self,
                                       const char       *what,
                                       const char       *json,
                                       gssize            length,
                                       GError          **error);
void        quoth_json_cursor_clear   (QuothJsonCursor  *self);
gboolean    quoth_json_cursor_fail    (QuothJsonCursor  *self,
                                       const char       *format,
                                       ...) G_GNUC_PRINTF (2, 3);
gboolean    quoth_json_cursor_wrong   (QuothJsonCursor  *self,
                                       const char       *expected);
gboolean    quoth_json_cursor_enter   (QuothJsonCursor  *self,
                                       char              bracket);
gboolean    quoth_json_cursor_more    (QuothJsonCursor  *self,
                                       char              bracket,
                                       gboolean         *first);
const char *quoth_json_cursor_member  (QuothJsonCursor  *self,
                                       gboolean         *first);
gboolean    quoth_json_cursor_string  (QuothJsonCursor  *self,
                                       char            **out_value);
gboolean    quoth_json_cursor_nullable_string (QuothJsonCursor  *self,
                                               char            **out_value);
gboolean    quoth_json_cursor_uint    (QuothJsonCursor  *self,
                                       guint            *out_value);
gboolean    quoth_json_cursor_boolean (QuothJsonCursor  *self,
                                       gboolean         *out_value);
gboolean    quoth_json_cursor_raw     (QuothJsonCursor  *self,
                                       const char      **out_json,
                                       gsize            *out_length);
gboolean    quoth_json_cursor_finish  (QuothJsonCursor  *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothJsonCursor, quoth_json_cursor_clear)

G_END_DECLS
