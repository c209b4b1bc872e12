/* quoth-flaws-repair.c - what can be done about a finding with one key
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-flaws"

#include "config.h"

#include "quoth-flaws.h"
#include "quoth-flaws-private.h"

#include "quoth-edit-slots.h"
#include "quoth-edit.h"
#include "quoth-json-writer.h"
#include "quoth-kwic.h"
#include "quoth-speakers.h"
#include "quoth-words.h"

#include <string.h>

#define MAX_SPEAKERS 3
#define MAX_ENTITIES 3
#define MAX_VALUES 9
#define SHOWN_CHARS 40

void
quoth_repair_free (QuothRepair *self)
{
  g_free (self->id);
  g_free (self->words);
  g_free (self->entity);
  g_free (self);
}

/* Returns: the repair, which @list owns */
static QuothRepair *
add (GPtrArray       *list,
     QuothRepairKind  kind,
     const char      *id,
     const char      *words)
{
  QuothRepair *self = g_new0 (QuothRepair, 1);

  self->kind = kind;
  self->id = g_strdup (id);
  self->words = g_strdup (words);
  g_ptr_array_add (list, self);
  return self;
}

static char *
shorten (QuothText *text,
         QuothSpan  span)
{
  gsize n_bytes;
  const char *slice = quoth_text_peek_slice (text, span.start, span.end, &n_bytes);

  return quoth_kwic_line (slice, n_bytes, SHOWN_CHARS);
}

static void
add_link (GPtrArray     *list,
          QuothRegistry *registry,
          const char    *id)
{
  QuothEntity *entity = id != NULL ? quoth_registry_resolve (registry, id) : NULL;

  if (entity != NULL)
    add (list, QUOTH_REPAIR_LINK, entity->id, entity->name);
}

static gboolean
has_link (GPtrArray  *list,
          const char *id)
{
  for (guint i = 0; i < list->len; i++)
    if (g_strcmp0 (((QuothRepair *) list->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

/* The person that was named last before a pronoun or a description. */
static const char *
named_before (QuothDocument   *document,
              QuothAnnotation *mention)
{
  g_autoptr (GPtrArray) mentions = quoth_document_list_kind (document, QUOTH_TYPE_KIND_MENTION);
  const char *entity = NULL;

  for (guint i = 0; i < mentions->len; i++)
    {
      QuothAnnotation *other = mentions->pdata[i];

      if (quoth_annotation_get_start (other) >= quoth_annotation_get_start (mention))
        break;
      if (other->entity != NULL && strcmp (other->type, mention->type) == 0)
        entity = other->entity;
    }
  return entity;
}

static void
add_entities (GPtrArray       *list,
              QuothDocument   *document,
              QuothRegistry   *registry,
              QuothAnnotation *mention)
{
  const QuothType *type = quoth_document_get_type_of (document, mention);
  g_autofree char *name = quoth_flaws_dup_name (document, mention);
  g_autofree char *words =
    shorten (quoth_document_get_text (document), mention->parts[0]);
  g_autoptr (GArray) near = NULL;

  if (name == NULL)
    add_link (list, registry, named_before (document, mention));
  else
    add (list, QUOTH_REPAIR_NEW_ENTITY, NULL, name);
  near = quoth_registry_candidates (registry, words, type != NULL ? type->entity_kind : NULL,
                                    MAX_ENTITIES);
  for (guint i = 0; i < near->len; i++)
    {
      QuothEntity *entity = g_array_index (near, QuothCandidate, i).entity;

      if (!has_link (list, entity->id))
        add (list, QUOTH_REPAIR_LINK, entity->id, entity->name);
    }
  if (name == NULL)
    add (list, QUOTH_REPAIR_NEW_ENTITY, NULL, words);
}

static void
add_speakers (GPtrArray       *list,
              QuothDocument   *document,
              QuothRegistry   *registry,
              const char      *claim)
{
  g_autoptr (GArray) speakers = quoth_speakers_rank (document, registry, claim, MAX_SPEAKERS);

  for (guint i = 0; i < speakers->len; i++)
    {
      const QuothSpeaker *speaker = &g_array_index (speakers, QuothSpeaker, i);
      g_autofree char *words = shorten (quoth_document_get_text (document), speaker->span);
      QuothRepair *repair = add (list, QUOTH_REPAIR_SPEAKER, speaker->annotation, words);

      repair->span = speaker->span;
      repair->entity = g_strdup (speaker->entity);
    }
  add (list, QUOTH_REPAIR_NO_SPEAKER, NULL, NULL);
}

/* Claims without a cue that stand in the paragraph of @cue, the nearest first; else only
 * taking the mark out is left. */
static void
add_claims (GPtrArray       *list,
            QuothDocument   *document,
            QuothAnnotation *cue)
{
  QuothText *text = quoth_document_get_text (document);
  QuothSpan around = quoth_paragraph_at (text, quoth_annotation_get_start (cue));
  g_autoptr (GPtrArray) claims = quoth_document_list_kind (document, QUOTH_TYPE_KIND_CLAIM);
  QuothAnnotation *nearest = NULL;
  guint least = G_MAXUINT;

  for (guint i = 0; i < claims->len; i++)
    {
      QuothAnnotation *claim = claims->pdata[i];
      guint start = quoth_annotation_get_start (claim), end = quoth_annotation_get_end (claim);
      guint distance = start >= cue->parts[0].end ? start - cue->parts[0].end
                       : end <= cue->parts[0].start ? cue->parts[0].start - end : 0;

      if (end <= around.start || start >= around.end || distance >= least
          || quoth_annotation_get_link (claim, "cue") != NULL)
        continue;
      nearest = claim;
      least = distance;
    }
  if (nearest != NULL)
    {
      g_autofree char *words = shorten (text, nearest->parts[0]);

      add (list, QUOTH_REPAIR_CUE_OF, nearest->id, words);
    }
  add (list, QUOTH_REPAIR_REMOVE, NULL, NULL);
}

static void
add_values (GPtrArray     *list,
            QuothDocument *document,
            const char    *id)
{
  const QuothAttribute *attribute =
    quoth_scheme_lookup_attribute (quoth_document_get_scheme (document), id);

  if (attribute == NULL || attribute->kind != QUOTH_ATTRIBUTE_SINGLE)
    return;
  for (guint i = 0; i < MIN (attribute->values->len, MAX_VALUES); i++)
    {
      const QuothValue *value = attribute->values->pdata[i];

      add (list, QUOTH_REPAIR_VALUE, value->id, value->name);
    }
}

/* The part widened to the words that its ends lie in. */
static void
add_words (GPtrArray       *list,
           QuothText       *text,
           const QuothFlaw *flaw)
{
  QuothRepair *repair;
  QuothSpan span = flaw->span;
  QuothSpan word;
  g_autofree char *words = NULL;

  if (quoth_words_at (text, span.start, &word) && word.start < span.start && word.end > span.start)
    span.start = word.start;
  if (quoth_words_at (text, span.end, &word) && word.start < span.end && word.end > span.end)
    span.end = word.end;
  words = shorten (text, span);
  repair = add (list, QUOTH_REPAIR_WORDS, NULL, words);
  repair->span = span;
}

/**
 * quoth_flaw_list_repairs:
 * @self: a finding
 * @document: its article, open in the layer in which it was found
 * @registry: the project's registry
 *
 * Returns: (transfer full) (element-type QuothRepair): at most nine, the likeliest first;
 *   empty when what it is about is gone
 */
GPtrArray *
quoth_flaw_list_repairs (const QuothFlaw *self,
                         QuothDocument   *document,
                         QuothRegistry   *registry)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_repair_free);
  QuothAnnotation *annotation = self->annotation != NULL
                                ? quoth_document_lookup (document, self->annotation) : NULL;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document), list);

  if (self->annotation != NULL && annotation == NULL)
    return list;
  switch (self->kind)
    {
    case QUOTH_FLAW_SPEAKER:
      add_speakers (list, document, registry, self->annotation);
      break;
    case QUOTH_FLAW_ALIAS:
    case QUOTH_FLAW_NAMESAKE:
      add_link (list, registry, self->detail);
      break;
    case QUOTH_FLAW_REGISTRY:
      add_entities (list, document, registry, annotation);
      break;
    case QUOTH_FLAW_CUE:
      add_claims (list, document, annotation);
      break;
    case QUOTH_FLAW_ATTRIBUTE:
      add_values (list, document, self->detail);
      break;
    case QUOTH_FLAW_WORD:
      add_words (list, quoth_document_get_text (document), self);
      break;
    default:
      break;
    }
  return list;
}

/* The type of mention that stands for entities of that kind, else any mention. */
static const char *
mention_type (QuothScheme *scheme,
              QuothEntity *entity)
{
  const QuothType *first = quoth_scheme_first_of_kind (scheme, QUOTH_TYPE_KIND_MENTION);

  for (guint i = 0; entity != NULL && i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      if (type->kind == QUOTH_TYPE_KIND_MENTION && g_strcmp0 (type->entity_kind, entity->kind) == 0)
        return type->id;
    }
  return first != NULL ? first->id : NULL;
}

static QuothCommand *
mark_name (const QuothFlaw   *self,
           const QuothRepair *repair,
           QuothDocument     *document,
           QuothRegistry     *registry,
           GError           **error)
{
  QuothEntity *entity = quoth_registry_resolve (registry, repair->id);
  const char *type = mention_type (quoth_document_get_scheme (document), entity);

  if (type == NULL)
    {
      g_set_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_MISSING, "no type of mentions");
      return NULL;
    }
  /* The registry knows one that fits, or the name would not have been found. */
  return quoth_edit_mark (document, registry, type, &self->span, 1, NULL, error);
}

static QuothCommand *
set_speaker (const QuothFlaw   *self,
             const QuothRepair *repair,
             QuothDocument     *document,
             QuothRegistry     *registry,
             GError           **error)
{
  QuothEntity *entity = repair->entity != NULL ? quoth_registry_resolve (registry, repair->entity)
                                               : NULL;
  const QuothSlotFill slot = { .role = "speaker",
                               .type = mention_type (quoth_document_get_scheme (document), entity),
                               .span = repair->span,
                               .annotation = repair->id,
                               .entity = repair->entity };

  return quoth_edit_fill_slots (document, registry, self->annotation, &slot, 1, error);
}

static QuothCommand *
set_value (const QuothFlaw   *self,
           const QuothRepair *repair,
           QuothDocument     *document,
           GError           **error)
{
  g_autoptr (GString) json = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, json, FALSE);
  quoth_json_writer_string (&writer, repair->id);
  if (self->annotation == NULL)
    return quoth_edit_set_article_tag (document, self->detail, json->str, error);
  return quoth_edit_set_attribute (document, self->annotation, self->detail, json->str, error);
}

static QuothCommand *
widen (const QuothFlaw   *self,
       const QuothRepair *repair,
       QuothDocument     *document,
       GError           **error)
{
  QuothAnnotation *annotation = quoth_document_lookup (document, self->annotation);
  g_autofree QuothSpan *parts = NULL;

  if (annotation == NULL)
    {
      g_set_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_MISSING, "no annotation %s",
                   self->annotation);
      return NULL;
    }
  parts = g_memdup2 (annotation->parts, annotation->n_parts * sizeof *parts);
  for (guint i = 0; i < annotation->n_parts; i++)
    if (parts[i].start == self->span.start && parts[i].end == self->span.end)
      parts[i] = repair->span;
  return quoth_edit_set_parts (document, self->annotation, parts, annotation->n_parts, error);
}

/**
 * quoth_flaw_repair:
 * @self: a finding
 * @repair: one of its repairs
 * @document: its article, open in the layer in which it was found
 * @registry: the project's registry
 * @error: return location for a #QuothModelError
 *
 * Returns: (transfer full) (nullable): the command, with the verb of the gesture it is
 */
QuothCommand *
quoth_flaw_repair (const QuothFlaw   *self,
                   const QuothRepair *repair,
                   QuothDocument     *document,
                   QuothRegistry     *registry,
                   GError           **error)
{
  switch (repair->kind)
    {
    case QUOTH_REPAIR_LINK:
      if (self->annotation == NULL)
        return mark_name (self, repair, document, registry, error);
      return quoth_edit_set_entity (document, registry, self->annotation, repair->id, error);
    case QUOTH_REPAIR_NEW_ENTITY:
      return quoth_edit_new_entity (document, registry, self->annotation, repair->words, NULL, NULL,
                                    error);
    case QUOTH_REPAIR_SPEAKER:
      return set_speaker (self, repair, document, registry, error);
    case QUOTH_REPAIR_NO_SPEAKER:
      return quoth_edit_set_no_speaker (document, self->annotation, TRUE, error);
    case QUOTH_REPAIR_CUE_OF:
      return quoth_edit_set_link (document, repair->id, "cue", self->annotation, error);
    case QUOTH_REPAIR_REMOVE:
      return quoth_edit_delete (document, self->annotation, error);
    case QUOTH_REPAIR_VALUE:
      return set_value (self, repair, document, error);
    case QUOTH_REPAIR_WORDS:
      return widen (self, repair, document, error);
    default:
      g_return_val_if_reached (NULL);
    }
}
