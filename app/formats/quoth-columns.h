/* quoth-columns.h - the tokens of a text, and which annotation each bears
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-annotation.h"
#include "quoth-json-writer.h"

G_BEGIN_DECLS

/* Begins a document in CoNLL columns: never a token. */
#define QUOTH_COLUMNS_DOCUMENT "-DOCSTART-"

/* Where a token stands, as people count and as the text is kept: who writes it need not
 * look for its bytes. */
typedef struct
{
  QuothSpan span;    /* in code points */
  guint     byte;    /* of the text's UTF-8 */
  guint     n_bytes;
} QuothColumnsToken;

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

/* Room that quoth_columns_put() takes beyond what it leaves: for whole blocks. */
#define QUOTH_COLUMNS_SLACK 16

/* Puts the bytes of @token, a token of the text from @utf8 to @end, at @to; returns where they
 * end. Most have few bytes: two words that the processor moves at once, where a call would
 * cost more. */
static inline char *
quoth_columns_put (char                    *to,
                   const char              *utf8,
                   const char              *end,
                   const QuothColumnsToken *token)
{
  const char *from = utf8 + token->byte;

  if (G_LIKELY (token->n_bytes <= QUOTH_COLUMNS_SLACK && end - from >= QUOTH_COLUMNS_SLACK))
    memcpy (to, from, QUOTH_COLUMNS_SLACK);
  else
    memcpy (to, from, token->n_bytes);
  return to + token->n_bytes;
}

/* Appends the bytes of @token, a token of @utf8, and what stands behind it in its line. */
static inline void
quoth_columns_append (GString                 *out,
                      const char              *utf8,
                      gsize                    n_bytes,
                      const QuothColumnsToken *token,
                      const char              *tail,
                      gsize                    n_tail)
{
  char *to = quoth_json_reserve (out, token->n_bytes + QUOTH_COLUMNS_SLACK + n_tail);

  to = quoth_columns_put (to, utf8, utf8 + n_bytes, token);
  memcpy (to, tail, n_tail);
  quoth_json_commit (out, to + n_tail);
}

G_END_DECLS
