/* quoth-tokens-private.h - a stretch of an article as words and marks
 *
 * What the rules of this room look at. Positions between sentences and paragraphs
 * are counted, so that a rule can ask how many lie between two tokens.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-quotes.h"

G_BEGIN_DECLS

typedef struct
{
  QuothSpan   span;       /* of a word: without ’s */
  const char *folded;     /* of a word; NULL for marks; owned by the tokens */
  gunichar    mark;       /* 0 for words */
  guint       kinds;      /* QuothWordKind */
  guint       sentence;
  guint       paragraph;
  guint       word;       /* words before it */
  guint       quote;      /* 0 outside quotation marks, else the same number within a pair */
  guint       parenthesis : 1; /* within a short one */
  guint       capital : 1;
  guint       possessive : 1;
  guint       starts_sentence : 1;
} QuothToken;

typedef struct
{
  GArray       *array;    /* of QuothToken */
  GStringChunk *strings;
} QuothTokens;

/* @quotes may be NULL: then nothing counts as quoted. */
void        quoth_tokens_init  (QuothTokens *self,
                                QuothText   *text,
                                QuothQuotes *quotes,
                                QuothSpan    range);
void        quoth_tokens_clear (QuothTokens *self);
/* Index of the first token that ends after @offset; the number of tokens if none. */
guint       quoth_tokens_find  (QuothTokens *self,
                                guint        offset);

static inline QuothToken *
quoth_tokens_get (QuothTokens *self,
                  guint        index)
{
  return &g_array_index (self->array, QuothToken, index);
}

static inline gboolean
quoth_token_is (const QuothToken *token,
                guint             kinds)
{
  return token->mark == 0 && (token->kinds & kinds) != 0;
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothTokens, quoth_tokens_clear)

G_END_DECLS
