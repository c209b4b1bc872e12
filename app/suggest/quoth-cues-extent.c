/* quoth-cues-extent.c - which words beside the verb belong to a cue
 *
 * As annotators of PolNeAR mark cues: auxiliaries, negation and adverbs before the
 * verb, the preposition or colon that binds the claim behind it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-cues"

#include "config.h"

#include "quoth-cues-private.h"

#include "quoth-lexicon-private.h"

#include <string.h>

gboolean
quoth_cues_is_adverb (const QuothToken *token)
{
  static const char *const words[] = { "also",  "yet",  "still", "already", "now",
                                       "even",  "just", "then",  "once",    "again",
                                       "later", "ever", "often", "further", "soon",
                                       "auch",  "noch", "schon", "bereits" };

  if (g_str_has_suffix (token->folded, "ly") && !token->capital)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (token->folded, words[i]) == 0)
      return !token->capital;
  return FALSE;
}

/* "appeared to say", "declined to say": a verb that only leads to the next one. */
static gboolean
leads_to_verb (const QuothToken *token)
{
  static const char *const stems[] = { "appear", "seem", "tri", "try", "declin", "refus", "beg",
                                       "continu", "want", "fail", "vow", "threaten", "attempt" };

  for (guint i = 0; token->kinds & QUOTH_WORD_CUE_VERB && i < G_N_ELEMENTS (stems); i++)
    if (g_str_has_prefix (token->folded, stems[i]))
      return TRUE;
  return FALSE;
}

/* Auxiliaries, negation and adverbs before the verb, and "to": "did not openly say",
 * "appeared to say". */
guint
quoth_cues_extend_left (QuothTokens     *tokens,
                        const QuothSpan *parts,
                        guint            n_parts,
                        guint            verb)
{
  guint first = verb;
  guint sentence = quoth_tokens_get (tokens, verb)->sentence;

  if (quoth_token_is (quoth_tokens_get (tokens, verb), QUOTH_WORD_ACCORDING))
    return verb;
  for (guint i = verb; i > 0 && verb - i < 5; i--)
    {
      const QuothToken *token = quoth_tokens_get (tokens, i - 1);

      if (token->mark != 0 || token->sentence != sentence
          || quoth_cues_inside (token, parts, n_parts))
        break;
      if (!(token->kinds & (QUOTH_WORD_AUXILIARY | QUOTH_WORD_NEGATION))
          && !quoth_cues_is_adverb (token)
          && (i != verb || strcmp (token->folded, "to") != 0)
          && (i + 1 != verb || first != i || !leads_to_verb (token)
              || strcmp (quoth_tokens_get (tokens, i)->folded, "to") != 0))
        break;
      first = i - 1;
    }
  return first;
}

/* The preposition that binds the content: "called on", "according to", "complained about [";
 * and the colon right before it. */
guint
quoth_cues_extend_right (QuothTokens     *tokens,
                         const QuothSpan *parts,
                         guint            n_parts,
                         guint            verb)
{
  const QuothToken *token, *next;
  gboolean bound;

  if (verb + 1 >= tokens->array->len)
    return verb;
  token = quoth_tokens_get (tokens, verb);
  next = quoth_tokens_get (tokens, verb + 1);
  if (quoth_cues_inside (next, parts, n_parts))
    return verb;
  bound = verb + 2 < tokens->array->len
          && quoth_cues_inside (quoth_tokens_get (tokens, verb + 2), parts, n_parts);
  if (next->mark != 0)
    return next->mark == ':' && bound ? verb + 1 : verb;
  if (strcmp (token->folded, "according") == 0)
    return strcmp (next->folded, "to") == 0 ? verb + 1 : verb;
  if (strcmp (next->folded, "on") == 0 && g_str_has_prefix (token->folded, "call"))
    return verb + 1;
  /* "was reported by the council" */
  if (strcmp (next->folded, "by") == 0 && g_str_has_suffix (token->folded, "ed"))
    return verb + 1;
  if (bound && (next->kinds & QUOTH_WORD_PREPOSITION || strcmp (next->folded, "out") == 0))
    return verb + 1;
  return verb;
}
