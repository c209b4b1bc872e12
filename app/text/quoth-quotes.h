/* quoth-quotes.h - the quotation marks of an article, paired
 *
 * Pairs straight and curly double marks, guillemets and German marks; a curly
 * apostrophe inside a word is no mark; single marks pair inside doubles. A quote
 * that runs over a paragraph break and reopens with a mark is one chain. Built
 * once per text, looked up by binary search.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

typedef struct
{
  QuothSpan outer;   /* with the marks */
  QuothSpan inner;   /* without them */
  guint     depth;   /* 0 = outermost */
  gboolean  closed;  /* FALSE: the mark was never closed; ends with its paragraph */
  gboolean  continues; /* the same speech goes on in the next entry at this depth */
} QuothQuote;

typedef struct _QuothQuotes QuothQuotes;

QuothQuotes      *quoth_quotes_new       (QuothText   *text);
void              quoth_quotes_free      (QuothQuotes *self);
guint             quoth_quotes_get_n     (QuothQuotes *self);
const QuothQuote *quoth_quotes_get       (QuothQuotes *self,
                                          guint        index);
const QuothQuote *quoth_quotes_at        (QuothQuotes *self,
                                          guint        offset);
const QuothQuote *quoth_quotes_next      (QuothQuotes *self,
                                          guint        offset);
double            quoth_quotes_share     (QuothQuotes     *self,
                                          const QuothSpan *parts,
                                          guint            n_parts);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothQuotes, quoth_quotes_free)

G_END_DECLS
