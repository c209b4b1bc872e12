/* quoth-edit-links.c - the gestures that set attributes, links and slots
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-edit"

#include "config.h"

#include "quoth-edit.h"

#include "quoth-edit-private.h"
#include "quoth-edit-slots.h"
#include "quoth-json.h"

#include <string.h>

static gboolean
is_choice (const QuothAttribute *attribute,
           const char           *json)
{
  g_autoptr (QuothAttributes) wrapped = quoth_attributes_with_json (NULL, "value", json);
  g_auto (GStrv) values = quoth_attributes_dup_strv (wrapped, "value");

  if (attribute->kind == QUOTH_ATTRIBUTE_SINGLE && g_strv_length (values) != 1)
    return FALSE;
  for (guint i = 0; values[i] != NULL; i++)
    {
      gboolean found = FALSE;

      for (guint j = 0; j < attribute->values->len && !found; j++)
        found = strcmp (((QuothValue *) attribute->values->pdata[j])->id, values[i]) == 0;
      if (!found)
        return FALSE;
    }
  return TRUE;
}

/* The canonical JSON of what an attribute is to be; NULL with an error. A choice
 * takes its values only, unless the scheme lists none. */
static char *
check_value (QuothScheme  *scheme,
             const char   *name,
             const char   *json,
             GError      **error)
{
  const QuothAttribute *attribute = quoth_scheme_lookup_attribute (scheme, name);
  g_autofree char *canonical = quoth_json_canonical (json, -1, error);

  if (canonical == NULL || attribute == NULL || attribute->values->len == 0
      || strcmp (canonical, "null") == 0)
    return g_steal_pointer (&canonical);
  if ((attribute->kind == QUOTH_ATTRIBUTE_SINGLE || attribute->kind == QUOTH_ATTRIBUTE_MULTIPLE)
      && !is_choice (attribute, canonical))
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "%s is no value of %s", canonical, name);
      return NULL;
    }
  return g_steal_pointer (&canonical);
}

/**
 * quoth_edit_set_attribute:
 * @document: an open article
 * @id: an annotation
 * @name: an attribute id
 * @json_value: (nullable): its value as JSON; %NULL takes it off, and gives a
 *   computed attribute its computed value back
 * @error: return location for a #QuothModelError or #QuothJsonError
 *
 * Verb: "set-attribute".
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_set_attribute (QuothDocument  *document,
                          const char     *id,
                          const char     *name,
                          const char     *json_value,
                          GError        **error)
{
  g_auto (QuothEdit) edit = { NULL };
  g_autoptr (QuothAttributes) computed = NULL;
  g_autofree char *value = NULL;
  QuothAnnotation *annotation;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL && name != NULL, NULL);

  annotation = quoth_edit_begin (&edit, document, id, error);
  if (annotation == NULL)
    return NULL;
  computed = quoth_edit_compute (document, annotation);
  if (json_value == NULL)
    value = g_strdup (quoth_attributes_lookup (computed, name));
  else
    {
      value = check_value (quoth_document_get_scheme (document), name, json_value, error);
      if (value == NULL)
        return NULL;
    }
  annotation = quoth_edit_change (&edit, id);
  quoth_annotation_take_attributes (annotation, quoth_attributes_with_json (annotation->attributes,
                                                                            name, value));
  return quoth_edit_finish (&edit, "set-attribute");
}

/**
 * quoth_edit_set_note:
 * @document: an open article
 * @id: an annotation
 * @note: (nullable): a text; %NULL or an empty one takes the note off
 * @error: return location for a #QuothModelError
 *
 * Verb: "set-note".
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_set_note (QuothDocument  *document,
                     const char     *id,
                     const char     *note,
                     GError        **error)
{
  g_auto (QuothEdit) edit = { NULL };

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL, NULL);

  if (quoth_edit_begin (&edit, document, id, error) == NULL)
    return NULL;
  quoth_annotation_set_note (quoth_edit_change (&edit, id),
                             note != NULL && *note != '\0' ? note : NULL);
  return quoth_edit_finish (&edit, "set-note");
}

static gboolean
type_fits (char       **types,
           const char  *type)
{
  return types[0] == NULL || g_strv_contains ((const char *const *) types, type);
}

/* Whether following the single links of @role from @from comes past @to. */
static gboolean
leads_to (QuothEdit  *self,
          const char *role,
          const char *from,
          const char *to)
{
  guint n = quoth_document_get_n_annotations (self->document);

  for (guint steps = 0; from != NULL && steps <= n; steps++)
    {
      QuothAnnotation *annotation = quoth_edit_peek (self, from);
      const QuothLink *link = NULL;

      if (strcmp (from, to) == 0)
        return TRUE;
      if (annotation != NULL)
        link = quoth_annotation_get_link (annotation, role);
      from = link != NULL ? link->to : NULL;
    }
  return FALSE;
}

static void
clear_no_speaker (QuothAnnotation *claim)
{
  if (quoth_attributes_lookup (claim->attributes, "no_speaker") != NULL)
    quoth_annotation_take_attributes (claim, quoth_attributes_with_json (claim->attributes,
                                                                         "no_speaker", NULL));
}

static gboolean
check_link (QuothEdit        *self,
            QuothAnnotation  *from,
            const QuothRole  *role,
            QuothAnnotation  *to,
            GError          **error)
{
  if (from == to || strcmp (from->id, to->id) == 0)
    return quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "a link to itself");
  if (!type_fits (role->from, from->type))
    return quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "%s does not start from %s",
                            role->id, from->type);
  if (!type_fits (role->to, to->type))
    return quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "%s does not lead to %s",
                            role->id, to->type);
  if (strcmp (role->id, "parent") == 0 && leads_to (self, role->id, to->id, from->id))
    return quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "a circle of parents");
  return TRUE;
}

/* Links @id to @to; @to replaces what the role held unless it takes several. */
gboolean
quoth_edit_link (QuothEdit   *self,
                 const char  *id,
                 const char  *role,
                 const char  *to,
                 GError     **error)
{
  const QuothRole *known =
    quoth_scheme_lookup_role (quoth_document_get_scheme (self->document), role);
  QuothAnnotation *from = quoth_edit_peek (self, id);
  QuothAnnotation *target = quoth_edit_peek (self, to);

  if (known == NULL)
    return quoth_edit_fail (error, QUOTH_MODEL_ERROR_MISSING, "the scheme has no role %s", role);
  if (target == NULL)
    return quoth_edit_fail (error, QUOTH_MODEL_ERROR_MISSING, "no annotation %s", to);
  if (!check_link (self, from, known, target, error))
    return FALSE;
  for (guint i = 0; i < from->n_links; i++)
    if (known->multiple && strcmp (from->links[i].role, role) == 0
        && strcmp (from->links[i].to, to) == 0)
      return TRUE;
  from = quoth_edit_change (self, id);
  if (!known->multiple)
    quoth_annotation_remove_link (from, role, NULL);
  quoth_annotation_add_link (from, role, to, NULL);
  if (strcmp (role, "speaker") == 0)
    clear_no_speaker (from);
  return TRUE;
}

/**
 * quoth_edit_set_link:
 * @document: an open article
 * @id: where the link starts
 * @role: a role of the scheme
 * @to: (nullable): where it leads; %NULL clears the role
 * @error: return location for a #QuothModelError
 *
 * Verb: "set-link". A speaker takes back *no source in text*.
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_set_link (QuothDocument  *document,
                     const char     *id,
                     const char     *role,
                     const char     *to,
                     GError        **error)
{
  g_auto (QuothEdit) edit = { NULL };

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL && role != NULL, NULL);

  if (quoth_edit_begin (&edit, document, id, error) == NULL)
    return NULL;
  if (to == NULL)
    quoth_annotation_remove_link (quoth_edit_change (&edit, id), role, NULL);
  else if (!quoth_edit_link (&edit, id, role, to, error))
    return NULL;
  return quoth_edit_finish (&edit, "set-link");
}

/**
 * quoth_edit_remove_link:
 * @document: an open article
 * @id: where the link starts
 * @role: its role
 * @to: where it leads
 * @error: return location for a #QuothModelError
 *
 * Verb: "remove-link".
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_remove_link (QuothDocument  *document,
                        const char     *id,
                        const char     *role,
                        const char     *to,
                        GError        **error)
{
  g_auto (QuothEdit) edit = { NULL };

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL && role != NULL && to != NULL,
                        NULL);

  if (quoth_edit_begin (&edit, document, id, error) == NULL)
    return NULL;
  if (!quoth_annotation_remove_link (quoth_edit_change (&edit, id), role, to))
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_MISSING, "no such link");
      return NULL;
    }
  return quoth_edit_finish (&edit, "remove-link");
}

/**
 * quoth_edit_fill_slot:
 * @document: an open article
 * @registry: (nullable): the project's registry
 * @id: a claim
 * @role: the slot: "cue", "speaker" …
 * @type: type of the annotation to make or to find
 * @span: where it stands, in code points
 * @entity: (nullable): id of the entity to link a mention to; %NULL for the only
 *   one that fits
 * @error: return location for a #QuothModelError
 *
 * The verb is @role.
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_fill_slot (QuothDocument  *document,
                      QuothRegistry  *registry,
                      const char     *id,
                      const char     *role,
                      const char     *type,
                      QuothSpan       span,
                      const char     *entity,
                      GError        **error)
{
  QuothSlotFill slot = { .role = role, .type = type, .span = span, .entity = entity,
                         .keep_others = TRUE };

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL && role != NULL && type != NULL,
                        NULL);

  return quoth_edit_fill_slots (document, registry, id, &slot, 1, error);
}

/**
 * quoth_edit_set_no_speaker:
 * @document: an open article
 * @id: a claim
 * @no_speaker: whether the text names nobody who said it
 * @error: return location for a #QuothModelError
 *
 * Verb: "set-no-speaker". With @no_speaker the speakers are taken off; without, the
 * claim is an open task again.
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_set_no_speaker (QuothDocument  *document,
                           const char     *id,
                           gboolean        no_speaker,
                           GError        **error)
{
  g_auto (QuothEdit) edit = { NULL };
  QuothAnnotation *claim;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL, NULL);

  claim = quoth_edit_begin (&edit, document, id, error);
  if (claim == NULL)
    return NULL;
  if (quoth_edit_kind_of (document, claim) != QUOTH_TYPE_KIND_CLAIM)
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "not a claim");
      return NULL;
    }
  claim = quoth_edit_change (&edit, id);
  if (no_speaker)
    {
      quoth_annotation_remove_link (claim, "speaker", NULL);
      quoth_annotation_take_attributes (claim, quoth_attributes_with_boolean (claim->attributes,
                                                                              "no_speaker", TRUE));
    }
  else
    clear_no_speaker (claim);
  return quoth_edit_finish (&edit, "set-no-speaker");
}

/**
 * quoth_edit_set_article_tag:
 * @document: an open article
 * @name: a tag: "status", "genre" …
 * @json_value: (nullable): its value as JSON; %NULL takes it off
 * @error: return location for a #QuothModelError or #QuothJsonError
 *
 * Verb: "set-article-tag".
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_set_article_tag (QuothDocument  *document,
                            const char     *name,
                            const char     *json_value,
                            GError        **error)
{
  QuothArticle *article;
  g_autoptr (QuothArticle) after = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autofree char *value = NULL;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && name != NULL, NULL);

  if (json_value != NULL)
    {
      value = check_value (quoth_document_get_scheme (document), name, json_value, error);
      if (value == NULL)
        return NULL;
    }
  article = quoth_document_get_article (document);
  after = quoth_article_copy (article);
  quoth_article_take_tags (after, quoth_attributes_with_json (article->tags, name, value));
  command = quoth_command_new ("set-article-tag");
  quoth_command_add_article (command, article, after);
  return g_steal_pointer (&command);
}
