/* quoth-ranking.c - what a candidate costs as the speaker of a claim
 *
 * The words between it and the cue, and more for every reason why a reader would not
 * take it. The weights are set on the development part of PolNeAR.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-speakers"

#include "config.h"

#include "quoth-ranking-private.h"

#include "quoth-chars.h"
#include "quoth-lexicon-private.h"

#include <string.h>

#define SENTENCE_COST 9
#define PARAGRAPH_COST 6
#define QUOTED_COST 12
#define BOUND_COST 6

/* The folded word there; of a mark, nothing. */
static const char *
word_at (QuothRanking *ranking,
         guint         index)
{
  const QuothToken *token = quoth_tokens_get (&ranking->tokens, index);

  return token->mark == 0 ? token->folded : "";
}

static gboolean
continues_apposition (QuothRanking *ranking,
                      guint         after)
{
  const QuothToken *token = quoth_tokens_get (&ranking->tokens, after);

  return quoth_token_is (token, QUOTH_WORD_DETERMINER)
         || (!token->capital && quoth_token_is (token, QUOTH_WORD_TITLE | QUOTH_WORD_PERSON))
         || strcmp (word_at (ranking, after), "who") == 0
         || strcmp (word_at (ranking, after), "which") == 0
         || strcmp (word_at (ranking, after), "whose") == 0;
}

/* "Roe, a leader of the council, said": the words between the commas describe Roe. */
void
quoth_ranking_find_apposition (QuothRanking *ranking)
{
  guint at = ranking->cue_first;

  if (!ranking->has_cue || at < 2 || quoth_tokens_get (&ranking->tokens, at - 1)->mark != ',')
    return;
  for (guint i = at - 1; i > 0 && at - i < 20; i--)
    {
      const QuothToken *token = quoth_tokens_get (&ranking->tokens, i - 1);

      if (token->sentence != quoth_tokens_get (&ranking->tokens, at)->sentence)
        return;
      /* "Roe, the mayor of Harlow, one of those towns, said": as far as they follow. */
      if (token->mark == ',' && i > 1
          && (ranking->comma == 0 || continues_apposition (ranking, i)))
        ranking->comma = i - 1;
      else if (token->mark == ',')
        return;
    }
}

static int
apart (QuothRanking *ranking,
       guint         a,
       guint         b)
{
  const QuothToken *x = quoth_tokens_get (&ranking->tokens, a);
  const QuothToken *y = quoth_tokens_get (&ranking->tokens, b);

  return SENTENCE_COST * ABS ((int) x->sentence - (int) y->sentence)
         + PARAGRAPH_COST * ABS ((int) x->paragraph - (int) y->paragraph);
}

/* Whether the claim's words end right before the cue: "…,” said Roe". */
static gboolean
follows_claim (QuothRanking *ranking)
{
  return ranking->end <= ranking->cue_first
         && ranking->words[ranking->cue_first] - ranking->words[ranking->end] == 0;
}

/* "Roe defended the plan for Harlow, saying", "and said", "to say": the subject of the
 * sentence speaks, and not who was named last. */
static gboolean
shares_subject (QuothRanking *ranking)
{
  static const char *const links[] = { "and", "or", "but", "then", "while", "before", "after",
                                       "without", "when", "und", "y" };
  guint cue = ranking->cue_first;
  const QuothToken *before;

  if (cue < 2)
    return FALSE;
  before = quoth_tokens_get (&ranking->tokens, cue - 1);
  if (strcmp (word_at (ranking, cue), "to") == 0)
    return TRUE;
  /* A comma within the marks: “so,” saying */
  if (quoth_char_is_double_mark (before->mark))
    before = quoth_tokens_get (&ranking->tokens, cue - 2);
  if (before->mark != 0)
    return before->mark == ',' && g_str_has_suffix (word_at (ranking, cue), "ing");
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    if (strcmp (before->folded, links[i]) == 0)
      return TRUE;
  /* "by saying" */
  return before->kinds & QUOTH_WORD_PREPOSITION
         && g_str_has_suffix (word_at (ranking, cue), "ing");
}

static guint
find_sentence (QuothRanking *ranking,
               guint         token)
{
  guint sentence = quoth_tokens_get (&ranking->tokens, token)->sentence;

  while (token > 0 && quoth_tokens_get (&ranking->tokens, token - 1)->sentence == sentence)
    token--;
  return token;
}

static gboolean
may_start_clause (const QuothToken *token)
{
  static const char *const words[] = { "as", "after", "before", "since" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (token->folded, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* "a spokesman for Roe said": what a preposition brings is hardly who speaks. */
static gboolean
follows_preposition (QuothRanking        *ranking,
                     const QuothPossible *possible)
{
  const QuothToken *first = quoth_tokens_get (&ranking->tokens, possible->first);
  gboolean beside = ranking->has_cue && possible->last + 1 == ranking->cue_first;
  guint i = possible->first;

  /* "as she said"; "a clip of Roe saying" */
  if (possible->pronoun
      || (beside && g_str_has_suffix (word_at (ranking, ranking->cue_first), "ing")))
    return FALSE;
  for (; i > 0 && possible->first - i < 4; i--)
    {
      const QuothToken *before = quoth_tokens_get (&ranking->tokens, i - 1);

      if (before->mark != 0 || before->sentence != first->sentence)
        return FALSE;
      if (before->kinds & QUOTH_WORD_PREPOSITION)
        return !beside || !may_start_clause (before);
      if (before->kinds & (QUOTH_WORD_AUXILIARY | QUOTH_WORD_REPORTING | QUOTH_WORD_PRONOUN)
          && !before->capital)
        return FALSE;
    }
  return FALSE;
}

/* "according to Roe", "was reported by Roe" */
static gboolean
names_source_behind (QuothRanking *ranking)
{
  const QuothToken *first = quoth_tokens_get (&ranking->tokens, ranking->cue_first);

  return quoth_token_is (first, QUOTH_WORD_ACCORDING)
         || strcmp (word_at (ranking, ranking->cue_last), "by") == 0;
}

static int
cost_by_cue (QuothRanking        *ranking,
             const QuothPossible *possible)
{
  gboolean according = names_source_behind (ranking);
  gboolean inverted = according || follows_claim (ranking);
  int cost;

  if (possible->first > ranking->cue_last)
    {
      cost = ranking->words[possible->first] - ranking->words[ranking->cue_last] - 1
             + apart (ranking, possible->first, ranking->cue_last);
      return cost + (inverted ? 0 : 7);
    }
  if (possible->last < ranking->cue_first)
    {
      guint first;

      /* "Roe’s claim that" */
      if (possible->last + 1 == ranking->cue_first
          && quoth_tokens_get (&ranking->tokens, possible->last)->possessive)
        return -POSSESSIVE_COST;
      first = find_sentence (ranking, ranking->cue_first);

      if (shares_subject (ranking) && possible->first >= first)
        return MIN (ranking->words[possible->first] - ranking->words[first], 7)
               + (follows_preposition (ranking, possible) ? BOUND_COST : 0);
      cost = ranking->words[ranking->cue_first] - ranking->words[possible->last] - 1
             + apart (ranking, possible->last, ranking->cue_first);
      if (ranking->comma > 0 && possible->last + 1 == ranking->comma)
        cost = 0;
      else if (ranking->comma > 0 && possible->first > ranking->comma)
        cost += 4;
      if (follows_preposition (ranking, possible))
        cost += BOUND_COST;
      return cost + (according ? 10 : inverted ? 3 : 0);
    }
  /* Within the cue: "his denial", "Western criticism". */
  return 6;
}

static int
cost_by_place (QuothRanking        *ranking,
               const QuothPossible *possible)
{
  guint n_tokens = ranking->tokens.array->len;
  guint edge = MIN (ranking->start, n_tokens - 1);

  if (possible->last < ranking->start)
    return ranking->words[edge] - ranking->words[possible->last] - 1
           + (follows_preposition (ranking, possible) ? BOUND_COST : 0)
           + apart (ranking, possible->last, edge);
  edge = ranking->end > 0 ? ranking->end - 1 : 0;
  return 6 + ranking->words[possible->first] - ranking->words[MIN (edge + 1, n_tokens)]
         + apart (ranking, possible->first, MIN (edge, n_tokens - 1));
}

const char *
quoth_ranking_get_reason (QuothRanking        *ranking,
                          const QuothPossible *possible)
{
  guint n_tokens = ranking->tokens.array->len;
  const QuothToken *token = quoth_tokens_get (&ranking->tokens, possible->first);
  const QuothToken *cue = ranking->has_cue ? quoth_tokens_get (&ranking->tokens, ranking->cue_first)
                                           : NULL;

  if (cue != NULL && cue->sentence == token->sentence)
    return "cue";
  if (token->sentence
      == quoth_tokens_get (&ranking->tokens, MIN (ranking->start, n_tokens - 1))->sentence)
    return "sentence";
  return "paragraph";
}

int
quoth_ranking_get_cost (QuothRanking        *ranking,
                        const QuothPossible *possible)
{
  const QuothToken *token = quoth_tokens_get (&ranking->tokens, possible->first);
  guint edge = ranking->has_cue ? ranking->cue_first
                                : MIN (ranking->start, ranking->tokens.array->len - 1);
  int cost = possible->cost;

  cost += ranking->has_cue ? cost_by_cue (ranking, possible) : cost_by_place (ranking, possible);
  if (token->quote != 0 && token->quote != quoth_tokens_get (&ranking->tokens, edge)->quote)
    cost += QUOTED_COST;
  return cost;
}
