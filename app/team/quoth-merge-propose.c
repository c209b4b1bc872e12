/* quoth-merge-propose.c - entities that may be the same, and guidelines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-merge"

#include "config.h"

#include "quoth-merge-private.h"

#include "quoth-guidelines.h"
#include "quoth-package.h"
#include "quoth-proposals.h"

#include <string.h>

/**
 * quoth_merge_propose:
 * @self: a merge that was committed
 *
 * Reports of all pairs that wait for a decision those that the package brought an entry
 * of: the same rules as quoth_proposals_list(), which is what people are led to.
 */
void
quoth_merge_propose (QuothMerge *self)
{
  g_autoptr (GError) error = NULL;
  /* Nothing stops it: what was merged is on the disk. */
  g_autoptr (GPtrArray) all = quoth_proposals_list (self->project, NULL, &error);
  g_autoptr (GHashTable) brought = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree gpointer *pairs = NULL;
  gsize n = 0;

  if (all == NULL)
    {
      g_warning ("cannot look for entries that stand twice: %s", error->message);
      return;
    }
  for (guint i = 0; i < self->entities->len; i++)
    g_hash_table_add (brought, ((QuothEntity *) self->entities->pdata[i])->id);
  pairs = g_ptr_array_steal (all, &n);
  for (gsize i = 0; i < n; i++)
    {
      QuothProposal *proposal = pairs[i];

      if (g_hash_table_contains (brought, proposal->entity)
          || g_hash_table_contains (brought, proposal->other))
        g_ptr_array_add (self->report->proposals, proposal);
      else
        quoth_proposal_free (proposal);
    }
}

static gboolean
same_version (const QuothGuidelines *a,
              const QuothGuidelines *b)
{
  return strcmp (a->at, b->at) == 0 && strcmp (a->author, b->author) == 0
         && strcmp (a->text, b->text) == 0;
}

/**
 * quoth_merge_read_guidelines:
 * @self: a merge
 * @error: %QUOTH_FORMAT_ERROR_REFUSED when they make no sense
 *
 * Reads the versions that the package brings, if it brings any.
 */
gboolean
quoth_merge_read_guidelines (QuothMerge  *self,
                             GError     **error)
{
  g_autofree char *path = g_build_filename (self->path, QUOTH_PACKAGE_GUIDELINES, NULL);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) local_error = NULL;
  gsize length;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!quoth_format_load (path, QUOTH_GUIDELINES_MAX_BYTES, &self->guidelines, &length, error))
    return FALSE;
  list = g_utf8_validate_len (self->guidelines, length, NULL)
         ? quoth_guidelines_from_json (self->guidelines, &local_error) : NULL;
  return list != NULL
         || quoth_format_refuse (error, path, 1, "%s", local_error != NULL ? local_error->message
                                                                           : "no valid UTF-8");
}

/**
 * quoth_merge_take_guidelines:
 * @self: a merge
 * @error: return location for an error
 *
 * Takes the package's versions when they begin with all of ours.
 */
gboolean
quoth_merge_take_guidelines (QuothMerge  *self,
                             GError     **error)
{
  g_autofree char *old = quoth_project_dup_setting (self->project, QUOTH_GUIDELINES_SETTING);
  g_autoptr (GPtrArray) ours = quoth_guidelines_from_json (old, error);
  g_autoptr (GPtrArray) theirs = NULL;
  g_autoptr (QuothSetting) before = NULL;
  g_autoptr (QuothSetting) after = NULL;

  theirs = ours != NULL ? quoth_guidelines_from_json (self->guidelines, error) : NULL;
  if (theirs == NULL)
    return FALSE;
  for (guint i = 0; i < MIN (ours->len, theirs->len); i++)
    if (!same_version (ours->pdata[i], theirs->pdata[i]))
      {
        self->report->guidelines_apart = TRUE;
        return TRUE;
      }
  if (theirs->len <= ours->len)
    return TRUE;
  before = old != NULL ? quoth_setting_new (QUOTH_GUIDELINES_SETTING, old) : NULL;
  after = quoth_setting_new (QUOTH_GUIDELINES_SETTING, self->guidelines);
  quoth_command_add_setting (self->command, before, after);
  self->report->guidelines_taken = TRUE;
  return TRUE;
}
