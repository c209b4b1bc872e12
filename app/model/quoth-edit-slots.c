/* quoth-edit-slots.c - several slots of one claim filled by one gesture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-edit-slots"

#include "config.h"

#include "quoth-edit-slots.h"

#include "quoth-words.h"

/* The annotation a slot means: the one it names, else one of its type, or of any
 * mention type, with exactly its span. */
static QuothAnnotation *
find_filler (QuothDocument       *document,
             const QuothSlotFill *slot)
{
  const QuothType *wanted = quoth_scheme_lookup_type (quoth_document_get_scheme (document),
                                                      slot->type);
  g_autoptr (GArray) entries = NULL;
  QuothAnnotation *mention = NULL;

  if (slot->annotation != NULL)
    return quoth_document_lookup (document, slot->annotation);
  entries = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));
  quoth_span_index_overlap (quoth_document_get_index (document), slot->span.start, slot->span.end,
                            entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const QuothIndexEntry *entry = &g_array_index (entries, QuothIndexEntry, i);
      const QuothType *type = quoth_document_get_type_of (document, entry->annotation);

      if (entry->annotation->n_parts != 1 || entry->start != slot->span.start
          || entry->end != slot->span.end)
        continue;
      if (g_str_equal (entry->annotation->type, slot->type))
        return entry->annotation;
      if (wanted != NULL && wanted->kind == QUOTH_TYPE_KIND_MENTION && type != NULL
          && type->kind == QUOTH_TYPE_KIND_MENTION)
        mention = entry->annotation;
    }
  return mention;
}

static char *
find_entity (QuothDocument       *document,
             QuothRegistry       *registry,
             const QuothSlotFill *slot)
{
  const QuothType *type = quoth_scheme_lookup_type (quoth_document_get_scheme (document),
                                                    slot->type);
  g_autofree char *words = NULL;
  QuothEntity *fit;

  if (slot->entity != NULL)
    return g_strdup (slot->entity);
  if (type == NULL || type->kind != QUOTH_TYPE_KIND_MENTION)
    return NULL;
  words = quoth_text_slice (quoth_document_get_text (document), slot->span.start, slot->span.end);
  fit = quoth_registry_only_fit (registry, words, type->entity_kind);
  return fit != NULL ? g_strdup (fit->id) : NULL;
}

/* Returns the id of what fills @slot, adding to @command what it takes to have it. */
static char *
provide_filler (QuothDocument       *document,
                QuothRegistry       *registry,
                const QuothSlotFill *slot,
                QuothCommand        *command)
{
  const char *article = quoth_document_get_article_id (document);
  QuothAnnotation *existing = find_filler (document, slot);
  g_autofree char *entity = NULL;
  g_autoptr (QuothAnnotation) made = NULL;

  if (existing != NULL && (existing->entity != NULL || slot->entity == NULL))
    return g_strdup (existing->id);
  if (existing != NULL)
    {
      made = quoth_annotation_copy (existing);
      quoth_annotation_set_entity (made, slot->entity);
      quoth_command_add_annotation (command, article, existing, made);
      return g_strdup (made->id);
    }
  made = quoth_annotation_new (slot->type, quoth_document_get_layer (document), &slot->span, 1);
  entity = find_entity (document, registry, slot);
  if (entity != NULL)
    quoth_annotation_set_entity (made, entity);
  quoth_command_add_annotation (command, article, NULL, made);
  return g_strdup (made->id);
}

static void
remove_role (QuothAnnotation *annotation,
             const char      *role)
{
  const QuothLink *link;

  while ((link = quoth_annotation_get_link (annotation, role)) != NULL)
    {
      g_autofree char *to = g_strdup (link->to);

      if (!quoth_annotation_remove_link (annotation, role, to))
        return;
    }
}

/**
 * quoth_edit_fill_slots:
 * @document: a document
 * @registry: the project's registry
 * @id: the claim
 * @slots: what to fill
 * @n_slots: how many
 * @error: return location for a #QuothModelError
 *
 * Makes or reuses the annotation each slot names, and links @id to it. A speaker
 * takes back *no source in text*.
 *
 * Returns: (transfer full) (nullable): the command; empty when all was so already
 */
QuothCommand *
quoth_edit_fill_slots (QuothDocument       *document,
                       QuothRegistry       *registry,
                       const char          *id,
                       const QuothSlotFill *slots,
                       guint                n_slots,
                       GError             **error)
{
  QuothAnnotation *claim = quoth_document_lookup (document, id);
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (QuothAnnotation) changed = NULL;

  if (claim == NULL)
    {
      g_set_error_literal (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_MISSING,
                           "the annotation is not there");
      return NULL;
    }
  command = quoth_command_new (n_slots == 1 ? slots[0].role : "speaker");
  changed = quoth_annotation_copy (claim);
  for (guint i = 0; i < n_slots; i++)
    {
      const QuothRole *role = quoth_scheme_lookup_role (quoth_document_get_scheme (document),
                                                        slots[i].role);
      g_autofree char *filler = provide_filler (document, registry, &slots[i], command);

      if (filler == NULL || g_str_equal (filler, id))
        {
          g_set_error_literal (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID,
                               "an annotation cannot fill its own slot");
          return NULL;
        }
      if (!slots[i].keep_others || role == NULL || !role->multiple)
        remove_role (changed, slots[i].role);
      quoth_annotation_remove_link (changed, slots[i].role, filler);
      quoth_annotation_add_link (changed, slots[i].role, filler, NULL);
      if (g_str_equal (slots[i].role, "speaker")
          && quoth_attributes_lookup (changed->attributes, "no_speaker") != NULL)
        quoth_annotation_take_attributes (
          changed, quoth_attributes_with_json (changed->attributes, "no_speaker", NULL));
    }
  if (!quoth_annotation_equal (claim, changed))
    quoth_command_add_annotation (command, quoth_document_get_article_id (document), claim,
                                  changed);
  return g_steal_pointer (&command);
}
