/* quoth-clauses.c - where the next clause begins or ends
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-clauses"

#include "config.h"

#include "quoth-clauses.h"

#include <string.h>

#include "quoth-lexicon-private.h"
#include "quoth-tokens-private.h"
#include "quoth-words.h"

/* Code points; a clause beyond that is not worth a step, nor the time to look for it. */
#define REACH 2000
/* So far before a quotation its conjunction is looked for. */
#define WIDEN_REACH 24

static gboolean
separates (const QuothToken *token)
{
  switch (token->mark)
    {
    case ',':
    case ';':
    case ':':
    case '(':
    case ')':
    case 0x2013: /* dashes */
    case 0x2014:
      return TRUE;
    default:
      return FALSE;
    }
}

/* Whether the mark stands at the word behind it, as one that opens a quotation does. */
static gboolean
opens (QuothTokens *tokens,
       guint        i)
{
  const QuothToken *token = quoth_tokens_get (tokens, i);

  switch (token->mark)
    {
    case '"':
    case 0x201c:
    case 0x201d:
    case 0x201e:
    case 0xab:
    case 0xbb:
      return i + 1 < tokens->array->len
             && quoth_tokens_get (tokens, i + 1)->span.start == token->span.end
             && (i == 0 || separates (quoth_tokens_get (tokens, i - 1))
                 || quoth_tokens_get (tokens, i - 1)->span.end < token->span.start);
    default:
      return FALSE;
    }
}

static gboolean
apart (const QuothToken *a,
       const QuothToken *b)
{
  return a->sentence != b->sentence || a->paragraph != b->paragraph;
}

static gboolean
is_conjunction (const QuothToken *token)
{
  static const char *const conjunctions[] = { "that", "dass", "que" };

  for (guint k = 0; token->mark == 0 && k < G_N_ELEMENTS (conjunctions); k++)
    if (strcmp (token->folded, conjunctions[k]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
begins (QuothTokens *tokens,
        guint        i)
{
  const QuothToken *token = quoth_tokens_get (tokens, i);
  const QuothToken *before = i > 0 ? quoth_tokens_get (tokens, i - 1) : NULL;
  const QuothToken *word = token;

  if (opens (tokens, i))
    word = quoth_tokens_get (tokens, i + 1);
  else if (token->mark != 0 || (i > 0 && opens (tokens, i - 1)))
    return FALSE;
  /* With a capital it is rather a name: the Islamic State. */
  if (before == NULL || apart (before, word) || separates (before)
      || (!before->capital && quoth_token_is (before, QUOTH_WORD_REPORTING)))
    return TRUE;
  return word == token && is_conjunction (word);
}

/* Whether the mark at @i only stands before those that close a quotation. */
static gboolean
is_within_marks (QuothTokens *tokens,
                 guint        i)
{
  const QuothToken *token = quoth_tokens_get (tokens, i);
  const QuothToken *next = i + 1 < tokens->array->len ? quoth_tokens_get (tokens, i + 1) : NULL;

  return next != NULL && next->mark != 0 && next->span.start == token->span.end
         && !separates (next);
}

static gboolean
ends_here (QuothTokens *tokens,
           guint        i)
{
  const QuothToken *token = quoth_tokens_get (tokens, i);
  const QuothToken *next;
  guint after = i + 1;

  if (separates (token) || opens (tokens, i))
    return FALSE;
  if (after < tokens->array->len && opens (tokens, after))
    after++;
  if (after >= tokens->array->len)
    return TRUE;
  next = quoth_tokens_get (tokens, after);
  /* The comma of “We go,” she said, stands within the marks. */
  return apart (token, next)
         || (after == i + 1 && separates (next) && !is_within_marks (tokens, after))
         || (token->mark != 0 && i > 0 && separates (quoth_tokens_get (tokens, i - 1)));
}

guint
quoth_clauses_step (QuothText *text,
                    guint      offset,
                    gboolean   ends,
                    gboolean   forwards)
{
  g_auto (QuothTokens) tokens = { NULL };
  guint length;
  guint found = offset;
  QuothSpan range;

  g_return_val_if_fail (text != NULL, offset);

  length = quoth_text_get_length (text);
  range.start = offset > REACH ? offset - REACH : 0;
  range.end = offset + REACH < length ? offset + REACH : length;
  quoth_tokens_init (&tokens, text, NULL, range);
  for (guint i = 0; i < tokens.array->len; i++)
    {
      const QuothToken *token = quoth_tokens_get (&tokens, i);
      guint at = ends ? token->span.end : token->span.start;

      /* Where the stretch was cut is no place to stop at. */
      if ((i == 0 && range.start > 0) || (i + 1 == tokens.array->len && range.end < length)
          || (forwards ? at <= offset : at >= offset)
          || !(ends ? ends_here (&tokens, i) : begins (&tokens, i)))
        continue;
      found = at;
      if (forwards)
        break;
    }
  return found;
}

/**
 * quoth_clauses_widen:
 * @quote: a quotation with its marks
 *
 * Returns: @quote from the conjunction on that stands before it in the same paragraph, a
 *   comma between them or not: "that, “we go”"
 */
QuothSpan
quoth_clauses_widen (QuothText *text,
                     QuothSpan  quote)
{
  g_auto (QuothTokens) tokens = { NULL };
  QuothSpan range = { quote.start > WIDEN_REACH ? quote.start - WIDEN_REACH : 0, quote.start };
  guint n;

  g_return_val_if_fail (text != NULL && quote.end <= quoth_text_get_length (text), quote);

  quoth_tokens_init (&tokens, text, NULL, range);
  n = tokens.array->len;
  if (n > 1 && quoth_tokens_get (&tokens, n - 1)->mark == ',')
    n--;
  /* The first word may be the tail of one that the range cut. */
  if (n > 1 && is_conjunction (quoth_tokens_get (&tokens, n - 1))
      && quoth_tokens_get (&tokens, n - 1)->span.start > range.start
      && quoth_tokens_get (&tokens, n - 1)->span.start
           >= quoth_paragraph_at (text, quote.start).start)
    quote.start = quoth_tokens_get (&tokens, n - 1)->span.start;
  return quote;
}
