/* quoth-sentence-ends-private.h - where sentences may end by the rules of Unicode
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize quoth_sentence_ends_next (const char *utf8,
                                gsize       n_bytes,
                                gsize       from);

G_END_DECLS
