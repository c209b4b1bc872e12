/* quoth-package.c - what is sent around: articles with all that is known of their versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-package"

#include "config.h"

#include "quoth-package.h"

#include "quoth-bulk.h"
#include "quoth-format.h"
#include "quoth-guidelines.h"
#include "quoth-holds.h"
#include "quoth-manifest.h"
#include "quoth-project-query.h"
#include "quoth-team-state.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  QuothProject              *project;
  const QuothPackageOptions *options;
  QuothTeamState            *state;
  QuothProgress             *progress;
  const QuothFormat         *format;
  gpointer                   writer;   /* of the format; nullable */
  GHashTable                *chosen;   /* the ids of options->articles; nullable: all */
  GHashTable                *used;     /* ids of entities that the package's mentions point to */
  GString                   *versions; /* lines */
  GString                   *letters;  /* members of an object */
  QuothPackageCounts         counts;
} Package;

static void
package_clear (Package *self)
{
  if (self->writer != NULL)
    self->format->finish (self->writer, FALSE, NULL);
  g_clear_pointer (&self->state, quoth_team_state_free);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  g_clear_pointer (&self->used, g_hash_table_unref);
  g_string_free (self->versions, TRUE);
  g_string_free (self->letters, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Package, package_clear)

static gboolean
is_blind (Package *self)
{
  return self->options->annotator != NULL;
}

static gboolean
wants_layer (Package    *self,
             const char *layer)
{
  return !is_blind (self) || g_strcmp0 (layer, self->options->annotator) == 0;
}

static gboolean
wants_article (Package          *self,
               QuothArticleData *data)
{
  gboolean assigned = !self->options->assigned;

  for (guint i = 0; i < data->layers->len && !assigned; i++)
    assigned = wants_layer (self, ((QuothLayer *) data->layers->pdata[i])->name);
  return assigned && (self->chosen == NULL
                      || g_hash_table_contains (self->chosen, data->article->id));
}

static gboolean
find_used_cb (QuothArticleData  *data,
              gpointer           user_data,
              GError           **error)
{
  Package *self = user_data;

  if (!wants_article (self, data))
    return TRUE;
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (annotation->entity != NULL && wants_layer (self, annotation->layer))
        g_hash_table_add (self->used, g_strdup (annotation->entity));
    }
  return TRUE;
}

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* A version that nobody touched, of a record that stands in the package, says nothing. */
static gboolean
is_trivial (const QuothVersions *versions)
{
  const QuothVersion *only = versions->list->len == 1 ? versions->list->pdata[0] : NULL;

  return only != NULL && only->content != NULL && quoth_clock_get_sum (only->clock) == 0;
}

static void
append_line (Package    *self,
             const char *article, /* nullable: shared records */
             GHashTable *table)
{
  g_autofree gpointer *keys = g_hash_table_get_keys_as_array (table, NULL);
  guint n = g_hash_table_size (table);
  gboolean begun = FALSE;
  QuothJsonWriter writer;

  qsort (keys, n, sizeof *keys, compare_keys);
  quoth_json_writer_init (&writer, self->versions, FALSE);
  for (guint i = 0; i < n; i++)
    {
      const QuothVersions *versions = g_hash_table_lookup (table, keys[i]);

      if (is_trivial (versions) || (versions->layer != NULL && !wants_layer (self, versions->layer)))
        continue;
      if (!begun)
        {
          quoth_json_writer_begin_object (&writer);
          quoth_json_writer_key (&writer, "article");
          quoth_json_writer_string (&writer, article);
          quoth_json_writer_key (&writer, "records");
          quoth_json_writer_begin_array (&writer);
          begun = TRUE;
        }
      quoth_versions_append_json (versions, FALSE, &writer);
    }
  if (!begun)
    return;
  quoth_json_writer_end_array (&writer);
  quoth_json_writer_end_object (&writer);
  g_string_append_c (self->versions, '\n');
}

/* The blind choice of one entity: see the header. A mention needs its entity in any case;
 * then it comes as it was first added, under the clock of nobody. */
static gboolean
choose_entity (Package        *self,
               QuothEntity    *entity,
               GHashTable     *table,
               QuothEntity   **out_entity,
               GError        **error)
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

static QuothScheme *
choose_scheme (Package     *self,
               GHashTable  *table,
               GError     **error)
{
  QuothScheme *scheme = quoth_project_get_scheme (self->project);
  QuothVersions *versions;

  if (!is_blind (self))
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

static gboolean
write_entities (Package     *self,
                GHashTable  *table,
                GError     **error)
{
  g_autoptr (GPtrArray) entities = quoth_project_list_entities (self->project, error);
  g_autoptr (GPtrArray) chosen =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);

  if (entities == NULL)
    return FALSE;
  for (guint i = 0; i < entities->len; i++)
    {
      QuothEntity *entity = NULL;

      if (!is_blind (self))
        entity = quoth_entity_ref (entities->pdata[i]);
      else if (!choose_entity (self, entities->pdata[i], table, &entity, error))
        return FALSE;
      if (entity != NULL)
        g_ptr_array_add (chosen, entity);
    }
  if (is_blind (self))
    forget_heirs (chosen, table);
  for (guint i = 0; i < chosen->len; i++)
    if (!self->format->entity (self->writer, chosen->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_shared (Package     *self,
              const char  *folder,
              GError     **error)
{
  g_autoptr (GHashTable) table = NULL;
  g_autoptr (QuothScheme) scheme = NULL;
  QuothWriteOptions write = { .path = folder };

  if (is_blind (self))
    table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                   (GDestroyNotify) quoth_versions_free);
  else
    table = quoth_team_state_shared (self->state, error);
  scheme = table != NULL ? choose_scheme (self, table, error) : NULL;
  if (scheme == NULL)
    return FALSE;
  write.scheme = scheme;
  self->writer = self->format->begin (&write, NULL, NULL, error);
  if (self->writer == NULL || !write_entities (self, table, error))
    return FALSE;
  append_line (self, NULL, table);
  return TRUE;
}

/* What is said of the article itself, as far as it may be seen. */
static gboolean
blind_article (Package           *self,
               QuothArticleData  *data,
               GHashTable        *table,
               GError           **error)
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

static void
drop_others (Package          *self,
             QuothArticleData *data)
{
  for (guint i = data->annotations->len; i > 0; i--)
    if (!wants_layer (self, ((QuothAnnotation *) data->annotations->pdata[i - 1])->layer))
      g_ptr_array_remove_index (data->annotations, i - 1);
  for (guint i = data->layers->len; i > 0; i--)
    if (!wants_layer (self, ((QuothLayer *) data->layers->pdata[i - 1])->name))
      g_ptr_array_remove_index (data->layers, i - 1);
}

/* A layer that nothing proved but what others hold. */
static void
drop_unproved (Package          *self,
               QuothArticleData *data)
{
  if (data->annotations->len == 0 && data->layers->len > 0
      && !quoth_project_has_layer (self->project, data->article->id, self->options->annotator))
    g_ptr_array_set_size (data->layers, 0);
}

/* Leaves in @data what goes along; returns what is known of it: key -> QuothVersions. */
static GHashTable *
choose_records (Package           *self,
                QuothArticleData  *data,
                GError           **error)
{
  g_autoptr (GHashTable) table = quoth_team_state_article (self->state, data, error);

  if (table == NULL || (is_blind (self) && !blind_article (self, data, table, error)))
    return NULL;
  drop_others (self, data);
  if (is_blind (self))
    quoth_holds_keep_layer (table, self->options->annotator, data->annotations);
  return g_steal_pointer (&table);
}

static gboolean
article_cb (QuothArticleData  *data,
            gpointer           user_data,
            GError           **error)
{
  Package *self = user_data;
  g_autoptr (GHashTable) table = NULL;

  if (!wants_article (self, data))
    return TRUE;
  table = choose_records (self, data, error);
  if (table == NULL)
    return FALSE;
  if (is_blind (self))
    drop_unproved (self, data);
  else
    quoth_package_append_letters (self->letters, self->project, data->article->id);
  append_line (self, data->article->id, table);
  self->counts.n_articles++;
  self->counts.n_annotations += data->annotations->len;
  return self->format->article (self->writer, data, error);
}

static gboolean
save (const char  *folder,
      const char  *name,
      const char  *text,
      GError     **error)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return quoth_format_save (path, text, strlen (text), error);
}

static gboolean
write_letters (Package     *self,
               const char  *folder,
               GError     **error)
{
  if (self->letters->len == 0)
    return TRUE;
  g_string_prepend (self->letters, "{");
  g_string_append (self->letters, "}\n");
  return save (folder, QUOTH_PACKAGE_LETTERS, self->letters->str, error);
}

static gboolean
write_guidelines (Package     *self,
                  const char  *folder,
                  guint       *out_number,
                  GError     **error)
{
  g_autofree char *json = quoth_project_dup_setting (self->project, QUOTH_GUIDELINES_SETTING);
  g_autoptr (GPtrArray) versions = quoth_guidelines_from_json (json, error);

  if (versions == NULL)
    return FALSE;
  *out_number = versions->len;
  return versions->len == 0
         || (save (folder, QUOTH_PACKAGE_GUIDELINES, json, error)
             && save (folder, QUOTH_PACKAGE_GUIDELINES_TEXT,
                      ((QuothGuidelines *) versions->pdata[versions->len - 1])->text, error));
}

static gboolean
write_manifest (Package     *self,
                const char  *folder,
                guint        guidelines,
                GError     **error)
{
  g_autofree char *name = quoth_team_dup_name (self->project, error);
  const QuothManifest manifest = { name, (char *) self->options->annotator, guidelines };

  return name != NULL && quoth_manifest_write (&manifest, folder, error);
}

static gboolean
write_all (Package     *self,
           const char  *folder,
           GError     **error)
{
  guint guidelines = 0;

  return quoth_project_foreach_article (self->project, NULL, NULL, find_used_cb, self, error)
         && write_shared (self, folder, error)
         && quoth_project_foreach_article (self->project, NULL, self->progress, article_cb, self,
                                           error)
         && self->format->finish (g_steal_pointer (&self->writer), TRUE, error)
         && save (folder, QUOTH_PACKAGE_VERSIONS, self->versions->str, error)
         && write_letters (self, folder, error)
         && write_guidelines (self, folder, &guidelines, error)
         && write_manifest (self, folder, guidelines, error);
}

/* Only what we write ourselves. */
static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

static GHashTable *
list_chosen (const QuothPackageOptions *options)
{
  GHashTable *ids = options->articles != NULL ? g_hash_table_new (g_str_hash, g_str_equal) : NULL;

  for (guint i = 0; ids != NULL && options->articles[i] != NULL; i++)
    g_hash_table_add (ids, (char *) options->articles[i]);
  return ids;
}

static gboolean
count_cb (QuothArticleData  *data,
          gpointer           user_data,
          GError           **error)
{
  Package *self = user_data;
  g_autoptr (GHashTable) table = NULL;

  if (!wants_article (self, data))
    return TRUE;
  if (self->state != NULL)
    {
      table = choose_records (self, data, error);
      if (table == NULL)
        return FALSE;
    }
  else
    drop_others (self, data);
  self->counts.n_articles++;
  self->counts.n_annotations += data->annotations->len;
  return TRUE;
}

/**
 * quoth_package_count:
 * @project: a project
 * @options: what would go along
 * @progress: (nullable): counts articles, stops it
 * @out_counts: (out): what quoth_package_write() would write
 * @error: return location for an error of reading
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_package_count (QuothProject               *project,
                     const QuothPackageOptions  *options,
                     QuothProgress              *progress,
                     QuothPackageCounts         *out_counts,
                     GError                    **error)
{
  g_auto (Package) self = {
    .project = project,
    .options = options,
    .chosen = list_chosen (options),
    .versions = g_string_new (NULL),
    .letters = g_string_new (NULL),
  };
  g_autofree char *place = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && out_counts != NULL, FALSE);

  /* Without a name the file took no package yet, and nothing stands that only others hold. */
  place = quoth_project_dup_setting (project, QUOTH_TEAM_PLACE_SETTING);
  if (place != NULL && options->annotator != NULL)
    {
      self.state = quoth_team_state_new (project, error);
      if (self.state == NULL)
        return FALSE;
    }
  if (!quoth_project_foreach_article (project, NULL, progress, count_cb, &self, error))
    return FALSE;
  *out_counts = self.counts;
  return TRUE;
}

/**
 * quoth_package_write:
 * @project: what to take it from; gets a name of its own, if it has none, and else stays
 * @folder: a folder that does not exist
 * @options: (nullable): what goes along
 * @progress: (nullable): counts articles, stops it
 * @out_counts: (out) (optional): what was written
 * @error: %QUOTH_PROJECT_ERROR_EXISTS, or any error of reading and writing; then there
 *   is no folder
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_package_write (QuothProject               *project,
                     const char                 *folder,
                     const QuothPackageOptions  *options,
                     QuothProgress              *progress,
                     QuothPackageCounts         *out_counts,
                     GError                    **error)
{
  static const QuothPackageOptions everything = { NULL };
  g_autofree char *part = g_strconcat (folder, ".part", NULL);
  g_auto (Package) self = {
    .project = project,
    .options = options != NULL ? options : &everything,
    .progress = progress,
    .format = quoth_formats_lookup ("quoth-jsonl"),
    .chosen = list_chosen (options != NULL ? options : &everything),
    .used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .versions = g_string_new (NULL),
    .letters = g_string_new (NULL),
  };

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && folder != NULL, FALSE);

  if (g_file_test (folder, G_FILE_TEST_EXISTS) || g_mkdir (part, 0777) != 0)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS,
                   "%s cannot be made, or is there already", folder);
      return FALSE;
    }
  if (quoth_team_ensure_place (project, error)
      && (self.state = quoth_team_state_new (project, error)) != NULL
      && write_all (&self, part, error))
    {
      if (g_rename (part, folder) == 0)
        {
          if (out_counts != NULL)
            *out_counts = self.counts;
          return TRUE;
        }
      g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO, "%s: %s", folder,
                   g_strerror (errno));
    }
  remove_folder (part);
  return FALSE;
}
