/* quoth-hints.c - which keys mean something right now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-hints"

#include "config.h"

#include "quoth-hints.h"

#include <glib/gi18n.h>

#define MAX_LABEL 24

/* The text numbers them all; the bar names the likeliest and leaves room for other keys. */
#define MAX_SPEAKERS 3
#define MAX_OTHERS 2

/* What is known while hints are listed. */
typedef struct
{
  QuothWorkspace *workspace; /* borrowed */
  QuothKeymap    *keymap;    /* borrowed */
  GPtrArray      *next;      /* of QuothHint */
} QuothHintSet;

static void
hint_free (QuothHint *chip)
{
  g_free (chip->key);
  g_free (chip->label);
  g_free (chip->color);
  g_clear_pointer (&chip->target, g_variant_unref);
  g_free (chip);
}

/* Long labels leave no room for the others; what does not fit as a whole is not shown. */
static char *
shorten (const char *label)
{
  g_autofree char *head = NULL;

  if (g_utf8_strlen (label, -1) <= MAX_LABEL)
    return g_strdup (label);
  head = g_utf8_substring (label, 0, MAX_LABEL - 1);
  return g_strconcat (head, "…", NULL);
}

static void
add_chip (QuothHintSet *self,
          const char   *key,
          const char   *label,
          const char   *color,
          const char   *action,
          GVariant     *target,
          gboolean      checked)
{
  QuothHint *chip = g_new0 (QuothHint, 1);

  chip->key = g_strdup (key);
  chip->label = shorten (label);
  chip->color = g_strdup (color);
  chip->action = action;
  chip->target = target != NULL ? g_variant_ref_sink (target) : NULL;
  chip->checked = checked;
  g_ptr_array_add (self->next, chip);
}

static void
add_action (QuothHintSet *self,
            const char   *action,
            const char   *label)
{
  g_autofree char *key = quoth_keymap_dup_label (self->keymap, action);

  add_chip (self, key, label, NULL, action, NULL, FALSE);
}

static void
add_types (QuothHintSet *self,
           const char   *action)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothScheme *scheme = quoth_document_get_scheme (document);

  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);
      g_autofree char *key = NULL;

      if (type->hidden || type->key == NULL)
        continue;
      key = g_utf8_strup (type->key, -1);
      add_chip (self, key, type->name, type->color, action, g_variant_new_string (type->id),
                FALSE);
    }
}

/* The type that every selection gets, as long as one does. */
static void
add_sticky (QuothHintSet  *self,
            QuothDocument *document)
{
  const char *sticky = quoth_workspace_get_sticky (self->workspace);
  const QuothType *type = NULL;
  g_autofree char *key = quoth_keymap_dup_label (self->keymap, "annotate.sticky");
  g_autofree char *label = NULL;

  if (sticky != NULL)
    type = quoth_scheme_lookup_type (quoth_document_get_scheme (document), sticky);
  if (type == NULL)
    return;
  /* Translators: every selection becomes an annotation of this type, such as "Person" */
  label = g_strdup_printf (_("All: %s"), type->name);
  add_chip (self, key, label, type->color, "annotate.sticky", NULL, TRUE);
}

/* What the selected words may be for the active claim. */
static void
add_for_claim_and_selection (QuothHintSet    *self,
                             QuothAnnotation *claim)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothScheme *scheme = quoth_document_get_scheme (document);

  add_action (self, "annotate.add-part", _("Add fragment"));
  add_action (self, "annotate.speaker", _("Speaker"));
  for (guint i = 0; i < quoth_scheme_get_n_roles (scheme); i++)
    {
      const QuothRole *role = quoth_scheme_get_role_at (scheme, i);
      g_autofree char *key = NULL;

      if (role->key == NULL
          || (role->from != NULL && role->from[0] != NULL
              && !g_strv_contains ((const char *const *) role->from, claim->type)))
        continue;
      key = g_utf8_strup (role->key, -1);
      add_chip (self, key, role->name, NULL, "annotate.set-role",
                g_variant_new_string (role->id), FALSE);
    }
}

/* The words of a speaker that may be meant, and who that is. */
static char *
dup_speaker_label (QuothHintSet       *self,
                   const QuothSpeaker *speaker)
{
  QuothDocument *document = quoth_workspace_get_document (self->workspace);
  QuothRegistry *registry =
    quoth_project_get_registry (quoth_workspace_get_project (self->workspace));
  QuothEntity *entity =
    speaker->entity != NULL ? quoth_registry_resolve (registry, speaker->entity) : NULL;
  char *words = quoth_text_slice (quoth_document_get_text (document), speaker->span.start,
                                  speaker->span.end);
  g_autofree char *owned = NULL;

  if (entity == NULL || g_str_equal (entity->name, words))
    return words;
  owned = words;
  /* Translators: a pronoun or short name in the text, and the person it means */
  return g_strdup_printf (_("%s (%s)"), words, entity->name);
}

static gboolean
is_speaker (QuothAnnotation *claim,
            const char      *mention)
{
  for (guint i = 0; mention != NULL && i < claim->n_links; i++)
    if (g_str_equal (claim->links[i].role, "speaker")
        && g_str_equal (claim->links[i].to, mention))
      return TRUE;
  return FALSE;
}

/* What a digit does about the speaker of a claim. */
typedef enum
{
  TAKE,    /* the first one */
  REPLACE, /* another in place of the present one */
  ADD      /* one more */
} SpeakerKey;

static char *
dup_speaker_hint (SpeakerKey  does,
                  const char *who)
{
  switch (does)
    {
    case REPLACE:
      /* Translators: a key that makes this person the speaker in place of the present one */
      return g_strdup_printf (_("Instead: %s"), who);
    case ADD:
      /* Translators: a key that makes this person one more speaker */
      return g_strdup_printf (_("Also: %s"), who);
    case TAKE:
    default:
      return g_strdup (who);
    }
}

/* @most: how many of them */
static void
add_speakers (QuothHintSet    *self,
              QuothAnnotation *claim,
              SpeakerKey       does,
              guint            most)
{
  GArray *speakers = quoth_workspace_get_speakers (self->workspace);
  guint left = most;

  for (guint i = 0; speakers != NULL && i < speakers->len && left > 0; i++)
    {
      const QuothSpeaker *speaker = &g_array_index (speakers, QuothSpeaker, i);
      g_autofree char *who = NULL;
      g_autofree char *label = NULL;
      g_autofree char *key = NULL;

      if (is_speaker (claim, speaker->annotation))
        continue;
      left--;
      who = dup_speaker_label (self, speaker);
      label = dup_speaker_hint (does, who);
      key = gtk_accelerator_get_label (GDK_KEY_1 + i, does == ADD ? GDK_CONTROL_MASK : 0);
      add_chip (self, key, label, NULL, does == ADD ? "annotate.add-speaker" : "annotate.choose",
                g_variant_new_uint32 (i + 1), FALSE);
    }
}

static void
add_entities (QuothHintSet *self)
{
  GArray *entities = quoth_workspace_get_entities (self->workspace);

  for (guint i = 0; entities != NULL && i < entities->len; i++)
    {
      const QuothCandidate *candidate = &g_array_index (entities, QuothCandidate, i);
      g_autofree char *key = g_strdup_printf ("%u", i + 1);

      add_chip (self, key, candidate->entity->name, NULL, "annotate.choose",
                g_variant_new_uint32 (i + 1), FALSE);
    }
}

static void
add_for_claim (QuothHintSet    *self,
               QuothAnnotation *claim)
{
  gboolean has_speaker = quoth_annotation_get_link (claim, "speaker") != NULL;
  gboolean answered =
    has_speaker || quoth_attributes_get_boolean (claim->attributes, "no_speaker");

  if (!answered)
    {
      add_speakers (self, claim, TAKE, MAX_SPEAKERS);
      add_action (self, "annotate.no-speaker", _("No source"));
    }
  add_action (self, "annotate.add-part", _("Add fragment"));
  add_action (self, "annotate.confirm", _("Next quotation"));
  if (answered)
    add_speakers (self, claim, REPLACE, MAX_OTHERS);
  if (has_speaker)
    add_speakers (self, claim, ADD, 1);
}

static void
add_for_mention (QuothHintSet    *self,
                 QuothAnnotation *mention)
{
  GArray *occurrences = quoth_workspace_get_occurrences (self->workspace);
  gboolean offers = quoth_workspace_offers_entity (self->workspace);

  if (occurrences != NULL)
    {
      g_autofree char *label =
        g_strdup_printf (ngettext ("Mark %u more", "Mark %u more", occurrences->len),
                         occurrences->len);

      add_action (self, "annotate.confirm", label);
      add_action (self, "annotate.cancel", _("Cancel"));
      return;
    }
  if (offers) /* else somebody new is meant */
    add_entities (self);
  if (mention->entity == NULL)
    add_action (self, "annotate.new-entity", _("New entry"));
  add_action (self, "annotate.pick-entity", _("Choose…"));
  if (mention->entity != NULL || offers)
    add_action (self, "annotate.occurrences", _("All occurrences"));
  /* Translators: a key that links to the person with the number 1, then goes to the next name */
  add_action (self, "annotate.confirm", offers ? _("Take 1, next name") : _("Next name"));
  if (!offers)
    add_entities (self);
}

/**
 * quoth_hints_list:
 * @workspace: what is worked on
 * @keymap: which key does what
 * @has_selection: whether words are selected in the article
 *
 * Returns: (transfer full) (element-type QuothHint): what can be done, the likeliest first
 */
GPtrArray *
quoth_hints_list (QuothWorkspace *workspace,
                  QuothKeymap    *keymap,
                  gboolean        has_selection)
{
  QuothHintSet set = { workspace, keymap, NULL };
  QuothHintSet *self = &set;
  QuothDocument *document;
  QuothAnnotation *active;
  const QuothType *type;

  g_return_val_if_fail (QUOTH_IS_WORKSPACE (workspace), NULL);

  self->next = g_ptr_array_new_with_free_func ((GDestroyNotify) hint_free);
  document = quoth_workspace_get_document (workspace);
  active = quoth_workspace_get_active (workspace);
  type = active != NULL ? quoth_document_get_type_of (document, active) : NULL;
  if (document != NULL && !quoth_project_is_read_only (quoth_workspace_get_project (workspace)))
    {
      add_sticky (self, document);
      if (has_selection && type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM)
        add_for_claim_and_selection (self, active);
      if (!has_selection && type == NULL)
        {
          add_action (self, "annotate.next-name", _("Next name"));
          add_action (self, "annotate.next-quote", _("Next quotation"));
          add_action (self, "annotate.next-task", _("Next task"));
        }
      if (has_selection || type == NULL)
        add_types (self, "annotate.mark");
      else if (type->kind == QUOTH_TYPE_KIND_CLAIM)
        add_for_claim (self, active);
      else if (type->kind == QUOTH_TYPE_KIND_MENTION)
        add_for_mention (self, active);
      else
        add_action (self, "annotate.delete", _("Remove"));
    }
  return self->next;
}
