/* quoth-runs.c - runs of capitalised words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-runs"

#include "config.h"

#include "quoth-runs-private.h"

#include "quoth-lexicon-private.h"

#include <string.h>

/* No name is longer; hostile texts are. */
#define MAX_TOKENS 12

static gboolean
is_suffix (const QuothToken *token)
{
  return token->mark == 0 && (strcmp (token->folded, "jr") == 0 || strcmp (token->folded, "sr") == 0
                              || strcmp (token->folded, "ii") == 0
                              || strcmp (token->folded, "iii") == 0);
}

static gboolean
is_name_word (const QuothToken *token)
{
  if (token->mark != 0 || !token->capital)
    return FALSE;
  if (token->kinds & QUOTH_WORD_FORENAME)
    return TRUE;
  return !(token->kinds & (QUOTH_WORD_FUNCTION | QUOTH_WORD_CALENDAR));
}

/* Index of the word that goes on with a run after token @at, or 0. */
static guint
next_name_word (QuothTokens *tokens,
                guint        at)
{
  const QuothToken *token = quoth_tokens_get (tokens, at);
  guint next = at + 1;

  if (token->possessive)
    return 0;
  for (guint n_particles = 0; next < tokens->array->len; next++)
    {
      const QuothToken *candidate = quoth_tokens_get (tokens, next);

      if (candidate->paragraph != token->paragraph || candidate->quote != token->quote)
        return 0;
      /* "J. Doe", "Mr. Doe" */
      if (candidate->mark == '.' && next == at + 1
          && (token->span.end - token->span.start == 1
              || (token->kinds & QUOTH_WORD_TITLE
                  && token->span.end - token->span.start <= 4)))
        continue;
      if (is_name_word (candidate))
        return next;
      if (candidate->mark != 0 || !(candidate->kinds & QUOTH_WORD_PARTICLE) || ++n_particles > 2)
        return 0;
    }
  return 0;
}

/* A word that stands before a name without being part of it. */
static gboolean
is_before_name (const QuothToken *token)
{
  return !(token->kinds & QUOTH_WORD_FORENAME)
         && (token->kinds & (QUOTH_WORD_TITLE | QUOTH_WORD_ORIGIN));
}

static gboolean
is_verb (const QuothToken *token)
{
  return quoth_token_is (token, QUOTH_WORD_REPORTING | QUOTH_WORD_ATTITUDE)
         && g_str_has_suffix (token->folded, "s")
         && !(token->kinds & (QUOTH_WORD_FORENAME | QUOTH_WORD_NO_PERSON));
}

static void
describe_run (QuothTokens *tokens,
              QuothRun    *run,
              guint        start,
              const guint *words,
              guint        n_words)
{
  guint core;
  guint from = 0;

  /* "Ada Roe Says": a verb of a headline. */
  while (n_words > 2 && is_verb (quoth_tokens_get (tokens, words[n_words - 1])))
    n_words--;
  core = n_words;
  while (core > 1 && is_suffix (quoth_tokens_get (tokens, words[core - 1])))
    core--;
  for (guint i = 0; i + 1 < core; i++)
    if (is_before_name (quoth_tokens_get (tokens, words[i])))
      {
        from = i + 1;
        run->title = run->title
                     || (quoth_tokens_get (tokens, words[i])->kinds & QUOTH_WORD_TITLE);
      }
  run->first = words[from];
  run->last = words[n_words - 1];
  run->n_words = n_words - from;
  run->span.start = quoth_tokens_get (tokens, run->first)->span.start;
  run->span.end = quoth_tokens_get (tokens, run->last)->span.end;
  run->forename = (quoth_tokens_get (tokens, run->first)->kinds & QUOTH_WORD_FORENAME) != 0;
  for (guint i = from; i < n_words; i++)
    run->no_person = run->no_person
                     || (quoth_tokens_get (tokens, words[i])->kinds & QUOTH_WORD_NO_PERSON);
  if (start > 0)
    {
      const QuothToken *before = quoth_tokens_get (tokens, start - 1);

      if (before->mark == 0 && before->paragraph == quoth_tokens_get (tokens, start)->paragraph)
        {
          run->article = strcmp (before->folded, "the") == 0;
          run->title = run->title || (from == 0 && !before->capital
                                      && before->kinds & (QUOTH_WORD_TITLE | QUOTH_WORD_PERSON));
        }
    }
}

GArray *
quoth_runs_find (QuothTokens *tokens)
{
  GArray *runs = g_array_new (FALSE, FALSE, sizeof (QuothRun));

  for (guint i = 0; i < tokens->array->len; i++)
    {
      guint words[MAX_TOKENS];
      guint n_words = 0;
      QuothRun run = { { 0, 0 } };

      if (!is_name_word (quoth_tokens_get (tokens, i)))
        continue;
      for (guint next = i; n_words < MAX_TOKENS; next = next_name_word (tokens, next))
        {
          if (next == 0 && n_words > 0)
            break;
          words[n_words++] = next;
        }
      describe_run (tokens, &run, i, words, n_words);
      g_array_append_val (runs, run);
      i = words[n_words - 1];
    }
  return runs;
}
