/* quoth-team-stamps.c - what earlier packages brought, as settings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-team-state"

#include "config.h"

#include "quoth-team-state.h"

#include "quoth-json.h"
#include "quoth-sort.h"

#include <string.h>

char *
quoth_team_stamp_name (const char *article)
{
  return g_strconcat ("team/", article, NULL);
}

const char *
quoth_team_stamp_get_article (const char *name)
{
  return g_str_has_prefix (name, "team/") ? name + strlen ("team/") : NULL;
}

/**
 * quoth_team_stamps_to_json:
 * @stamps: key to #QuothVersions
 *
 * Returns: (transfer full): the same for equal stamps
 */
char *
quoth_team_stamps_to_json (GHashTable *stamps)
{
  guint n;
  g_autofree gpointer *keys = quoth_list_keys (stamps, &n);
  GString *json = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, json, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; i < n; i++)
    quoth_versions_append_json (g_hash_table_lookup (stamps, keys[i]), TRUE, &writer);
  quoth_json_writer_end_array (&writer);
  return g_string_free (json, FALSE);
}

void
quoth_team_stamps_add_change (QuothCommand *command,
                              QuothProject *project,
                              const char   *article,
                              GHashTable   *stamps)
{
  g_autofree char *name = quoth_team_stamp_name (article);
  g_autofree char *old = quoth_project_dup_setting (project, name);
  g_autofree char *new = quoth_team_stamps_to_json (stamps);
  g_autoptr (QuothSetting) before = old != NULL ? quoth_setting_new (name, old) : NULL;
  g_autoptr (QuothSetting) after = g_hash_table_size (stamps) > 0 ? quoth_setting_new (name, new)
                                                                  : NULL;

  if (g_strcmp0 (old, after != NULL ? new : NULL) == 0)
    return;
  quoth_command_add_setting (command, before, after);
}

/**
 * quoth_team_stamps_read:
 * @project: a project
 * @article: an article's id; "" for shared records
 * @error: %QUOTH_PROJECT_ERROR_DAMAGED when they cannot be understood
 *
 * Returns: (transfer full) (nullable): key to #QuothVersions; empty when there are none
 */
GHashTable *
quoth_team_stamps_read (QuothProject  *project,
                        const char    *article,
                        GError       **error)
{
  g_autoptr (GHashTable) stamps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                         (GDestroyNotify) quoth_versions_free);
  g_autofree char *name = quoth_team_stamp_name (article);
  g_autofree char *json = quoth_project_dup_setting (project, name);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *array;

  if (json == NULL)
    return g_steal_pointer (&stamps);
  root = quoth_json_parse (json, -1, NULL);
  array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      QuothVersions *stamp = quoth_versions_new_from_node (json_array_get_element (array, i));

      if (stamp == NULL)
        array = NULL;
      else
        g_hash_table_insert (stamps, quoth_versions_dup_key (stamp->kind, stamp->id), stamp);
    }
  if (array != NULL)
    return g_steal_pointer (&stamps);
  g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED,
               "setting %s is not understood", name);
  return NULL;
}
