/* quoth-rows-names.c - the names of tags that rows give by numbers
 *
 * The library of Hugging Face keeps tags as numbers, and their names in what describes the data
 * set: "dataset_info.json" or "dataset_infos.json", the head of its card "README.md", or a list
 * of names in "labels.txt", a line each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-rows"

#include "config.h"

#include "quoth-json.h"
#include "quoth-rows-private.h"

#include <string.h>

#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_NAMES 10000

/* A value of JSON, and whether it describes the column of tags. */
typedef struct
{
  JsonNode *node;
  gboolean  inside;
} Place;

static char **
take_names (JsonNode *node)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  JsonArray *array = json_node_get_array (node);
  guint n = json_array_get_length (array);

  if (n == 0 || n > MAX_NAMES)
    return NULL;
  for (guint i = 0; i < n; i++)
    {
      JsonNode *element = json_array_get_element (array, i);

      if (json_node_get_value_type (element) != G_TYPE_STRING)
        return NULL;
      g_strv_builder_add (names, json_node_get_string (element));
    }
  return g_strv_builder_end (names);
}

static void
push_members (GArray     *places,
              Place       place,
              const char *column,
              JsonNode  **out_names)
{
  JsonObjectIter iter;
  const char *key;
  JsonNode *node;

  json_object_iter_init_ordered (&iter, json_node_get_object (place.node));
  while (json_object_iter_next_ordered (&iter, &key, &node))
    {
      const Place next = { node, place.inside || strcmp (key, column) == 0 };

      if (place.inside && strcmp (key, "names") == 0 && JSON_NODE_HOLDS_ARRAY (node)
          && *out_names == NULL)
        *out_names = node;
      g_array_append_val (places, next);
    }
}

/* {"features": {COLUMN: {"feature": {"names": […]}}}}, however deep. */
static char **
find_in_json (const char *bytes,
              gsize       n_bytes,
              const char *column)
{
  g_autoptr (JsonNode) root = quoth_json_parse (bytes, n_bytes, NULL);
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (Place));
  JsonNode *names = NULL;
  Place place = { root, FALSE };

  if (root == NULL)
    return NULL;
  g_array_append_val (places, place);
  while (places->len > 0 && names == NULL)
    {
      place = g_array_index (places, Place, places->len - 1);
      g_array_set_size (places, places->len - 1);
      if (JSON_NODE_HOLDS_OBJECT (place.node))
        push_members (places, place, column, &names);
    }
  return names != NULL ? take_names (names) : NULL;
}

static char *
unquote (const char *text)
{
  g_autofree char *value = g_strstrip (g_strdup (text));
  gsize length = strlen (value);

  if (length >= 2 && (*value == '\'' || *value == '"') && value[length - 1] == *value)
    return g_strndup (value + 1, length - 2);
  return g_steal_pointer (&value);
}

/* "- name: COLUMN", "names:" below it, and below that a number and a name on each line. */
static char **
find_in_card (const char *text,
              const char *column)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  gboolean inside = FALSE;
  gboolean counting = FALSE;

  for (guint i = 0; lines[i] != NULL && names->len < MAX_NAMES; i++)
    {
      char *line = g_strstrip (lines[i]);
      const char *colon = strchr (line, ':');
      g_autofree char *key = colon != NULL ? g_strndup (line, (gsize) (colon - line)) : NULL;
      g_autofree char *number = key != NULL ? unquote (key) : NULL;
      g_autofree char *wanted = g_strdup_printf ("%u", names->len);

      if (counting && g_strcmp0 (number, wanted) == 0)
        {
          g_ptr_array_add (names, unquote (colon + 1));
          continue;
        }
      if (names->len > 0)
        break;
      if (g_strcmp0 (key, "- name") == 0)
        {
          g_autofree char *name = unquote (colon + 1);

          inside = strcmp (name, column) == 0;
        }
      counting = inside && strcmp (line, "names:") == 0;
    }
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return (char **) g_ptr_array_steal (names, NULL);
}

/* Names, one of which is that of no tag. */
static char **
find_in_list (const char *text)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_auto (GStrv) lines = g_strsplit (text, "\n", MAX_NAMES);
  gboolean has_none = FALSE;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *name = g_strstrip (lines[i]);

      if (*name == '\0')
        continue;
      has_none = has_none || strcmp (name, "O") == 0;
      g_strv_builder_add (names, name);
    }
  return has_none ? g_strv_builder_end (names) : NULL;
}

/**
 * quoth_rows_find_names:
 * @path: a file of rows
 * @column: the member that holds tags
 *
 * Looks beside the file for what describes its data set.
 *
 * Returns: (transfer full) (nullable): the names, by their numbers
 */
char **
quoth_rows_find_names (const char *path,
                       const char *column)
{
  static const char *const beside[] = { "dataset_info.json", "dataset_infos.json", "README.md",
                                        "labels.txt" };
  g_autofree char *folder = g_path_get_dirname (path);

  for (guint i = 0; i < G_N_ELEMENTS (beside); i++)
    {
      g_autofree char *file = g_build_filename (folder, beside[i], NULL);
      g_autofree char *bytes = NULL;
      char **names;
      gsize n_bytes;

      if (!g_file_test (file, G_FILE_TEST_IS_REGULAR)
          || !quoth_format_load (file, MAX_BYTES, &bytes, &n_bytes, NULL)
          || !g_utf8_validate (bytes, (gssize) n_bytes, NULL))
        continue;
      names = i < 2 ? find_in_json (bytes, n_bytes, column)
              : i == 2 ? find_in_card (bytes, column) : find_in_list (bytes);
      if (names != NULL)
        return names;
    }
  return NULL;
}
