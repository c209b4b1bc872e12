/* quoth-review-settle.c - which disputes are settled, kept up to date
 *
 * Thousands of disputes are asked once, when the review is made; a command then touches
 * a few of them, and only those are asked again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review"

#include "config.h"

#include "quoth-review.h"
#include "quoth-review-private.h"

#include <string.h>

QuothAnnotation *
quoth_review_get_named (QuothReview *self,
                        const char  *key)
{
  GPtrArray *records = g_hash_table_lookup (self->named, key);

  return records != NULL && records->len > 0 ? records->pdata[records->len - 1] : NULL;
}

QuothAnnotation *
quoth_review_get_record (QuothReview        *self,
                         const QuothDispute *dispute)
{
  QuothAnnotation *record = NULL;

  if (g_hash_table_size (self->records) == 0)
    return NULL;
  for (guint l = 0; l < dispute->found->n_layers; l++)
    {
      QuothAnnotation *member = dispute->found->members[l];
      g_autofree char *key = member != NULL ? quoth_review_dup_key (member) : NULL;
      QuothAnnotation *named = key != NULL ? quoth_review_get_named (self, key) : NULL;

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
  if (g_hash_table_size (self->used) == 0)
    return FALSE;
  for (guint l = 0; l < dispute->found->n_layers; l++)
    {
      QuothAnnotation *member = dispute->found->members[l];
      const char *id = member != NULL ? quoth_review_get_gold_id (self, member) : NULL;

      if (id != NULL && g_hash_table_contains (self->gold, id)
          && g_hash_table_contains (self->used, id))
        return TRUE;
    }
  return FALSE;
}

static QuothSettled
ask (QuothReview        *self,
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

static void
count (QuothReview        *self,
       const QuothDispute *dispute,
       int                 step)
{
  if (dispute->settled != QUOTH_SETTLED_NOT)
    return;
  self->n_open += (guint) step;
  self->open_by_cause[g_bit_nth_lsf (quoth_case_get_cause (dispute->found), -1)] += (guint) step;
}

void
quoth_review_settle_all (QuothReview *self)
{
  g_hash_table_remove_all (self->touched);
  self->n_open = 0;
  memset (self->open_by_cause, 0, sizeof self->open_by_cause);
  for (guint i = 0; i < self->disputes->len; i++)
    {
      QuothDispute *dispute = self->disputes->pdata[i];

      dispute->settled = ask (self, dispute);
      count (self, dispute, 1);
    }
}

void
quoth_review_settle_touched (QuothReview *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->touched);
  while (g_hash_table_iter_next (&iter, &value, NULL))
    {
      QuothDispute *dispute = value;

      count (self, dispute, -1);
      dispute->settled = ask (self, dispute);
      count (self, dispute, 1);
    }
  g_hash_table_remove_all (self->touched);
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
  return dispute->settled;
}

guint
quoth_review_count_open (QuothReview *self)
{
  return self->n_open;
}

/**
 * quoth_review_count_open_of:
 * @self: a review
 * @cause: one cause
 *
 * Returns: how many disputes are open whose gravest cause is @cause
 */
guint
quoth_review_count_open_of (QuothReview *self,
                            QuothCause   cause)
{
  return self->open_by_cause[g_bit_nth_lsf (cause, -1)];
}

/* --- what commands change --- */

static void
touch (QuothReview     *self,
       QuothAnnotation *source)
{
  QuothDispute *dispute = source != NULL ? g_hash_table_lookup (self->cases, source) : NULL;

  if (dispute != NULL && !dispute->agreed)
    g_hash_table_add (self->touched, dispute);
}

static void
count_links (QuothReview     *self,
             QuothAnnotation *annotation,
             int              step)
{
  for (guint i = 0; annotation != NULL && i < annotation->n_links; i++)
    {
      const char *to = annotation->links[i].to;
      int n = GPOINTER_TO_INT (g_hash_table_lookup (self->used, to)) + step;

      if (n > 0)
        g_hash_table_insert (self->used, g_strdup (to), GINT_TO_POINTER (n));
      else
        g_hash_table_remove (self->used, to);
      touch (self, g_hash_table_lookup (self->copies, to));
    }
}

void
quoth_review_set_gold (QuothReview     *self,
                       const char      *id,
                       QuothAnnotation *annotation)
{
  count_links (self, g_hash_table_lookup (self->gold, id), -1);
  count_links (self, annotation, 1);
  touch (self, g_hash_table_lookup (self->copies, id));
  if (annotation != NULL)
    g_hash_table_replace (self->gold, annotation->id, quoth_annotation_ref (annotation));
  else
    g_hash_table_remove (self->gold, id);
}

/* The last word counts; ids ascend with time, so that the place is nearly always the end. */
static void
add_name (GPtrArray       *records,
          QuothAnnotation *record)
{
  guint place = records->len;

  while (place > 0 && strcmp (((QuothAnnotation *) records->pdata[place - 1])->id, record->id) > 0)
    place--;
  g_ptr_array_insert (records, (int) place, record);
}

static void
name_sources (QuothReview     *self,
              QuothAnnotation *record,
              gboolean         add)
{
  g_auto (GStrv) keys = quoth_attributes_dup_strv (record->attributes, "review_sources");

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      GPtrArray *records = g_hash_table_lookup (self->named, keys[i]);

      if (records == NULL)
        g_hash_table_insert (self->named, g_strdup (keys[i]), records = g_ptr_array_new ());
      if (add)
        add_name (records, record);
      else
        g_ptr_array_remove (records, record);
      touch (self, g_hash_table_lookup (self->sources, keys[i]));
    }
}

void
quoth_review_set_record (QuothReview     *self,
                         const char      *id,
                         QuothAnnotation *record)
{
  QuothAnnotation *before = g_hash_table_lookup (self->records, id);

  if (before != NULL)
    name_sources (self, before, FALSE);
  if (record != NULL)
    {
      g_hash_table_replace (self->records, record->id, quoth_annotation_ref (record));
      name_sources (self, record, TRUE);
    }
  else
    g_hash_table_remove (self->records, id);
}
