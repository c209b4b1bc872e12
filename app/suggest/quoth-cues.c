/* quoth-cues.c - the words that signal an attribution
 *
 * Source of the rule and of its weights: measurements on the development part of
 * PolNeAR; the nearest reporting verb wins, an end of a sentence between counts as
 * ten words, and nothing further than fifteen words off is taken.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cues"

#include "config.h"

#include "quoth-cues.h"

#include "quoth-chars.h"
#include "quoth-cues-private.h"
#include "quoth-lexicon-private.h"
#include "quoth-words.h"

#include <string.h>

#define MAX_COST 15
#define SENTENCE_COST 10
#define UNKNOWN_COST 5
#define BEFORE 3000
#define AFTER 1500
#define MAX_WINDOW 20000

typedef struct
{
  QuothTokens     *tokens;
  const QuothSpan *parts;
  guint            n_parts;
  guint            best;
  int              cost;
} Search;

QuothSpan
quoth_cues_window (QuothText       *text,
                   const QuothSpan *parts,
                   guint            n_parts)
{
  guint start = parts[0].start, end = parts[n_parts - 1].end;
  QuothSpan window, paragraph;

  window.start = start > BEFORE ? start - BEFORE : 0;
  paragraph = quoth_paragraph_at (text, window.start);
  /* Half a paragraph is worse than none, unless that would leave nothing. */
  if (paragraph.start < window.start && paragraph.end < start)
    window.start = paragraph.end;
  paragraph = quoth_paragraph_at (text, end);
  window.end = MIN (paragraph.end, end + AFTER);
  window.end = MIN (window.end, window.start + MAX_WINDOW);
  return window;
}

gboolean
quoth_cues_inside (const QuothToken *token,
                   const QuothSpan  *parts,
                   guint             n_parts)
{
  for (guint i = 0; i < n_parts; i++)
    if (token->span.start >= parts[i].start && token->span.start < parts[i].end)
      return TRUE;
  return FALSE;
}

static void
consider (Search           *search,
          guint             index,
          const QuothToken *edge,
          int               extra)
{
  const QuothToken *token = quoth_tokens_get (search->tokens, index);
  int cost = extra;

  if (!quoth_token_is (token, QUOTH_WORD_CUE_VERB) || token->possessive)
    return;
  /* "the call", "his claim": a noun there, and no verb of saying. */
  if (index > 0 && token->kinds & QUOTH_WORD_REPORTING
      && quoth_token_is (quoth_tokens_get (search->tokens, index - 1), QUOTH_WORD_DETERMINER))
    cost += token->sentence == edge->sentence ? 7 : 10;
  /* "declined to describe how": an infinitive rarely introduces what was said. */
  if (index > 0 && g_strcmp0 (quoth_tokens_get (search->tokens, index - 1)->folded, "to") == 0)
    cost += 4;
  /* "the Islamic State", "Will": in the middle of a sentence more likely a name. */
  if (token->capital && index > 0
      && quoth_tokens_get (search->tokens, index - 1)->sentence == token->sentence
      && quoth_tokens_get (search->tokens, index - 1)->mark == 0)
    cost += 12;
  cost += ABS ((int) token->word - (int) edge->word);
  cost += SENTENCE_COST * ABS ((int) token->sentence - (int) edge->sentence);
  if (!(token->kinds & (QUOTH_WORD_REPORTING | QUOTH_WORD_ACCORDING)))
    cost += 2;
  if (token->quote != 0 && token->quote != edge->quote)
    cost += 8;
  if (cost < search->cost)
    {
      search->cost = cost;
      search->best = index;
    }
}

/* Between two parts of a split claim. */
static void
search_gaps (Search *search)
{
  for (guint i = 0; i + 1 < search->n_parts && search->best == G_MAXUINT; i++)
    {
      guint first = quoth_tokens_find (search->tokens, search->parts[i].end);
      guint index = first;

      for (; index < search->tokens->array->len; index++)
        {
          const QuothToken *token = quoth_tokens_get (search->tokens, index);

          if (token->span.start >= search->parts[i + 1].start
              || token->paragraph != quoth_tokens_get (search->tokens, first)->paragraph)
            break;
          consider (search, index, quoth_tokens_get (search->tokens, first), 0);
        }
    }
}

/* Whether what follows the claim may name its source: a mark or a comma parts them. */
static gboolean
is_parted (QuothTokens *tokens,
           guint        next)
{
  const QuothToken *token;

  if (next >= tokens->array->len || next == 0)
    return FALSE;
  token = quoth_tokens_get (tokens, next - 1);
  if (token->mark == ',' || quoth_char_is_double_mark (token->mark))
    return TRUE;
  token = quoth_tokens_get (tokens, next);
  return token->mark == ',' || quoth_char_is_dash (token->mark);
}

/* “…,” said Roe: a comma before the closing mark promises the source behind it. */
static gboolean
ends_with_comma (Search *search,
                 guint   end)
{
  const QuothToken *token = quoth_tokens_get (search->tokens, end - 1);

  if (!quoth_char_is_double_mark (token->mark))
    return token->mark == ',';
  return end >= 2 && quoth_tokens_get (search->tokens, end - 2)->mark == ',';
}

/* "that she left", "how to leave": the verb stands before that. */
static gboolean
is_subordinate (Search *search,
                guint   start)
{
  static const char *const words[] = { "that", "to", "how", "why", "whether", "dass", "ob", "que" };
  const QuothToken *token = quoth_tokens_get (search->tokens, start);

  if (token->mark != 0 || token->capital)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (token->folded, words[i]) == 0)
      return TRUE;
  return FALSE;
}

/* The word at which the claim begins: the mark that opens it counts to the sentence before. */
static guint
first_word (Search *search,
            guint   start)
{
  guint word = start;

  while (word + 1 < search->tokens->array->len && word - start < 3
         && quoth_tokens_get (search->tokens, word)->mark != 0)
    word++;
  return word;
}

/* Whether an unknown word is a verb by its form or by what stands before it. */
static gboolean
has_verb_form (Search *search,
               guint   index)
{
  static const char *const irregular[] = { "sent", "made", "gave", "took", "drew", "brought",
                                           "kept", "led",  "won",  "laid", "set" };
  const QuothToken *token = quoth_tokens_get (search->tokens, index);
  const QuothToken *before = index > 0 ? quoth_tokens_get (search->tokens, index - 1) : NULL;

  if (token->mark != 0 || token->capital || token->kinds != 0 || token->possessive
      || before == NULL || before->mark != 0 || before->sentence != token->sentence
      || before->kinds & (QUOTH_WORD_DETERMINER | QUOTH_WORD_PREPOSITION))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (irregular); i++)
    if (strcmp (token->folded, irregular[i]) == 0)
      return TRUE;
  return g_str_has_suffix (token->folded, "ed") || g_str_has_suffix (token->folded, "ing")
         || before->kinds & (QUOTH_WORD_AUXILIARY | QUOTH_WORD_NEGATION)
         || (g_str_has_suffix (token->folded, "s")
             && (before->capital || quoth_cues_is_adverb (before)
                 || before->kinds & (QUOTH_WORD_PRONOUN | QUOTH_WORD_PERSON | QUOTH_WORD_BODY)));
}

/* "Roe grilled [Poe]": right before a claim within a sentence even an unknown verb, with a
 * preposition behind it or not, tells more than a known one further off. */
static void
consider_unknown (Search           *search,
                  guint             start,
                  const QuothToken *edge)
{
  guint at = start;

  if (start == 0 || quoth_tokens_get (search->tokens, start - 1)->sentence != edge->sentence)
    return;
  if (at > 1 && quoth_token_is (quoth_tokens_get (search->tokens, at - 1), QUOTH_WORD_PREPOSITION))
    at--;
  if (has_verb_form (search, at - 1) && UNKNOWN_COST < search->cost)
    {
      search->cost = UNKNOWN_COST;
      search->best = at - 1;
    }
}

/* "Roe said that Poe would discuss": the words in quotation marks behind it are Roe's. */
static gboolean
is_within_reported (Search *search,
                    guint   index)
{
  const QuothToken *token = quoth_tokens_get (search->tokens, index);
  guint that = index;

  while (that > 0 && index - that < MAX_COST
         && g_strcmp0 (quoth_tokens_get (search->tokens, that)->folded, "that") != 0
         && quoth_tokens_get (search->tokens, that)->sentence == token->sentence)
    that--;
  if (g_strcmp0 (quoth_tokens_get (search->tokens, that)->folded, "that") != 0)
    return FALSE;
  for (guint i = that; i > 0 && that - i < 4; i--)
    if (quoth_tokens_get (search->tokens, i - 1)->sentence == token->sentence
        && quoth_token_is (quoth_tokens_get (search->tokens, i - 1), QUOTH_WORD_REPORTING))
      return TRUE;
  return FALSE;
}

static void
search_sides (Search *search)
{
  guint start = quoth_tokens_find (search->tokens, search->parts[0].start);
  guint end = quoth_tokens_find (search->tokens, search->parts[search->n_parts - 1].end);
  guint n_tokens = search->tokens->array->len;
  const QuothToken *edge;
  gboolean comma = search->n_parts == 1 && end > 0 && ends_with_comma (search, end);
  gboolean quoted;
  int after;

  if (start >= n_tokens)
    return;
  quoted = quoth_char_is_double_mark (quoth_tokens_get (search->tokens, start)->mark);
  /* "He said:" may stand in a paragraph of its own. */
  edge = start > 0 && quoth_tokens_get (search->tokens, start - 1)->mark == ':'
           ? quoth_tokens_get (search->tokens, start - 1)
           : quoth_tokens_get (search->tokens, first_word (search, start));
  for (guint i = start; i > 0; i--)
    {
      const QuothToken *token = quoth_tokens_get (search->tokens, i - 1);

      if (token->paragraph != edge->paragraph || edge->word - token->word > MAX_COST)
        break;
      consider (search, i - 1, edge,
                (comma ? 4 : -1) + (quoted && is_within_reported (search, i - 1) ? 8 : 0));
    }
  consider_unknown (search, start, edge);
  if (end == 0 || end >= n_tokens)
    return;
  edge = quoth_tokens_get (search->tokens, end - 1);
  after = is_parted (search->tokens, end) ? 0 : 8;
  if (is_subordinate (search, start))
    after += 4;
  for (guint i = end; i < n_tokens; i++)
    {
      const QuothToken *token = quoth_tokens_get (search->tokens, i);

      if (token->paragraph != edge->paragraph || token->word - edge->word > MAX_COST)
        break;
      /* "Roe defended [the plan], saying": what comes then is another claim. */
      consider (search, i, edge,
                after + (token->mark == 0 && g_str_has_suffix (token->folded, "ing") ? 6 : 0));
    }
}

/* “We go.” — Ada Roe: the dash right behind a quotation, with a name behind it. */
static gboolean
find_dash (Search *search,
           guint  *out_first)
{
  guint end = quoth_tokens_find (search->tokens, search->parts[search->n_parts - 1].end);
  const QuothToken *dash;
  guint name = end;

  if (end == 0 || end + 1 >= search->tokens->array->len
      || !quoth_char_is_double_mark (quoth_tokens_get (search->tokens, end - 1)->mark))
    return FALSE;
  dash = quoth_tokens_get (search->tokens, end);
  while (name + 1 < search->tokens->array->len && name < end + 2
         && quoth_char_is_dash (quoth_tokens_get (search->tokens, name)->mark))
    name++;
  *out_first = end;
  return name > end && quoth_tokens_get (search->tokens, name)->capital
         && quoth_tokens_get (search->tokens, name)->paragraph == dash->paragraph;
}

/* Where no verb is near: the colon of "ROE: We go", or the dash before a signature. */
static gboolean
find_mark (Search *search,
           guint  *out_first,
           guint  *out_last)
{
  guint start = quoth_tokens_find (search->tokens, search->parts[0].start);

  if (find_dash (search, out_first))
    {
      *out_last = *out_first;
      return TRUE;
    }
  if (start == 0 || start >= search->tokens->array->len
      || quoth_tokens_get (search->tokens, start - 1)->mark != ':'
      || quoth_tokens_get (search->tokens, start - 1)->paragraph
           != quoth_tokens_get (search->tokens, start)->paragraph)
    return FALSE;
  *out_first = *out_last = start - 1;
  return TRUE;
}

gboolean
quoth_cues_find (QuothTokens     *tokens,
                 const QuothSpan *parts,
                 guint            n_parts,
                 guint           *out_first,
                 guint           *out_last)
{
  Search search = { tokens, parts, n_parts, G_MAXUINT, MAX_COST * 4 };

  search_gaps (&search);
  if (search.best == G_MAXUINT)
    {
      search.cost = MAX_COST + 1;
      search_sides (&search);
    }
  if (search.best == G_MAXUINT)
    return find_mark (&search, out_first, out_last);
  *out_first = quoth_cues_extend_left (tokens, parts, n_parts, search.best);
  *out_last = quoth_cues_extend_right (tokens, parts, n_parts, search.best);
  return TRUE;
}

/**
 * quoth_cues_propose:
 * @parts: (array length=n_parts): the parts of a claim, sorted
 * @out_cue: (out): the cue
 *
 * Returns: %FALSE when no reporting verb is near
 */
gboolean
quoth_cues_propose (QuothText       *text,
                    const QuothSpan *parts,
                    guint            n_parts,
                    QuothSpan       *out_cue)
{
  g_auto (QuothTokens) tokens = { NULL };
  g_autoptr (QuothQuotes) quotes = NULL;
  g_autoptr (QuothText) piece = NULL;
  g_autofree QuothSpan *shifted = NULL;
  g_autofree char *slice = NULL;
  QuothSpan window;
  guint first, last;

  g_return_val_if_fail (text != NULL && out_cue != NULL, FALSE);

  if (parts == NULL || n_parts == 0)
    return FALSE;
  /* Marks are paired in the window alone: cheaper than in a long article, and the
   * same, for pairs end with their paragraph. */
  window = quoth_cues_window (text, parts, n_parts);
  slice = quoth_text_slice (text, window.start, window.end);
  piece = quoth_text_new (slice, -1, NULL);
  quotes = quoth_quotes_new (piece);
  shifted = g_new (QuothSpan, n_parts);
  for (guint i = 0; i < n_parts; i++)
    shifted[i] = (QuothSpan) { parts[i].start - window.start, parts[i].end - window.start };
  quoth_tokens_init (&tokens, piece, quotes, (QuothSpan) { 0, quoth_text_get_length (piece) });
  if (!quoth_cues_find (&tokens, shifted, n_parts, &first, &last))
    return FALSE;
  out_cue->start = quoth_tokens_get (&tokens, first)->span.start + window.start;
  out_cue->end = quoth_tokens_get (&tokens, last)->span.end + window.start;
  return TRUE;
}
