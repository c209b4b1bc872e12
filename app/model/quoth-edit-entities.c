/* quoth-edit-entities.c - the gestures that link mentions to the registry
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-edit"

#include "config.h"

#include "quoth-edit.h"

#include "quoth-edit-private.h"
#include "quoth-fold.h"

#include <string.h>

/* Words that stand for somebody without naming them, folded, in the languages that
 * readers of news meet most. */
static const char *const pronouns[] = {
  "he", "she", "they", "we", "i", "it", "you", "him", "her", "hers", "his", "its", "them", "their",
  "theirs", "our", "ours", "us", "me", "my", "mine", "your", "yours", "himself", "herself",
  "themselves", "who", "whom", "whose", "this", "that", "these", "those", "one", "others", "some",
  "er", "sie", "es", "wir", "ich", "ihr", "ihm", "ihn", "ihnen", "ihre", "sein", "seine", "mein",
  "dieser", "diese", "jener", "wer", "el", "ella", "ellos", "ellas", "yo", "nosotros", "su", "sus",
  "quien", "este", "esta", "il", "elle", "ils", "elles", "on", "je", "nous", "lui", "leur", "qui",
};

static const char *const articles[] = {
  "the", "a", "an", "der", "die", "das", "den", "dem", "des", "ein", "eine", "einer", "el", "la",
  "los", "las", "un", "una", "le", "les", "une",
};

static gboolean
is_among (const char        *word,
          const char *const *words,
          guint              n_words)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (words[i], word) == 0)
      return TRUE;
  return FALSE;
}

/**
 * quoth_edit_is_name:
 * @words: what a mention reads
 * @entity_kind: (nullable): what it would be a mention of
 *
 * A name begins with a capital letter, or with one of a script that has none; it
 * is no pronoun, and no description such as "The spokesman".
 *
 * Returns: whether @words are a name
 */
gboolean
quoth_edit_is_name (const char *words,
                    const char *entity_kind)
{
  gunichar first = g_utf8_get_char (words);
  g_autofree char *fold = NULL;
  g_auto (GStrv) parts = NULL;
  const char *rest;

  if (!g_unichar_isalnum (first) || g_unichar_islower (first))
    return FALSE;
  fold = quoth_fold_string (words);
  if (is_among (fold, pronouns, G_N_ELEMENTS (pronouns)))
    return FALSE;
  parts = g_strsplit (fold, " ", 2);
  if (parts[0] == NULL || parts[1] == NULL
      || !is_among (parts[0], articles, G_N_ELEMENTS (articles)))
    return TRUE;
  rest = strchr (words, ' ');
  return g_strcmp0 (entity_kind, QUOTH_ENTITY_KIND_PERSON) != 0 && rest != NULL
         && g_unichar_isupper (g_utf8_get_char (rest + 1));
}

static gboolean
is_mentioned (QuothDocument *document,
              QuothEntity   *entity)
{
  g_autoptr (GPtrArray) mentions = quoth_document_list_kind (document, QUOTH_TYPE_KIND_MENTION);

  for (guint i = 0; i < mentions->len; i++)
    if (g_strcmp0 (((QuothAnnotation *) mentions->pdata[i])->entity, entity->id) == 0)
      return TRUE;
  return FALSE;
}

/**
 * quoth_edit_find_meant:
 * @words: what a mention reads
 * @entity_kind: (nullable): a kind of entities; %NULL for all
 *
 * A name means the only entity that fits. A description such as "the mayor" means
 * somebody else in every article, so it stands for an entity only where a mention of
 * that one is already; a pronoun may be anybody's.
 *
 * Returns: (transfer none) (nullable): the entity
 */
QuothEntity *
quoth_edit_find_meant (QuothDocument *document,
                       QuothRegistry *registry,
                       const char    *words,
                       const char    *entity_kind)
{
  QuothEntity *entity = quoth_registry_only_fit (registry, words, entity_kind);
  g_autofree char *fold = NULL;

  if (entity == NULL || quoth_edit_is_name (words, entity->kind))
    return entity;
  fold = quoth_fold_string (words);
  return is_among (fold, pronouns, G_N_ELEMENTS (pronouns)) || !is_mentioned (document, entity)
           ? NULL : entity;
}

char *
quoth_edit_dup_name (QuothDocument   *document,
                     QuothAnnotation *mention)
{
  g_autofree char *words = quoth_annotation_dup_text (mention, quoth_document_get_text (document),
                                                      " ");
  GString *name = g_string_new (NULL);
  gboolean blank = FALSE;

  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == 0x85)
        {
          blank = name->len > 0;
          continue;
        }
      if (blank)
        g_string_append_c (name, ' ');
      blank = FALSE;
      g_string_append_unichar (name, c);
    }
  return g_string_free (name, FALSE);
}

/* An alias that only differs in case or accents from one there is, teaches nothing. */
static gboolean
knows_name (QuothEntity *entity,
            const char  *name)
{
  g_autofree char *fold = quoth_fold_string (name);
  g_autofree char *own = quoth_fold_string (entity->name);

  if (strcmp (fold, own) == 0)
    return TRUE;
  for (guint i = 0; entity->aliases[i] != NULL; i++)
    {
      g_autofree char *alias = quoth_fold_string (entity->aliases[i]);

      if (strcmp (fold, alias) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The entity with the mention's words as an alias; NULL when there is nothing to learn. */
static QuothEntity *
taught (QuothDocument   *document,
        QuothAnnotation *mention,
        QuothEntity     *entity)
{
  g_autofree char *words = NULL;
  QuothEntity *after;

  if (mention->n_parts != 1)
    return NULL;
  words = quoth_edit_dup_name (document, mention);
  if (!quoth_edit_is_name (words, entity->kind) || knows_name (entity, words))
    return NULL;
  after = quoth_entity_copy (entity);
  quoth_entity_add_alias (after, words);
  return after;
}

static QuothAnnotation *
begin_mention (QuothEdit      *edit,
               QuothDocument  *document,
               const char     *id,
               GError        **error)
{
  QuothAnnotation *mention = quoth_edit_begin (edit, document, id, error);

  if (mention != NULL && quoth_edit_kind_of (document, mention) != QUOTH_TYPE_KIND_MENTION)
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "not a mention");
      return NULL;
    }
  return mention;
}

/**
 * quoth_edit_set_entity:
 * @document: an open article
 * @registry: the project's registry
 * @id: a mention
 * @entity: (nullable): id of an entity, of which a merge is followed; %NULL unlinks
 * @error: return location for a #QuothModelError
 *
 * Verb: "set-entity".
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_set_entity (QuothDocument  *document,
                       QuothRegistry  *registry,
                       const char     *id,
                       const char     *entity,
                       GError        **error)
{
  g_auto (QuothEdit) edit = { NULL };
  g_autoptr (QuothEntity) after = NULL;
  QuothAnnotation *mention;
  QuothEntity *known = NULL;
  QuothCommand *command;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && QUOTH_IS_REGISTRY (registry) && id != NULL,
                        NULL);

  mention = begin_mention (&edit, document, id, error);
  if (mention == NULL)
    return NULL;
  if (entity != NULL)
    {
      known = quoth_registry_resolve (registry, entity);
      if (known == NULL)
        {
          quoth_edit_fail (error, QUOTH_MODEL_ERROR_MISSING, "no entity %s", entity);
          return NULL;
        }
      after = taught (document, mention, known);
    }
  quoth_annotation_set_entity (quoth_edit_change (&edit, id), known != NULL ? known->id : NULL);
  command = quoth_edit_finish (&edit, "set-entity");
  if (after != NULL)
    quoth_command_add_entity (command, known, after);
  return command;
}

/**
 * quoth_edit_new_entity:
 * @document: an open article
 * @registry: the project's registry
 * @id: a mention
 * @name: (nullable): the entity's name; %NULL for the mention's words
 * @status: (nullable): "named" or "unnamed"; %NULL to tell by the mention's words
 * @out_entity: (out) (optional): id of the entity
 * @error: return location for a #QuothModelError
 *
 * Verb: "new-entity".
 *
 * Returns: (transfer full) (nullable): the command
 */
QuothCommand *
quoth_edit_new_entity (QuothDocument  *document,
                       QuothRegistry  *registry,
                       const char     *id,
                       const char     *name,
                       const char     *status,
                       char          **out_entity,
                       GError        **error)
{
  g_auto (QuothEdit) edit = { NULL };
  g_autoptr (QuothEntity) entity = NULL;
  g_autoptr (QuothEntity) after = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autofree char *words = NULL;
  const QuothType *type;
  QuothAnnotation *mention;

  g_return_val_if_fail (QUOTH_IS_DOCUMENT (document) && id != NULL, NULL);

  mention = begin_mention (&edit, document, id, error);
  if (mention == NULL)
    return NULL;
  words = quoth_edit_dup_name (document, mention);
  if (name == NULL || *name == '\0')
    name = words;
  if (*name == '\0')
    {
      quoth_edit_fail (error, QUOTH_MODEL_ERROR_INVALID, "no name");
      return NULL;
    }
  type = quoth_document_get_type_of (document, mention);
  entity = quoth_entity_new (type->entity_kind != NULL ? type->entity_kind
                                                       : QUOTH_ENTITY_KIND_PERSON, name);
  if (status == NULL)
    status = quoth_edit_is_name (name, entity->kind) ? "named" : "unnamed";
  quoth_entity_set_status (entity, status);
  after = taught (document, mention, entity);
  quoth_annotation_set_entity (quoth_edit_change (&edit, id), entity->id);
  /* The entity comes first: whoever replays the command finds what links lead to. */
  command = quoth_command_new ("new-entity");
  quoth_command_add_entity (command, NULL, after != NULL ? after : entity);
  {
    g_autoptr (QuothCommand) links = quoth_edit_finish (&edit, "new-entity");

    quoth_command_append (command, links);
  }
  if (out_entity != NULL)
    *out_entity = g_strdup (entity->id);
  return g_steal_pointer (&command);
}

/**
 * quoth_edit_forget_alias:
 * @command: a command that unlinks a mention of @entity
 * @entity: an entity that @command does not change
 * @name: an alias that it was taught by that link alone
 *
 * A link that was wrong teaches nothing: one undo brings both back.
 */
void
quoth_edit_forget_alias (QuothCommand *command,
                         QuothEntity  *entity,
                         const char   *name)
{
  g_autoptr (QuothEntity) after = NULL;

  g_return_if_fail (command != NULL && entity != NULL && name != NULL);

  after = quoth_entity_copy (entity);
  if (quoth_entity_remove_alias (after, name))
    quoth_command_add_entity (command, entity, after);
}
