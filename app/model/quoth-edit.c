/* quoth-edit.c - the gestures that make, move, cut and take annotations
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-edit"

#include "config.h"

#include "quoth-edit.h"

#include "quoth-edit-private.h"
#include "quoth-id.h"

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
  QuothEntity *entity = quoth_registry_only_fit (registry, words, type->entity_kind);

  if (entity != NULL || type->entity_kind == NULL)
    return entity;
  entity = quoth_registry_only_fit (registry, words, NULL);
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

/* Blanks at a cut belong to neither half. */
static QuothSpan
trim (QuothText *text,
      QuothSpan  span)
{
  while (span.start < span.end && g_unichar_isspace (quoth_text_get_char (text, span.start)))
    span.start++;
  while (span.end > span.start && g_unichar_isspace (quoth_text_get_char (text, span.end - 1)))
    span.end--;
  return span;
}

static void
cut_parts (QuothText       *text,
           QuothAnnotation *annotation,
           guint            offset,
           GArray          *first,
           GArray          *second)
{
  for (guint i = 0; i < annotation->n_parts; i++)
    {
      QuothSpan part = annotation->parts[i];
      QuothSpan left = { part.start, MIN (part.end, offset) };
      QuothSpan right = { MAX (part.start, offset), part.end };

      if (part.start < offset && offset < part.end)
        {
          left = trim (text, left);
          right = trim (text, right);
        }
      if (left.start < left.end)
        g_array_append_val (first, left);
      if (right.start < right.end)
        g_array_append_val (second, right);
    }
}

/**
 * quoth_edit_split:
 * @document: an open article
 * @id: an annotation; the first half keeps the id
 * @offset: where to cut, in code points; blanks at the cut fall away
 * @out_second_id: (out) (optional): id of the second half
 * @error: return location for a #QuothModelError
 *
 * Verb: "split".
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_split (QuothDocument  *document,
                  const char     *id,
                  guint           offset,
                  char          **out_second_id,
                  GError        **error)
{
  g_auto (QuothEdit) edit = { NULL };
  g_autoptr (GArray) first = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autoptr (GArray) second = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  QuothAnnotation *annotation;
  QuothAnnotation *half;
  g_autofree char *now = quoth_now ();
  g_autofree char *new_id = quoth_id_new ();

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL, NULL);

  annotation = quoth_edit_begin (&edit, document, id, error);
  if (annotation == NULL)
    return NULL;
  cut_parts (quoth_document_get_text (document), annotation, offset, first, second);
  if (first->len == 0 || second->len == 0)
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "nothing to cut at %u", offset);
      return NULL;
    }
  half = quoth_annotation_copy (annotation);
  quoth_annotation_set_id (half, new_id);
  quoth_annotation_set_created (half, now);
  quoth_annotation_set_note (half, NULL);
  quoth_annotation_set_parts (half, (const QuothSpan *) second->data, second->len);
  quoth_annotation_set_parts (quoth_edit_change (&edit, id), (const QuothSpan *) first->data,
                              first->len);
  /* The second half keeps a quote type that was set by hand, as the first does. */
  {
    g_autoptr (QuothAttributes) old = quoth_edit_compute (document, annotation);

    for (guint i = 0; i < quoth_attributes_get_n (old); i++)
      {
        const char *json;
        const char *name = quoth_attributes_get (old, i, &json);

        if (g_strcmp0 (quoth_attributes_lookup (half->attributes, name), json) == 0)
          quoth_annotation_take_attributes (half, quoth_attributes_with_json (half->attributes,
                                                                              name, NULL));
      }
  }
  quoth_edit_take_new (&edit, half);
  set_out (out_second_id, new_id);
  return quoth_edit_finish (&edit, "split");
}

static void
take_attributes (QuothAnnotation *annotation,
                 QuothAnnotation *other)
{
  for (guint i = 0; i < quoth_attributes_get_n (other->attributes); i++)
    {
      const char *json;
      const char *name = quoth_attributes_get (other->attributes, i, &json);

      if (quoth_attributes_lookup (annotation->attributes, name) == NULL)
        quoth_annotation_take_attributes (annotation,
                                          quoth_attributes_with_json (annotation->attributes,
                                                                      name, json));
    }
}

static void
take_links (QuothScheme     *scheme,
            QuothAnnotation *annotation,
            QuothAnnotation *other)
{
  for (guint i = 0; i < other->n_links; i++)
    {
      const QuothLink *link = &other->links[i];
      const QuothRole *role = quoth_scheme_lookup_role (scheme, link->role);

      if (strcmp (link->to, annotation->id) == 0)
        continue;
      if (role == NULL || role->multiple
          || quoth_annotation_get_link (annotation, link->role) == NULL)
        quoth_annotation_add_link (annotation, link->role, link->to, link->attributes);
    }
}

/* What linked to @other links to @id. */
static void
move_referrers (QuothEdit  *self,
                const char *id,
                const char *other)
{
  g_autoptr (GPtrArray) referrers = quoth_document_list_referrers (self->document, other);

  for (guint i = 0; i < referrers->len; i++)
    {
      QuothAnnotation *referrer = referrers->pdata[i];
      QuothAnnotation *changed;

      if (strcmp (referrer->id, id) == 0 || strcmp (referrer->id, other) == 0)
        continue;
      changed = quoth_edit_change (self, referrer->id);
      for (guint j = 0; j < referrer->n_links; j++)
        if (strcmp (referrer->links[j].to, other) == 0)
          quoth_annotation_add_link (changed, referrer->links[j].role, id,
                                     referrer->links[j].attributes);
    }
}

static void
join_notes (QuothAnnotation *annotation,
            QuothAnnotation *other)
{
  g_autofree char *note = NULL;

  if (other->note == NULL)
    return;
  note = annotation->note != NULL ? g_strconcat (annotation->note, "\n", other->note, NULL)
                                  : g_strdup (other->note);
  quoth_annotation_set_note (annotation, note);
}

/**
 * quoth_edit_join:
 * @document: an open article
 * @id: the annotation that stays
 * @other: one of the same type, which goes
 * @error: return location for a #QuothModelError
 *
 * Verb: "join". Where both have a value or a single link, that of @id stays.
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_join (QuothDocument  *document,
                 const char     *id,
                 const char     *other,
                 GError        **error)
{
  g_auto (QuothEdit) edit = { NULL };
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  QuothAnnotation *annotation;
  QuothAnnotation *guest;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL && other != NULL, NULL);

  annotation = quoth_edit_begin (&edit, document, id, error);
  if (annotation == NULL)
    return NULL;
  guest = quoth_document_lookup (document, other);
  if (guest == NULL || guest == annotation || strcmp (guest->type, annotation->type) != 0)
    {
      quoth_edit_fail (error, guest == NULL ? QUOTH_MODEL_ERROR_MISSING : QUOTH_MODEL_ERROR_INVALID,
                       "annotation %s cannot be joined to %s", other, id);
      return NULL;
    }
  move_referrers (&edit, id, other);
  annotation = quoth_edit_change (&edit, id);
  g_array_append_vals (parts, annotation->parts, annotation->n_parts);
  g_array_append_vals (parts, guest->parts, guest->n_parts);
  quoth_annotation_set_parts (annotation, (const QuothSpan *) parts->data, parts->len);
  quoth_annotation_remove_link (annotation, NULL, other);
  take_links (quoth_document_get_scheme (document), annotation, guest);
  take_attributes (annotation, guest);
  join_notes (annotation, guest);
  if (annotation->entity == NULL)
    quoth_annotation_set_entity (annotation, guest->entity);
  quoth_edit_drop (&edit, other);
  return quoth_edit_finish (&edit, "join");
}
