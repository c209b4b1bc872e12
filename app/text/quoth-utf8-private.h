/* quoth-utf8-private.h - UTF-8 checked and counted in one pass
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

static inline guint
quoth_utf8_sequence_length (guchar lead)
{
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

gboolean quoth_utf8_measure (const char *utf8,
                             gsize       n_bytes,
                             guint      *out_length,
                             guint      *out_n_utf16,
                             gsize      *out_bad_byte);

/* What begins in so many bytes of valid UTF-8, wherever in a character they begin: adds
 * characters to @length, and to @pairs those of them that take two UTF-16 units. */
#define QUOTH_UTF8_BLOCK 64
void     quoth_utf8_count_block (const char *at,
                                 guint      *length,
                                 guint      *pairs);

G_END_DECLS
