/* quoth-merge-write.c - writes what a merge has computed, in one transaction
 *
 * Others wait meanwhile. So nothing is computed here but what their last gestures, between
 * the computing and the lock, have made old.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-merge"

#include "config.h"

#include "quoth-merge-private.h"

#include "quoth-conflicts.h"
#include "quoth-project-query.h"

/* Changes written between two looks at whether to stop: some tens of milliseconds. */
#define SOME_CHANGES 400

static gboolean
catch_up (QuothMerge  *self,
          GError     **error)
{
  if (!quoth_merge_follow (self, error))
    return FALSE;
  if (self->all_old)
    return quoth_merge_look (self, error);
  return g_hash_table_size (self->old) == 0 || quoth_merge_compare_old (self, error);
}

static gboolean
add_text (QuothMerge        *self,
          QuothArticleData  *bare,
          GError           **error)
{
  return !quoth_progress_set_error_if_cancelled (self->progress, error)
         && quoth_bulk_add_article (self->bulk, bare, error);
}

static gboolean
article_cb (gpointer           user_data,
            QuothArticleData  *data,
            GError           **error)
{
  QuothMerge *self = user_data;
  const char *id = g_hash_table_lookup (self->missing, data->article->hash);
  g_autoptr (QuothArticleData) bare = NULL;

  if (g_strcmp0 (id, data->article->id) != 0)
    return TRUE;
  bare = quoth_merge_make_bare (data);
  return add_text (self, bare, error);
}

static gboolean
add_texts (QuothMerge  *self,
           GError     **error)
{
  const QuothSink sink = { quoth_merge_ignore_scheme_cb, quoth_merge_ignore_entity_cb, article_cb,
                           quoth_merge_ignore_notice_cb, self };

  if (self->texts->len < g_hash_table_size (self->missing))
    return quoth_merge_read (self, &sink, error);
  for (guint i = 0; i < self->texts->len; i++)
    if (!add_text (self, self->texts->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_some (QuothMerge    *self,
            QuothCommand **inout_command,
            GError       **error)
{
  g_autoptr (QuothCommand) command = *inout_command;

  *inout_command = quoth_command_new (QUOTH_TEAM_MERGE_VERB);
  return !quoth_progress_set_error_if_cancelled (self->progress, error)
         && quoth_bulk_add_command (self->bulk, command, error);
}

static gboolean
write_pieces (QuothMerge  *self,
              gboolean     shared,
              GError     **error)
{
  g_autoptr (QuothCommand) some = quoth_command_new (QUOTH_TEAM_MERGE_VERB);

  for (guint i = 0; i < self->pieces->len; i++)
    {
      const QuothMergePiece *piece = self->pieces->pdata[i];

      if ((*piece->article == '\0') == shared)
        quoth_command_append (some, piece->command);
      if (quoth_command_get_n_changes (some) >= SOME_CHANGES && !write_some (self, &some, error))
        return FALSE;
    }
  return write_some (self, &some, error);
}

static QuothMergeReport *
make_report (QuothMerge *self)
{
  QuothMergeReport *report = quoth_merge_report_new ();

  report->n_articles = g_hash_table_size (self->missing);
  for (guint i = 0; i < self->pieces->len; i++)
    {
      QuothMergeReport *part = ((QuothMergePiece *) self->pieces->pdata[i])->report;

      report->n_added += part->n_added;
      report->n_changed += part->n_changed;
      report->n_removed += part->n_removed;
      report->guidelines_taken |= part->guidelines_taken;
      report->guidelines_apart |= part->guidelines_apart;
      g_ptr_array_extend_and_steal (report->conflicts, g_steal_pointer (&part->conflicts));
    }
  return report;
}

static gboolean
is_empty (QuothMerge *self)
{
  if (g_hash_table_size (self->missing) > 0)
    return FALSE;
  for (guint i = 0; i < self->pieces->len; i++)
    if (!quoth_command_is_empty (((QuothMergePiece *) self->pieces->pdata[i])->command))
      return FALSE;
  return TRUE;
}

/**
 * quoth_merge_write:
 * @self: a merge that was computed
 * @error: return location for an error; then nothing has changed
 *
 * Writes all pieces as one entry of the journal. What brings nothing leaves no entry.
 *
 * Returns: (transfer full) (nullable): the sum of the pieces
 */
QuothMergeReport *
quoth_merge_write (QuothMerge  *self,
                   GError     **error)
{
  if (quoth_progress_set_error_if_cancelled (self->progress, error))
    return NULL;
  if (is_empty (self))
    return make_report (self);
  self->bulk = quoth_bulk_begin (self->project, error);
  if (self->bulk == NULL)
    return NULL;
  quoth_bulk_set_verb (self->bulk, QUOTH_TEAM_MERGE_VERB);
  if (!quoth_bulk_begin_unit (self->bulk, error)
      || !catch_up (self, error)
      || !add_texts (self, error)
      /* Annotations need their entities and types. */
      || !write_pieces (self, TRUE, error)
      || !write_pieces (self, FALSE, error)
      || quoth_progress_set_error_if_cancelled (self->progress, error)
      || !quoth_bulk_end_unit (self->bulk, error)
      || !quoth_bulk_finish (g_steal_pointer (&self->bulk), error))
    return NULL;
  return make_report (self);
}
