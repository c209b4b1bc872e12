/* quoth-edit-cut.c - the gestures that cut an annotation in two and join two
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-edit"

#include "config.h"

#include "quoth-edit.h"

#include "quoth-edit-private.h"
#include "quoth-id.h"

#include <string.h>

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

/* Only a value that was set by hand goes over to the other half. */
static void
forget_computed (QuothDocument   *document,
                 QuothAnnotation *whole,
                 QuothAnnotation *half)
{
  g_autoptr (QuothAttributes) computed = quoth_edit_compute (document, whole);

  for (guint i = 0; i < quoth_attributes_get_n (computed); i++)
    {
      const char *json;
      const char *name = quoth_attributes_get (computed, i, &json);

      if (g_strcmp0 (quoth_attributes_lookup (half->attributes, name), json) == 0)
        quoth_annotation_take_attributes (half, quoth_attributes_with_json (half->attributes, name,
                                                                            NULL));
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
  forget_computed (document, annotation, half);
  quoth_edit_take_new (&edit, half);
  if (out_second_id != NULL)
    *out_second_id = g_steal_pointer (&new_id);
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
