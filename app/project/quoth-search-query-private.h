/* quoth-search-query-private.h - what a person typed into a search field, understood
 *
 * A query is a list of terms that all must be there. A term is one or more words
 * that follow each other with nothing but marks and blanks between them. Words
 * compare folded. What the index cannot answer (a lone mark, a script that puts no
 * blanks between words) is a literal term, which is looked for in the text itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-fold.h"
#include "quoth-kwic.h"
#include "quoth-text.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *words;   /* of char*, folded; at least one */
  gboolean   prefix;  /* the last word may go on */
  gboolean   literal; /* one entry in @words, found anywhere, words or not */
} QuothQueryTerm;

typedef struct
{
  GPtrArray      *terms;  /* of QuothQueryTerm; empty: nothing is asked for */
  QuothQueryTerm *whole;  /* nullable: all terms as one run of words */
  char           *match;  /* nullable: FTS5 expression; NULL: the index cannot help */
  gboolean        exact;  /* @match alone decides, no need to look into the text */
} QuothQuery;

QuothQuery *quoth_query_new   (const char  *typed,
                               GError     **error);
void        quoth_query_free  (QuothQuery  *self);
/* Spans of what is asked for, in order of the text; empty when a term is missing. */
GArray     *quoth_query_find  (QuothQuery  *self,
                               QuothText   *text,
                               guint        limit);

char       *quoth_query_index_form (const char *utf8);
gboolean    quoth_query_is_word_char (gunichar c);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothQuery, quoth_query_free)

G_END_DECLS
