/* quoth-package-choice.c - what goes along in a package, and what a blind one leaves out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-package"

#include "config.h"

#include "quoth-package-choice.h"

#include "quoth-bulk.h"
#include "quoth-holds.h"
#include "quoth-project-query.h"

void
quoth_package_choice_init (QuothPackageChoice        *self,
                           QuothProject              *project,
                           const QuothPackageOptions *options)
{
  *self = (QuothPackageChoice) {
    .project = project,
    .options = options,
    .used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
  };
  if (options->articles == NULL)
    return;
  self->chosen = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; options->articles[i] != NULL; i++)
    g_hash_table_add (self->chosen, (char *) options->articles[i]);
}

void
quoth_package_choice_clear (QuothPackageChoice *self)
{
  g_clear_pointer (&self->state, quoth_team_state_free);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  g_clear_pointer (&self->used, g_hash_table_unref);
}

/* Documented in the header. */
gboolean
quoth_package_choice_foreach (QuothPackageChoice  *self,
                              QuothProgress       *progress,
                              QuothArticleFunc     func,
                              gpointer             user_data,
                              GError             **error)
{
  if (quoth_package_choice_is_blind (self) && self->chosen == NULL)
    return quoth_project_foreach_article (self->project, NULL, progress, func, user_data, error);
  return quoth_project_foreach_version (self->project, NULL, progress, func, user_data, error);
}

gboolean
quoth_package_choice_is_blind (QuothPackageChoice *self)
{
  return self->options->annotator != NULL;
}

gboolean
quoth_package_choice_wants_layer (QuothPackageChoice *self,
                                  const char         *layer)
{
  return !quoth_package_choice_is_blind (self)
         || g_strcmp0 (layer, self->options->annotator) == 0;
}

/* Documented in the header. */
gboolean
quoth_package_choice_wants_article (QuothPackageChoice *self,
                                    QuothArticleData   *data)
{
  gboolean assigned = !self->options->assigned;

  for (guint i = 0; i < data->layers->len && !assigned; i++)
    assigned = quoth_package_choice_wants_layer (self,
                                                 ((QuothLayer *) data->layers->pdata[i])->name);
  return assigned && (self->chosen == NULL
                      || g_hash_table_contains (self->chosen, data->article->id));
}

static gboolean
find_used_cb (QuothArticleData  *data,
              gpointer           user_data,
              GError           **error)
{
  QuothPackageChoice *self = user_data;

  if (!quoth_package_choice_wants_article (self, data))
    return TRUE;
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (annotation->entity != NULL && quoth_package_choice_wants_layer (self, annotation->layer))
        g_hash_table_add (self->used, g_strdup (annotation->entity));
    }
  return TRUE;
}

/* Documented in the header. */
gboolean
quoth_package_choice_find_used (QuothPackageChoice  *self,
                                GError             **error)
{
  return quoth_package_choice_foreach (self, NULL, find_used_cb, self, error);
}

/* The blind choice of one entity: see the header. A mention needs its entity in any case;
 * then it comes as it was first added, under the clock of nobody. */
static gboolean
choose_entity (QuothPackageChoice  *self,
               QuothEntity         *entity,
               GHashTable          *table,
               QuothEntity        **out_entity,
               GError             **error)
{
  g_autoptr (GError) local_error = NULL;
  QuothVersions *versions = quoth_team_state_apart (self->state, QUOTH_RECORD_ENTITY, entity->id,
                                                    entity, &local_error);

  *out_entity = NULL;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (versions != NULL)
    {
      *out_entity = quoth_record_from_content (QUOTH_RECORD_ENTITY,
                                               ((QuothVersion *) versions->list->pdata[0])->content,
                                               error);
      g_hash_table_insert (table, quoth_versions_dup_key (QUOTH_RECORD_ENTITY, entity->id),
                           versions);
      return *out_entity != NULL;
    }
  if (g_hash_table_contains (self->used, entity->id))
    {
      *out_entity = quoth_entity_copy (entity);
      quoth_entity_set_merged_into (*out_entity, NULL);
    }
  return TRUE;
}

/* Documented in the header. */
QuothScheme *
quoth_package_choice_dup_scheme (QuothPackageChoice  *self,
                                 GHashTable          *table,
                                 GError             **error)
{
  QuothScheme *scheme = quoth_project_get_scheme (self->project);
  QuothVersions *versions;

  if (!quoth_package_choice_is_blind (self))
    return quoth_scheme_ref (scheme);
  versions = quoth_team_state_apart (self->state, QUOTH_RECORD_SCHEME, "", scheme, error);
  if (versions == NULL)
    return NULL;
  scheme = quoth_record_from_content (QUOTH_RECORD_SCHEME,
                                      ((QuothVersion *) versions->list->pdata[0])->content, error);
  g_hash_table_insert (table, quoth_versions_dup_key (QUOTH_RECORD_SCHEME, ""), versions);
  return scheme;
}

/* An heir that stays behind cannot be named; without a clock the entity counts as older
 * than what the sender has, and comes back without a conflict. */
static void
forget_heirs (GPtrArray  *chosen,
              GHashTable *table)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < chosen->len; i++)
    g_hash_table_add (ids, ((QuothEntity *) chosen->pdata[i])->id);
  for (guint i = 0; i < chosen->len; i++)
    {
      QuothEntity *entity = chosen->pdata[i];
      g_autofree char *key = quoth_versions_dup_key (QUOTH_RECORD_ENTITY, entity->id);

      if (entity->merged_into == NULL || g_hash_table_contains (ids, entity->merged_into))
        continue;
      quoth_entity_set_merged_into (entity, NULL);
      g_hash_table_remove (table, key);
    }
}

/* Documented in the header. */
GPtrArray *
quoth_package_choice_list_entities (QuothPackageChoice  *self,
                                    GHashTable          *table,
                                    GError             **error)
{
  g_autoptr (GPtrArray) entities = quoth_project_list_entities (self->project, error);
  g_autoptr (GPtrArray) chosen =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);

  if (entities == NULL)
    return NULL;
  for (guint i = 0; i < entities->len; i++)
    {
      QuothEntity *entity = NULL;

      if (!quoth_package_choice_is_blind (self))
        entity = quoth_entity_ref (entities->pdata[i]);
      else if (!choose_entity (self, entities->pdata[i], table, &entity, error))
        return NULL;
      if (entity != NULL)
        g_ptr_array_add (chosen, entity);
    }
  if (quoth_package_choice_is_blind (self))
    forget_heirs (chosen, table);
  return g_steal_pointer (&chosen);
}

/* What is said of the article itself, as far as it may be seen. */
static gboolean
blind_article (QuothPackageChoice  *self,
               QuothArticleData    *data,
               GHashTable          *table,
               GError             **error)
{
  g_autofree char *key = quoth_versions_dup_key (QUOTH_RECORD_ARTICLE, data->article->id);
  g_autoptr (GError) local_error = NULL;
  QuothVersions *versions;
  QuothArticle *article;

  g_hash_table_remove (table, key);
  versions = quoth_team_state_apart (self->state, QUOTH_RECORD_ARTICLE, data->article->id,
                                     data->article, &local_error);
  if (versions == NULL)
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      return local_error == NULL;
    }
  article = quoth_record_from_content (QUOTH_RECORD_ARTICLE,
                                       ((QuothVersion *) versions->list->pdata[0])->content, error);
  g_hash_table_insert (table, g_steal_pointer (&key), versions);
  if (article == NULL)
    return FALSE;
  quoth_article_unref (data->article);
  data->article = article;
  return TRUE;
}

/* Documented in the header. */
void
quoth_package_choice_drop_others (QuothPackageChoice *self,
                                  QuothArticleData   *data)
{
  for (guint i = data->annotations->len; i > 0; i--)
    {
      const QuothAnnotation *annotation = data->annotations->pdata[i - 1];

      if (!quoth_package_choice_wants_layer (self, annotation->layer))
        g_ptr_array_remove_index (data->annotations, i - 1);
    }
  for (guint i = data->layers->len; i > 0; i--)
    {
      const QuothLayer *layer = data->layers->pdata[i - 1];

      if (!quoth_package_choice_wants_layer (self, layer->name))
        g_ptr_array_remove_index (data->layers, i - 1);
    }
}

/* Documented in the header. */
void
quoth_package_choice_drop_unproved (QuothPackageChoice *self,
                                    QuothArticleData   *data)
{
  if (data->annotations->len == 0 && data->layers->len > 0
      && !quoth_project_has_layer (self->project, data->article->id, self->options->annotator))
    g_ptr_array_set_size (data->layers, 0);
}

/* Documented in the header. */
GHashTable *
quoth_package_choice_take_records (QuothPackageChoice  *self,
                                   QuothArticleData    *data,
                                   GError             **error)
{
  g_autoptr (GHashTable) table = quoth_team_state_article (self->state, data, error);

  if (table == NULL)
    return NULL;
  if (quoth_package_choice_is_blind (self) && !blind_article (self, data, table, error))
    return NULL;
  quoth_package_choice_drop_others (self, data);
  if (quoth_package_choice_is_blind (self))
    quoth_holds_keep_layer (table, self->options->annotator, data->annotations);
  return g_steal_pointer (&table);
}
