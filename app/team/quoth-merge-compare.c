/* quoth-merge-compare.c - what a package means for a project, computed before it is written
 *
 * In pieces: one for what all articles share, one for each article. Nobody waits for that,
 * and so people may go on working meanwhile: the journal tells which pieces their gestures
 * have made old, and those are computed again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-merge"

#include "config.h"

#include "quoth-merge-private.h"

#include "quoth-conflicts.h"
#include "quoth-guidelines.h"
#include "quoth-project-query.h"

#include <string.h>

static void
piece_free (QuothMergePiece *self)
{
  g_free (self->article);
  quoth_command_unref (self->command);
  quoth_merge_report_free (self->report);
  g_free (self);
}

/* What is found from now on belongs to this piece. */
static void
begin_piece (QuothMerge *self,
             const char *article)
{
  QuothMergePiece *piece = g_new0 (QuothMergePiece, 1);

  piece->article = g_strdup (article);
  piece->command = self->command = quoth_command_new (QUOTH_TEAM_MERGE_VERB);
  piece->report = self->report = quoth_merge_report_new ();
  g_ptr_array_add (self->pieces, piece);
}

/* Most pieces of a package that is known already say nothing. */
static void
end_piece (QuothMerge *self)
{
  const QuothMergePiece *piece = self->pieces->pdata[self->pieces->len - 1];

  self->command = NULL;
  self->report = NULL;
  if (quoth_command_is_empty (piece->command) && piece->report->conflicts->len == 0
      && !piece->report->guidelines_apart)
    g_ptr_array_set_size (self->pieces, (int) self->pieces->len - 1);
}

/* --- what all articles share --- */

static void
take_shared (QuothMerge      *self,
             QuothRecordKind  kind,
             const char      *id,
             gpointer         record,
             GHashTable      *told)
{
  char *key = quoth_versions_dup_key (kind, id);
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
  g_hash_table_add (told, key);
}

/* Entities that are gone. */
static void
take_rest (QuothMerge *self,
           GHashTable *told)
{
  GHashTable *table = g_hash_table_lookup (self->incoming, "");
  GHashTableIter iter;
  gpointer key;
  gpointer value;

  if (table == NULL)
    return;
  g_hash_table_iter_init (&iter, table);
  while (g_hash_table_iter_next (&iter, &key, &value))
    if (!g_hash_table_contains (told, key) && !((QuothVersions *) value)->implied)
      quoth_merge_take (self, NULL, self->shared, self->stamps, value, NULL);
}

/* An empty project has no opinion of its scheme. */
static void
forget_scheme (QuothMerge *self)
{
  g_autofree char *key = quoth_versions_dup_key (QUOTH_RECORD_SCHEME, "");
  QuothVersions *scheme = g_hash_table_lookup (self->shared, key);
  QuothVersion *only = scheme->list->len == 1 ? scheme->list->pdata[0] : NULL;

  if (quoth_project_count_articles (self->project, NULL, NULL) == 0
      && only != NULL && quoth_clock_get_sum (only->clock) == 0)
    g_ptr_array_set_size (scheme->list, 0);
}

static gboolean
compare_shared (QuothMerge  *self,
                GError     **error)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean done;

  begin_piece (self, "");
  self->shared = quoth_team_state_shared (self->state, error);
  self->stamps = self->shared != NULL ? quoth_team_stamps_read (self->project, "", error) : NULL;
  done = self->stamps != NULL;
  if (done)
    {
      forget_scheme (self);
      if (self->scheme != NULL)
        take_shared (self, QUOTH_RECORD_SCHEME, "", self->scheme, told);
      for (guint i = 0; i < self->entities->len; i++)
        take_shared (self, QUOTH_RECORD_ENTITY, ((QuothEntity *) self->entities->pdata[i])->id,
                     self->entities->pdata[i], told);
      take_rest (self, told);
      quoth_merge_write_stamps (self, "", self->stamps);
      done = quoth_merge_take_guidelines (self, error);
    }
  end_piece (self);
  g_clear_pointer (&self->shared, g_hash_table_unref);
  g_clear_pointer (&self->stamps, g_hash_table_unref);
  return done;
}

/* --- articles --- */

/* Whose work has to be looked at again now may be worked on once more before long. */
static void
keep (QuothMerge       *self,
      const char       *id,
      QuothArticleData *data)
{
  QuothArticleData *copy = quoth_article_data_new (data->article, data->text);
  GPtrArray *list = g_hash_table_lookup (self->kept, id);

  for (guint i = 0; i < data->layers->len; i++)
    g_ptr_array_add (copy->layers, quoth_layer_copy (data->layers->pdata[i]));
  for (guint i = 0; i < data->annotations->len; i++)
    g_ptr_array_add (copy->annotations, quoth_annotation_ref (data->annotations->pdata[i]));
  if (list == NULL)
    {
      list = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_article_data_free);
      g_hash_table_insert (self->kept, g_strdup (id), list);
    }
  g_ptr_array_add (list, copy);
}

static gboolean
compare_article (QuothMerge        *self,
                 const char        *id,
                 QuothArticleData  *theirs,
                 GError           **error)
{
  gboolean done;

  begin_piece (self, id);
  done = !quoth_progress_set_error_if_cancelled (self->progress, error)
         && quoth_merge_take_article (self, id, theirs, error);
  end_piece (self);
  return done;
}

static gboolean
article_cb (gpointer           user_data,
            QuothArticleData  *data,
            GError           **error)
{
  QuothMerge *self = user_data;
  g_autofree char *id = quoth_project_find_by_hash (self->project, data->article->hash);

  if (id == NULL)
    id = g_strdup (g_hash_table_lookup (self->missing, data->article->hash));
  /* It was removed here: what others do with it waits until it comes back. */
  if (id == NULL)
    return TRUE;
  g_hash_table_add (self->held, g_strdup (id));
  if (g_hash_table_size (self->old) > 0)
    {
      if (!g_hash_table_contains (self->old, id))
        return TRUE;
      keep (self, id, data);
    }
  return compare_article (self, id, data, error);
}

static gboolean
read_articles (QuothMerge  *self,
               GError     **error)
{
  const QuothSink sink = { quoth_merge_ignore_scheme_cb, quoth_merge_ignore_entity_cb, article_cb,
                           quoth_merge_ignore_notice_cb, self };

  return quoth_merge_read (self, &sink, error);
}

/**
 * quoth_merge_compare:
 * @self: a merge whose package was looked through
 * @error: return location for an error
 *
 * Computes all pieces.
 */
gboolean
quoth_merge_compare (QuothMerge  *self,
                     GError     **error)
{
  if (self->pieces == NULL)
    self->pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) piece_free);
  g_ptr_array_set_size (self->pieces, 0);
  g_hash_table_remove_all (self->held);
  g_hash_table_remove_all (self->kept);
  g_hash_table_remove_all (self->old);
  self->all_old = FALSE;
  return compare_shared (self, error) && read_articles (self, error);
}

/* --- what people did meanwhile --- */

static void
make_old (QuothMerge        *self,
          const QuothChange *change)
{
  const char *id = change->article;

  if (change->kind == QUOTH_RECORD_SCHEME)
    self->all_old = TRUE;
  else if (change->kind == QUOTH_RECORD_ENTITY)
    id = "";
  else if (change->kind == QUOTH_RECORD_ARTICLE)
    id = quoth_change_get_id (change);
  else if (change->kind == QUOTH_RECORD_SETTING)
    id = strcmp (quoth_change_get_id (change), QUOTH_GUIDELINES_SETTING) == 0
         ? "" : quoth_team_stamp_get_article (quoth_change_get_id (change));
  if (id != NULL && (*id == '\0' || g_hash_table_contains (self->held, id)))
    g_hash_table_add (self->old, g_strdup (id));
}

/**
 * quoth_merge_follow:
 * @self: a merge that has pieces
 * @error: return location for an error
 *
 * Notices which pieces are old, in @self->old and @self->all_old.
 */
gboolean
quoth_merge_follow (QuothMerge  *self,
                    GError     **error)
{
  g_autoptr (GPtrArray) deeds = quoth_project_list_since (self->project, &self->moment,
                                                          &self->all_old, error);

  if (deeds == NULL || !quoth_team_state_follow (self->state, deeds, error))
    return FALSE;
  for (guint i = 0; i < deeds->len; i++)
    {
      QuothCommand *command = ((QuothDeed *) deeds->pdata[i])->command;

      for (guint k = 0; k < quoth_command_get_n_changes (command); k++)
        make_old (self, quoth_command_get_change (command, k));
    }
  return TRUE;
}

static gboolean
all_kept (QuothMerge *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->old);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (*(char *) id != '\0' && !g_hash_table_contains (self->kept, id))
      return FALSE;
  return TRUE;
}

static gboolean
compare_kept (QuothMerge  *self,
              GError     **error)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->old);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      GPtrArray *list = g_hash_table_lookup (self->kept, id);

      for (guint i = 0; list != NULL && i < list->len; i++)
        if (!compare_article (self, id, list->pdata[i], error))
          return FALSE;
    }
  return TRUE;
}

/**
 * quoth_merge_compare_old:
 * @self: a merge after quoth_merge_follow()
 * @error: return location for an error
 *
 * Computes those pieces again that are old. What the package holds of their articles is kept:
 * who annotates an article goes on with it, and the next time nothing has to be read.
 */
gboolean
quoth_merge_compare_old (QuothMerge  *self,
                         GError     **error)
{
  gboolean done;

  for (guint i = self->pieces->len; i > 0; i--)
    if (g_hash_table_contains (self->old, ((QuothMergePiece *) self->pieces->pdata[i - 1])->article))
      g_ptr_array_remove_index (self->pieces, i - 1);
  if (g_hash_table_contains (self->old, "") && !compare_shared (self, error))
    return FALSE;
  if (all_kept (self))
    done = compare_kept (self, error);
  else
    {
      g_hash_table_remove_all (self->kept);
      done = read_articles (self, error);
    }
  g_hash_table_remove_all (self->old);
  return done;
}
