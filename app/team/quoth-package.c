/* quoth-package.c - what is sent around: articles with all that is known of their versions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-package"

#include "config.h"

#include "quoth-package.h"

#include "quoth-bulk.h"
#include "quoth-guidelines.h"
#include "quoth-manifest.h"
#include "quoth-package-choice.h"
#include "quoth-project-query.h"
#include "quoth-sort.h"
#include "quoth-writer.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  QuothPackageChoice  choice;
  QuothProgress      *progress;
  QuothWriter        *writer;   /* nullable */
  GString            *versions; /* lines */
  GString            *letters;  /* members of an object */
  QuothPackageCounts  counts;
} Package;

static void
package_clear (Package *self)
{
  quoth_writer_free (self->writer);
  quoth_package_choice_clear (&self->choice);
  g_string_free (self->versions, TRUE);
  g_string_free (self->letters, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Package, package_clear)

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
  guint n;
  g_autofree gpointer *keys = quoth_list_keys (table, &n);
  gboolean begun = FALSE;
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, self->versions, FALSE);
  for (guint i = 0; i < n; i++)
    {
      const QuothVersions *versions = g_hash_table_lookup (table, keys[i]);

      if (is_trivial (versions)
          || (versions->layer != NULL
              && !quoth_package_choice_wants_layer (&self->choice, versions->layer)))
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

static gboolean
write_entities (Package     *self,
                GHashTable  *table,
                GError     **error)
{
  g_autoptr (GPtrArray) chosen = quoth_package_choice_list_entities (&self->choice, table, error);

  if (chosen == NULL)
    return FALSE;
  for (guint i = 0; i < chosen->len; i++)
    if (!quoth_writer_add_entity (self->writer, chosen->pdata[i], error))
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

  if (quoth_package_choice_is_blind (&self->choice))
    table = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                   (GDestroyNotify) quoth_versions_free);
  else
    table = quoth_team_state_shared (self->choice.state, error);
  scheme = table != NULL ? quoth_package_choice_dup_scheme (&self->choice, table, error) : NULL;
  if (scheme == NULL)
    return FALSE;
  write.scheme = scheme;
  self->writer = quoth_writer_new (quoth_formats_lookup ("quoth-jsonl"), &write, NULL, NULL,
                                   error);
  if (self->writer == NULL || !write_entities (self, table, error))
    return FALSE;
  append_line (self, NULL, table);
  return TRUE;
}

static gboolean
article_cb (QuothArticleData  *data,
            gpointer           user_data,
            GError           **error)
{
  Package *self = user_data;
  g_autoptr (GHashTable) table = NULL;

  if (!quoth_package_choice_wants_article (&self->choice, data))
    return TRUE;
  table = quoth_package_choice_take_records (&self->choice, data, error);
  if (table == NULL)
    return FALSE;
  if (quoth_package_choice_is_blind (&self->choice))
    quoth_package_choice_drop_unproved (&self->choice, data);
  else
    quoth_package_append_letters (self->letters, self->choice.project, data->article->id);
  append_line (self, data->article->id, table);
  self->counts.n_articles++;
  self->counts.n_annotations += data->annotations->len;
  return quoth_writer_add_article (self->writer, data, error);
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
  g_autofree char *json = quoth_project_dup_setting (self->choice.project,
                                                     QUOTH_GUIDELINES_SETTING);
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
  g_autofree char *name = quoth_team_dup_name (self->choice.project, error);
  const QuothManifest manifest = { name, (char *) self->choice.options->annotator, guidelines };

  return name != NULL && quoth_manifest_write (&manifest, folder, error);
}

static gboolean
write_all (Package     *self,
           const char  *folder,
           GError     **error)
{
  guint guidelines = 0;

  return quoth_package_choice_find_used (&self->choice, error)
         && write_shared (self, folder, error)
         && quoth_package_choice_foreach (&self->choice, self->progress, article_cb, self, error)
         && quoth_writer_end (self->writer, error)
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

static gboolean
count_cb (QuothArticleData  *data,
          gpointer           user_data,
          GError           **error)
{
  Package *self = user_data;
  g_autoptr (GHashTable) table = NULL;

  if (!quoth_package_choice_wants_article (&self->choice, data))
    return TRUE;
  if (self->choice.state != NULL)
    {
      table = quoth_package_choice_take_records (&self->choice, data, error);
      if (table == NULL)
        return FALSE;
    }
  else
    quoth_package_choice_drop_others (&self->choice, data);
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
    .versions = g_string_new (NULL),
    .letters = g_string_new (NULL),
  };
  g_autofree char *place = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && out_counts != NULL, FALSE);

  quoth_package_choice_init (&self.choice, project, options);
  /* Without a name the file took no package yet, and nothing stands that only others hold. */
  place = quoth_project_dup_setting (project, QUOTH_TEAM_PLACE_SETTING);
  if (place != NULL && options->annotator != NULL)
    {
      self.choice.state = quoth_team_state_new (project, error);
      if (self.choice.state == NULL)
        return FALSE;
    }
  if (!quoth_package_choice_foreach (&self.choice, progress, count_cb, &self, error))
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
    .progress = progress,
    .versions = g_string_new (NULL),
    .letters = g_string_new (NULL),
  };

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && folder != NULL, FALSE);

  quoth_package_choice_init (&self.choice, project, options != NULL ? options : &everything);
  if (g_file_test (folder, G_FILE_TEST_EXISTS) || g_mkdir (part, 0777) != 0)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS,
                   "%s cannot be made, or is there already", folder);
      return FALSE;
    }
  if (quoth_team_ensure_place (project, error)
      && (self.choice.state = quoth_team_state_new (project, error)) != NULL
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

static gboolean
write_one (QuothProject   *project,
           const char     *folder,
           const char     *annotator,
           const char     *name,
           QuothProgress  *progress,
           GError        **error)
{
  const QuothPackageOptions options = { .annotator = annotator, .assigned = TRUE };
  g_autoptr (QuothProgress) own = NULL;
  g_autofree char *path = g_build_filename (folder, name, NULL);

  if (progress != NULL)
    own = quoth_progress_new (quoth_progress_get_cancellable (progress));
  if (!quoth_package_write (project, path, &options, own, NULL, error))
    return FALSE;
  if (progress != NULL)
    quoth_progress_add (progress, 1);
  return TRUE;
}

static void
remove_packages (const char        *folder,
                 const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      remove_folder (path);
    }
  g_rmdir (folder);
}

/**
 * quoth_package_write_each:
 * @project: see quoth_package_write()
 * @folder: a folder that does not exist
 * @annotators: whom the packages are for; each gets the articles that are assigned to them
 * @names: the names of their folders in @folder, in the order of @annotators
 * @progress: (nullable): counts packages, stops it
 * @error: as of quoth_package_write(); then there is no folder
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_package_write_each (QuothProject       *project,
                          const char         *folder,
                          const char *const  *annotators,
                          const char *const  *names,
                          QuothProgress      *progress,
                          GError            **error)
{
  g_autofree char *part = g_strconcat (folder, ".part", NULL);
  gboolean ok = TRUE;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && folder != NULL, FALSE);

  if (g_file_test (folder, G_FILE_TEST_EXISTS) || g_mkdir (part, 0777) != 0)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS,
                   "%s cannot be made, or is there already", folder);
      return FALSE;
    }
  if (progress != NULL)
    quoth_progress_set_total (progress, g_strv_length ((char **) annotators));
  for (guint i = 0; ok && annotators[i] != NULL; i++)
    ok = write_one (project, part, annotators[i], names[i], progress, error);
  if (ok && g_rename (part, folder) != 0)
    {
      g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO, "%s: %s", folder,
                   g_strerror (errno));
      ok = FALSE;
    }
  if (!ok)
    remove_packages (part, names);
  return ok;
}
