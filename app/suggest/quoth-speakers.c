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

#include "quoth-cues-private.h"
#include "quoth-edit.h"
#include "quoth-fold.h"
#include "quoth-ranking-private.h"

#include <string.h>

#define REPEATED_COST 8
#define PREVIOUS_COST 14
/* Worse than the best by more than this is noise, once there are a few to choose from. */
#define MAX_BEHIND 24
#define ALWAYS 3

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
count_words (QuothRanking *ranking)
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
find_cue (QuothRanking *ranking)
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

static void
add_speaker (QuothRanking        *ranking,
             const QuothPossible *possible,
             QuothAnnotation     *mention)
{
  QuothSpeaker speaker = { .span = possible->span };

  speaker.score = -quoth_ranking_get_cost (ranking, possible);
  speaker.reason = quoth_ranking_get_reason (ranking, possible);
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
      QuothEntity *entity = quoth_edit_find_meant (ranking->document, ranking->registry, name,
                                                   NULL);

      speaker.entity = g_strdup (entity != NULL ? entity->id : NULL);
    }
  g_array_append_val (ranking->speakers, speaker);
}

/* Every mention that is marked in the window; @taken gets the tokens they cover. */
static void
add_mentions (QuothRanking *ranking,
              QuothSpan     window,
              gboolean     *taken)
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
        possible.cost += POSSESSIVE_COST;
      for (guint token = possible.first; token <= possible.last; token++)
        taken[token] = TRUE;
      add_speaker (ranking, &possible, entry->annotation);
    }
}

static void
add_proposals (QuothRanking *ranking,
               gboolean     *taken)
{
  g_autoptr (GArray) found = quoth_candidates_find (ranking->text, &ranking->tokens,
                                                    ranking->claim->parts,
                                                    ranking->claim->n_parts);

  if (ranking->has_cue)
    quoth_candidates_add_beside (found, &ranking->tokens, ranking->claim->parts,
                                 ranking->claim->n_parts, ranking->cue_first, ranking->cue_last);
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

/* A quotation that begins its sentence, no cue in it, right after the sentence of another
 * claim: the same one goes on speaking. */
static gboolean
goes_on (QuothRanking    *ranking,
         QuothAnnotation *previous)
{
  guint end = quoth_annotation_get_end (previous);
  guint n_tokens = ranking->tokens.array->len;
  const QuothToken *token, *last;

  if (ranking->start == 0 || ranking->start >= n_tokens
      || end > quoth_annotation_get_start (ranking->claim))
    return FALSE;
  /* The mark that opens it stands before its sentence. */
  token = quoth_tokens_get (&ranking->tokens, MIN (ranking->start + 1, n_tokens - 1));
  last = quoth_tokens_get (&ranking->tokens, quoth_tokens_find (&ranking->tokens, end - 1));
  if (token->quote == 0 || last->span.start >= end || token->paragraph != last->paragraph
      || token->sentence > last->sentence + 2)
    return FALSE;
  return !ranking->has_cue
         || quoth_tokens_get (&ranking->tokens, ranking->cue_first)->sentence != token->sentence;
}

/* Who spoke in the claim before this one. */
static void
add_previous (QuothRanking *ranking)
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
  if (goes_on (ranking, previous))
    speaker.score = 1;
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
push_back_repeated (QuothRanking *ranking)
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
take_best (QuothRanking *ranking,
           guint         limit)
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
  QuothRanking ranking = { .document = document, .registry = registry };
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
          quoth_ranking_find_apposition (&ranking);
          taken = g_new0 (gboolean, ranking.tokens.array->len);
          add_mentions (&ranking, window, taken);
          add_proposals (&ranking, taken);
        }
      add_previous (&ranking);
      quoth_tokens_clear (&ranking.tokens);
    }
  best = take_best (&ranking, limit);
  g_array_unref (ranking.speakers);
  g_free (ranking.words);
  return best;
}
