/* quoth-correct.c - a corrected text as the next version of an article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-correct"

#include "config.h"

#include "quoth-correct.h"

#include "quoth-bulk.h"
#include "quoth-id.h"
#include "quoth-lost-private.h"
#include "quoth-project-query.h"
#include "quoth-project-versions.h"

#include <string.h>

/* Versions back that are looked at for the text. */
#define MAX_VERSIONS 10000

typedef struct
{
  QuothProject     *project; /* borrowed */
  QuothArticleData *from;
  QuothArticleData *there;   /* nullable: the later version, when it is in the project */
  QuothText        *text;    /* borrowed */
  char             *hash;
  char             *id;      /* of the later version */
} Correct;

static void
correct_clear (Correct *self)
{
  g_clear_pointer (&self->from, quoth_article_data_free);
  g_clear_pointer (&self->there, quoth_article_data_free);
  g_free (self->hash);
  g_free (self->id);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Correct, correct_clear)

static gboolean
refuse (GError            **error,
        QuothProjectError   code,
        const char         *reason)
{
  g_set_error_literal (error, QUOTH_PROJECT_ERROR, code, reason);
  return FALSE;
}

static char *
dup_previous (QuothArticle *article)
{
  return quoth_attributes_dup_string (article->metadata, QUOTH_METADATA_PREVIOUS);
}

/* Whether the text is one that led to the article. */
static gboolean
is_ancestor (Correct *self)
{
  g_autofree char *id = g_strdup (self->from->article->id);

  for (guint i = 0; id != NULL && i < MAX_VERSIONS; i++)
    {
      char *before;

      if (strcmp (id, self->there->article->id) == 0)
        return TRUE;
      before = quoth_project_dup_previous_version (self->project, id);
      g_free (id);
      id = before;
    }
  return FALSE;
}

static gboolean
check (Correct  *self,
       GError  **error)
{
  g_autofree char *previous = self->there != NULL ? dup_previous (self->there->article) : NULL;

  if (self->from->article->removed)
    return refuse (error, QUOTH_PROJECT_ERROR_MISSING, "the article was removed");
  if (quoth_text_get_length (self->text) == 0)
    return refuse (error, QUOTH_PROJECT_ERROR_FAILED, "the corrected text is empty");
  if (strcmp (self->hash, self->from->article->hash) == 0)
    return refuse (error, QUOTH_PROJECT_ERROR_EXISTS, "the text is the same");
  if (g_strcmp0 (previous, self->from->article->hash) == 0)
    return TRUE;
  if (self->from->article->older)
    return refuse (error, QUOTH_PROJECT_ERROR_EXISTS, "the article has a later version already");
  if (self->there != NULL && is_ancestor (self))
    return refuse (error, QUOTH_PROJECT_ERROR_EXISTS, "the text is that of an older version");
  if (previous != NULL || (self->there != NULL && self->there->article->older))
    return refuse (error, QUOTH_PROJECT_ERROR_EXISTS,
                   "the text is that of a version of another article");
  return TRUE;
}

/* Who corrects alike gets the same article. */
static char *
make_id (Correct *self)
{
  g_autoptr (QuothArticle) taken = NULL;
  g_autofree char *id = g_strndup (self->hash, 24);

  taken = quoth_project_lookup_article (self->project, id, NULL);
  return taken != NULL && strcmp (taken->hash, self->hash) != 0 ? quoth_id_new ()
                                                                 : g_steal_pointer (&id);
}

static gboolean
look (Correct       *self,
      QuothProject  *project,
      const char    *article,
      QuothText     *text,
      GError       **error)
{
  g_autofree char *known = NULL;

  self->project = project;
  self->text = text;
  self->hash = quoth_text_get_hash (text);
  self->from = quoth_project_read_article (project, article, NULL, error);
  if (self->from == NULL)
    return FALSE;
  known = quoth_project_find_by_hash (project, self->hash);
  if (known != NULL)
    {
      self->there = quoth_project_read_article (project, known, NULL, error);
      if (self->there == NULL)
        return FALSE;
    }
  self->id = known != NULL ? g_steal_pointer (&known) : make_id (self);
  return check (self, error);
}

static gboolean
was_deleted (const char *id,
             gpointer    user_data)
{
  Correct *self = user_data;

  return quoth_project_was_touched (self->project, self->id, id);
}

static QuothCorrection *
compute (Correct *self)
{
  QuothCorrection *correction = g_new0 (QuothCorrection, 1);

  correction->article = g_strdup (self->id);
  correction->fresh = self->there == NULL;
  correction->carry = quoth_carry_new (self->from, self->id, self->text,
                                       self->there != NULL ? self->there->annotations : NULL,
                                       self->there != NULL ? was_deleted : NULL, self);
  return correction;
}

/* What was known of the older version, and what is known of this one, which comes first. */
static QuothAttributes *
merge (QuothAttributes *older,
       QuothAttributes *later)
{
  QuothAttributes *merged = quoth_attributes_ref (older);

  for (guint i = 0; i < quoth_attributes_get_n (later); i++)
    {
      const char *json;
      const char *name = quoth_attributes_get (later, i, &json);
      QuothAttributes *with = quoth_attributes_with_json (merged, name, json);

      quoth_attributes_unref (merged);
      merged = with;
    }
  return merged;
}

static QuothAttributes *
merge_metadata (Correct         *self,
                QuothAttributes *metadata)
{
  g_autoptr (QuothAttributes) merged = merge (self->from->article->metadata, metadata);

  return quoth_attributes_with_string (merged, QUOTH_METADATA_PREVIOUS, self->from->article->hash);
}

static gboolean
add_article (Correct         *self,
             QuothCarry      *carry,
             QuothAttributes *metadata,
             QuothBulk       *bulk,
             GError         **error)
{
  QuothArticle *old = self->from->article;
  g_autoptr (QuothArticle) article = quoth_article_new (old->name, self->text);
  g_autoptr (QuothArticleData) data = NULL;

  quoth_article_set_id (article, self->id);
  quoth_article_set_language (article, old->language);
  quoth_article_take_metadata (article, merge_metadata (self, metadata));
  quoth_article_take_tags (article, quoth_attributes_ref (old->tags));
  data = quoth_article_data_new (article, self->text);
  for (guint i = 0; i < self->from->layers->len; i++)
    g_ptr_array_add (data->layers, quoth_layer_copy (self->from->layers->pdata[i]));
  for (guint i = 0; i < carry->annotations->len; i++)
    g_ptr_array_add (data->annotations, quoth_annotation_ref (carry->annotations->pdata[i]));
  return quoth_bulk_add_article (bulk, data, error);
}

/* Without its layers nobody would know any more for whom the article is, and who is done. */
static void
add_layers (Correct      *self,
            QuothCommand *command)
{
  for (guint i = 0; i < self->from->layers->len; i++)
    {
      const QuothLayer *layer = self->from->layers->pdata[i];

      if (quoth_article_data_lookup_layer (self->there, layer->name) == NULL)
        quoth_command_add_layer (command, self->id, NULL, layer);
    }
}

/* The text is there: it gets the rest, and the name of what it corrects. What somebody took
 * away since it became the next version does not come again. */
static gboolean
add_to_article (Correct     *self,
                QuothCarry  *carry,
                QuothBulk   *bulk,
                GError     **error)
{
  QuothArticle *before = self->there->article;
  gboolean first = quoth_attributes_lookup (before->metadata, QUOTH_METADATA_PREVIOUS) == NULL;
  g_autoptr (QuothCommand) command = quoth_command_new ("correct-text");
  g_autoptr (QuothArticle) after = quoth_article_copy (before);

  quoth_article_take_metadata (after,
    quoth_attributes_with_string (before->metadata, QUOTH_METADATA_PREVIOUS,
                                  self->from->article->hash));
  if (first)
    quoth_article_take_tags (after, merge (self->from->article->tags, before->tags));
  if (!quoth_article_equal (before, after))
    quoth_command_add_article (command, before, after);
  if (first)
    add_layers (self, command);
  for (guint i = 0; i < carry->annotations->len; i++)
    quoth_command_add_annotation (command, self->id, NULL, carry->annotations->pdata[i]);
  return quoth_bulk_add_command (bulk, command, error);
}

static gboolean
write_unit (Correct         *self,
            QuothCarry      *carry,
            QuothAttributes *metadata,
            QuothBulk       *bulk,
            GError         **error)
{
  g_autoptr (QuothScheme) scheme = quoth_lost_scheme ();

  return quoth_bulk_begin_unit (bulk, error)
         && (carry->n_lost == 0 || quoth_bulk_add_scheme (bulk, scheme, error))
         && (self->there == NULL ? add_article (self, carry, metadata, bulk, error)
                                 : add_to_article (self, carry, bulk, error))
         && quoth_bulk_end_unit (bulk, error);
}

static gboolean
write_all (Correct         *self,
           QuothCarry      *carry,
           QuothAttributes *metadata,
           GError         **error)
{
  QuothBulk *bulk = quoth_bulk_begin (self->project, error);

  if (bulk == NULL)
    return FALSE;
  quoth_bulk_set_verb (bulk, "correct-text");
  if (write_unit (self, carry, metadata, bulk, error))
    return quoth_bulk_finish (bulk, error);
  quoth_bulk_cancel (bulk);
  return FALSE;
}

/**
 * quoth_correct_preview:
 * @project: a project
 * @article: id of an article
 * @text: what its text would become
 * @error: as for quoth_correct_text()
 *
 * Returns: (transfer full) (nullable): what quoth_correct_text() would do
 */
QuothCorrection *
quoth_correct_preview (QuothProject  *project,
                       const char    *article,
                       QuothText     *text,
                       GError       **error)
{
  g_auto (Correct) self = { NULL };

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && article != NULL && text != NULL, NULL);

  return look (&self, project, article, text, error) ? compute (&self) : NULL;
}

/**
 * quoth_correct_text:
 * @project: a project
 * @article: id of an article that no version follows, or that @text follows already
 * @text: the corrected text
 * @metadata: (nullable): what is known of it; the rest is known of @article
 * @error: %QUOTH_PROJECT_ERROR_EXISTS when the text cannot be its next version, or any other
 *   #QuothProjectError; then nothing has changed
 *
 * Verb: "correct-text".
 *
 * Returns: (transfer full) (nullable): what was done
 */
QuothCorrection *
quoth_correct_text (QuothProject     *project,
                    const char       *article,
                    QuothText        *text,
                    QuothAttributes  *metadata,
                    GError          **error)
{
  g_auto (Correct) self = { NULL };
  g_autoptr (QuothCorrection) correction = NULL;
  g_autofree char *previous = NULL;
  g_autofree char *known = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && article != NULL && text != NULL, NULL);

  if (!look (&self, project, article, text, error))
    return NULL;
  correction = compute (&self);
  previous = self.there != NULL ? dup_previous (self.there->article) : NULL;
  if (previous != NULL && correction->carry->annotations->len == 0)
    return g_steal_pointer (&correction);
  if (!write_all (&self, correction->carry, metadata, error))
    return NULL;
  /* What was taken out comes back under its own id. */
  known = quoth_project_find_by_hash (project, self.hash);
  if (known != NULL)
    {
      g_free (correction->article);
      correction->article = g_steal_pointer (&known);
    }
  return g_steal_pointer (&correction);
}

/**
 * quoth_correct_again:
 * @project: a project
 * @later: id of an article that corrects another
 * @error: %QUOTH_PROJECT_ERROR_MISSING when that is not in the project, or as for
 *   quoth_correct_text()
 *
 * Carries over what was annotated in the older version since.
 *
 * Returns: (transfer full) (nullable): what was done
 */
QuothCorrection *
quoth_correct_again (QuothProject  *project,
                     const char    *later,
                     GError       **error)
{
  g_autofree char *older = NULL;
  g_autoptr (QuothArticleData) data = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && later != NULL, NULL);

  older = quoth_project_dup_previous_version (project, later);
  if (older == NULL)
    {
      refuse (error, QUOTH_PROJECT_ERROR_MISSING, "there is no older version of the article");
      return NULL;
    }
  /* No layer has an empty name: only the text is wanted. */
  data = quoth_project_read_article (project, later, "", error);
  return data != NULL ? quoth_correct_text (project, older, data->text, NULL, error) : NULL;
}

void
quoth_correction_free (QuothCorrection *self)
{
  if (self == NULL)
    return;
  g_free (self->article);
  g_clear_pointer (&self->carry, quoth_carry_free);
  g_free (self);
}
