/* quoth-merge.c - takes packages back into a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-merge"

#include "config.h"

#include "quoth-merge.h"

#include "quoth-conflicts.h"
#include "quoth-merge-private.h"
#include "quoth-project-query.h"

#include <string.h>

void
quoth_proposal_free (QuothProposal *self)
{
  if (self == NULL)
    return;
  g_free (self->entity);
  g_free (self->other);
  g_free (self->name);
  g_free (self);
}

void
quoth_merge_report_free (QuothMergeReport *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);
  g_free (self);
}

static void
merge_clear (QuothMerge *self)
{
  if (self->bulk != NULL)
    quoth_bulk_cancel (self->bulk);
  g_clear_pointer (&self->manifest, quoth_manifest_free);
  g_clear_pointer (&self->guidelines, g_free);
  g_clear_pointer (&self->letters, json_node_unref);
  g_clear_pointer (&self->state, quoth_team_state_free);
  g_clear_pointer (&self->incoming, g_hash_table_unref);
  g_clear_pointer (&self->shared, g_hash_table_unref);
  g_clear_pointer (&self->stamps, g_hash_table_unref);
  g_clear_pointer (&self->missing, g_hash_table_unref);
  g_clear_pointer (&self->entities, g_ptr_array_unref);
  g_clear_pointer (&self->command, quoth_command_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothMerge, merge_clear)

static gboolean
ignore_scheme_cb (gpointer      user_data,
                  QuothScheme  *scheme,
                  GError      **error)
{
  return TRUE;
}

static gboolean
ignore_entity_cb (gpointer      user_data,
                  QuothEntity  *entity,
                  GError      **error)
{
  return TRUE;
}

static void
ignore_notice_cb (gpointer    user_data,
                  const char *path,
                  guint       line,
                  const char *message)
{
}

/* One that was removed here is known, and stays removed, unless the merge or the import
 * that brought it was undone. */
static gboolean
find_missing_cb (gpointer           user_data,
                 QuothArticleData  *data,
                 GError           **error)
{
  QuothMerge *self = user_data;
  g_autofree char *id = quoth_project_find_by_hash (self->project, data->article->hash);
  g_autoptr (QuothArticle) known = NULL;

  if (id == NULL)
    known = quoth_project_lookup_article (self->project, data->article->id, NULL);
  if (id == NULL && (known == NULL || quoth_project_is_taken_back (self->project, known->id)))
    g_hash_table_add (self->missing, g_strdup (data->article->id));
  return quoth_merge_check_article (self, data->article, error)
         && !quoth_progress_set_error_if_cancelled (self->progress, error);
}

/* The text alone: everything else comes by the command, in the same transaction. */
static gboolean
import_cb (gpointer           user_data,
           QuothArticleData  *data,
           GError           **error)
{
  QuothMerge *self = user_data;
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (QuothArticleData) bare = NULL;

  if (!g_hash_table_contains (self->missing, data->article->id))
    return TRUE;
  article = quoth_article_copy (data->article);
  quoth_article_take_tags (article, NULL);
  bare = quoth_article_data_new (article, data->text);
  self->report->n_articles++;
  return quoth_bulk_add_article (self->bulk, bare, error);
}

static gboolean
find_missing (QuothMerge  *self,
              GError     **error)
{
  const QuothSink sink = { ignore_scheme_cb, ignore_entity_cb, find_missing_cb, ignore_notice_cb,
                           self };

  return quoth_merge_read (self, &sink, error);
}

/* One unit, and so one transaction from the first text to the last change. */
static gboolean
import_missing (QuothMerge  *self,
                GError     **error)
{
  const QuothSink sink = { ignore_scheme_cb, ignore_entity_cb, import_cb, ignore_notice_cb, self };

  if (g_hash_table_size (self->missing) == 0)
    return TRUE;
  self->bulk = quoth_bulk_begin (self->project, error);
  if (self->bulk == NULL)
    return FALSE;
  quoth_bulk_set_verb (self->bulk, QUOTH_TEAM_MERGE_VERB);
  return quoth_bulk_begin_unit (self->bulk, error) && quoth_merge_read (self, &sink, error);
}

static gboolean
write_all (QuothMerge  *self,
           GError     **error)
{
  if (quoth_progress_set_error_if_cancelled (self->progress, error))
    return FALSE;
  if (self->bulk == NULL)
    return quoth_project_commit (self->project, self->command, error);
  return quoth_bulk_add_command (self->bulk, self->command, error)
         && quoth_bulk_end_unit (self->bulk, error)
         && quoth_bulk_finish (g_steal_pointer (&self->bulk), error);
}

/* What was merged is on the disk: the next package brings the name again. */
static void
adopt_name (QuothMerge *self)
{
  g_autoptr (GError) error = NULL;

  if (!quoth_team_adopt_name (self->project, self->manifest, &error))
    g_warning ("cannot take over the name of a package: %s", error->message);
}

static void
take_shared (QuothMerge      *self,
             QuothRecordKind  kind,
             const char      *id,
             gpointer         record)
{
  g_autofree char *key = quoth_versions_dup_key (kind, id);
  g_autofree char *content = quoth_record_to_content (kind, record);
  QuothVersions *theirs = quoth_merge_lookup (self, "", key);
  g_autoptr (QuothVersions) untouched = NULL;

  if (theirs != NULL)
    quoth_versions_fill (theirs, content);
  else
    {
      theirs = untouched = quoth_versions_new (kind, id, NULL);
      quoth_versions_take (untouched, quoth_clock_new (), g_steal_pointer (&content));
    }
  quoth_merge_take (self, NULL, self->shared, self->stamps, theirs, NULL);
  quoth_merge_forget (self, "", key);
}

static gboolean
scheme_cb (gpointer      user_data,
           QuothScheme  *scheme,
           GError      **error)
{
  take_shared (user_data, QUOTH_RECORD_SCHEME, "", scheme);
  return TRUE;
}

static gboolean
entity_cb (gpointer      user_data,
           QuothEntity  *entity,
           GError      **error)
{
  QuothMerge *self = user_data;

  g_ptr_array_add (self->entities, quoth_entity_ref (entity));
  take_shared (self, QUOTH_RECORD_ENTITY, entity->id, entity);
  return TRUE;
}

static gboolean
article_cb (gpointer           user_data,
            QuothArticleData  *data,
            GError           **error)
{
  QuothMerge *self = user_data;

  return !quoth_progress_set_error_if_cancelled (self->progress, error)
         && quoth_merge_take_article (self, data, error);
}

/* Entities that are gone. */
static void
take_rest (QuothMerge *self)
{
  GHashTable *table = g_hash_table_lookup (self->incoming, "");
  GHashTableIter iter;
  gpointer value;

  if (table == NULL)
    return;
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (!((QuothVersions *) value)->implied)
      quoth_merge_take (self, NULL, self->shared, self->stamps, value, NULL);
}

/* An empty project has no opinion of its scheme. */
static void
forget_scheme (QuothMerge *self)
{
  g_autofree char *key = quoth_versions_dup_key (QUOTH_RECORD_SCHEME, "");
  QuothVersions *scheme = g_hash_table_lookup (self->shared, key);
  QuothVersion *only = scheme->list->len == 1 ? scheme->list->pdata[0] : NULL;

  if (quoth_project_count_articles (self->project, NULL, NULL)
      == (gint64) g_hash_table_size (self->missing)
      && only != NULL && quoth_clock_get_sum (only->clock) == 0)
    g_ptr_array_set_size (scheme->list, 0);
}

static gboolean
build_command (QuothMerge  *self,
               GError     **error)
{
  const QuothSink sink = { scheme_cb, entity_cb, article_cb, ignore_notice_cb, self };

  self->state = quoth_team_state_new (self->project, error);
  self->shared = self->state != NULL ? quoth_team_state_shared (self->state, error) : NULL;
  self->stamps = self->shared != NULL ? quoth_team_stamps_read (self->project, "", error) : NULL;
  if (self->stamps == NULL)
    return FALSE;
  forget_scheme (self);
  if (!quoth_merge_read (self, &sink, error))
    return FALSE;
  take_rest (self);
  quoth_merge_write_stamps (self, "", self->stamps);
  return quoth_merge_take_guidelines (self, error);
}

/**
 * quoth_merge_run:
 * @project: where to
 * @package: a folder that quoth_package_write() made, or any in quoth-jsonl
 * @progress: (nullable): stops it
 * @error: %QUOTH_FORMAT_ERROR_REFUSED when the package makes no sense, or any
 *   #QuothProjectError; then nothing has changed, but that the file may have got a name of
 *   its own, see quoth_team_ensure_place()
 *
 * Returns: (transfer full) (nullable): what was new, and what people must decide
 */
QuothMergeReport *
quoth_merge_run (QuothProject   *project,
                 const char     *package,
                 QuothProgress  *progress,
                 GError        **error)
{
  g_autoptr (QuothMergeReport) report = g_new0 (QuothMergeReport, 1);
  g_auto (QuothMerge) self = { .project = project, .path = package, .progress = progress };

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && package != NULL, NULL);

  report->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_conflict_free);
  report->proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_proposal_free);
  self.report = report;
  self.incoming = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_hash_table_unref);
  self.missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.entities = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);
  self.command = quoth_command_new (QUOTH_TEAM_MERGE_VERB);
  /* Everything is read and looked through before anything is written. */
  self.manifest = quoth_manifest_read (package, error);
  if (self.manifest == NULL
      || !quoth_team_check_name (project, self.manifest, package, error)
      || !quoth_merge_read_versions (&self, error)
      || !quoth_merge_read_guidelines (&self, error)
      || !quoth_merge_read_letters (&self, error)
      || !quoth_team_ensure_place (project, error)
      || !find_missing (&self, error)
      || !import_missing (&self, error)
      || !build_command (&self, error)
      || !write_all (&self, error))
    return NULL;
  adopt_name (&self);
  quoth_merge_take_letters (&self);
  quoth_merge_propose (&self);
  return g_steal_pointer (&report);
}
