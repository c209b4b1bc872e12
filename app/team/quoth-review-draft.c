/* quoth-review-draft.c - the layer gold as a decision leaves it
 *
 * What is taken is copied first and linked when all of it is there. Links that lead
 * to claims wait until the claim is taken too, and are then made from both sides, so
 * that the order of decisions does not matter.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review"

#include "config.h"

#include "quoth-review-private.h"

#include "quoth-id.h"

#include <string.h>

static void
unref_pending (gpointer annotation)
{
  if (annotation != NULL)
    quoth_annotation_unref (annotation);
}

void
quoth_gold_draft_init (QuothGoldDraft *self,
                       QuothReview    *review,
                       const char     *origin)
{
  *self = (QuothGoldDraft) { .review = review, .origin = origin };
  self->order = g_ptr_array_new ();
  self->pending = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_pending);
  self->taken = g_hash_table_new (NULL, NULL);
  self->queue = g_ptr_array_new ();
}

void
quoth_gold_draft_clear (QuothGoldDraft *self)
{
  g_clear_pointer (&self->order, g_ptr_array_unref);
  g_clear_pointer (&self->pending, g_hash_table_unref);
  g_clear_pointer (&self->slots, g_hash_table_unref);
  g_clear_pointer (&self->taken, g_hash_table_unref);
  g_clear_pointer (&self->queue, g_ptr_array_unref);
}

static QuothAnnotation *
peek (QuothGoldDraft *self,
      const char     *id)
{
  gpointer annotation;

  if (g_hash_table_lookup_extended (self->pending, id, NULL, &annotation))
    return annotation;
  return g_hash_table_lookup (self->review->gold, id);
}

/* Takes @annotation, which may be NULL. */
static void
set_pending (QuothGoldDraft  *self,
             const char      *id,
             QuothAnnotation *annotation)
{
  char *key = g_strdup (id);

  if (!g_hash_table_contains (self->pending, id))
    g_ptr_array_add (self->order, key);
  g_hash_table_insert (self->pending, key, annotation);
}

static QuothAnnotation *
change (QuothGoldDraft *self,
        const char     *id)
{
  QuothAnnotation *annotation = g_hash_table_lookup (self->pending, id);

  if (annotation == NULL)
    {
      annotation = quoth_annotation_copy (peek (self, id));
      set_pending (self, id, annotation);
    }
  return annotation;
}

static const QuothType *
type_of (QuothGoldDraft  *self,
         QuothAnnotation *annotation)
{
  return quoth_scheme_lookup_type (self->review->scheme, annotation->type);
}

static gboolean
is_claim (QuothGoldDraft  *self,
          QuothAnnotation *annotation)
{
  const QuothType *type = type_of (self, annotation);

  return type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM;
}

static gboolean
is_slot (QuothGoldDraft  *self,
         QuothAnnotation *annotation)
{
  const QuothType *type = type_of (self, annotation);

  return type != NULL && type->slot;
}

static char *
dup_place (QuothAnnotation *annotation)
{
  GString *out = g_string_new (annotation->type);

  for (guint i = 0; i < annotation->n_parts; i++)
    g_string_append_printf (out, " %u-%u", annotation->parts[i].start, annotation->parts[i].end);
  return g_string_free (out, FALSE);
}

static void
note_slot (QuothGoldDraft  *self,
           QuothAnnotation *annotation)
{
  if (self->slots != NULL && is_slot (self, annotation))
    g_hash_table_insert (self->slots, dup_place (annotation), g_strdup (annotation->id));
}

/* A cue that several layers marked is one cue in gold, whoever's claim it came with. */
static char *
find_slot (QuothGoldDraft  *self,
           QuothAnnotation *source)
{
  g_autofree char *place = dup_place (source);
  const char *id;

  if (self->slots == NULL)
    {
      GHashTableIter iter;
      gpointer value;

      self->slots = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
      g_hash_table_iter_init (&iter, self->review->gold);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        note_slot (self, value);
      g_hash_table_iter_init (&iter, self->pending);
      while (g_hash_table_iter_next (&iter, NULL, &value))
        if (value != NULL)
          note_slot (self, value);
    }
  id = g_hash_table_lookup (self->slots, place);
  return id != NULL && peek (self, id) != NULL ? g_strdup (id) : NULL;
}

/* The copy in gold of a member of @dispute, of one of @layers. */
static char *
find_member (QuothGoldDraft     *self,
             const QuothDispute *dispute,
             guint32             layers)
{
  for (guint l = 0; l < dispute->found->n_layers; l++)
    {
      QuothAnnotation *member = dispute->found->members[l];
      const char *id;

      if (member == NULL || ((layers >> l) & 1) == 0)
        continue;
      id = quoth_review_get_gold_id (self->review, member);
      if (peek (self, id) != NULL)
        return g_strdup (id);
    }
  return NULL;
}

/* What stands for @source in gold, if anything does. */
static char *
find (QuothGoldDraft  *self,
      QuothAnnotation *source)
{
  const QuothDispute *dispute = g_hash_table_lookup (self->review->cases, source);
  const char *own = quoth_review_get_gold_id (self->review, source);
  char *id;

  if (peek (self, own) != NULL)
    return g_strdup (own);
  id = dispute != NULL ? find_member (self, dispute, G_MAXUINT32) : NULL;
  return id == NULL && is_slot (self, source) ? find_slot (self, source) : id;
}

/* Puts a copy of @source, without links, in the place of @id. */
static void
copy_to (QuothGoldDraft  *self,
         QuothAnnotation *source,
         const char      *id)
{
  QuothAnnotation *copy = quoth_annotation_copy (source);
  g_autofree char *now = quoth_now ();

  quoth_annotation_set_id (copy, id);
  quoth_annotation_set_layer (copy, QUOTH_LAYER_GOLD);
  quoth_annotation_set_origin (copy, self->origin);
  quoth_annotation_set_created (copy, now);
  quoth_annotation_remove_link (copy, NULL, NULL);
  set_pending (self, id, copy);
  note_slot (self, copy);
  g_hash_table_add (self->taken, source);
  g_ptr_array_add (self->queue, source);
}

/* What @source is in gold; what is no claim comes along when it is not there yet. */
static char *
bring (QuothGoldDraft  *self,
       QuothAnnotation *source)
{
  char *id = find (self, source);

  if (id == NULL && !is_claim (self, source))
    {
      id = g_strdup (quoth_review_get_gold_id (self->review, source));
      copy_to (self, source, id);
    }
  return id;
}

static void
add_link (QuothGoldDraft  *self,
          const char      *from,
          const QuothLink *link,
          const char      *to)
{
  QuothAnnotation *annotation = peek (self, from);

  if (strcmp (from, to) == 0)
    return;
  for (guint i = 0; i < annotation->n_links; i++)
    if (strcmp (annotation->links[i].role, link->role) == 0
        && strcmp (annotation->links[i].to, to) == 0)
      return;
  quoth_annotation_add_link (change (self, from), link->role, to, link->attributes);
}

static void
link_out (QuothGoldDraft  *self,
          QuothAnnotation *source)
{
  g_autofree char *from = find (self, source);

  for (guint i = 0; i < source->n_links; i++)
    {
      QuothAnnotation *target = quoth_review_get_target (self->review, source, &source->links[i]);
      g_autofree char *to = target != NULL ? bring (self, target) : NULL;

      if (to != NULL)
        add_link (self, from, &source->links[i], to);
    }
}

/* From what was taken before and leads here. */
static void
link_in (QuothGoldDraft  *self,
         QuothAnnotation *target)
{
  g_autofree char *to = find (self, target);
  GPtrArray *referrers = g_hash_table_lookup (self->review->referrers, target);

  for (guint i = 0; referrers != NULL && i < referrers->len; i++)
    {
      QuothAnnotation *source = referrers->pdata[i];
      g_autofree char *from = NULL;

      if (!g_hash_table_contains (self->taken, source)
          && !quoth_review_was_taken (self->review, source))
        continue;
      from = find (self, source);
      for (guint l = 0; from != NULL && l < source->n_links; l++)
        if (strcmp (source->links[l].to, target->id) == 0)
          add_link (self, from, &source->links[l], to);
    }
}

/**
 * quoth_gold_draft_link:
 * @self: a draft
 *
 * Makes the links of all that was taken, and brings along what they need.
 */
void
quoth_gold_draft_link (QuothGoldDraft *self)
{
  for (guint i = 0; i < self->queue->len; i++)
    {
      QuothAnnotation *source = self->queue->pdata[i];
      const QuothDispute *dispute = g_hash_table_lookup (self->review->cases, source);

      link_out (self, source);
      if (dispute == NULL)
        link_in (self, source);
      for (guint l = 0; dispute != NULL && l < dispute->found->n_layers; l++)
        if (dispute->found->members[l] != NULL)
          link_in (self, dispute->found->members[l]);
    }
  g_ptr_array_set_size (self->queue, 0);
}

static gboolean
is_used (QuothGoldDraft *self,
         const char     *id)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (self->review->used, id));
  GHashTableIter iter;
  gpointer key, value;

  /* Of the links on the disk those count that this draft has not changed. */
  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, &key, &value))
    {
      QuothAnnotation *before = g_hash_table_lookup (self->review->gold, key), *after = value;

      for (guint i = 0; before != NULL && i < before->n_links; i++)
        n -= strcmp (before->links[i].to, id) == 0;
      for (guint i = 0; after != NULL && i < after->n_links; i++)
        n += strcmp (after->links[i].to, id) == 0;
    }
  return n > 0;
}

static void
drop (QuothGoldDraft *self,
      const char     *id)
{
  GHashTableIter iter;
  gpointer value;
  g_autoptr (GPtrArray) referrers = g_ptr_array_new_with_free_func (g_free);

  g_hash_table_iter_init (&iter, self->review->gold);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (quoth_annotation_links_to (value, id))
      g_ptr_array_add (referrers, g_strdup (((QuothAnnotation *) value)->id));
  for (guint i = 0; i < referrers->len; i++)
    if (peek (self, referrers->pdata[i]) != NULL)
      quoth_annotation_remove_link (change (self, referrers->pdata[i]), NULL, id);
  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (value != NULL && quoth_annotation_links_to (value, id))
      quoth_annotation_remove_link (value, NULL, id);
  set_pending (self, id, NULL);
}

/* What @id leads to in gold and nothing else does after it has gone: its cue. */
static void
drop_slots_of (QuothGoldDraft  *self,
               QuothAnnotation *before)
{
  for (guint i = 0; i < before->n_links; i++)
    {
      QuothAnnotation *target = peek (self, before->links[i].to);

      if (target != NULL && is_slot (self, target) && !is_used (self, target->id))
        drop (self, target->id);
    }
}

/**
 * quoth_gold_draft_take:
 * @self: a draft
 * @dispute: of its review
 * @variant: what to take
 * @beside: keep what gold has of other variants
 */
void
quoth_gold_draft_take (QuothGoldDraft     *self,
                       const QuothDispute *dispute,
                       const QuothVariant *variant,
                       gboolean            beside)
{
  g_autofree char *id = find_member (self, dispute, variant->layers);
  g_autoptr (QuothAnnotation) before = NULL;

  if (id == NULL && !beside)
    id = find_member (self, dispute, G_MAXUINT32);
  if (id == NULL)
    id = g_strdup (quoth_review_get_gold_id (self->review, variant->annotation));
  if (peek (self, id) != NULL)
    before = quoth_annotation_ref (peek (self, id));
  copy_to (self, variant->annotation, id);
  if (before != NULL)
    drop_slots_of (self, before);
}

/**
 * quoth_gold_draft_drop:
 * @self: a draft
 * @dispute: of its review
 * @except: (nullable): a variant that stays
 *
 * Takes out of gold what it has of @dispute.
 */
void
quoth_gold_draft_drop (QuothGoldDraft     *self,
                       const QuothDispute *dispute,
                       const QuothVariant *except)
{
  g_autofree char *kept = except != NULL ? find_member (self, dispute, except->layers) : NULL;

  if (except != NULL && kept == NULL)
    kept = find_member (self, dispute, G_MAXUINT32);
  for (guint l = 0; l < dispute->found->n_layers; l++)
    {
      QuothAnnotation *member = dispute->found->members[l];
      const char *id = member != NULL ? quoth_review_get_gold_id (self->review, member) : NULL;
      QuothAnnotation *there = id != NULL ? peek (self, id) : NULL;
      g_autoptr (QuothAnnotation) before = NULL;

      if (there == NULL || g_strcmp0 (id, kept) == 0)
        continue;
      before = quoth_annotation_ref (there);
      drop (self, id);
      drop_slots_of (self, before);
    }
}

gboolean
quoth_gold_draft_has (QuothGoldDraft     *self,
                      const QuothDispute *dispute)
{
  g_autofree char *id = find_member (self, dispute, G_MAXUINT32);

  return id != NULL;
}

void
quoth_gold_draft_finish (QuothGoldDraft *self,
                         QuothCommand   *command)
{
  for (guint i = 0; i < self->order->len; i++)
    {
      const char *id = self->order->pdata[i];
      QuothAnnotation *before = g_hash_table_lookup (self->review->gold, id);
      QuothAnnotation *after = g_hash_table_lookup (self->pending, id);

      if (before != NULL || after != NULL)
        quoth_command_add_annotation (command, self->review->article, before, after);
    }
}
