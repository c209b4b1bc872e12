/* quoth-columns.h - the tokens of a text, and which annotation each bears
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-annotation.h"

G_BEGIN_DECLS

/* Begins a document in CoNLL columns: never a token. */
#define QUOTH_COLUMNS_DOCUMENT "-DOCSTART-"

/* Where the last slice of a text was: the next is looked for from there on. */
typedef struct
{
  const char *end;    /* NULL: there was none */
  guint       offset; /* of @end, in code points */
} QuothColumnsWalk;

const char *quoth_columns_walk            (QuothColumnsWalk *walk,
                                           QuothText        *text,
                                           QuothSpan         span,
                                           gsize            *out_n_bytes);
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
