/* quoth-review.c - several layers of an article on their way to one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review"

#include "config.h"

#include "quoth-review.h"
#include "quoth-review-letters.h"
#include "quoth-review-private.h"

#include "quoth-agreement.h"

#include <string.h>

static void
dispute_free (gpointer data)
{
  QuothDispute *self = data;

  quoth_case_free (self->found);
  g_array_unref (self->variants);
  g_free (self);
}

void
quoth_review_free (QuothReview *self)
{
  quoth_scheme_unref (self->scheme);
  quoth_text_unref (self->text);
  g_free (self->article);
  g_clear_pointer (&self->gold_layer, quoth_layer_free);
  g_strfreev (self->layers);
  g_clear_object (&self->registry);
  g_hash_table_unref (self->referrers);
  g_hash_table_unref (self->cases);
  g_hash_table_unref (self->touched);
  g_ptr_array_unref (self->disputes);
  g_ptr_array_unref (self->agreed);
  g_hash_table_unref (self->named);
  g_hash_table_unref (self->used);
  g_hash_table_unref (self->gold);
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->copies);
  g_hash_table_unref (self->gold_ids);
  g_hash_table_unref (self->sources);
  g_free (self);
}

char *
quoth_review_dup_key (QuothAnnotation *annotation)
{
  return g_strconcat (annotation->layer, "/", annotation->id, NULL);
}

const char *
quoth_review_get_gold_id (QuothReview     *self,
                          QuothAnnotation *source)
{
  return g_hash_table_lookup (self->gold_ids, source);
}

QuothAnnotation *
quoth_review_get_target (QuothReview     *self,
                         QuothAnnotation *source,
                         const QuothLink *link)
{
  g_autofree char *key = g_strconcat (source->layer, "/", link->to, NULL);

  return g_hash_table_lookup (self->sources, key);
}

/* What most layers say first, then by letters. */
static int
compare_variants_cb (gconstpointer a,
                     gconstpointer b)
{
  const QuothVariant *x = a, *y = b;

  if (x->n_layers != y->n_layers)
    return x->n_layers > y->n_layers ? -1 : 1;
  return g_bit_nth_lsf (x->layers, -1) - g_bit_nth_lsf (y->layers, -1);
}

/* Takes @found. */
static QuothDispute *
make_dispute (QuothCase     *found,
              QuothStrategy  strategy)
{
  QuothDispute *self = g_new0 (QuothDispute, 1);
  guint n_members = 0;

  self->found = found;
  self->variants = g_array_sized_new (FALSE, TRUE, sizeof (QuothVariant), found->n_variants);
  g_array_set_size (self->variants, found->n_variants);
  for (guint l = 0; l < found->n_layers; l++)
    {
      QuothVariant *variant;

      if (found->members[l] == NULL)
        continue;
      variant = &g_array_index (self->variants, QuothVariant, found->variants[l]);
      if (variant->annotation == NULL)
        variant->annotation = found->members[l];
      variant->layers |= 1u << l;
      variant->n_layers++;
      n_members++;
    }
  g_array_sort (self->variants, compare_variants_cb);
  self->agreed = found->causes == 0;
  if (strategy == QUOTH_STRATEGY_MAJORITY
      && (g_array_index (self->variants, QuothVariant, 0).n_layers * 2 > found->n_present
          || (found->n_present - n_members) * 2 > found->n_present))
    self->agreed = TRUE;
  return self;
}

static int
compare_disputes_cb (gconstpointer a,
                     gconstpointer b)
{
  const QuothDispute *x = *(const QuothDispute *const *) a;
  const QuothDispute *y = *(const QuothDispute *const *) b;
  QuothCause one = quoth_case_get_cause (x->found), other = quoth_case_get_cause (y->found);

  if (one != other)
    return one < other ? -1 : 1;
  if (x->found->hull.start != y->found->hull.start)
    return x->found->hull.start < y->found->hull.start ? -1 : 1;
  if (x->found->hull.end != y->found->hull.end)
    return x->found->hull.end > y->found->hull.end ? -1 : 1;
  return strcmp (g_array_index (x->variants, QuothVariant, 0).annotation->id,
                 g_array_index (y->variants, QuothVariant, 0).annotation->id);
}

static void
add_cases (QuothReview   *self,
           GPtrArray     *cases,
           QuothStrategy  strategy)
{
  for (guint i = 0; i < cases->len; i++)
    {
      QuothCase *found = cases->pdata[i];
      QuothDispute *dispute = make_dispute (found, strategy);

      g_ptr_array_add (dispute->agreed ? self->agreed : self->disputes, dispute);
      for (guint l = 0; l < found->n_layers; l++)
        if (found->members[l] != NULL)
          g_hash_table_insert (self->cases, found->members[l], dispute);
    }
  g_ptr_array_sort (self->disputes, compare_disputes_cb);
}

char *
quoth_review_make_gold_id (const char *article,
                           const char *layer,
                           const char *source)
{
  g_autofree char *words = g_strjoin ("\n", article, layer, source, NULL);
  char *id = g_compute_checksum_for_string (G_CHECKSUM_SHA256, words, -1);

  id[24] = '\0';
  return id;
}

static void
add_source (QuothReview     *self,
            QuothAnnotation *annotation)
{
  char *id = quoth_review_make_gold_id (self->article, annotation->layer, annotation->id);

  g_hash_table_insert (self->sources, quoth_review_dup_key (annotation),
                       quoth_annotation_ref (annotation));
  g_hash_table_insert (self->gold_ids, annotation, id);
  g_hash_table_insert (self->copies, id, annotation);
}

static void
add_referrers (QuothReview *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->sources);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      QuothAnnotation *source = value;

      for (guint i = 0; i < source->n_links; i++)
        {
          QuothAnnotation *target = quoth_review_get_target (self, source, &source->links[i]);
          GPtrArray *list = target != NULL ? g_hash_table_lookup (self->referrers, target) : NULL;

          if (target != NULL && list == NULL)
            g_hash_table_insert (self->referrers, target, list = g_ptr_array_new ());
          if (list != NULL)
            g_ptr_array_add (list, source);
        }
    }
}

static void
read_data (QuothReview      *self,
           QuothArticleData *data)
{
  for (guint i = 0; i < data->layers->len; i++)
    {
      QuothLayer *layer = data->layers->pdata[i];

      if (strcmp (layer->name, QUOTH_LAYER_GOLD) == 0)
        self->gold_layer = quoth_layer_copy (layer);
    }
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (strcmp (annotation->layer, QUOTH_LAYER_GOLD) == 0)
        quoth_review_set_gold (self, annotation->id, annotation);
      else if (strcmp (annotation->layer, QUOTH_LAYER_REVIEW) == 0)
        quoth_review_set_record (self, annotation->id, annotation);
      else
        add_source (self, annotation);
    }
  add_referrers (self);
}

/**
 * quoth_review_new:
 * @scheme: the project's
 * @data: an article with the annotations of all layers
 * @registry: (nullable): to follow merged entities
 * @strategy: what counts as agreed
 * @letters: (nullable) (array zero-terminated): names that have letters already, A first
 * @error: return location, #QuothAgreementError
 *
 * Reads nothing but its arguments, so that a worker can do it.
 *
 * Returns: (transfer full) (nullable): the review
 */
QuothReview *
quoth_review_new (QuothScheme       *scheme,
                  QuothArticleData  *data,
                  QuothRegistry     *registry,
                  QuothStrategy      strategy,
                  const char *const *letters,
                  GError           **error)
{
  g_autoptr (QuothReview) self = g_new0 (QuothReview, 1);
  g_autoptr (GPtrArray) cases = NULL;

  self->scheme = quoth_scheme_ref (scheme);
  self->text = quoth_text_ref (data->text);
  self->article = g_strdup (data->article->id);
  self->registry = registry != NULL ? g_object_ref (registry) : NULL;
  self->layers = quoth_review_letters_list (data, letters);
  self->sources = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) quoth_annotation_unref);
  self->gold_ids = g_hash_table_new (NULL, NULL);
  self->copies = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->touched = g_hash_table_new (NULL, NULL);
  self->referrers = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_ptr_array_unref);
  self->cases = g_hash_table_new (NULL, NULL);
  self->disputes = g_ptr_array_new_with_free_func (dispute_free);
  self->agreed = g_ptr_array_new_with_free_func (dispute_free);
  self->gold = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                      (GDestroyNotify) quoth_annotation_unref);
  self->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->records = g_hash_table_new_full (g_str_hash, g_str_equal, NULL,
                                         (GDestroyNotify) quoth_annotation_unref);
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  if (g_strv_length (self->layers) > QUOTH_AGREEMENT_MAX_LAYERS)
    {
      g_set_error (error, QUOTH_TEAM_ERROR, QUOTH_TEAM_ERROR_MANY_LAYERS, "more than %d layers",
                   QUOTH_AGREEMENT_MAX_LAYERS);
      return NULL;
    }
  read_data (self, data);
  cases = quoth_cases_find (scheme, data, (const char *const *) self->layers, registry,
                            &self->present, error);
  if (cases == NULL)
    return NULL;
  g_ptr_array_set_free_func (cases, NULL);
  add_cases (self, cases, strategy);
  quoth_review_settle_all (self);
  return g_steal_pointer (&self);
}
