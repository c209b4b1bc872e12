/* quoth-candidates.c - what near a claim may name its speaker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-candidates"

#include "config.h"

#include "quoth-candidates-private.h"

#include "quoth-cues-private.h"
#include "quoth-lexicon-private.h"
#include "quoth-runs-private.h"
#include "quoth-zones.h"

#include <string.h>

#define MAX_NOUN_WORDS 5
/* Much, not everything: "NATO — an alliance — said" begins like one. */
#define DATELINE_COST 12

typedef struct
{
  QuothText       *text;
  QuothTokens     *tokens;
  const QuothSpan *parts;
  guint            n_parts;
  GArray          *found;
} Finder;

static void
add (Finder   *finder,
     guint     first,
     guint     last,
     int       cost,
     gboolean  pronoun)
{
  const QuothToken *from = quoth_tokens_get (finder->tokens, first);
  const QuothToken *to = quoth_tokens_get (finder->tokens, last);
  QuothPossible possible = { { from->span.start, to->span.end }, first, last, cost, pronoun };

  if (quoth_cues_inside (from, finder->parts, finder->n_parts)
      || quoth_cues_inside (to, finder->parts, finder->n_parts))
    return;
  if (to->possessive)
    possible.cost += POSSESSIVE_COST;
  if (from->parenthesis)
    possible.cost += 8;
  g_array_append_val (finder->found, possible);
}

/* Where the dateline ends that the paragraph of the token @index begins with; 0 if with none.
 * A paragraph counts as far as the tokens reach. */
static guint
dateline_end (Finder *finder,
              guint   index)
{
  const QuothToken *token = quoth_tokens_get (finder->tokens, index);
  guint n_tokens = finder->tokens->array->len;
  guint first = index, last = index;

  while (first > 0
         && quoth_tokens_get (finder->tokens, first - 1)->paragraph == token->paragraph)
    first--;
  while (last + 1 < n_tokens
         && quoth_tokens_get (finder->tokens, last + 1)->paragraph == token->paragraph)
    last++;
  return quoth_zones_find_dateline (
    finder->text, (QuothSpan) { quoth_tokens_get (finder->tokens, first)->span.start,
                                quoth_tokens_get (finder->tokens, last)->span.end });
}

static void
add_runs (Finder *finder,
          GArray *runs)
{
  guint paragraph = G_MAXUINT, dateline = 0;

  for (guint i = 0; i < runs->len; i++)
    {
      QuothRun *run = &g_array_index (runs, QuothRun, i);
      const QuothToken *first = quoth_tokens_get (finder->tokens, run->first);
      int cost = 0;

      if (first->paragraph != paragraph)
        {
          paragraph = first->paragraph;
          dateline = dateline_end (finder, run->first);
        }
      if (run->n_words == 1 && !run->title && !run->forename)
        {
          const guint common = QUOTH_WORD_REPORTING | QUOTH_WORD_ATTITUDE | QUOTH_WORD_PERSON
                               | QUOTH_WORD_BODY;

          if (first->kinds & common)
            continue; /* a noun or a verb that only starts a sentence or a title */
          if (first->starts_sentence && g_str_has_suffix (first->folded, "ing"))
            continue;
          if (first->kinds & (QUOTH_WORD_ORIGIN | QUOTH_WORD_TITLE))
            cost += 5;
        }
      if (run->no_person && !run->forename)
        cost += 2;
      if (run->span.end <= dateline)
        cost += DATELINE_COST;
      add (finder, run->first, run->last, cost, FALSE);
    }
}

static gboolean
is_weak_pronoun (const QuothToken *token)
{
  return strcmp (token->folded, "it") == 0 || strcmp (token->folded, "one") == 0
         || strcmp (token->folded, "you") == 0 || strcmp (token->folded, "others") == 0
         || strcmp (token->folded, "some") == 0 || strcmp (token->folded, "many") == 0;
}

/* Where a noun phrase with its head at @head starts. */
static guint
noun_start (QuothTokens *tokens,
            guint        head)
{
  const guint stop = QUOTH_WORD_PREPOSITION | QUOTH_WORD_AUXILIARY | QUOTH_WORD_REPORTING
                     | QUOTH_WORD_NEGATION | QUOTH_WORD_PRONOUN | QUOTH_WORD_ACCORDING;
  const QuothToken *token = quoth_tokens_get (tokens, head);
  guint start = head;

  for (guint i = head; i > 0 && head - i < MAX_NOUN_WORDS; i--)
    {
      const QuothToken *before = quoth_tokens_get (tokens, i - 1);

      if (before->mark != 0 || before->sentence != token->sentence
          || before->paragraph != token->paragraph)
        break;
      if (before->kinds & QUOTH_WORD_DETERMINER)
        return i - 1;
      if (before->kinds & stop)
        break;
      if (before->capital && start == i)
        start = i - 1;
    }
  return start;
}

static void
add_words (Finder *finder)
{
  guint n_tokens = finder->tokens->array->len;

  for (guint i = 0; i < n_tokens; i++)
    {
      const QuothToken *token = quoth_tokens_get (finder->tokens, i);
      const QuothToken *next = i + 1 < n_tokens ? quoth_tokens_get (finder->tokens, i + 1) : NULL;

      if (quoth_token_is (token, QUOTH_WORD_PRONOUN))
        {
          add (finder, i, i, is_weak_pronoun (token) ? 4 : 0, TRUE);
          continue;
        }
      if (!quoth_token_is (token, QUOTH_WORD_PERSON | QUOTH_WORD_BODY))
        continue;
      /* "spokesman Ben Poe" is Poe, "campaign manager" the manager. */
      if (next != NULL && next->mark == 0 && next->sentence == token->sentence
          && (quoth_token_is (next, QUOTH_WORD_PERSON | QUOTH_WORD_BODY)
              || (next->capital && !token->possessive
                  && !(next->kinds & (QUOTH_WORD_FUNCTION | QUOTH_WORD_CALENDAR)))))
        continue;
      add (finder, noun_start (finder->tokens, i), i,
           quoth_token_is (token, QUOTH_WORD_PERSON) ? 1 : 2, FALSE);
    }
}

static gboolean
is_known (Finder *finder,
          guint   last)
{
  for (guint i = 0; i < finder->found->len; i++)
    {
      const QuothPossible *possible = &g_array_index (finder->found, QuothPossible, i);

      if (possible->first <= last && last <= possible->last)
        return TRUE;
    }
  return FALSE;
}

static gboolean
may_be_noun (const QuothToken *token)
{
  /* "Roe this week said" */
  static const char *const times[] = { "day",  "night",     "week",    "month",   "year", "morning",
                                       "time", "afternoon", "evening", "weekend", "moment" };

  for (guint i = 0; token->mark == 0 && i < G_N_ELEMENTS (times); i++)
    if (strcmp (token->folded, times[i]) == 0)
      return FALSE;
  return token->mark == 0 && !token->capital && (token->kinds & ~(guint) QUOTH_WORD_NO_PERSON) == 0
         && !g_str_has_suffix (token->folded, "ly");
}

/* "a narrator asks", "the city of Phoenix demands": whatever noun stands as the subject
 * of the cue at @cue, though nothing is known of it. */
static void
add_subject (Finder *finder,
             guint   cue)
{
  const QuothToken *verb = quoth_tokens_get (finder->tokens, cue);

  for (guint i = cue, n = 0; i > 0 && n < 3; n++)
    {
      guint head = i - 1;
      const QuothToken *token = quoth_tokens_get (finder->tokens, head);
      guint start;

      if (token->mark != 0 || token->sentence != verb->sentence)
        return;
      start = noun_start (finder->tokens, head);
      if (may_be_noun (token) && !is_known (finder, head)
          && (start < head || g_str_has_suffix (token->folded, "s")))
        add (finder, start, head, start < head ? 2 : 3, FALSE);
      while (start > 0 && start == head && quoth_tokens_get (finder->tokens, head)->capital
             && quoth_tokens_get (finder->tokens, head - 1)->capital)
        start = --head;
      if (start == 0
          || !quoth_token_is (quoth_tokens_get (finder->tokens, start - 1),
                              QUOTH_WORD_PREPOSITION))
        return;
      i = start - 1;
    }
}

/* “Go,” says a narrator; backed by many papers. */
static void
add_inverted (Finder *finder,
              guint   cue)
{
  guint first = cue + 1, last;
  guint n_tokens = finder->tokens->array->len;

  if (first < n_tokens
      && quoth_token_is (quoth_tokens_get (finder->tokens, first), QUOTH_WORD_PREPOSITION))
    first++;
  for (last = first; last < n_tokens && last - first < MAX_NOUN_WORDS; last++)
    {
      const QuothToken *token = quoth_tokens_get (finder->tokens, last);

      if (!may_be_noun (token) && !(last == first && quoth_token_is (token, QUOTH_WORD_DETERMINER)))
        break;
    }
  if (last > first + 1 && !is_known (finder, last - 1) && !is_known (finder, first))
    add (finder, first, last - 1, 2, FALSE);
}

void
quoth_candidates_add_beside (GArray          *found,
                             QuothTokens     *tokens,
                             const QuothSpan *parts,
                             guint            n_parts,
                             guint            cue_first,
                             guint            cue_last)
{
  Finder finder = { NULL, tokens, parts, n_parts, found };

  add_subject (&finder, cue_first);
  add_inverted (&finder, cue_last);
}

GArray *
quoth_candidates_find (QuothText       *text,
                       QuothTokens     *tokens,
                       const QuothSpan *parts,
                       guint            n_parts)
{
  Finder finder = { text, tokens, parts, n_parts, NULL };
  g_autoptr (GArray) runs = quoth_runs_find (tokens);

  finder.found = g_array_new (FALSE, FALSE, sizeof (QuothPossible));
  add_runs (&finder, runs);
  add_words (&finder);
  return finder.found;
}
