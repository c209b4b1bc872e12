/* quoth-columns.h - the tokens of a text, and which annotation each bears
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-annotation.h"

G_BEGIN_DECLS

/* Begins a document in CoNLL columns: never a token. */
#define QUOTH_COLUMNS_DOCUMENT "-DOCSTART-"

GArray     *quoth_columns_tokenize        (QuothText        *text,
                                           GArray           *edges);
GArray     *quoth_columns_tokenize_all    (QuothText        *text,
                                           GArray           *edges);
guint       quoth_columns_lookup          (GArray           *tokens,
                                           guint             offset);
GArray     *quoth_columns_collect_edges   (GPtrArray        *annotations);
int         quoth_columns_compare_lengths (gconstpointer     a,
                                           gconstpointer     b);
const char *quoth_columns_place           (GArray           *tokens,
                                           QuothAnnotation **owners,
                                           QuothAnnotation  *annotation);

G_END_DECLS
