/* quoth-edit-slots.c - several slots of one claim filled by one gesture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-edit-slots"

#include "config.h"

#include "quoth-edit-slots.h"

#include "quoth-edit-private.h"

/* A mention with exactly the slot's span, of whatever type: the slot's own type is a
 * guess then, what somebody marked is not. */
static QuothAnnotation *
find_mention (QuothEdit           *edit,
              const QuothSlotFill *slot)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));

  quoth_span_index_overlap (quoth_document_get_index (edit->document), slot->span.start,
                            slot->span.end, entries);
  for (guint i = 0; i < entries->len; i++)
    {
      const QuothIndexEntry *entry = &g_array_index (entries, QuothIndexEntry, i);

      if (entry->annotation->n_parts == 1 && entry->start == slot->span.start
          && entry->end == slot->span.end
          && quoth_edit_kind_of (edit->document, entry->annotation) == QUOTH_TYPE_KIND_MENTION)
        return entry->annotation;
    }
  return NULL;
}

/* What fills @slot: the annotation it names, one that stands there, else a new one. */
static QuothAnnotation *
provide_filler (QuothEdit            *edit,
                QuothRegistry        *registry,
                const QuothSlotFill  *slot,
                GError              **error)
{
  const QuothType *type =
    quoth_scheme_lookup_type (quoth_document_get_scheme (edit->document), slot->type);
  QuothAnnotation *filler = NULL;

  if (slot->annotation != NULL)
    {
      filler = quoth_edit_peek (edit, slot->annotation);
      if (filler == NULL)
        quoth_edit_fail (error, QUOTH_MODEL_ERROR_MISSING, "no annotation %s", slot->annotation);
      return filler;
    }
  if (type != NULL && type->kind == QUOTH_TYPE_KIND_MENTION)
    filler = find_mention (edit, slot);
  if (filler == NULL)
    filler = quoth_edit_mark_parts (edit, registry, slot->type, &slot->span, 1, error);
  return filler;
}

static gboolean
fill (QuothEdit            *edit,
      QuothRegistry        *registry,
      const char           *id,
      const QuothSlotFill  *slot,
      GError              **error)
{
  QuothAnnotation *filler;
  QuothEntity *known = NULL;

  if (slot->entity != NULL && registry != NULL)
    {
      known = quoth_registry_resolve (registry, slot->entity);
      if (known == NULL)
        return quoth_edit_fail (error, QUOTH_MODEL_ERROR_MISSING, "no entity %s", slot->entity);
    }
  filler = provide_filler (edit, registry, slot, error);
  if (filler == NULL)
    return FALSE;
  if (known != NULL && g_strcmp0 (filler->entity, known->id) != 0
      && quoth_edit_kind_of (edit->document, filler) == QUOTH_TYPE_KIND_MENTION)
    {
      filler = quoth_edit_change (edit, filler->id);
      quoth_annotation_set_entity (filler, known->id);
    }
  if (!slot->keep_others)
    quoth_annotation_remove_link (quoth_edit_change (edit, id), slot->role, NULL);
  return quoth_edit_link (edit, id, slot->role, filler->id, error);
}

/**
 * quoth_edit_fill_slots:
 * @document: an open article
 * @registry: (nullable): the project's registry
 * @id: a claim
 * @slots: (array length=n_slots): what to fill
 * @n_slots: how many
 * @error: return location for a #QuothModelError
 *
 * Makes or reuses the annotation each slot names, and links @id to it. The verb is
 * the first slot's role.
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_fill_slots (QuothDocument       *document,
                       QuothRegistry       *registry,
                       const char          *id,
                       const QuothSlotFill *slots,
                       guint                n_slots,
                       GError             **error)
{
  g_auto (QuothEdit) edit = { NULL };

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL && slots != NULL && n_slots > 0,
                        NULL);

  if (quoth_edit_begin (&edit, document, id, error) == NULL)
    return NULL;
  for (guint i = 0; i < n_slots; i++)
    if (!fill (&edit, registry, id, &slots[i], error))
      return NULL;
  return quoth_edit_finish (&edit, slots[0].role);
}
