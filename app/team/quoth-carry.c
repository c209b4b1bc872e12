/* quoth-carry.c - annotations of a text carried over to the text that corrects it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-carry"

#include "config.h"

#include "quoth-carry.h"

#include "quoth-anchor.h"
#include "quoth-lost-private.h"
#include "quoth-remark.h"
#include "quoth-review-private.h"

#include <stdio.h>
#include <string.h>

typedef enum
{
  FATE_KNOWN,   /* was dealt with before; it may be there or not */
  FATE_CARRIED,
  FATE_LOST
} Fate;

/* An annotation on its way. */
typedef struct
{
  QuothAnnotation *source;  /* borrowed */
  const char      *id;      /* in the later version, borrowed */
  Fate             fate;
  gboolean         present; /* links may lead to it */
  GArray          *parts;   /* of QuothSpan: where it is, or may be */
  GPtrArray       *from;    /* nullable: of QuothLostLink, what is carried and links to it */
} Item;

typedef struct
{
  QuothArticleData *from;
  const char       *to;
  QuothAnchor      *anchor;
  GHashTable       *gold;  /* id in gold → id there in the later version */
  GHashTable       *there; /* id → QuothAnnotation of the later version */
  GPtrArray        *items; /* of Item, by id */
  GHashTable       *by_id; /* id of the source → Item */
  guint             to_length;
  QuothCarry       *result;
} Carry;

static void
item_free (gpointer data)
{
  Item *self = data;

  g_clear_pointer (&self->parts, g_array_unref);
  g_clear_pointer (&self->from, g_ptr_array_unref);
  g_free (self);
}

static void
layer_free (gpointer data)
{
  QuothCarryLayer *self = data;

  g_free (self->layer);
  g_free (self);
}

static void
carry_clear (Carry *self)
{
  g_clear_pointer (&self->anchor, quoth_anchor_free);
  g_clear_pointer (&self->gold, g_hash_table_unref);
  g_clear_pointer (&self->there, g_hash_table_unref);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Carry, carry_clear)

/* Review knows its copies by their ids, which name the article. */
static void
name_gold (Carry *self)
{
  GPtrArray *annotations = self->from->annotations;

  for (guint i = 0; i < annotations->len; i++)
    {
      QuothAnnotation *annotation = annotations->pdata[i];

      if (strcmp (annotation->layer, QUOTH_LAYER_GOLD) == 0)
        g_hash_table_insert (self->gold, g_strdup (annotation->id), NULL);
    }
  for (guint i = 0; i < annotations->len && g_hash_table_size (self->gold) > 0; i++)
    {
      QuothAnnotation *source = annotations->pdata[i];
      g_autofree char *id = quoth_review_make_gold_id (self->from->article->id, source->layer,
                                                       source->id);

      if (g_hash_table_contains (self->gold, id))
        g_hash_table_insert (self->gold, g_steal_pointer (&id),
                             quoth_review_make_gold_id (self->to, source->layer, source->id));
    }
}

static const char *
map_id (Carry      *self,
        const char *id)
{
  const char *mapped = g_hash_table_lookup (self->gold, id);

  return mapped != NULL ? mapped : id;
}

/* Whether all parts live on; else @parts is where they may be. */
static gboolean
map_parts (Carry           *self,
           QuothAnnotation *annotation,
           GArray          *parts)
{
  guint length = quoth_text_get_length (self->from->text);
  gboolean whole = TRUE;

  for (guint i = 0; i < annotation->n_parts; i++)
    {
      QuothSpan span = annotation->parts[i];
      QuothSpan mapped;

      /* A remark about the article is about all of it. */
      if (span.start == 0 && span.end == length && quoth_layer_is_about (annotation->layer))
        mapped = (QuothSpan) { 0, self->to_length };
      else if (!quoth_anchor_map (self->anchor, span, &mapped) || mapped.start >= mapped.end)
        {
          whole = FALSE;
          quoth_anchor_near (self->anchor, span, &mapped);
        }
      g_array_append_val (parts, mapped);
    }
  if (!whole)
    {
      guint n_parts = parts->len;

      quoth_spans_normalize ((QuothSpan *) parts->data, &n_parts);
      g_array_set_size (parts, n_parts);
    }
  return whole;
}

static Item *
judge (Carry                 *self,
       QuothAnnotation       *annotation,
       QuothCarryDeletedFunc  was_deleted,
       gpointer               user_data)
{
  Item *item = g_new0 (Item, 1);
  g_autofree char *mark = NULL;

  item->source = annotation;
  item->id = map_id (self, annotation->id);
  item->parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  item->present = g_hash_table_contains (self->there, item->id);
  mark = quoth_lost_make_id (self->to, item->id);
  if (item->present || g_hash_table_contains (self->there, mark)
      || (was_deleted != NULL && (was_deleted (item->id, user_data)
                                  || was_deleted (mark, user_data))))
    return item;
  item->fate = map_parts (self, annotation, item->parts) || quoth_layer_is_about (annotation->layer)
               ? FATE_CARRIED : FATE_LOST;
  item->present = item->fate == FATE_CARRIED;
  return item;
}

static void
judge_all (Carry                 *self,
           QuothCarryDeletedFunc  was_deleted,
           gpointer               user_data)
{
  for (guint i = 0; i < self->from->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->from->annotations->pdata[i];
      Item *item = judge (self, annotation, was_deleted, user_data);

      g_ptr_array_add (self->items, item);
      g_hash_table_insert (self->by_id, annotation->id, item);
    }
}

/* Names of gold in what is said about annotations, and places in findings. */
static void
map_remark (Carry           *self,
            QuothAnnotation *copy)
{
  g_autofree char *subject = quoth_remark_dup_subject (copy);
  g_autofree char *finding = quoth_remark_dup_finding (copy);
  const char *place = finding != NULL ? strrchr (finding, ' ') : NULL;
  QuothSpan span, mapped;
  char rest;

  if (subject != NULL && g_str_has_prefix (subject, QUOTH_LAYER_GOLD "/"))
    {
      g_autofree char *to = g_strconcat (QUOTH_LAYER_GOLD "/",
                                         map_id (self, subject + strlen (QUOTH_LAYER_GOLD "/")),
                                         NULL);

      quoth_annotation_take_attributes (
        copy, quoth_attributes_with_string (copy->attributes, QUOTH_ATTRIBUTE_SUBJECT, to));
    }
  /* See quoth_flaw_dup_finding(). */
  if (place != NULL && sscanf (place, " %u-%u%c", &span.start, &span.end, &rest) == 2
      && quoth_anchor_map (self->anchor, span, &mapped))
    {
      g_autofree char *to = g_strdup_printf ("%.*s %u-%u", (int) (place - finding), finding,
                                             mapped.start, mapped.end);

      quoth_annotation_take_attributes (
        copy, quoth_attributes_with_string (copy->attributes, QUOTH_ATTRIBUTE_FINDING, to));
    }
}

static void
remember_link (Item            *target,
               const char      *from,
               const QuothLink *link)
{
  if (target->from == NULL)
    target->from = g_ptr_array_new_with_free_func (quoth_lost_link_free);
  g_ptr_array_add (target->from, quoth_lost_link_new (from, link->role, link->attributes));
}

/* @all: also links to what is not there. */
static QuothAnnotation *
copy_of (Carry    *self,
         Item     *item,
         gboolean  all)
{
  QuothAnnotation *source = item->source;
  QuothAnnotation *copy = quoth_annotation_copy (source);

  quoth_annotation_set_id (copy, item->id);
  quoth_annotation_remove_link (copy, NULL, NULL);
  for (guint i = 0; i < source->n_links; i++)
    {
      const QuothLink *link = &source->links[i];
      Item *target = g_hash_table_lookup (self->by_id, link->to);

      if (target == NULL)
        continue;
      if (all || target->present)
        quoth_annotation_add_link (copy, link->role, target->id, link->attributes);
      else if (target->fate == FATE_LOST)
        remember_link (target, item->id, link);
    }
  return copy;
}

static QuothAnnotation *
carry (Carry *self,
       Item  *item)
{
  QuothAnnotation *copy = copy_of (self, item, FALSE);

  quoth_annotation_set_parts (copy, (QuothSpan *) item->parts->data, item->parts->len);
  if (quoth_layer_is_about (copy->layer))
    map_remark (self, copy);
  return copy;
}

static void
count (Carry *self,
       Item  *item)
{
  GPtrArray *layers = self->result->layers;
  QuothCarryLayer *layer = NULL;

  self->result->n_carried += item->fate == FATE_CARRIED;
  self->result->n_lost += item->fate == FATE_LOST;
  self->result->n_known += item->fate == FATE_KNOWN;
  if (quoth_layer_is_about (item->source->layer))
    return;
  for (guint i = 0; i < layers->len && layer == NULL; i++)
    if (strcmp (((QuothCarryLayer *) layers->pdata[i])->layer, item->source->layer) == 0)
      layer = layers->pdata[i];
  if (layer == NULL)
    {
      layer = g_new0 (QuothCarryLayer, 1);
      layer->layer = g_strdup (item->source->layer);
      g_ptr_array_add (layers, layer);
    }
  layer->n_carried += item->fate == FATE_CARRIED;
  layer->n_lost += item->fate == FATE_LOST;
}

static int
compare_layers_cb (gconstpointer a,
                   gconstpointer b)
{
  return strcmp ((*(QuothCarryLayer *const *) a)->layer, (*(QuothCarryLayer *const *) b)->layer);
}

/* What is carried says first which links it leaves behind; the marks keep them. */
static void
make_all (Carry *self)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];

      count (self, item);
      if (item->fate == FATE_CARRIED)
        g_ptr_array_add (self->result->annotations, carry (self, item));
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];
      g_autoptr (QuothAnnotation) whole = NULL;

      if (item->fate != FATE_LOST)
        continue;
      whole = copy_of (self, item, TRUE);
      g_ptr_array_add (self->result->annotations,
                       quoth_lost_mark_new (self->to, whole, self->from->text,
                                            (QuothSpan *) item->parts->data, item->parts->len,
                                            item->from));
    }
  g_ptr_array_sort (self->result->layers, compare_layers_cb);
}

/**
 * quoth_carry_new:
 * @from: a text with all its annotations
 * @to: the id of the article that corrects it
 * @text: its text, not empty
 * @there: (nullable) (element-type QuothAnnotation): what is annotated in it already
 * @was_deleted: (nullable): asked of what is not there
 * @user_data: for @was_deleted
 *
 * Returns: (transfer full): what @to gets; every annotation of @from is counted once
 */
QuothCarry *
quoth_carry_new (QuothArticleData      *from,
                 const char            *to,
                 QuothText             *text,
                 GPtrArray             *there,
                 QuothCarryDeletedFunc  was_deleted,
                 gpointer               user_data)
{
  g_auto (Carry) self = { .from = from, .to = to };

  g_return_val_if_fail (from != NULL && to != NULL && text != NULL, NULL);

  self.to_length = quoth_text_get_length (text);
  g_return_val_if_fail (self.to_length > 0, NULL);

  self.result = g_new0 (QuothCarry, 1);
  self.result->annotations =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  self.result->layers = g_ptr_array_new_with_free_func (layer_free);
  self.anchor = quoth_anchor_new (from->text, text);
  self.gold = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self.there = g_hash_table_new (g_str_hash, g_str_equal);
  self.items = g_ptr_array_new_with_free_func (item_free);
  self.by_id = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; there != NULL && i < there->len; i++)
    g_hash_table_add (self.there, ((QuothAnnotation *) there->pdata[i])->id);
  name_gold (&self);
  judge_all (&self, was_deleted, user_data);
  make_all (&self);
  return self.result;
}

void
quoth_carry_free (QuothCarry *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->annotations);
  g_ptr_array_unref (self->layers);
  g_free (self);
}
