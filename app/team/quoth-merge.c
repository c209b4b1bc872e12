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

QuothMergeReport *
quoth_merge_report_new (void)
{
  QuothMergeReport *self = g_new0 (QuothMergeReport, 1);

  self->conflicts = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_conflict_free);
  self->proposals = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_proposal_free);
  return self;
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

/* Texts that are kept from the first look at a package, so that they need not be read again
 * while others wait. */
#define MAX_TEXT_BYTES (64 * 1024 * 1024)

/* How often what people did meanwhile is waited out before it is dealt with while they wait. */
#define MAX_ROUNDS 4

gboolean
quoth_merge_ignore_scheme_cb (gpointer      user_data,
                              QuothScheme  *scheme,
                              GError      **error)
{
  return TRUE;
}

gboolean
quoth_merge_ignore_entity_cb (gpointer      user_data,
                              QuothEntity  *entity,
                              GError      **error)
{
  return TRUE;
}

void
quoth_merge_ignore_notice_cb (gpointer    user_data,
                              const char *path,
                              guint       line,
                              const char *message)
{
}

static gboolean
scheme_cb (gpointer      user_data,
           QuothScheme  *scheme,
           GError      **error)
{
  QuothMerge *self = user_data;

  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  self->scheme = quoth_scheme_ref (scheme);
  return TRUE;
}

static gboolean
entity_cb (gpointer      user_data,
           QuothEntity  *entity,
           GError      **error)
{
  g_ptr_array_add (((QuothMerge *) user_data)->entities, quoth_entity_ref (entity));
  return TRUE;
}

/* The text alone: everything else comes by the command, in the same transaction. */
QuothArticleData *
quoth_merge_make_bare (const QuothArticleData *data)
{
  g_autoptr (QuothArticle) article = quoth_article_copy (data->article);

  quoth_article_take_tags (article, NULL);
  return quoth_article_data_new (article, data->text);
}

/* One that was removed here is known, and stays removed, unless the merge or the import
 * that brought it was undone. */
static gboolean
is_missing (QuothMerge   *self,
            QuothArticle *article)
{
  g_autofree char *id = quoth_project_find_by_hash (self->project, article->hash);
  g_autoptr (QuothArticle) known = NULL;

  if (id != NULL || g_hash_table_contains (self->missing, article->hash)
      || quoth_project_is_removed (self->project, article->hash))
    return FALSE;
  known = quoth_project_lookup_article (self->project, article->id, NULL);
  return known == NULL || quoth_project_is_taken_back (self->project, known->id);
}

static gboolean
article_cb (gpointer           user_data,
            QuothArticleData  *data,
            GError           **error)
{
  QuothMerge *self = user_data;

  if (is_missing (self, data->article))
    {
      g_hash_table_insert (self->missing, g_strdup (data->article->hash),
                           g_strdup (data->article->id));
      g_hash_table_add (self->fresh, g_strdup (data->article->id));
      self->n_text_bytes += quoth_text_get_n_bytes (data->text);
      if (self->n_text_bytes <= MAX_TEXT_BYTES)
        g_ptr_array_add (self->texts, quoth_merge_make_bare (data));
    }
  return quoth_merge_check_article (self, data->article, error)
         && !quoth_progress_set_error_if_cancelled (self->progress, error);
}

/* What was counted belongs to one moment; all that is read later is as new or newer. */
static gboolean
count_edits (QuothMerge  *self,
             GError     **error)
{
  gboolean begun;

  g_clear_pointer (&self->state, quoth_team_state_free);
  if (!quoth_project_begin_look (self->project, &begun, error))
    return FALSE;
  if (quoth_project_get_moment (self->project, &self->moment, error))
    self->state = quoth_team_state_new (self->project, error);
  quoth_project_end_look (self->project, begun);
  return self->state != NULL;
}

/**
 * quoth_merge_look:
 * @self: a merge
 * @error: %QUOTH_FORMAT_ERROR_REFUSED when the package makes no sense
 *
 * Reads the whole package once, and computes what it means. Writes nothing.
 */
gboolean
quoth_merge_look (QuothMerge  *self,
                  GError     **error)
{
  const QuothSink sink = { scheme_cb, entity_cb, article_cb, quoth_merge_ignore_notice_cb, self };

  g_hash_table_remove_all (self->missing);
  g_hash_table_remove_all (self->fresh);
  g_ptr_array_set_size (self->texts, 0);
  g_ptr_array_set_size (self->entities, 0);
  self->n_text_bytes = 0;
  return count_edits (self, error)
         && quoth_merge_read (self, &sink, error)
         && quoth_merge_compare (self, error);
}

/**
 * quoth_merge_catch_up:
 * @self: a merge that looked at its package
 * @error: return location for an error
 *
 * Computes again what others made old meanwhile. Who goes on working makes more of it old;
 * the last of that is left to quoth_merge_write().
 */
gboolean
quoth_merge_catch_up (QuothMerge  *self,
                      GError     **error)
{
  for (guint round = 0; round < MAX_ROUNDS; round++)
    {
      if (!quoth_merge_follow (self, error))
        return FALSE;
      if (!self->all_old && g_hash_table_size (self->old) == 0)
        return TRUE;
      if (self->all_old)
        quoth_project_poll (self->project);
      if (!(self->all_old ? quoth_merge_look (self, error) : quoth_merge_compare_old (self, error)))
        return FALSE;
    }
  return TRUE;
}

/* What was merged is on the disk: the next package brings the name again. */
static void
adopt_name (QuothMerge *self)
{
  g_autoptr (GError) error = NULL;

  if (!quoth_team_adopt_name (self->project, self->manifest, &error))
    g_warning ("cannot take over the name of a package: %s", error->message);
}

/**
 * quoth_merge_init:
 * @self: where to
 * @project: a project
 * @package: a folder
 * @progress: (nullable): stops it
 *
 * Begins; ends with quoth_merge_clear(). @self borrows all of these.
 */
void
quoth_merge_init (QuothMerge     *self,
                  QuothProject   *project,
                  const char     *package,
                  QuothProgress  *progress)
{
  *self = (QuothMerge) { .project = project, .path = package, .progress = progress };
  self->incoming = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                          (GDestroyNotify) g_hash_table_unref);
  self->missing = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->fresh = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->old = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                      (GDestroyNotify) g_ptr_array_unref);
  self->texts = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_article_data_free);
  self->entities = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);
}

void
quoth_merge_clear (QuothMerge *self)
{
  if (self->bulk != NULL)
    quoth_bulk_cancel (self->bulk);
  g_clear_pointer (&self->manifest, quoth_manifest_free);
  g_clear_pointer (&self->guidelines, g_free);
  g_clear_pointer (&self->letters, json_node_unref);
  g_clear_pointer (&self->state, quoth_team_state_free);
  g_clear_pointer (&self->incoming, g_hash_table_unref);
  g_clear_pointer (&self->missing, g_hash_table_unref);
  g_clear_pointer (&self->fresh, g_hash_table_unref);
  g_clear_pointer (&self->held, g_hash_table_unref);
  g_clear_pointer (&self->old, g_hash_table_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->texts, g_ptr_array_unref);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  g_clear_pointer (&self->entities, g_ptr_array_unref);
  g_clear_pointer (&self->pieces, g_ptr_array_unref);
}

/* What a package says beside its records. Nothing is written before all of it is read, but
 * the file's own name. */
gboolean
quoth_merge_open (QuothMerge  *self,
                  GError     **error)
{
  self->manifest = quoth_manifest_read (self->path, error);
  return self->manifest != NULL
         && quoth_team_check_name (self->project, self->manifest, self->path, error)
         && quoth_merge_read_versions (self, error)
         && quoth_merge_read_guidelines (self, error)
         && quoth_merge_read_letters (self, error)
         && quoth_team_ensure_place (self->project, error);
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
  g_autoptr (QuothMergeReport) report = NULL;
  g_auto (QuothMerge) self = { 0 };

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && package != NULL, NULL);

  quoth_merge_init (&self, project, package, progress);
  if (!quoth_merge_open (&self, error)
      || !quoth_merge_look (&self, error)
      || !quoth_merge_catch_up (&self, error))
    return NULL;
  report = quoth_merge_write (&self, error);
  if (report == NULL)
    return NULL;
  adopt_name (&self);
  quoth_merge_take_letters (&self);
  self.report = report;
  quoth_merge_propose (&self);
  return g_steal_pointer (&report);
}
