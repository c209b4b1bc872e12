/* quoth-kwic.h - concordance lines: a match and what stands around it
 *
 * Each piece on one line, cut at words; together they read as in the text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

void  quoth_kwic_cut  (QuothText   *text,
                       QuothSpan    span,
                       char       **out_before,
                       char       **out_match,
                       char       **out_after);
char *quoth_kwic_line (const char  *utf8,
                       gsize        n_bytes,
                       guint        max_chars);

G_END_DECLS
