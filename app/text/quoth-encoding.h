/* quoth-encoding.h - bytes of any encoding become UTF-8
 *
 * Order: a byte order mark, then valid UTF-8, then what the caller names, then
 * ICU's detector. Undecodable bytes are never replaced: they are an error that
 * names their position.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

char     *quoth_encoding_to_utf8  (const char  *bytes,
                                   gsize        n_bytes,
                                   const char  *encoding,
                                   char       **out_encoding,
                                   gsize       *out_n_bytes,
                                   GError     **error);
char     *quoth_encoding_take     (char        *bytes,
                                   gsize        n_bytes,
                                   const char  *encoding,
                                   char       **out_encoding,
                                   gsize       *out_n_bytes,
                                   GError     **error);

G_END_DECLS
