/* quoth-bulk-known.c - an article of an import whose text the project has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-bulk-write"

#include "config.h"

#include "quoth-bulk-private.h"

#include <string.h>

/* Annotations that mark the same words with the same type fall together here. */
static guint
place_hash (gconstpointer key)
{
  const QuothAnnotation *annotation = key;

  return g_str_hash (annotation->type) ^ g_str_hash (annotation->layer) * 31
         ^ (annotation->n_parts > 0 ? annotation->parts[0].start * 2654435761u : 0);
}

static gboolean
place_equal (gconstpointer a,
             gconstpointer b)
{
  const QuothAnnotation *left = a;
  const QuothAnnotation *right = b;

  return strcmp (left->type, right->type) == 0 && strcmp (left->layer, right->layer) == 0 &&
         left->n_parts == right->n_parts &&
         memcmp (left->parts, right->parts, left->n_parts * sizeof (QuothSpan)) == 0 &&
         g_strcmp0 (left->entity, right->entity) == 0 &&
         quoth_attributes_equal (left->attributes, right->attributes) &&
         g_strcmp0 (left->note, right->note) == 0;
}

/* Gives annotations that are there already the ids they have there. What marks the
 * same words alike is the same annotation, whatever its id, date and links. */
static gboolean
find_repeated (QuothBulk         *self,
               QuothArticleData  *data,
               GPtrArray         *stored,
               GHashTable        *out_repeated, /* set of QuothAnnotation of @data */
               GError           **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new (place_hash, place_equal);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < stored->len; i++)
    {
      QuothAnnotation *annotation = stored->pdata[i];

      g_hash_table_insert (places, annotation, annotation);
      g_hash_table_add (ids, annotation->id);
    }
  if (!quoth_bulk_map_ids (self, data, ids, error))
    return FALSE;
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *given = data->annotations->pdata[i];
      g_autoptr (QuothAnnotation) probe = quoth_annotation_copy (given);
      const QuothAnnotation *same;

      if (given->entity != NULL)
        {
          const char *entity = quoth_bulk_map_entity (self, given->entity, error);

          if (entity == NULL)
            return FALSE;
          quoth_annotation_set_entity (probe, entity);
        }
      same = g_hash_table_lookup (places, probe);
      if (same == NULL)
        continue;
      quoth_bulk_rename (self, given->id, g_strdup (same->id));
      g_hash_table_add (out_repeated, given);
    }
  return TRUE;
}

/* What an undone import had brought is there again. */
static gboolean
revive (QuothBulk            *self,
        const QuothBulkKnown *known,
        QuothArticle         *given,
        GError              **error)
{
  g_autoptr (QuothArticle) before = quoth_db_read_article (self->db, known->id, error);
  g_autofree char *previous = quoth_attributes_dup_string (given->metadata,
                                                           QUOTH_METADATA_PREVIOUS);
  g_autoptr (QuothArticle) after = NULL;

  if (before == NULL)
    return FALSE;
  after = quoth_article_copy (before);
  after->removed = FALSE;
  /* It may have been taken out before anybody said what it corrects. */
  if (previous != NULL)
    quoth_article_take_metadata (
      after, quoth_attributes_with_string (after->metadata, QUOTH_METADATA_PREVIOUS, previous));
  quoth_command_add_article (self->changes, before, after);
  self->counts.n_articles++;
  self->n_rows++;
  return quoth_db_write_article (self->db, known->row, after, error);
}

static gboolean
has_mark (GPtrArray  *annotations,
          const char *layer)
{
  for (guint i = 0; i < annotations->len; i++)
    if (strcmp (((QuothAnnotation *) annotations->pdata[i])->layer, layer) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
brings_mark (QuothArticleData *data,
             GHashTable       *repeated,
             const char       *layer)
{
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (strcmp (annotation->layer, layer) == 0 && !g_hash_table_contains (repeated, annotation))
        return TRUE;
    }
  return FALSE;
}

/* What becomes of a layer that is there. It keeps its state; but who was given the article and
 * now hands in that there is nothing to mark has answered. The guidelines that it was made
 * under are those of its newest marks. */
static QuothLayer *
renew_layer (const QuothLayer *stored,
             const QuothLayer *given,
             QuothArticleData *data,
             GPtrArray        *annotations, /* that are there */
             GHashTable       *repeated)
{
  QuothLayer *layer = quoth_layer_copy (stored);

  if (!quoth_layer_is_answer (stored) && quoth_layer_is_answer (given)
      && !has_mark (annotations, given->name) && !has_mark (data->annotations, given->name))
    quoth_layer_set_state (layer, given->state);
  if (given->guidelines != NULL
      && (stored->guidelines == NULL || brings_mark (data, repeated, given->name)))
    quoth_layer_set_guidelines (layer, given->guidelines);
  return layer;
}

static gboolean
is_same_layer (const QuothLayer *a,
               const QuothLayer *b)
{
  return g_strcmp0 (a->state, b->state) == 0 && g_strcmp0 (a->guidelines, b->guidelines) == 0;
}

static gboolean
write_layers (QuothBulk         *self,
              QuothArticleData  *data,
              GPtrArray         *annotations, /* that are there */
              GHashTable        *repeated,    /* of @data */
              gint64             row,
              const char        *record_for, /* nullable: id of an article that was there */
              GError           **error)
{
  for (guint i = 0; i < data->layers->len; i++)
    {
      const QuothLayer *layer = data->layers->pdata[i];
      g_autoptr (QuothLayer) stored = quoth_db_read_layer (self->db, row, layer->name, NULL);
      g_autoptr (QuothLayer) after = stored != NULL
        ? renew_layer (stored, layer, data, annotations, repeated) : quoth_layer_copy (layer);

      if (stored != NULL && is_same_layer (stored, after))
        continue;
      if (record_for != NULL)
        quoth_command_add_layer (self->changes, record_for, stored, after);
      if (!quoth_db_write_layer (self->db, row, stored, after, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * quoth_bulk_add_to_known:
 * @self: a writer inside a unit
 * @data: an article whose text is there
 * @known: what is there
 * @error: return location for a #QuothProjectError
 *
 * Adds only what is new, each addition recorded as an ordinary change.
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_bulk_add_to_known (QuothBulk            *self,
                         QuothArticleData     *data,
                         const QuothBulkKnown *known,
                         GError              **error)
{
  g_autoptr (GPtrArray) stored =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  g_autoptr (GHashTable) repeated = g_hash_table_new (NULL, NULL);
  guint length = quoth_text_get_length (data->text);
  /* What this batch brought goes and comes with its article. */
  const char *record_for = known->import != self->seq ? known->id : NULL;

  if (!known->removed)
    self->counts.n_duplicates++;
  else if (!revive (self, known, data->article, error))
    return FALSE;
  if (!quoth_db_read_annotations (self->db, known->row, NULL, stored, error) ||
      !find_repeated (self, data, stored, repeated, error) ||
      !write_layers (self, data, stored, repeated, known->row, record_for, error))
    return FALSE;
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *given = data->annotations->pdata[i];
      g_autoptr (QuothAnnotation) annotation = NULL;

      if (g_hash_table_contains (repeated, given))
        {
          self->counts.n_repeated++;
          continue;
        }
      annotation = quoth_bulk_take_annotation (self, given, length, error);
      if (annotation == NULL ||
          !quoth_db_write_annotation (self->db, known->row, NULL, annotation, self->scheme, error))
        return FALSE;
      if (record_for != NULL)
        quoth_command_add_annotation (self->changes, record_for, NULL, annotation);
      self->counts.n_annotations++;
      self->n_rows++;
    }
  return TRUE;
}
