/* quoth-xml-plain-private.h - what the files of the reader of plain XML share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether a document is UTF-8 without control characters, CR, U+FFFE, U+FFFF and the end of
 * a CDATA section. */
gboolean quoth_xml_plain_check (const char *p,
                                const char *end);
/* Passes over a text up to "<", or a value up to its quotation mark, in what ends with NUL
 * at @end. @unescape: where it stands, which never makes it longer; else the length that is
 * given means nothing unless nothing is escaped. FALSE when it is not plain. */
gboolean quoth_xml_plain_text  (char      **inout_p,
                                char       *end,
                                char        quote,
                                gboolean    unescape,
                                char      **out_text,
                                gsize      *out_n_text);

G_END_DECLS
