/* quoth-annotation.c - one annotation, immutable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotation"

#include "config.h"

#include "quoth-annotation.h"

#include "quoth-id.h"
#include "quoth-intern.h"

#include <string.h>

G_DEFINE_QUARK (quoth-model-error-quark, quoth_model_error)
G_DEFINE_BOXED_TYPE (QuothAnnotation, quoth_annotation, quoth_annotation_ref,
                     quoth_annotation_unref)

static void
set_interned (char       **field,
              const char  *value)
{
  char *interned = quoth_intern (value);

  g_clear_pointer (field, g_ref_string_release);
  *field = interned;
}

/**
 * quoth_annotation_new:
 * @type: a type id of the scheme
 * @layer: the annotator's layer
 * @parts: (array length=n_parts): spans in code points; they are normalised
 * @n_parts: how many, at least one
 *
 * Parts that quoth_spans_normalize() refuses are kept as they are, for
 * quoth_annotation_validate() to name.
 *
 * Returns: (transfer full): an annotation made now by a human, with a new id
 */
QuothAnnotation *
quoth_annotation_new (const char      *type,
                      const char      *layer,
                      const QuothSpan *parts,
                      guint            n_parts)
{
  QuothAnnotation *self = g_new0 (QuothAnnotation, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = quoth_id_new ();
  self->created = quoth_now ();
  set_interned (&self->type, type);
  set_interned (&self->layer, layer);
  set_interned (&self->origin, "human");
  quoth_annotation_set_parts (self, parts, n_parts);
  return self;
}

static void
link_clear (QuothLink *link)
{
  g_ref_string_release (link->role);
  g_free (link->to);
  quoth_attributes_unref (link->attributes);
}

/**
 * quoth_annotation_copy:
 * @self: an annotation
 *
 * Returns: (transfer full): a copy with the same id, to be altered
 */
QuothAnnotation *
quoth_annotation_copy (QuothAnnotation *self)
{
  QuothAnnotation *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (QuothAnnotation, 1);
  g_atomic_ref_count_init (&copy->ref_count);
  copy->id = g_strdup (self->id);
  copy->layer = g_ref_string_acquire (self->layer);
  copy->type = g_ref_string_acquire (self->type);
  copy->parts = g_memdup2 (self->parts, self->n_parts * sizeof *self->parts);
  copy->n_parts = self->n_parts;
  copy->entity = g_strdup (self->entity);
  copy->attributes = quoth_attributes_ref (self->attributes);
  copy->links = self->n_links > 0 ? g_new (QuothLink, self->n_links) : NULL;
  copy->n_links = self->n_links;
  for (guint i = 0; i < self->n_links; i++)
    {
      copy->links[i].role = g_ref_string_acquire (self->links[i].role);
      copy->links[i].to = g_strdup (self->links[i].to);
      copy->links[i].attributes = quoth_attributes_ref (self->links[i].attributes);
    }
  copy->origin = g_ref_string_acquire (self->origin);
  copy->created = g_strdup (self->created);
  copy->note = g_strdup (self->note);
  return copy;
}

/**
 * quoth_annotation_ref:
 * @self: an annotation
 *
 * Returns: (transfer full): @self; safe from any thread
 */
QuothAnnotation *
quoth_annotation_ref (QuothAnnotation *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * quoth_annotation_unref:
 * @self: (transfer full): an annotation
 */
void
quoth_annotation_unref (QuothAnnotation *self)
{
  g_return_if_fail (self != NULL);

  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  for (guint i = 0; i < self->n_links; i++)
    link_clear (&self->links[i]);
  g_free (self->links);
  g_free (self->id);
  g_ref_string_release (self->layer);
  g_ref_string_release (self->type);
  g_free (self->parts);
  g_free (self->entity);
  quoth_attributes_unref (self->attributes);
  g_ref_string_release (self->origin);
  g_free (self->created);
  g_free (self->note);
  g_free (self);
}

static gboolean
links_equal (QuothAnnotation *a,
             QuothAnnotation *b)
{
  if (a->n_links != b->n_links)
    return FALSE;
  for (guint i = 0; i < a->n_links; i++)
    if (strcmp (a->links[i].role, b->links[i].role) != 0
        || strcmp (a->links[i].to, b->links[i].to) != 0
        || !quoth_attributes_equal (a->links[i].attributes, b->links[i].attributes))
      return FALSE;
  return TRUE;
}

/**
 * quoth_annotation_equal:
 * @a: an annotation
 * @b: another
 *
 * Returns: whether they agree in every member, their ids included
 */
gboolean
quoth_annotation_equal (QuothAnnotation *a,
                        QuothAnnotation *b)
{
  if (a == b)
    return TRUE;
  return a->n_parts == b->n_parts
         && strcmp (a->id, b->id) == 0
         && strcmp (a->layer, b->layer) == 0
         && strcmp (a->type, b->type) == 0
         && (a->n_parts == 0 || memcmp (a->parts, b->parts, a->n_parts * sizeof *a->parts) == 0)
         && g_strcmp0 (a->entity, b->entity) == 0
         && quoth_attributes_equal (a->attributes, b->attributes)
         && links_equal (a, b)
         && strcmp (a->origin, b->origin) == 0
         && strcmp (a->created, b->created) == 0
         && g_strcmp0 (a->note, b->note) == 0;
}

void
quoth_annotation_set_id (QuothAnnotation *self,
                         const char      *id)
{
  g_return_if_fail (self != NULL && id != NULL);

  g_free (self->id);
  self->id = g_strdup (id);
}

void
quoth_annotation_set_layer (QuothAnnotation *self,
                            const char      *layer)
{
  g_return_if_fail (self != NULL && layer != NULL);

  set_interned (&self->layer, layer);
}

void
quoth_annotation_set_type (QuothAnnotation *self,
                           const char      *type)
{
  g_return_if_fail (self != NULL && type != NULL);

  set_interned (&self->type, type);
}

/**
 * quoth_annotation_set_parts:
 * @self: a copy that nobody else holds
 * @parts: (array length=n_parts): spans in code points; they are normalised
 * @n_parts: how many
 */
void
quoth_annotation_set_parts (QuothAnnotation *self,
                            const QuothSpan *parts,
                            guint            n_parts)
{
  QuothSpan *copy;

  g_return_if_fail (self != NULL);

  copy = g_memdup2 (parts, n_parts * sizeof *parts);
  quoth_spans_normalize (copy, &n_parts);
  g_free (self->parts);
  self->parts = copy;
  self->n_parts = n_parts;
}

void
quoth_annotation_set_entity (QuothAnnotation *self,
                             const char      *entity)
{
  char *copy = g_strdup (entity);

  g_return_if_fail (self != NULL);

  g_free (self->entity);
  self->entity = copy;
}

/**
 * quoth_annotation_take_attributes:
 * @self: a copy that nobody else holds
 * @attributes: (nullable) (transfer full): what replaces its attributes
 */
void
quoth_annotation_take_attributes (QuothAnnotation *self,
                                  QuothAttributes *attributes)
{
  g_return_if_fail (self != NULL);

  quoth_attributes_unref (self->attributes);
  self->attributes = attributes;
}

void
quoth_annotation_set_origin (QuothAnnotation *self,
                             const char      *origin)
{
  g_return_if_fail (self != NULL && origin != NULL);

  set_interned (&self->origin, origin);
}

void
quoth_annotation_set_created (QuothAnnotation *self,
                              const char      *created)
{
  char *copy = g_strdup (created);

  g_return_if_fail (self != NULL && created != NULL);

  g_free (self->created);
  self->created = copy;
}

void
quoth_annotation_set_note (QuothAnnotation *self,
                           const char      *note)
{
  char *copy = g_strdup (note);

  g_return_if_fail (self != NULL);

  g_free (self->note);
  self->note = copy;
}

/**
 * quoth_annotation_add_link:
 * @self: a copy that nobody else holds
 * @role: a role of the scheme
 * @to: id of an annotation of the same article and layer
 * @attributes: (nullable) (transfer none): what is said of the link
 *
 * Adds a link behind those of the same role. A link that is there already, with
 * equal attributes, is not doubled.
 */
void
quoth_annotation_add_link (QuothAnnotation *self,
                           const char      *role,
                           const char      *to,
                           QuothAttributes *attributes)
{
  guint place = 0;

  g_return_if_fail (self != NULL && role != NULL && to != NULL);

  for (guint i = 0; i < self->n_links; i++)
    {
      int order = strcmp (self->links[i].role, role);

      if (order == 0 && strcmp (self->links[i].to, to) == 0
          && quoth_attributes_equal (self->links[i].attributes, attributes))
        return;
      if (order <= 0)
        place = i + 1;
    }
  self->links = g_renew (QuothLink, self->links, self->n_links + 1);
  memmove (self->links + place + 1, self->links + place,
           (self->n_links - place) * sizeof *self->links);
  self->links[place].role = quoth_intern (role);
  self->links[place].to = g_strdup (to);
  self->links[place].attributes = quoth_attributes_ref (attributes);
  self->n_links++;
}

/**
 * quoth_annotation_remove_link:
 * @self: a copy that nobody else holds
 * @role: (nullable): only links of this role
 * @to: (nullable): only links to this annotation
 *
 * Returns: whether there was such a link
 */
gboolean
quoth_annotation_remove_link (QuothAnnotation *self,
                              const char      *role,
                              const char      *to)
{
  guint n_kept = 0;
  gboolean removed;

  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->n_links; i++)
    {
      if ((role == NULL || strcmp (self->links[i].role, role) == 0)
          && (to == NULL || strcmp (self->links[i].to, to) == 0))
        link_clear (&self->links[i]);
      else
        self->links[n_kept++] = self->links[i];
    }
  removed = n_kept < self->n_links;
  self->n_links = n_kept;
  return removed;
}

/**
 * quoth_annotation_get_start:
 * @self: an annotation
 *
 * Returns: where its first part starts, in code points
 */
guint
quoth_annotation_get_start (QuothAnnotation *self)
{
  g_return_val_if_fail (self != NULL && self->n_parts > 0, 0);

  return self->parts[0].start;
}

/**
 * quoth_annotation_get_end:
 * @self: an annotation
 *
 * Returns: where its last part ends, in code points, exclusive
 */
guint
quoth_annotation_get_end (QuothAnnotation *self)
{
  g_return_val_if_fail (self != NULL && self->n_parts > 0, 0);

  return self->parts[self->n_parts - 1].end;
}

/**
 * quoth_annotation_get_n_chars:
 * @self: an annotation
 *
 * Returns: how many code points its parts hold together
 */
guint
quoth_annotation_get_n_chars (QuothAnnotation *self)
{
  guint n_chars = 0;

  g_return_val_if_fail (self != NULL, 0);

  for (guint i = 0; i < self->n_parts; i++)
    n_chars += self->parts[i].end - self->parts[i].start;
  return n_chars;
}

/**
 * quoth_annotation_covers:
 * @self: an annotation
 * @offset: in code points
 *
 * Returns: whether the character at @offset stands in one of its parts
 */
gboolean
quoth_annotation_covers (QuothAnnotation *self,
                         guint            offset)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->n_parts; i++)
    if (self->parts[i].start <= offset && offset < self->parts[i].end)
      return TRUE;
  return FALSE;
}

/**
 * quoth_annotation_get_link:
 * @self: an annotation
 * @role: a role of the scheme
 *
 * Returns: (transfer none) (nullable): the first link of @role
 */
const QuothLink *
quoth_annotation_get_link (QuothAnnotation *self,
                           const char      *role)
{
  g_return_val_if_fail (self != NULL && role != NULL, NULL);

  for (guint i = 0; i < self->n_links; i++)
    if (strcmp (self->links[i].role, role) == 0)
      return &self->links[i];
  return NULL;
}

/**
 * quoth_annotation_links_to:
 * @self: an annotation
 * @to: id of another
 *
 * Returns: whether a link of any role leads to @to
 */
gboolean
quoth_annotation_links_to (QuothAnnotation *self,
                           const char      *to)
{
  g_return_val_if_fail (self != NULL && to != NULL, FALSE);

  for (guint i = 0; i < self->n_links; i++)
    if (strcmp (self->links[i].to, to) == 0)
      return TRUE;
  return FALSE;
}
