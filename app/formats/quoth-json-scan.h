/* quoth-json-scan.h - pulls values out of JSON that is in memory
 *
 * For corpora: no tree, no recursion, strings without escapes are not copied, and
 * whatever is refused names file, line and column. Values that the caller does not
 * know are checked and can be kept as they stand. After the first failure every
 * call fails, so that loops need no error handling of their own; the error is taken
 * with quoth_json_scan_finish().
 *
 * Stricter than JSON where keeping exactly is at stake: invalid UTF-8, lone
 * surrogates and U+0000 are refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

#define QUOTH_JSON_SCAN_MAX_DEPTH 64

typedef struct
{
  const char *path;  /* not owned: for messages */
  guint       line;  /* of the first byte */
  const char *start;
  const char *end;
  const char *p;
  guint       depth; /* open brackets */
  guint64     fresh; /* bit n: nothing was read yet at depth n */
  GString    *text;  /* a string that had escapes */
  GString    *key;   /* a key that had escapes */
  GError     *error;
} QuothJsonScan;

/* Points into the input or the scanner; not ended by NUL; valid until the next call. */
typedef struct
{
  const char *bytes;
  gsize       length;
} QuothSlice;

void     quoth_json_scan_init    (QuothJsonScan *self,
                                  const char    *path);
void     quoth_json_scan_clear   (QuothJsonScan *self);
/* Starts on a document or line; the scanner's memory is used again. */
void     quoth_json_scan_begin   (QuothJsonScan *self,
                                  guint          line,
                                  const char    *bytes,
                                  gsize          n_bytes);
gboolean quoth_json_scan_finish  (QuothJsonScan *self,
                                  GError       **error);
gboolean quoth_json_scan_refuse  (QuothJsonScan *self,
                                  const char    *format,
                                  ...) G_GNUC_PRINTF (2, 3);
/* Without a column: what is wrong is not the place but the content. */
gboolean quoth_json_scan_refuse_record (QuothJsonScan *self,
                                        const char    *format,
                                        ...) G_GNUC_PRINTF (2, 3);

/* The first byte of the next value: one of { [ " t f n - 0…9; NUL at the end. */
char     quoth_json_scan_peek    (QuothJsonScan *self);
gboolean quoth_json_scan_object  (QuothJsonScan *self);
/* FALSE at the end of the object (which is then closed) or on failure. */
gboolean quoth_json_scan_member  (QuothJsonScan *self,
                                  QuothSlice    *out_key);
/* The same where the next member is called @key and stands as programs write it, without
 * blanks or escapes: it need not be looked for. Else FALSE, and nothing has been passed. */
gboolean quoth_json_scan_pass_member (QuothJsonScan *self,
                                      const char    *key);
gboolean quoth_json_scan_array   (QuothJsonScan *self);
gboolean quoth_json_scan_element (QuothJsonScan *self);
gboolean quoth_json_scan_string  (QuothJsonScan *self,
                                  QuothSlice    *out_value);
char    *quoth_json_scan_dup     (QuothJsonScan *self);
char    *quoth_json_scan_dup_nullable (QuothJsonScan *self);
gboolean quoth_json_scan_offset  (QuothJsonScan *self,
                                  guint         *out_value);
gboolean quoth_json_scan_boolean (QuothJsonScan *self,
                                  gboolean      *out_value);
/* TRUE when the next value is null, which is then read. */
gboolean quoth_json_scan_null    (QuothJsonScan *self);
/* Checks and passes over a value of any kind; @out_value: its bytes. */
gboolean quoth_json_scan_raw     (QuothJsonScan *self,
                                  QuothSlice    *out_value);

/* Compared with one key after another: with its length known, that takes no call. */
static inline gboolean
quoth_slice_is (QuothSlice  self,
                const char *string)
{
  gsize length = strlen (string);

  return self.length == length && memcmp (self.bytes, string, length) == 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothJsonScan, quoth_json_scan_clear)

G_END_DECLS
