/* quoth-review-state.c - what is settled and what is not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review"

#include "config.h"

#include "quoth-review.h"
#include "quoth-review-private.h"

#include "quoth-fold.h"
#include "quoth-remark.h"

#include <string.h>

guint
quoth_review_get_n_layers (QuothReview *self)
{
  return g_strv_length (self->layers);
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

QuothAnnotation *
quoth_review_get_record (QuothReview        *self,
                         const QuothDispute *dispute)
{
  QuothAnnotation *record = NULL;

  for (guint l = 0; l < dispute->found->n_layers; l++)
    {
      QuothAnnotation *member = dispute->found->members[l];
      g_autofree char *key = member != NULL ? quoth_review_dup_key (member) : NULL;
      QuothAnnotation *named = key != NULL ? g_hash_table_lookup (self->named, key) : NULL;

      /* Somebody has said something since. */
      if (key != NULL && named == NULL)
        return NULL;
      if (named != NULL && (record == NULL || strcmp (record->id, named->id) < 0))
        record = named;
    }
  return record;
}

/* Whether a copy of a member is in gold and something of gold leads to it. */
static gboolean
is_needed (QuothReview        *self,
           const QuothDispute *dispute)
{
  for (guint l = 0; l < dispute->found->n_layers; l++)
    {
      QuothAnnotation *member = dispute->found->members[l];
      g_autofree char *id = member != NULL ? quoth_review_dup_gold_id (self, member) : NULL;

      if (id != NULL && g_hash_table_contains (self->gold, id)
          && g_hash_table_contains (self->used, id))
        return TRUE;
    }
  return FALSE;
}

/**
 * quoth_review_get_settled:
 * @self: a review
 * @dispute: one of its disputes
 *
 * Returns: whether and how it is settled
 */
QuothSettled
quoth_review_get_settled (QuothReview        *self,
                          const QuothDispute *dispute)
{
  if (quoth_review_get_record (self, dispute) != NULL)
    return QUOTH_SETTLED_DECIDED;
  if (dispute->found->causes == QUOTH_CAUSE_MISSING && is_needed (self, dispute))
    {
      const QuothVariant *variant = &g_array_index (dispute->variants, QuothVariant, 0);
      const QuothType *type = quoth_scheme_lookup_type (self->scheme, variant->annotation->type);

      if (type == NULL || type->kind != QUOTH_TYPE_KIND_CLAIM)
        return QUOTH_SETTLED_IMPLIED;
    }
  return QUOTH_SETTLED_NOT;
}

guint
quoth_review_count_open (QuothReview *self)
{
  guint n = 0;

  for (guint i = 0; i < self->disputes->len; i++)
    n += quoth_review_get_settled (self, self->disputes->pdata[i]) == QUOTH_SETTLED_NOT;
  return n;
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
  GPtrArray *disputes = self->disputes;

  for (guint i = 0; i < quoth_command_get_n_changes (command); i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);
      QuothAnnotation *record = change->before;

      if (change->kind != QUOTH_RECORD_ANNOTATION || change->after != NULL || record == NULL
          || strcmp (record->layer, QUOTH_LAYER_REVIEW) != 0)
        continue;
      for (guint d = 0; d < disputes->len; d++)
        {
          QuothDispute *dispute = disputes->pdata[d];

          if (dispute->found->hull.start == record->parts[0].start
              && dispute->found->hull.end == record->parts[record->n_parts - 1].end
              && quoth_review_get_settled (self, dispute) == QUOTH_SETTLED_NOT)
            return dispute;
        }
    }
  return NULL;
}

/* What makes a dispute the same as another: who says what of which words. NULL for
 * claims, each of which is a matter of its own. */
static char *
tell_pattern (QuothReview        *self,
              const QuothDispute *dispute)
{
  GString *out = g_string_new (NULL);

  g_string_printf (out, "%u", dispute->found->causes);
  for (guint l = 0; l < dispute->found->n_layers; l++)
    {
      QuothAnnotation *member = dispute->found->members[l];
      const QuothType *type;
      g_autofree char *words = NULL;
      g_autofree char *folded = NULL;

      g_string_append_c (out, '\n');
      if (member == NULL)
        continue;
      type = quoth_scheme_lookup_type (self->scheme, member->type);
      if (type == NULL || type->kind == QUOTH_TYPE_KIND_CLAIM)
        {
          g_string_free (out, TRUE);
          return NULL;
        }
      words = quoth_annotation_dup_text (member, self->text, "\n");
      folded = quoth_fold_string (words);
      g_string_append_printf (out, "%u %s %s %s", dispute->found->variants[l], member->type,
                              member->entity != NULL ? member->entity : "", folded);
    }
  return g_string_free (out, FALSE);
}

/**
 * quoth_review_list_alike:
 * @self: a review
 * @dispute: one of its disputes
 *
 * What one decision may settle at once: the same words, taken in the same ways by the
 * same layers.
 *
 * Returns: (transfer full) (element-type QuothDispute): @dispute, then others that are open
 */
GPtrArray *
quoth_review_list_alike (QuothReview  *self,
                         QuothDispute *dispute)
{
  GPtrArray *alike = g_ptr_array_new ();
  g_autofree char *pattern = tell_pattern (self, dispute);

  g_ptr_array_add (alike, dispute);
  for (guint i = 0; pattern != NULL && i < self->disputes->len; i++)
    {
      QuothDispute *other = self->disputes->pdata[i];
      g_autofree char *told = NULL;

      if (other == dispute || other->found->causes != dispute->found->causes
          || quoth_review_get_settled (self, other) != QUOTH_SETTLED_NOT)
        continue;
      told = tell_pattern (self, other);
      if (g_strcmp0 (told, pattern) == 0)
        g_ptr_array_add (alike, other);
    }
  return alike;
}

gboolean
quoth_review_is_finished (QuothReview *self)
{
  return g_strcmp0 (self->gold_state, "done") == 0;
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
  g_free (self->gold_state);
  self->gold_state = change->after != NULL ? g_strdup (layer->state) : NULL;
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
  return whole;
}
