/* quoth-feedback.c - what adjudication changed in one annotator's layer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-feedback"

#include "config.h"

#include "quoth-feedback.h"

#include "quoth-bulk.h"
#include "quoth-kwic.h"
#include "quoth-measuring.h"
#include "quoth-review-private.h"
#include "quoth-words.h"

#include <string.h>

/* Of the paragraph around the words, on each side, in code points. */
#define CONTEXT_CHARS 400

typedef struct
{
  QuothProject *project;
  const char   *layer;
  guint         limit;
  GPtrArray    *cards; /* of QuothFeedbackCard */
} Search;

/* One article while it is looked at. */
typedef struct
{
  Search           *search;
  QuothArticleData *data;
  GHashTable       *by_key;  /* "layer/id" → QuothAnnotation */
  GHashTable       *decided; /* "layer/id" of what decisions named, and ids in gold of what
                              * they took → QuothAnnotation: the record */
  gboolean          done;
} Look;

static void
look_clear (Look *self)
{
  g_clear_pointer (&self->by_key, g_hash_table_unref);
  g_clear_pointer (&self->decided, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

static void
side_free (QuothFeedbackSide *self)
{
  if (self == NULL)
    return;
  quoth_annotation_unref (self->annotation);
  g_free (self->words);
  g_free (self->speaker);
  g_free (self->cue);
  g_ptr_array_unref (self->linked);
  g_free (self);
}

void
quoth_feedback_card_free (QuothFeedbackCard *self)
{
  g_free (self->article);
  g_free (self->article_name);
  g_clear_pointer (&self->details, g_ptr_array_unref);
  side_free (self->theirs);
  side_free (self->gold);
  g_free (self->reason);
  g_free (self->before);
  g_free (self->match);
  g_free (self->after);
  g_free (self);
}

const char *
quoth_feedback_card_get_type_id (const QuothFeedbackCard *self)
{
  return (self->gold != NULL ? self->gold : self->theirs)->annotation->type;
}

/* The records are in the order of their ids; the last word counts, as in a review. */
static void
take_record (Look            *self,
             QuothAnnotation *record)
{
  g_auto (GStrv) sources = quoth_attributes_dup_strv (record->attributes, "review_sources");
  g_auto (GStrv) taken = quoth_attributes_dup_strv (record->attributes, "review_taken");

  for (guint i = 0; sources != NULL && sources[i] != NULL; i++)
    g_hash_table_insert (self->decided, g_strdup (sources[i]), record);
  for (guint i = 0; taken != NULL && taken[i] != NULL; i++)
    {
      const char *slash = strrchr (taken[i], '/');
      g_autofree char *layer = slash != NULL ? g_strndup (taken[i], (gsize) (slash - taken[i]))
                                             : NULL;

      if (slash != NULL)
        g_hash_table_insert (self->decided,
                             quoth_review_make_gold_id (self->data->article->id, layer, slash + 1),
                             record);
    }
}

static void
prepare (Look *self)
{
  self->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->decided = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < self->data->layers->len; i++)
    {
      const QuothLayer *layer = self->data->layers->pdata[i];

      if (strcmp (layer->name, QUOTH_LAYER_GOLD) == 0)
        self->done = strcmp (layer->state, "done") == 0;
    }
  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->data->annotations->pdata[i];

      g_hash_table_insert (self->by_key, quoth_review_dup_key (annotation), annotation);
      if (strcmp (annotation->layer, QUOTH_LAYER_REVIEW) == 0)
        take_record (self, annotation);
    }
}

/* The words of what links of @role lead to; NULL for none. */
static char *
linked_words (Look            *self,
              QuothAnnotation *annotation,
              const char      *role)
{
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < annotation->n_links; i++)
    {
      g_autofree char *key = g_strconcat (annotation->layer, "/", annotation->links[i].to, NULL);
      QuothAnnotation *target = g_hash_table_lookup (self->by_key, key);
      g_autofree char *words = NULL;

      if (target == NULL || strcmp (annotation->links[i].role, role) != 0)
        continue;
      words = quoth_annotation_dup_text (target, self->data->text, " … ");
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", words);
    }
  return out->len > 0 ? g_strdup (out->str) : NULL;
}

static QuothFeedbackSide *
make_side (Look            *self,
           const QuothCase *found,
           QuothAnnotation *annotation)
{
  QuothFeedbackSide *side;

  if (annotation == NULL)
    return NULL;
  side = g_new0 (QuothFeedbackSide, 1);
  side->annotation = quoth_annotation_ref (annotation);
  side->words = quoth_annotation_dup_text (annotation, self->data->text, " … ");
  side->speaker = linked_words (self, annotation, "speaker");
  side->cue = linked_words (self, annotation, "cue");
  side->linked = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < found->details->len; i++)
    g_ptr_array_add (side->linked, linked_words (self, annotation, found->details->pdata[i]));
  return side;
}

/* The paragraph, without what stands far from the words. */
static void
cut_context (QuothText         *text,
             QuothFeedbackCard *card)
{
  QuothSpan first = quoth_paragraph_at (text, card->span.start);
  QuothSpan last = quoth_paragraph_at (text, MAX (card->span.end, 1) - 1);
  guint start = MIN (first.start, card->span.start);
  guint end = MAX (last.end, card->span.end);

  if (card->span.start - start > CONTEXT_CHARS)
    start = card->span.start - CONTEXT_CHARS;
  if (end - card->span.end > CONTEXT_CHARS)
    end = card->span.end + CONTEXT_CHARS;
  card->before = quoth_text_slice (text, start, card->span.start);
  card->match = quoth_text_slice (text, card->span.start, card->span.end);
  card->after = quoth_text_slice (text, card->span.end, end);
}

static QuothAnnotation *
find_record (Look            *self,
             const QuothCase *found)
{
  QuothAnnotation *theirs = found->members[0], *gold = found->members[1];
  g_autofree char *key = theirs != NULL ? quoth_review_dup_key (theirs) : NULL;
  QuothAnnotation *record = key != NULL ? g_hash_table_lookup (self->decided, key) : NULL;

  return record == NULL && gold != NULL ? g_hash_table_lookup (self->decided, gold->id) : record;
}

static void
add_card (Look      *self,
          QuothCase *found)
{
  QuothAnnotation *record = find_record (self, found);
  QuothFeedbackCard *card;

  if (found->causes == 0 || (!self->done && record == NULL)
      || self->search->cards->len >= self->search->limit)
    return;
  card = g_new0 (QuothFeedbackCard, 1);
  card->article = g_strdup (self->data->article->id);
  card->article_name = g_strdup (self->data->article->name);
  card->span = found->hull;
  card->causes = found->causes;
  card->details = g_ptr_array_ref (found->details);
  card->theirs = make_side (self, found, found->members[0]);
  card->gold = make_side (self, found, found->members[1]);
  card->reason = record != NULL ? g_strdup (record->note) : NULL;
  cut_context (self->data->text, card);
  g_ptr_array_add (self->search->cards, card);
}

static int
compare_cases (gconstpointer a,
               gconstpointer b)
{
  const QuothCase *left = *(QuothCase *const *) a, *right = *(QuothCase *const *) b;

  if (left->hull.start != right->hull.start)
    return left->hull.start < right->hull.start ? -1 : 1;
  return (left->hull.end > right->hull.end) - (left->hull.end < right->hull.end);
}

static gboolean
has_layer (QuothArticleData *data,
           const char       *name)
{
  if (quoth_article_data_lookup_layer (data, name) != NULL)
    return TRUE;
  for (guint i = 0; i < data->annotations->len; i++)
    if (strcmp (((QuothAnnotation *) data->annotations->pdata[i])->layer, name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
article_cb (QuothArticleData  *data,
            gpointer           user_data,
            GError           **error)
{
  Search *search = user_data;
  const char *const layers[] = { search->layer, QUOTH_LAYER_GOLD, NULL };
  g_auto (Look) self = { .search = search, .data = data };
  g_autoptr (GPtrArray) cases = NULL;

  if (search->cards->len >= search->limit || !has_layer (data, search->layer)
      || !has_layer (data, QUOTH_LAYER_GOLD))
    return TRUE;
  prepare (&self);
  cases = quoth_cases_find (quoth_project_get_scheme (search->project), data, layers,
                            quoth_project_get_registry (search->project), NULL, error);
  if (cases == NULL)
    return FALSE;
  g_ptr_array_sort (cases, compare_cases);
  for (guint i = 0; i < cases->len; i++)
    add_card (&self, cases->pdata[i]);
  return TRUE;
}

/**
 * quoth_feedback_find:
 * @project: a project, of the calling thread
 * @layer: an annotator's layer
 * @limit: how many cards at most
 * @progress: (nullable): counts articles, stops it
 * @error: return location for any error of reading
 *
 * Returns: (transfer full) (nullable) (element-type QuothFeedbackCard): the deck
 */
GPtrArray *
quoth_feedback_find (QuothProject   *project,
                     const char     *layer,
                     guint           limit,
                     QuothProgress  *progress,
                     GError        **error)
{
  g_autoptr (GPtrArray) cards =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_feedback_card_free);
  Search search = { project, layer, limit, cards };
  const char *const layers[] = { layer, QUOTH_LAYER_GOLD, QUOTH_LAYER_REVIEW, NULL };

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && layer != NULL, NULL);

  if (!quoth_project_foreach_article (project, layers, progress, article_cb, &search, error))
    return NULL;
  return g_steal_pointer (&cards);
}
