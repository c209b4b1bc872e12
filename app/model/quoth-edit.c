/* quoth-edit.c - the gestures that make, move and take annotations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-edit"

#include "config.h"

#include "quoth-edit.h"

#include "quoth-edit-private.h"

#include <string.h>

static QuothAnnotation *
find_same (QuothEdit       *self,
           const char      *type,
           const QuothSpan *parts,
           guint            n_parts)
{
  g_autoptr (GArray) around = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));

  quoth_span_index_overlap (quoth_document_get_index (self->document), parts[0].start,
                            parts[0].end, around);
  for (guint i = 0; i < around->len; i++)
    {
      QuothAnnotation *there = g_array_index (around, QuothIndexEntry, i).annotation;

      if (there->n_parts == n_parts && strcmp (there->type, type) == 0
          && memcmp (there->parts, parts, n_parts * sizeof *parts) == 0)
        return there;
    }
  return NULL;
}

/* Whether another type of mention stands for entities of @kind. */
static gboolean
kind_belongs_elsewhere (QuothScheme *scheme,
                        const char  *type,
                        const char  *kind)
{
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *other = quoth_scheme_get_type_at (scheme, i);

      if (other->kind == QUOTH_TYPE_KIND_MENTION && strcmp (other->id, type) != 0
          && g_strcmp0 (other->entity_kind, kind) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The only entity that fits: of the type's own kind first, then of any that no
 * other type stands for (a state, where the type's kind is organisation). */
static QuothEntity *
only_fit (QuothDocument   *document,
          QuothRegistry   *registry,
          QuothAnnotation *mention,
          const QuothType *type)
{
  g_autofree char *words = quoth_edit_dup_name (document, mention);
  QuothEntity *entity = quoth_edit_find_meant (document, registry, words, type->entity_kind);

  if (entity != NULL || type->entity_kind == NULL)
    return entity;
  entity = quoth_edit_find_meant (document, registry, words, NULL);
  if (entity != NULL
      && kind_belongs_elsewhere (quoth_document_get_scheme (document), type->id, entity->kind))
    return NULL;
  return entity;
}

QuothAnnotation *
quoth_edit_mark_parts (QuothEdit        *self,
                       QuothRegistry    *registry,
                       const char       *type,
                       const QuothSpan  *parts,
                       guint             n_parts,
                       GError          **error)
{
  QuothScheme *scheme = quoth_document_get_scheme (self->document);
  const QuothType *known = quoth_scheme_lookup_type (scheme, type);
  const char *layer = quoth_document_get_layer (self->document);
  g_autofree QuothSpan *checked = NULL;
  QuothAnnotation *annotation;

  if (known == NULL)
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_MISSING, "the scheme has no type %s", type);
      return NULL;
    }
  if (layer == NULL)
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "no layer to write to");
      return NULL;
    }
  checked = quoth_edit_check_parts (self->document, parts, &n_parts, error);
  if (checked == NULL)
    return NULL;
  annotation = find_same (self, type, checked, n_parts);
  if (annotation != NULL)
    return quoth_edit_peek (self, annotation->id);

  annotation = quoth_annotation_new (type, layer, checked, n_parts);
  if (known->kind == QUOTH_TYPE_KIND_MENTION && registry != NULL)
    {
      QuothEntity *entity = only_fit (self->document, registry, annotation, known);

      quoth_annotation_set_entity (annotation, entity != NULL ? entity->id : NULL);
    }
  return quoth_edit_take_new (self, annotation);
}

static void
set_out (char       **out,
         const char  *value)
{
  if (out != NULL)
    *out = g_strdup (value);
}

/**
 * quoth_edit_mark:
 * @document: an open article
 * @registry: (nullable): the project's registry
 * @type: a type id of the scheme
 * @parts: (array length=n_parts): what to mark, in code points
 * @n_parts: how many parts
 * @out_id: (out) (optional): the annotation's id
 * @error: return location for a #QuothModelError
 *
 * Verb: "mark". See the header for what comes with it.
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_mark (QuothDocument    *document,
                 QuothRegistry    *registry,
                 const char       *type,
                 const QuothSpan  *parts,
                 guint             n_parts,
                 char            **out_id,
                 GError          **error)
{
  g_auto (QuothEdit) edit = { NULL };
  QuothAnnotation *annotation;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && type != NULL, NULL);

  quoth_edit_init (&edit, document);
  annotation = quoth_edit_mark_parts (&edit, registry, type, parts, n_parts, error);
  if (annotation == NULL)
    return NULL;
  set_out (out_id, annotation->id);
  return quoth_edit_finish (&edit, "mark");
}

/**
 * quoth_edit_delete:
 * @document: an open article
 * @id: the annotation that goes
 * @error: return location for a #QuothModelError
 *
 * Verb: "delete". Links to it go in the same command; claims that stood inside a
 * claim that goes move up to the one around it.
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_delete (QuothDocument  *document,
                   const char     *id,
                   GError        **error)
{
  g_auto (QuothEdit) edit = { NULL };

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL, NULL);

  if (quoth_edit_begin (&edit, document, id, error) == NULL)
    return NULL;
  quoth_edit_drop (&edit, id);
  return quoth_edit_finish (&edit, "delete");
}

/**
 * quoth_edit_retype:
 * @document: an open article
 * @id: an annotation
 * @type: its new type
 * @error: return location for a #QuothModelError
 *
 * Verb: "retype". Attributes, links and entity stay, also those that the new type
 * does not show: changing the type back brings them back.
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_retype (QuothDocument  *document,
                   const char     *id,
                   const char     *type,
                   GError        **error)
{
  g_auto (QuothEdit) edit = { NULL };

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL && type != NULL, NULL);

  if (quoth_edit_begin (&edit, document, id, error) == NULL)
    return NULL;
  if (quoth_scheme_lookup_type (quoth_document_get_scheme (document), type) == NULL)
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_MISSING, "the scheme has no type %s", type);
      return NULL;
    }
  quoth_annotation_set_type (quoth_edit_change (&edit, id), type);
  return quoth_edit_finish (&edit, "retype");
}

static QuothCommand *
set_parts (QuothDocument    *document,
           const char       *id,
           const QuothSpan  *parts,
           guint             n_parts,
           const char       *verb,
           GError          **error)
{
  g_auto (QuothEdit) edit = { NULL };
  g_autofree QuothSpan *checked = NULL;

  if (quoth_edit_begin (&edit, document, id, error) == NULL)
    return NULL;
  checked = quoth_edit_check_parts (document, parts, &n_parts, error);
  if (checked == NULL)
    return NULL;
  quoth_annotation_set_parts (quoth_edit_change (&edit, id), checked, n_parts);
  return quoth_edit_finish (&edit, verb);
}

/**
 * quoth_edit_set_parts:
 * @document: an open article
 * @id: an annotation
 * @parts: (array length=n_parts): its new parts, in code points
 * @n_parts: how many
 * @error: return location for a #QuothModelError
 *
 * Verb: "set-parts".
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_set_parts (QuothDocument    *document,
                      const char       *id,
                      const QuothSpan  *parts,
                      guint             n_parts,
                      GError          **error)
{
  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL, NULL);

  return set_parts (document, id, parts, n_parts, "set-parts", error);
}

/**
 * quoth_edit_add_part:
 * @document: an open article
 * @id: an annotation
 * @part: in code points; what it touches or overlaps becomes one part with it
 * @error: return location for a #QuothModelError
 *
 * Verb: "add-part".
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_add_part (QuothDocument  *document,
                     const char     *id,
                     QuothSpan       part,
                     GError        **error)
{
  QuothAnnotation *annotation;
  g_autofree QuothSpan *parts = NULL;
  guint n_parts = 0;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL, NULL);

  annotation = quoth_document_lookup (document, id);
  if (annotation == NULL || part.start >= part.end)
    return set_parts (document, id, &part, 1, "add-part", error);
  parts = g_new (QuothSpan, annotation->n_parts + 1);
  for (guint i = 0; i < annotation->n_parts; i++)
    {
      QuothSpan old = annotation->parts[i];

      if (old.end < part.start || old.start > part.end)
        parts[n_parts++] = old;
      else
        {
          part.start = MIN (part.start, old.start);
          part.end = MAX (part.end, old.end);
        }
    }
  parts[n_parts++] = part;
  return set_parts (document, id, parts, n_parts, "add-part", error);
}

/**
 * quoth_edit_remove_part:
 * @document: an open article
 * @id: an annotation
 * @part: index of the part that goes; the only one cannot
 * @error: return location for a #QuothModelError
 *
 * Verb: "remove-part".
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_remove_part (QuothDocument  *document,
                        const char     *id,
                        guint           part,
                        GError        **error)
{
  QuothAnnotation *annotation;
  g_autofree QuothSpan *parts = NULL;
  guint n_parts = 0;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL, NULL);

  annotation = quoth_document_lookup (document, id);
  if (annotation != NULL && part >= annotation->n_parts)
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_MISSING, "no part %u", part);
      return NULL;
    }
  if (annotation != NULL && annotation->n_parts == 1)
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "the only part");
      return NULL;
    }
  if (annotation != NULL)
    {
      parts = g_new (QuothSpan, annotation->n_parts);
      for (guint i = 0; i < annotation->n_parts; i++)
        if (i != part)
          parts[n_parts++] = annotation->parts[i];
    }
  return set_parts (document, id, parts, n_parts, "remove-part", error);
}
