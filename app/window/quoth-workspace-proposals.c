/* quoth-workspace-proposals.c - what is proposed for the active annotation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-workspace"

#include "config.h"

#include "quoth-cues.h"
#include "quoth-workspace-private.h"

#define MAX_CHOICES 9

/* The type a mention of @entity gets: the one made for the entity's kind, else the
 * scheme's first mention type. */
const char *
_quoth_workspace_mention_type (QuothWorkspace *self,
                               const char     *entity)
{
  QuothScheme *scheme = quoth_document_get_scheme (self->document);
  const QuothType *first = quoth_scheme_first_of_kind (scheme, QUOTH_TYPE_KIND_MENTION);
  QuothEntity *found = NULL;

  if (entity != NULL)
    found = quoth_registry_resolve (quoth_project_get_registry (self->project), entity);
  for (guint i = 0; found != NULL && i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      if (type->kind == QUOTH_TYPE_KIND_MENTION && g_strcmp0 (type->entity_kind, found->kind) == 0)
        return type->id;
    }
  return first != NULL ? first->id : NULL;
}

static void
propose_for_claim (QuothWorkspace  *self,
                   QuothAnnotation *claim)
{
  QuothText *text = quoth_document_get_text (self->document);

  self->speakers = quoth_speakers_rank (self->document, quoth_project_get_registry (self->project),
                                        claim->id, MAX_CHOICES);
  if (quoth_annotation_get_link (claim, "cue") == NULL
      && quoth_scheme_get_cue_type (quoth_document_get_scheme (self->document)) != NULL)
    self->has_cue = quoth_cues_propose (text, claim->parts, claim->n_parts, &self->cue);
}

static void
propose_for_mention (QuothWorkspace  *self,
                     QuothAnnotation *mention,
                     const QuothType *type)
{
  g_autofree char *words = NULL;

  if (mention->entity != NULL)
    return;
  words = quoth_annotation_dup_text (mention, quoth_document_get_text (self->document), " ");
  self->entities = quoth_registry_candidates (quoth_project_get_registry (self->project), words,
                                              type->entity_kind, MAX_CHOICES);
}

/* Makes the proposals for the active annotation anew. */
void
_quoth_workspace_propose (QuothWorkspace *self)
{
  QuothAnnotation *active = quoth_workspace_get_active (self);
  const QuothType *type = quoth_workspace_get_active_type (self);

  g_clear_pointer (&self->speakers, g_array_unref);
  g_clear_pointer (&self->entities, g_array_unref);
  g_clear_pointer (&self->occurrences, g_array_unref);
  self->has_cue = FALSE;
  if (type == NULL || quoth_project_is_read_only (self->project))
    return;
  if (type->kind == QUOTH_TYPE_KIND_CLAIM)
    propose_for_claim (self, active);
  else if (type->kind == QUOTH_TYPE_KIND_MENTION)
    propose_for_mention (self, active, type);
}

GArray *
quoth_workspace_get_speakers (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), NULL);

  return self->speakers;
}

GArray *
quoth_workspace_get_entities (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), NULL);

  return self->entities;
}

/**
 * quoth_workspace_get_cue:
 * @self: a workspace
 * @out_cue: (out): where the proposed cue of the active claim stands
 *
 * Returns: whether a cue is proposed and not yet taken
 */
gboolean
quoth_workspace_get_cue (QuothWorkspace *self,
                         QuothSpan      *out_cue)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (self->has_cue)
    *out_cue = self->cue;
  return self->has_cue;
}

GArray *
quoth_workspace_get_occurrences (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), NULL);

  return self->occurrences;
}
