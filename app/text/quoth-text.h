/* quoth-text.h - an immutable article text and its offsets
 *
 * Offsets are Unicode code points, 0-based, end-exclusive, everywhere in Quoth.
 * This room alone knows bytes and UTF-16 units. A text holds any valid UTF-8
 * but NUL, exactly as imported: line ends, marks and blanks are never changed.
 * Conversions cost a binary search in a sampled table, or nothing for ASCII.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define QUOTH_TEXT_ERROR (quoth_text_error_quark ())

typedef enum
{
  QUOTH_TEXT_ERROR_INVALID, /* not UTF-8, or it holds NUL; the message names the byte */
  QUOTH_TEXT_ERROR_ENCODING /* bytes that no encoding explains */
} QuothTextError;

/* Code points, start inclusive, end exclusive. */
typedef struct
{
  guint start;
  guint end;
} QuothSpan;

typedef struct _QuothText QuothText;

#define QUOTH_TYPE_TEXT (quoth_text_get_type ())

GQuark      quoth_text_error_quark (void);
GType       quoth_text_get_type    (void);

QuothText  *quoth_text_new         (const char  *utf8,
                                    gssize       n_bytes,
                                    GError     **error);
QuothText  *quoth_text_new_take    (char        *utf8,
                                    gsize        n_bytes,
                                    GError     **error);
QuothText  *quoth_text_ref         (QuothText   *self);
void        quoth_text_unref       (QuothText   *self);

const char *quoth_text_get_utf8    (QuothText   *self);
gsize       quoth_text_get_n_bytes (QuothText   *self);
guint       quoth_text_get_length  (QuothText   *self);
guint       quoth_text_get_n_utf16 (QuothText   *self);
char       *quoth_text_get_hash    (QuothText   *self);

gunichar    quoth_text_get_char    (QuothText   *self,
                                    guint        offset);
char       *quoth_text_slice       (QuothText   *self,
                                    guint        start,
                                    guint        end);
const char *quoth_text_peek_slice  (QuothText   *self,
                                    guint        start,
                                    guint        end,
                                    gsize       *out_n_bytes);

gsize       quoth_text_to_bytes    (QuothText   *self,
                                    guint        offset);
guint       quoth_text_from_bytes  (QuothText   *self,
                                    gsize        byte);
guint       quoth_text_to_utf16    (QuothText   *self,
                                    guint        offset);
gboolean    quoth_text_from_utf16  (QuothText   *self,
                                    guint        unit,
                                    guint       *out_offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothText, quoth_text_unref)

G_END_DECLS
