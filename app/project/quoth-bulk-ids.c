/* quoth-bulk-ids.c - annotations of an import under the ids of the project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-bulk-write"

#include "config.h"

#include "quoth-bulk-private.h"
#include "quoth-id.h"

#include <string.h>

/**
 * quoth_bulk_map_ids:
 * @self: a writer
 * @data: an article; it must stay until the ids of the next one are mapped
 * @taken: (nullable) (element-type utf8): ids that are given already
 * @error: %QUOTH_PROJECT_ERROR_EXISTS when two annotations have one id
 *
 * Decides how the project will call the annotations of @data: as the corpus does,
 * unless @taken has it.
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_bulk_map_ids (QuothBulk         *self,
                    QuothArticleData  *data,
                    GHashTable        *taken,
                    GError           **error)
{
  g_hash_table_remove_all (self->ids);
  g_ptr_array_set_size (self->new_ids, 0);
  self->renames = FALSE;
  for (guint i = 0; i < data->annotations->len; i++)
    {
      char *id = ((QuothAnnotation *) data->annotations->pdata[i])->id;

      if (!g_hash_table_insert (self->ids, id, id))
        {
          g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS,
                       "two annotations are called %s", id);
          return FALSE;
        }
      if (taken != NULL && g_hash_table_contains (taken, id))
        quoth_bulk_rename (self, id, quoth_id_new ());
    }
  return TRUE;
}

/**
 * quoth_bulk_rename:
 * @self: a writer that has mapped the ids of an article
 * @id: (transfer none): the id of an annotation of that article
 * @to: (transfer full): how the project calls it
 */
void
quoth_bulk_rename (QuothBulk *self,
                   char      *id,
                   char      *to)
{
  g_ptr_array_add (self->new_ids, to);
  g_hash_table_insert (self->ids, id, to);
  self->renames = TRUE;
}

static gboolean
check_annotation (QuothBulk        *self,
                  QuothAnnotation  *annotation,
                  guint             length,
                  GError          **error)
{
  if (!quoth_annotation_validate (annotation, length, error))
    return FALSE;
  for (guint i = 0; i < annotation->n_links; i++)
    if (!g_hash_table_contains (self->ids, annotation->links[i].to))
      {
        g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING,
                     "annotation %s links to %s, which is not there",
                     annotation->id, annotation->links[i].to);
        return FALSE;
      }
  return quoth_bulk_know_type (self, annotation, error);
}

static gboolean
links_differ (QuothBulk       *self,
              QuothAnnotation *annotation)
{
  for (guint i = 0; self->renames && i < annotation->n_links; i++)
    {
      const char *to = annotation->links[i].to;

      if (strcmp (g_hash_table_lookup (self->ids, to), to) != 0)
        return TRUE;
    }
  return FALSE;
}

/* The annotation with the project's ids; a copy only where they differ. */
static QuothAnnotation *
translate (QuothBulk        *self,
           QuothAnnotation  *annotation,
           const char       *id,
           GError          **error)
{
  const char *entity = annotation->entity;
  gboolean relink = links_differ (self, annotation);
  QuothAnnotation *copy;

  if (entity != NULL && (entity = quoth_bulk_map_entity (self, entity, error)) == NULL)
    return NULL;
  if (!relink && strcmp (annotation->id, id) == 0 && g_strcmp0 (annotation->entity, entity) == 0)
    return quoth_annotation_ref (annotation);

  copy = quoth_annotation_copy (annotation);
  quoth_annotation_set_id (copy, id);
  quoth_annotation_set_entity (copy, entity);
  if (!relink)
    return copy;
  quoth_annotation_remove_link (copy, NULL, NULL);
  for (guint i = 0; i < annotation->n_links; i++)
    quoth_annotation_add_link (copy, annotation->links[i].role,
                               g_hash_table_lookup (self->ids, annotation->links[i].to),
                               annotation->links[i].attributes);
  return copy;
}

/**
 * quoth_bulk_take_annotation:
 * @self: a writer that has mapped the ids of the article
 * @annotation: an annotation of the corpus
 * @length: of the article's text
 * @error: why it is refused
 *
 * Returns: (transfer full) (nullable): the annotation as the project will have it
 */
QuothAnnotation *
quoth_bulk_take_annotation (QuothBulk        *self,
                            QuothAnnotation  *annotation,
                            guint             length,
                            GError          **error)
{
  if (!check_annotation (self, annotation, length, error))
    return NULL;
  return translate (self, annotation, g_hash_table_lookup (self->ids, annotation->id), error);
}
