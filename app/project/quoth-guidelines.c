/* quoth-guidelines.c - the rules of annotation, part of the project, every version kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-guidelines"

#include "config.h"

#include "quoth-guidelines.h"

#include "quoth-id.h"
#include "quoth-json.h"
#include "quoth-json-writer.h"

#include <string.h>

/* Of a SHA-256 that names texts for good, as much as tells versions of one text apart. */
#define ID_DIGITS 16

void
quoth_guidelines_free (QuothGuidelines *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->at);
  g_free (self->author);
  g_free (self->text);
  g_free (self);
}

static const char *
string_member (JsonObject *object,
               const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_get_string (node);
}

static char *
dup_id (const char *text)
{
  char *id = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  id[ID_DIGITS] = '\0';
  return id;
}

static QuothGuidelines *
version_from_node (JsonNode *node,
                   guint     number)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  QuothGuidelines *self;

  if (object == NULL || string_member (object, "text") == NULL)
    return NULL;
  self = g_new0 (QuothGuidelines, 1);
  self->number = number;
  self->id = dup_id (string_member (object, "text"));
  self->at = g_strdup (string_member (object, "at"));
  self->author = g_strdup (string_member (object, "author"));
  self->text = g_strdup (string_member (object, "text"));
  if (self->at == NULL)
    self->at = g_strdup ("");
  if (self->author == NULL)
    self->author = g_strdup ("");
  return self;
}

/**
 * quoth_guidelines_from_json:
 * @json: (nullable): an array of versions, oldest first
 * @error: return location for a #QuothJsonError
 *
 * Returns: (transfer full) (element-type QuothGuidelines) (nullable): the versions
 */
GPtrArray *
quoth_guidelines_from_json (const char  *json,
                            GError     **error)
{
  g_autoptr (GPtrArray) list =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_guidelines_free);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *array;

  if (json == NULL)
    return g_steal_pointer (&list);
  root = quoth_json_parse (json, -1, error);
  if (root == NULL)
    return NULL;
  array = JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      QuothGuidelines *version = version_from_node (json_array_get_element (array, i), i + 1);

      if (version == NULL)
        array = NULL;
      else
        g_ptr_array_add (list, version);
    }
  if (array != NULL)
    return g_steal_pointer (&list);
  g_set_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_TYPE,
               "guidelines are not an array of versions");
  return NULL;
}

/**
 * quoth_guidelines_list:
 * @project: a project
 * @error: return location for a #QuothJsonError
 *
 * Returns: (transfer full) (element-type QuothGuidelines) (nullable): every version,
 *   oldest first
 */
GPtrArray *
quoth_guidelines_list (QuothProject  *project,
                       GError       **error)
{
  g_autofree char *json = NULL;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project), NULL);

  json = quoth_project_dup_setting (project, QUOTH_GUIDELINES_SETTING);
  return quoth_guidelines_from_json (json, error);
}

/**
 * quoth_guidelines_find:
 * @list: (element-type QuothGuidelines): versions, oldest first
 * @id: (nullable): what a layer says that it was made under
 *
 * Returns: (transfer none) (nullable): the newest version of that id
 */
const QuothGuidelines *
quoth_guidelines_find (GPtrArray  *list,
                       const char *id)
{
  for (guint i = list->len; i > 0; i--)
    if (g_strcmp0 (((QuothGuidelines *) list->pdata[i - 1])->id, id) == 0)
      return list->pdata[i - 1];
  return NULL;
}

static void
append_version (QuothJsonWriter *writer,
                const char      *at,
                const char      *author,
                const char      *text)
{
  quoth_json_writer_begin_object (writer);
  quoth_json_writer_key (writer, "at");
  quoth_json_writer_string (writer, at);
  quoth_json_writer_key (writer, "author");
  quoth_json_writer_string (writer, author);
  quoth_json_writer_key (writer, "text");
  quoth_json_writer_string (writer, text);
  quoth_json_writer_end_object (writer);
}

static char *
to_json (GPtrArray  *list,
         const char *author,
         const char *text)
{
  g_autofree char *now = quoth_now ();
  GString *json = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, json, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; i < list->len; i++)
    {
      const QuothGuidelines *version = list->pdata[i];

      append_version (&writer, version->at, version->author, version->text);
    }
  append_version (&writer, now, author, text);
  quoth_json_writer_end_array (&writer);
  return g_string_free (json, FALSE);
}

/**
 * quoth_guidelines_set:
 * @project: a project
 * @text: Markdown, UTF-8
 * @error: %QUOTH_PROJECT_ERROR_FAILED when all versions together grow too large
 *
 * Returns: (transfer full) (nullable): the command that makes @text the newest
 *   version, by the project's annotator
 */
QuothCommand *
quoth_guidelines_set (QuothProject  *project,
                      const char    *text,
                      GError       **error)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("set-guidelines");
  g_autofree char *json = quoth_project_dup_setting (project, QUOTH_GUIDELINES_SETTING);
  g_autoptr (GPtrArray) list = quoth_guidelines_from_json (json, error);
  g_autofree char *value = NULL;
  g_autoptr (QuothSetting) before = NULL;
  g_autoptr (QuothSetting) after = NULL;
  const QuothGuidelines *newest;

  g_return_val_if_fail (text != NULL, NULL);

  if (list == NULL)
    return NULL;
  newest = list->len > 0 ? list->pdata[list->len - 1] : NULL;
  if (newest != NULL && strcmp (newest->text, text) == 0)
    return g_steal_pointer (&command);
  value = to_json (list, quoth_project_get_annotator (project), text);
  if (strlen (value) > QUOTH_GUIDELINES_MAX_BYTES)
    {
      g_set_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED,
                   "all versions of the guidelines together are too large");
      return NULL;
    }
  before = json != NULL ? quoth_setting_new (QUOTH_GUIDELINES_SETTING, json) : NULL;
  after = quoth_setting_new (QUOTH_GUIDELINES_SETTING, value);
  quoth_command_add_setting (command, before, after);
  return g_steal_pointer (&command);
}
