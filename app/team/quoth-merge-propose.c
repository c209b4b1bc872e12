/* quoth-merge-propose.c - entities that may be the same, and guidelines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-merge"

#include "config.h"

#include "quoth-merge-private.h"

#include "quoth-fold.h"
#include "quoth-guidelines.h"
#include "quoth-package.h"
#include "quoth-proposals.h"

#include <string.h>

static char *
name_key (QuothEntity *entity)
{
  g_autofree char *folded = quoth_fold_string (entity->name);

  return g_strconcat (entity->kind, "\n", folded, NULL);
}

static void
propose (QuothMerge       *self,
         const QuothApart *apart, /* nullable */
         GHashTable       *index,
         const char       *key,
         QuothEntity      *entity,
         const char       *reason)
{
  QuothEntity *other = g_hash_table_lookup (index, key);
  QuothProposal *proposal;

  if (other == NULL || strcmp (other->id, entity->id) == 0
      || (apart != NULL && quoth_apart_has (apart, entity->id, other->id)))
    return;
  proposal = g_new0 (QuothProposal, 1);
  proposal->entity = g_strdup (entity->id);
  proposal->other = g_strdup (other->id);
  proposal->name = g_strdup (entity->name);
  proposal->reason = reason;
  g_ptr_array_add (self->report->proposals, proposal);
}

/**
 * quoth_merge_propose:
 * @self: a merge that was committed
 *
 * Looks through the registry for living entities that the package brought and that
 * another of the same kind and name, or the same Wikidata id, stands beside.
 */
void
quoth_merge_propose (QuothMerge *self)
{
  QuothRegistry *registry = quoth_project_get_registry (self->project);
  g_autoptr (GPtrArray) all = quoth_registry_list (registry, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) wikidata = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (QuothApart) apart = quoth_apart_read (self->project, NULL);
  g_autoptr (GHashTable) brought = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->entities->len; i++)
    g_hash_table_add (brought, ((QuothEntity *) self->entities->pdata[i])->id);
  /* Those that were here win a place in the index; a pair within the package is found too. */
  for (guint round = 0; round < 2; round++)
    for (guint i = 0; i < all->len; i++)
      {
        QuothEntity *entity = all->pdata[i];
        g_autofree char *key = name_key (entity);

        if (g_hash_table_contains (brought, entity->id) != (round == 1))
          continue;
        if (entity->wikidata != NULL && !g_hash_table_contains (wikidata, entity->wikidata))
          g_hash_table_insert (wikidata, entity->wikidata, entity);
        if (!g_hash_table_contains (names, key))
          g_hash_table_insert (names, g_steal_pointer (&key), entity);
      }
  for (guint i = 0; i < self->entities->len; i++)
    {
      const char *id = ((QuothEntity *) self->entities->pdata[i])->id;
      QuothEntity *entity = quoth_registry_lookup (registry, id);
      g_autofree char *key = NULL;

      if (entity == NULL || entity->merged_into != NULL)
        continue;
      key = name_key (entity);
      if (entity->wikidata != NULL)
        propose (self, apart, wikidata, entity->wikidata, entity, "wikidata");
      propose (self, apart, names, key, entity, "name");
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
