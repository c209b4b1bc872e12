/* quoth-speakers.c - who may be the speaker of a claim, best first
 *
 * A candidate costs the words between it and the cue, and more for every reason why
 * a reader would not take it; weights set on the development part of PolNeAR. What
 * is marked already takes the place of what would be proposed there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-speakers"

#include "config.h"

#include "quoth-speakers.h"

#include "quoth-candidates-private.h"
#include "quoth-chars.h"
#include "quoth-cues-private.h"
#include "quoth-fold.h"
#include "quoth-lexicon-private.h"

#include <string.h>

#define SENTENCE_COST 9
#define PARAGRAPH_COST 6
#define QUOTED_COST 12
#define REPEATED_COST 8
#define PREVIOUS_COST 14
/* Worse than the best by more than this is noise, once there are a few to choose from. */
#define MAX_BEHIND 24
#define ALWAYS 3

typedef struct
{
  QuothDocument   *document;
  QuothRegistry   *registry;
  QuothAnnotation *claim;
  QuothText       *text;
  QuothTokens      tokens;
  guint            start;      /* first token of the claim */
  guint            end;        /* first token after it */
  gboolean         has_cue;
  guint            cue_first;
  guint            cue_last;
  guint            comma;      /* token before an apposition that ends at the cue, or 0 */
  int             *words;      /* words before each token that are not the claim's own */
  GArray          *speakers;   /* of QuothSpeaker */
} Ranking;

/**
 * quoth_speaker_clear:
 *
 * Frees what a candidate holds.
 */
void
quoth_speaker_clear (QuothSpeaker *self)
{
  g_clear_pointer (&self->annotation, g_free);
  g_clear_pointer (&self->entity, g_free);
}

static void
count_words (Ranking *ranking)
{
  int n = 0;

  ranking->words = g_new (int, ranking->tokens.array->len + 1);
  for (guint i = 0; i < ranking->tokens.array->len; i++)
    {
      const QuothToken *token = quoth_tokens_get (&ranking->tokens, i);

      ranking->words[i] = n;
      n += token->mark == 0
           && !quoth_cues_inside (token, ranking->claim->parts, ranking->claim->n_parts);
    }
  ranking->words[ranking->tokens.array->len] = n;
}

/* The cue that is linked, else the one the rule proposes. */
static void
find_cue (Ranking *ranking)
{
  const QuothLink *link = quoth_annotation_get_link (ranking->claim, "cue");
  QuothAnnotation *cue = link != NULL ? quoth_document_lookup (ranking->document, link->to) : NULL;
  guint n_tokens = ranking->tokens.array->len;

  if (cue != NULL)
    {
      guint first = quoth_tokens_find (&ranking->tokens, quoth_annotation_get_start (cue));
      guint last = quoth_tokens_find (&ranking->tokens, quoth_annotation_get_end (cue) - 1);

      if (last < n_tokens && first <= last
          && quoth_tokens_get (&ranking->tokens, first)->span.start
               < quoth_annotation_get_end (cue))
        {
          ranking->has_cue = TRUE;
          ranking->cue_first = first;
          ranking->cue_last = last;
        }
    }
  if (!ranking->has_cue)
    ranking->has_cue = quoth_cues_find (&ranking->tokens, ranking->claim->parts,
                                        ranking->claim->n_parts, &ranking->cue_first,
                                        &ranking->cue_last);
}

/* "Roe, a leader of the council, said": the words between the commas describe Roe. */
static void
find_apposition (Ranking *ranking)
{
  guint at = ranking->cue_first;

  if (!ranking->has_cue || at < 2 || quoth_tokens_get (&ranking->tokens, at - 1)->mark != ',')
    return;
  for (guint i = at - 1; i > 0 && at - i < 20; i--)
    {
      const QuothToken *token = quoth_tokens_get (&ranking->tokens, i - 1);

      if (token->sentence != quoth_tokens_get (&ranking->tokens, at)->sentence)
        return;
      if (token->mark == ',' && i > 1)
        {
          ranking->comma = i - 1;
          return;
        }
    }
}

static int
apart (Ranking *ranking,
       guint    a,
       guint    b)
{
  const QuothToken *x = quoth_tokens_get (&ranking->tokens, a);
  const QuothToken *y = quoth_tokens_get (&ranking->tokens, b);

  return SENTENCE_COST * ABS ((int) x->sentence - (int) y->sentence)
         + PARAGRAPH_COST * ABS ((int) x->paragraph - (int) y->paragraph);
}

/* Whether the claim's words end right before the cue: "…,” said Roe". */
static gboolean
follows_claim (Ranking *ranking)
{
  return ranking->end <= ranking->cue_first
         && ranking->words[ranking->cue_first] - ranking->words[ranking->end] == 0;
}

static int
cost_by_cue (Ranking             *ranking,
             const QuothPossible *possible)
{
  gboolean according = quoth_token_is (quoth_tokens_get (&ranking->tokens, ranking->cue_first),
                                       QUOTH_WORD_ACCORDING);
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
      cost = ranking->words[ranking->cue_first] - ranking->words[possible->last] - 1
             + apart (ranking, possible->last, ranking->cue_first);
      if (ranking->comma > 0 && possible->last + 1 == ranking->comma)
        cost = 0;
      else if (ranking->comma > 0 && possible->first > ranking->comma)
        cost += 4;
      return cost + (according ? 10 : inverted ? 3 : 0);
    }
  /* Within the cue: "his denial", "Western criticism". */
  return 6;
}

static int
cost_by_place (Ranking             *ranking,
               const QuothPossible *possible)
{
  guint n_tokens = ranking->tokens.array->len;
  guint edge = MIN (ranking->start, n_tokens - 1);

  if (possible->last < ranking->start)
    return ranking->words[edge] - ranking->words[possible->last] - 1
           + apart (ranking, possible->last, edge);
  edge = ranking->end > 0 ? ranking->end - 1 : 0;
  return 6 + ranking->words[possible->first] - ranking->words[MIN (edge + 1, n_tokens)]
         + apart (ranking, possible->first, MIN (edge, n_tokens - 1));
}

static const char *
reason_of (Ranking             *ranking,
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

static int
cost_of (Ranking             *ranking,
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

static void
add_speaker (Ranking             *ranking,
             const QuothPossible *possible,
             QuothAnnotation     *mention)
{
  QuothSpeaker speaker = { .span = possible->span };

  speaker.score = -cost_of (ranking, possible);
  speaker.reason = reason_of (ranking, possible);
  if (mention != NULL)
    {
      speaker.annotation = g_strdup (mention->id);
      speaker.entity = g_strdup (mention->entity);
      speaker.score += 1;
    }
  else if (!possible->pronoun && ranking->registry != NULL)
    {
      g_autofree char *name = quoth_text_slice (ranking->text, possible->span.start,
                                                possible->span.end);
      QuothEntity *entity = quoth_registry_only_fit (ranking->registry, name, NULL);

      speaker.entity = g_strdup (entity != NULL ? entity->id : NULL);
    }
  g_array_append_val (ranking->speakers, speaker);
}

/* Every mention that is marked in the window; @taken gets the tokens they cover. */
static void
add_mentions (Ranking   *ranking,
              QuothSpan  window,
              gboolean  *taken)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));

  quoth_span_index_overlap (quoth_document_get_index (ranking->document), window.start,
                            window.end, entries);
  for (guint i = 0; i < entries->len; i++)
    {
      QuothIndexEntry *entry = &g_array_index (entries, QuothIndexEntry, i);
      const QuothType *type = quoth_document_get_type_of (ranking->document, entry->annotation);
      QuothPossible possible = { { entry->start, entry->end } };

      if (type == NULL || type->kind != QUOTH_TYPE_KIND_MENTION || entry->part > 0)
        continue;
      possible.first = quoth_tokens_find (&ranking->tokens, entry->start);
      possible.last = quoth_tokens_find (&ranking->tokens, entry->end - 1);
      if (possible.last >= ranking->tokens.array->len || possible.first > possible.last
          || quoth_cues_inside (quoth_tokens_get (&ranking->tokens, possible.first),
                                ranking->claim->parts, ranking->claim->n_parts))
        continue;
      if (quoth_tokens_get (&ranking->tokens, possible.last)->possessive)
        possible.cost += 3;
      for (guint token = possible.first; token <= possible.last; token++)
        taken[token] = TRUE;
      add_speaker (ranking, &possible, entry->annotation);
    }
}

static void
add_proposals (Ranking  *ranking,
               gboolean *taken)
{
  g_autoptr (GArray) found = quoth_candidates_find (&ranking->tokens, ranking->claim->parts,
                                                    ranking->claim->n_parts);

  for (guint i = 0; i < found->len; i++)
    {
      QuothPossible *possible = &g_array_index (found, QuothPossible, i);
      gboolean free_place = TRUE;

      for (guint token = possible->first; token <= possible->last; token++)
        free_place = free_place && !taken[token];
      if (free_place)
        add_speaker (ranking, possible, NULL);
    }
}

/* Who spoke in the claim before this one. */
static void
add_previous (Ranking *ranking)
{
  g_autoptr (GPtrArray) claims = quoth_document_list_kind (ranking->document,
                                                           QUOTH_TYPE_KIND_CLAIM);
  guint start = quoth_annotation_get_start (ranking->claim);
  QuothAnnotation *previous = NULL, *mention;
  const QuothLink *link;
  QuothSpeaker speaker = { .score = -PREVIOUS_COST, .reason = "previous-speaker" };

  for (guint i = 0; i < claims->len; i++)
    {
      QuothAnnotation *other = claims->pdata[i];

      if (other != ranking->claim && quoth_annotation_get_start (other) < start
          && quoth_annotation_get_link (other, "speaker") != NULL
          && (previous == NULL
              || quoth_annotation_get_start (other) > quoth_annotation_get_start (previous)))
        previous = other;
    }
  link = previous != NULL ? quoth_annotation_get_link (previous, "speaker") : NULL;
  mention = link != NULL ? quoth_document_lookup (ranking->document, link->to) : NULL;
  if (mention == NULL)
    return;
  for (guint i = 0; i < ranking->speakers->len; i++)
    {
      QuothSpeaker *known = &g_array_index (ranking->speakers, QuothSpeaker, i);

      if (g_strcmp0 (known->annotation, mention->id) != 0)
        continue;
      if (known->score < speaker.score)
        {
          known->score = speaker.score;
          known->reason = speaker.reason;
        }
      return;
    }
  speaker.span = mention->parts[0];
  speaker.annotation = g_strdup (mention->id);
  speaker.entity = g_strdup (mention->entity);
  g_array_append_val (ranking->speakers, speaker);
}

static int
compare_speakers (gconstpointer a,
                  gconstpointer b)
{
  const QuothSpeaker *x = a, *y = b;

  if (x->score != y->score)
    return x->score > y->score ? -1 : 1;
  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;
  return (x->span.end < y->span.end) - (x->span.end > y->span.end);
}

/* A second mention of the same one helps less than somebody else. */
static void
push_back_repeated (Ranking *ranking)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ranking->speakers->len; i++)
    {
      QuothSpeaker *speaker = &g_array_index (ranking->speakers, QuothSpeaker, i);
      g_autofree char *words = quoth_text_slice (ranking->text, speaker->span.start,
                                                 speaker->span.end);
      char *key = speaker->entity != NULL ? g_strdup (speaker->entity)
                                          : quoth_fold_string (words);

      if (!g_hash_table_add (seen, key))
        speaker->score -= REPEATED_COST;
    }
}

/* Takes the best; of two that overlap only the better one. */
static GArray *
take_best (Ranking *ranking,
           guint    limit)
{
  GArray *best = g_array_new (FALSE, FALSE, sizeof (QuothSpeaker));

  g_array_set_clear_func (best, (GDestroyNotify) quoth_speaker_clear);
  g_array_sort (ranking->speakers, compare_speakers);
  push_back_repeated (ranking);
  g_array_sort (ranking->speakers, compare_speakers);
  for (guint i = 0; i < ranking->speakers->len && best->len < limit; i++)
    {
      QuothSpeaker *speaker = &g_array_index (ranking->speakers, QuothSpeaker, i);
      gboolean overlaps = FALSE;

      if (best->len >= ALWAYS
          && speaker->score + MAX_BEHIND < g_array_index (best, QuothSpeaker, 0).score)
        break;
      for (guint k = 0; k < best->len; k++)
        {
          QuothSpan taken = g_array_index (best, QuothSpeaker, k).span;

          overlaps = overlaps
                     || (speaker->span.start < taken.end && taken.start < speaker->span.end);
        }
      if (overlaps && speaker->annotation == NULL)
        continue;
      g_array_append_val (best, *speaker);
      speaker->annotation = NULL;
      speaker->entity = NULL;
    }
  return best;
}

/**
 * quoth_speakers_rank:
 * @registry: (nullable): tells which entity an unmarked name means
 * @claim: id of a claim
 * @limit: how many at most
 *
 * Looks at the paragraph of the claim and a bounded stretch before it. Nothing
 * within the claim itself is proposed. The score of a candidate falls by one for
 * each word, or its worth, between it and the cue.
 *
 * Returns: (transfer full): #QuothSpeaker, best first, their clear function set;
 *   empty when there is no such claim
 */
GArray *
quoth_speakers_rank (QuothDocument *document,
                     QuothRegistry *registry,
                     const char    *claim,
                     guint          limit)
{
  Ranking ranking = { .document = document, .registry = registry };
  g_autofree gboolean *taken = NULL;
  QuothSpan window;
  GArray *best;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document), NULL);
  g_return_val_if_fail (claim != NULL, NULL);

  ranking.speakers = g_array_new (FALSE, FALSE, sizeof (QuothSpeaker));
  g_array_set_clear_func (ranking.speakers, (GDestroyNotify) quoth_speaker_clear);
  ranking.claim = quoth_document_lookup (document, claim);
  if (ranking.claim != NULL)
    {
      ranking.text = quoth_document_get_text (document);
      window = quoth_cues_window (ranking.text, ranking.claim->parts, ranking.claim->n_parts);
      quoth_tokens_init (&ranking.tokens, ranking.text, quoth_document_get_quotes (document),
                         window);
      if (ranking.tokens.array->len > 0)
        {
          ranking.start = quoth_tokens_find (&ranking.tokens,
                                             quoth_annotation_get_start (ranking.claim));
          ranking.end = quoth_tokens_find (&ranking.tokens,
                                           quoth_annotation_get_end (ranking.claim));
          count_words (&ranking);
          find_cue (&ranking);
          find_apposition (&ranking);
          taken = g_new0 (gboolean, ranking.tokens.array->len);
          add_mentions (&ranking, window, taken);
          add_proposals (&ranking, taken);
        }
      quoth_tokens_clear (&ranking.tokens);
      add_previous (&ranking);
    }
  best = take_best (&ranking, limit);
  g_array_unref (ranking.speakers);
  g_free (ranking.words);
  return best;
}
