/* quoth-review-state.c - what is settled and what is not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review"

#include "config.h"

#include "quoth-review.h"
#include "quoth-review-private.h"

#include "quoth-remark.h"

#include <string.h>

guint
quoth_review_get_n_layers (QuothReview *self)
{
  return g_strv_length (self->layers);
}

const char *const *
quoth_review_get_layers (QuothReview *self)
{
  return (const char *const *) self->layers;
}

/**
 * quoth_review_get_present:
 * @self: a review
 *
 * Returns: bits of layers that are there to compare, as quoth_layers_present() says
 */
guint32
quoth_review_get_present (QuothReview *self)
{
  return self->present;
}

gboolean
quoth_review_can_compare (QuothReview *self)
{
  return (self->present & (self->present - 1)) != 0;
}

/**
 * quoth_review_get_layer:
 * @self: a review
 * @index: below quoth_review_get_n_layers(); 0 has the letter A
 *
 * Returns: the layer's name, which is shown to people only when they ask
 */
const char *
quoth_review_get_layer (QuothReview *self,
                        guint        index)
{
  g_return_val_if_fail (index < quoth_review_get_n_layers (self), NULL);

  return self->layers[index];
}

GPtrArray *
quoth_review_get_disputes (QuothReview *self)
{
  return self->disputes;
}

GPtrArray *
quoth_review_get_agreed (QuothReview *self)
{
  return self->agreed;
}

/**
 * quoth_review_find_open:
 * @self: a review
 * @after: (nullable): one of its disputes
 *
 * Returns: (nullable): the first open dispute behind @after, or from the beginning
 */
QuothDispute *
quoth_review_find_open (QuothReview  *self,
                        QuothDispute *after)
{
  GPtrArray *disputes = self->disputes;
  guint from = 0;

  if (after != NULL && g_ptr_array_find (disputes, after, &from))
    from++;
  for (guint i = 0; i < disputes->len; i++)
    {
      QuothDispute *dispute = disputes->pdata[(from + i) % disputes->len];

      if (quoth_review_get_settled (self, dispute) == QUOTH_SETTLED_NOT)
        return dispute;
    }
  return NULL;
}

/* What a record is about; NULL when no layer says that any more. */
static QuothDispute *
find_subject (QuothReview     *self,
              QuothAnnotation *record)
{
  g_auto (GStrv) keys = quoth_attributes_dup_strv (record->attributes, "review_sources");

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      QuothAnnotation *source = g_hash_table_lookup (self->sources, keys[i]);

      if (source != NULL)
        return g_hash_table_lookup (self->cases, source);
    }
  return NULL;
}

/**
 * quoth_review_find_reopened:
 * @self: a review that has applied @command
 * @command: an undo, or anything else
 *
 * Returns: (nullable): the open dispute whose record @command took away: what was undone
 *   is looked at again
 */
QuothDispute *
quoth_review_find_reopened (QuothReview  *self,
                            QuothCommand *command)
{
  /* An undo goes backwards: what was decided first comes last, and the others with it. */
  for (guint i = quoth_command_get_n_changes (command); i > 0; i--)
    {
      const QuothChange *change = quoth_command_get_change (command, i - 1);
      QuothAnnotation *record = change->before;
      QuothDispute *dispute;

      if (change->kind != QUOTH_RECORD_ANNOTATION || strcmp (change->article, self->article) != 0
          || change->after != NULL || record == NULL
          || strcmp (record->layer, QUOTH_LAYER_REVIEW) != 0)
        continue;
      dispute = find_subject (self, record);
      if (dispute != NULL && !dispute->agreed
          && quoth_review_get_settled (self, dispute) == QUOTH_SETTLED_NOT)
        return dispute;
    }
  return NULL;
}

/**
 * quoth_review_dup_taken:
 * @self: a review
 * @dispute: one of its disputes
 * @variant: one of its variants
 *
 * Returns: (transfer full) (nullable): the id of what gold has of the variant, to alter it
 */
char *
quoth_review_dup_taken (QuothReview        *self,
                        const QuothDispute *dispute,
                        guint               variant)
{
  guint32 layers = g_array_index (dispute->variants, QuothVariant, variant).layers;

  /* A copy may stand in the place of another variant's that was taken before. */
  for (int own = 1; own >= 0; own--)
    for (guint l = 0; l < dispute->found->n_layers; l++)
      {
        QuothAnnotation *member = dispute->found->members[l];
        const char *id = member != NULL ? quoth_review_get_gold_id (self, member) : NULL;

        if (id != NULL && g_hash_table_contains (self->gold, id)
            && (!own || ((layers >> l) & 1) != 0))
          return g_strdup (id);
      }
  return NULL;
}

gboolean
quoth_review_is_finished (QuothReview *self)
{
  return self->gold_layer != NULL && strcmp (self->gold_layer->state, "done") == 0;
}

/* The records of decisions are no change of what can be annotated. */
static gboolean
take_scheme (QuothReview       *self,
             const QuothChange *change)
{
  g_autoptr (QuothScheme) before = NULL, after = NULL;

  if (change->before == NULL || change->after == NULL)
    return FALSE;
  before = quoth_review_scheme_with_record (change->before);
  after = quoth_review_scheme_with_record (change->after);
  if (!quoth_scheme_equal (before, after))
    return FALSE;
  quoth_scheme_unref (self->scheme);
  self->scheme = quoth_scheme_ref (change->after);
  return TRUE;
}

static gboolean
take_annotation (QuothReview       *self,
                 const QuothChange *change)
{
  QuothAnnotation *before = change->before, *after = change->after;
  const char *layer = (before != NULL ? before : after)->layer;
  const char *id = (before != NULL ? before : after)->id;

  if (before != NULL && after != NULL && strcmp (before->layer, after->layer) != 0)
    return FALSE;
  if (strcmp (layer, QUOTH_LAYER_GOLD) == 0)
    quoth_review_set_gold (self, id, after);
  else if (strcmp (layer, QUOTH_LAYER_REVIEW) == 0)
    quoth_review_set_record (self, id, after);
  else
    return strcmp (layer, QUOTH_LAYER_REMARKS) == 0;
  return TRUE;
}

static void
take_layer (QuothReview       *self,
            const QuothChange *change)
{
  const QuothLayer *layer = change->after != NULL ? change->after : change->before;

  if (strcmp (layer->name, QUOTH_LAYER_GOLD) != 0)
    return;
  g_clear_pointer (&self->gold_layer, quoth_layer_free);
  self->gold_layer = change->after != NULL ? quoth_layer_copy (layer) : NULL;
}

/**
 * quoth_review_apply:
 * @self: a review
 * @command: what the project committed, undo and redo included
 *
 * Returns: %FALSE when layers, people or scheme are no longer those that were compared,
 *   so that the review is to be made anew
 */
gboolean
quoth_review_apply (QuothReview  *self,
                    QuothCommand *command)
{
  gboolean whole = TRUE;

  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);
      gboolean ours = g_strcmp0 (change->article, self->article) == 0;

      if (change->kind == QUOTH_RECORD_ANNOTATION && ours)
        whole = take_annotation (self, change) && whole;
      else if (change->kind == QUOTH_RECORD_LAYER && ours)
        take_layer (self, change);
      else if (change->kind == QUOTH_RECORD_SCHEME)
        whole = take_scheme (self, change) && whole;
      else if (change->kind == QUOTH_RECORD_ENTITY)
        whole = FALSE;
    }
  quoth_review_settle_touched (self);
  return whole;
}
