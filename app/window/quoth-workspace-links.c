/* quoth-workspace-links.c - gestures that say who: speakers, cues, entities
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-workspace"

#include "config.h"

#include "quoth-edit-slots.h"
#include "quoth-project-query.h"
#include "quoth-workspace-private.h"

static QuothRegistry *
get_registry (QuothWorkspace *self)
{
  return quoth_project_get_registry (self->project);
}

static QuothAnnotation *
get_active_of_kind (QuothWorkspace *self,
                    QuothTypeKind   kind)
{
  const QuothType *type = quoth_workspace_get_active_type (self);

  return type != NULL && type->kind == kind ? quoth_workspace_get_active (self) : NULL;
}

/* What the proposed cue fills; @out_slot only when one is proposed. */
static gboolean
get_cue_slot (QuothWorkspace *self,
              QuothSlotFill  *out_slot)
{
  const QuothType *type = quoth_scheme_get_cue_type (quoth_document_get_scheme (self->document));

  if (!self->has_cue || type == NULL)
    return FALSE;
  *out_slot = (QuothSlotFill){ .role = "cue", .type = type->id, .span = self->cue };
  return TRUE;
}

/* One gesture: the speaker, and the cue that was proposed beside it. */
static gboolean
choose_speaker (QuothWorkspace *self,
                guint           n,
                gboolean        add)
{
  const QuothSpeaker *speaker;
  QuothSlotFill slots[2];
  guint n_slots = 1;
  GError *error = NULL;
  QuothCommand *command;

  if (self->speakers == NULL || n > self->speakers->len)
    return FALSE;
  speaker = &g_array_index (self->speakers, QuothSpeaker, n - 1);
  slots[0] = (QuothSlotFill){ .role = "speaker",
                              .type = _quoth_workspace_mention_type (self, speaker->entity),
                              .span = speaker->span,
                              .annotation = speaker->annotation,
                              .entity = speaker->entity,
                              .keep_others = add };
  if (slots[0].type == NULL)
    return FALSE;
  if (get_cue_slot (self, &slots[1]))
    n_slots = 2;
  command = quoth_edit_fill_slots (self->document, get_registry (self), self->active, slots,
                                   n_slots, &error);
  return _quoth_workspace_make (self, command, &error, NULL);
}

/**
 * quoth_workspace_choose:
 * @self: a workspace
 * @n: 1 to 9, as numbered in the text or the card
 * @add: whether to keep the speakers the claim has
 *
 * Returns: whether there was such a choice and it is made
 */
gboolean
quoth_workspace_choose (QuothWorkspace *self,
                        guint           n,
                        gboolean        add)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);
  g_return_val_if_fail (n >= 1, FALSE);

  if (get_active_of_kind (self, QUOTH_TYPE_KIND_CLAIM) != NULL)
    return choose_speaker (self, n, add);
  if (self->entities != NULL && n <= self->entities->len)
    {
      g_autofree char *entity =
        g_strdup (g_array_index (self->entities, QuothCandidate, n - 1).entity->id);

      return quoth_workspace_set_entity (self, entity);
    }
  return FALSE;
}

/**
 * quoth_workspace_set_speaker:
 * @self: a workspace with an active claim
 * @span: the words that name the speaker, code points
 *
 * What mentions somebody just there is taken as it is, else the words become a mention of
 * the entity they fit. The cue that is proposed is taken along.
 *
 * Returns: whether they are the claim's only speaker now
 */
gboolean
quoth_workspace_set_speaker (QuothWorkspace *self,
                             QuothSpan       span)
{
  QuothSlotFill slots[2] = { { .role = "speaker", .span = span } };
  guint n_slots = 1;
  QuothEntity *entity;
  g_autofree char *words = NULL;
  g_autoptr (GPtrArray) mentions = NULL;
  GError *error = NULL;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (get_active_of_kind (self, QUOTH_TYPE_KIND_CLAIM) == NULL)
    return FALSE;
  mentions = quoth_document_list_kind (self->document, QUOTH_TYPE_KIND_MENTION);
  for (guint i = 0; i < mentions->len; i++)
    {
      QuothAnnotation *mention = mentions->pdata[i];

      if (mention->n_parts == 1 && mention->parts[0].start == span.start
          && mention->parts[0].end == span.end)
        slots[0].annotation = mention->id;
    }
  words = quoth_text_slice (quoth_document_get_text (self->document), span.start, span.end);
  entity = quoth_registry_only_fit (get_registry (self), words, NULL);
  slots[0].entity = entity != NULL && slots[0].annotation == NULL ? entity->id : NULL;
  slots[0].type = _quoth_workspace_mention_type (self, slots[0].entity);
  if (slots[0].type == NULL)
    return FALSE;
  if (get_cue_slot (self, &slots[1]))
    n_slots = 2;
  return _quoth_workspace_make (self,
                                quoth_edit_fill_slots (self->document, get_registry (self),
                                                       self->active, slots, n_slots, &error),
                                &error, NULL);
}

/**
 * quoth_workspace_set_no_speaker:
 * @self: a workspace
 *
 * Says of the active claim that the text names no source, or takes that back.
 *
 * Returns: whether it is said
 */
gboolean
quoth_workspace_set_no_speaker (QuothWorkspace *self)
{
  QuothAnnotation *claim;
  GError *error = NULL;
  gboolean now;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  claim = get_active_of_kind (self, QUOTH_TYPE_KIND_CLAIM);
  if (claim == NULL)
    return FALSE;
  now = quoth_attributes_get_boolean (claim->attributes, "no_speaker");
  return _quoth_workspace_make (self,
                                quoth_edit_set_no_speaker (self->document, self->active, !now,
                                                           &error),
                                &error, NULL);
}

/**
 * quoth_workspace_set_role:
 * @self: a workspace with an active claim
 * @role: a role of the scheme
 * @span: what fills it; a mention there is reused, else one is marked
 *
 * Returns: whether the role is filled
 */
gboolean
quoth_workspace_set_role (QuothWorkspace *self,
                          const char     *role,
                          QuothSpan       span)
{
  QuothSlotFill slot = { .role = role, .span = span, .keep_others = TRUE };
  const QuothRole *definition;
  GError *error = NULL;
  QuothCommand *command;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (quoth_workspace_get_active (self) == NULL)
    return FALSE;
  definition = quoth_scheme_lookup_role (quoth_document_get_scheme (self->document), role);
  slot.type = definition != NULL && definition->to != NULL && definition->to[0] != NULL
                ? definition->to[0]
                : _quoth_workspace_mention_type (self, NULL);
  if (slot.type == NULL)
    return FALSE;
  command = quoth_edit_fill_slots (self->document, get_registry (self), self->active, &slot, 1,
                                   &error);
  return _quoth_workspace_make (self, command, &error, NULL);
}

gboolean
quoth_workspace_unlink (QuothWorkspace *self,
                        const char     *role,
                        const char     *to)
{
  GError *error = NULL;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (quoth_workspace_get_active (self) == NULL)
    return FALSE;
  return _quoth_workspace_make (self,
                                quoth_edit_remove_link (self->document, self->active, role, to,
                                                        &error),
                                &error, NULL);
}

/**
 * quoth_workspace_set_cue:
 * @self: a workspace with an active claim
 * @span: (nullable): the cue; %NULL takes the proposed one
 *
 * Returns: whether the claim has that cue
 */
gboolean
quoth_workspace_set_cue (QuothWorkspace  *self,
                         const QuothSpan *span)
{
  const QuothType *type;
  QuothSlotFill slot;
  GError *error = NULL;
  QuothCommand *command;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (get_active_of_kind (self, QUOTH_TYPE_KIND_CLAIM) == NULL)
    return FALSE;
  type = quoth_scheme_get_cue_type (quoth_document_get_scheme (self->document));
  if (type == NULL || (span == NULL && !self->has_cue))
    return FALSE;
  slot = (QuothSlotFill){ .role = "cue", .type = type->id,
                          .span = span != NULL ? *span : self->cue };
  command = quoth_edit_fill_slots (self->document, get_registry (self), self->active, &slot, 1,
                                   &error);
  return _quoth_workspace_make (self, command, &error, NULL);
}

/* Who was wrongly linked to forgets what the link taught. @command: nullable */
static void
forget_wrong (QuothWorkspace *self,
              QuothCommand   *command,
              const char     *entity) /* nullable: whom the mention is linked to now */
{
  QuothAnnotation *mention = quoth_workspace_get_active (self);
  QuothEntity *before = NULL;
  g_autofree char *name = NULL;

  if (mention->entity != NULL)
    before = quoth_registry_resolve (get_registry (self), mention->entity);
  if (command == NULL || before == NULL || g_strcmp0 (before->id, entity) == 0)
    return;
  name = quoth_edit_dup_name (self->document, mention);
  if (g_strv_contains ((const char *const *) before->aliases, name)
      && quoth_project_alias_rests_on (self->project, before, name, mention->id, NULL))
    quoth_edit_forget_alias (command, before, name);
}

gboolean
quoth_workspace_set_entity (QuothWorkspace *self,
                            const char     *entity)
{
  GError *error = NULL;
  QuothCommand *command;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (get_active_of_kind (self, QUOTH_TYPE_KIND_MENTION) == NULL)
    return FALSE;
  command = quoth_edit_set_entity (self->document, get_registry (self), self->active, entity,
                                   &error);
  forget_wrong (self, command, entity);
  return _quoth_workspace_make (self, command, &error, NULL);
}

/**
 * quoth_workspace_new_entity:
 * @self: a workspace with an active mention
 * @name: (nullable): the name; %NULL takes the mention's words
 * @unnamed: whether the text gives no name ("a spokeswoman")
 *
 * Returns: whether the registry has the new entry and the mention points to it
 */
gboolean
quoth_workspace_new_entity (QuothWorkspace *self,
                            const char     *name,
                            gboolean        unnamed)
{
  g_autofree char *entity = NULL;
  GError *error = NULL;
  QuothCommand *command;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (get_active_of_kind (self, QUOTH_TYPE_KIND_MENTION) == NULL)
    return FALSE;
  /* The registry teaches which words are names. */
  g_clear_pointer (&self->names, g_array_unref);
  command = quoth_edit_new_entity (self->document, get_registry (self), self->active, name,
                                   unnamed ? "unnamed" : "named", &entity, &error);
  forget_wrong (self, command, entity);
  return _quoth_workspace_make (self, command, &error, NULL);
}

/**
 * quoth_workspace_mark_occurrences:
 * @self: a workspace with an active mention
 *
 * The first call previews every other occurrence of the mention's words, the second
 * marks and links them all as one gesture.
 *
 * Returns: whether there was something to preview or to mark
 */
gboolean
quoth_workspace_mark_occurrences (QuothWorkspace *self)
{
  g_autoptr (GArray) spans = NULL;
  GError *error = NULL;
  QuothCommand *command;
  guint n;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (get_active_of_kind (self, QUOTH_TYPE_KIND_MENTION) == NULL)
    return FALSE;
  if (self->occurrences == NULL)
    {
      self->occurrences = quoth_edit_find_occurrences (self->document, self->active);
      if (self->occurrences != NULL && self->occurrences->len == 0)
        g_clear_pointer (&self->occurrences, g_array_unref);
      if (self->occurrences == NULL)
        {
          _quoth_workspace_done (self, "no-occurrences", 0);
          return FALSE;
        }
      _quoth_workspace_emit_changed (self);
      return TRUE;
    }
  spans = g_steal_pointer (&self->occurrences);
  n = spans->len;
  command = quoth_edit_mark_occurrences (self->document, self->active, spans, &error);
  if (!_quoth_workspace_make (self, command, &error, NULL))
    return FALSE;
  _quoth_workspace_done (self, "occurrences", n);
  return TRUE;
}

/**
 * quoth_workspace_offers_entity:
 * @self: a workspace
 *
 * A name that fits nobody is somebody new: who was linked to last is an offer for
 * pronouns and descriptions alone.
 *
 * Returns: whether quoth_workspace_confirm() links the active mention to the first
 *   candidate
 */
gboolean
quoth_workspace_offers_entity (QuothWorkspace *self)
{
  QuothAnnotation *mention;
  const QuothCandidate *first;
  g_autofree char *words = NULL;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  mention = get_active_of_kind (self, QUOTH_TYPE_KIND_MENTION);
  if (mention == NULL || mention->entity != NULL || self->entities == NULL
      || self->entities->len == 0)
    return FALSE;
  first = &g_array_index (self->entities, QuothCandidate, 0);
  words = quoth_annotation_dup_text (mention, quoth_document_get_text (self->document), " ");
  return !g_str_equal (first->reason, "recent")
         || !quoth_edit_is_name (words, first->entity->kind);
}

/**
 * quoth_workspace_confirm:
 * @self: a workspace
 *
 * Takes what is proposed for the active annotation: the previewed occurrences, the
 * cue of a claim, the first entity of a mention if it may be meant.
 *
 * Returns: %FALSE when nothing was proposed or it could not be taken
 */
gboolean
quoth_workspace_confirm (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (self->occurrences != NULL)
    return quoth_workspace_mark_occurrences (self);
  if (get_active_of_kind (self, QUOTH_TYPE_KIND_CLAIM) != NULL && self->has_cue)
    return quoth_workspace_set_cue (self, NULL);
  return quoth_workspace_offers_entity (self) && quoth_workspace_choose (self, 1, FALSE);
}

/**
 * quoth_workspace_cancel:
 * @self: a workspace
 *
 * Steps back: first from a preview, then from the active annotation, then from the
 * sticky type.
 *
 * Returns: whether there was something to step back from
 */
gboolean
quoth_workspace_cancel (QuothWorkspace *self)
{
  g_return_val_if_fail (QUOTH_IS_WORKSPACE (self), FALSE);

  if (self->occurrences != NULL)
    {
      g_clear_pointer (&self->occurrences, g_array_unref);
      _quoth_workspace_emit_changed (self);
      return TRUE;
    }
  if (self->active != NULL)
    {
      quoth_workspace_set_active (self, NULL);
      return TRUE;
    }
  if (self->sticky != NULL)
    {
      quoth_workspace_set_sticky (self, NULL);
      return TRUE;
    }
  return FALSE;
}
