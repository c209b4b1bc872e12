/* quoth-attributes-values.c - attributes as texts, lists and flags
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-attributes"

#include "config.h"

#include "quoth-attributes.h"

#include "quoth-attributes-private.h"
#include "quoth-json-cursor-private.h"
#include "quoth-json-writer.h"

#include <string.h>

/**
 * quoth_attributes_dup_string:
 * @self: (nullable): a set
 * @name: a name
 *
 * Returns: (transfer full) (nullable): the text of a string, the JSON of any
 *   other value; %NULL when there is none or it is null
 */
char *
quoth_attributes_dup_string (QuothAttributes *self,
                             const char      *name)
{
  const char *json = quoth_attributes_lookup (self, name);
  g_auto (QuothJsonCursor) cursor = { 0 };
  char *value = NULL;

  if (json == NULL || strcmp (json, "null") == 0)
    return NULL;
  if (json[0] != '"')
    return g_strdup (json);
  /* Nearly always what stands between the quotation marks is the text. */
  if (strchr (json, '\\') == NULL)
    return g_strndup (json + 1, strlen (json) - 2);
  if (quoth_json_cursor_init (&cursor, "attribute", json, -1, NULL))
    quoth_json_cursor_string (&cursor, &value);
  return value;
}

/**
 * quoth_attributes_dup_strv:
 * @self: (nullable): a set
 * @name: a name
 *
 * Returns: (transfer full) (nullable): the strings of an array, a single string
 *   as the only one; %NULL when there is none. Elements that are no strings
 *   come as JSON.
 */
char **
quoth_attributes_dup_strv (QuothAttributes *self,
                           const char      *name)
{
  const char *json = quoth_attributes_lookup (self, name);
  g_auto (QuothJsonCursor) cursor = { 0 };
  g_autoptr (GPtrArray) values = NULL;
  gboolean first = TRUE;

  if (json == NULL || strcmp (json, "null") == 0)
    return NULL;
  values = g_ptr_array_new_with_free_func (g_free);
  if (json[0] != '[')
    g_ptr_array_add (values, quoth_attributes_dup_string (self, name));
  else if (quoth_json_cursor_init (&cursor, "attribute", json, -1, NULL)
           && quoth_json_cursor_enter (&cursor, '['))
    while (quoth_json_cursor_more (&cursor, ']', &first))
      {
        const char *raw;
        gsize n_bytes;
        char *value = NULL;

        if (*cursor.p == '"')
          quoth_json_cursor_string (&cursor, &value);
        else if (quoth_json_cursor_raw (&cursor, &raw, &n_bytes))
          value = g_strndup (raw, n_bytes);
        if (value != NULL)
          g_ptr_array_add (values, value);
      }
  g_ptr_array_add (values, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&values), FALSE);
}

/**
 * quoth_attributes_get_boolean:
 * @self: (nullable): a set
 * @name: a name
 *
 * Returns: whether the value is true
 */
gboolean
quoth_attributes_get_boolean (QuothAttributes *self,
                              const char      *name)
{
  return g_strcmp0 (quoth_attributes_lookup (self, name), "true") == 0;
}

/**
 * quoth_attributes_with_string:
 * @self: (nullable): a set, which does not change
 * @name: a name
 * @value: (nullable): a text, or %NULL to take @name out
 *
 * Returns: (transfer full) (nullable): the new set
 */
QuothAttributes *
quoth_attributes_with_string (QuothAttributes *self,
                              const char      *name,
                              const char      *value)
{
  g_autoptr (GString) json = NULL;
  g_autofree char *valid = NULL;

  g_return_val_if_fail (name != NULL, quoth_attributes_ref (self));

  if (value == NULL)
    return quoth_attributes_with_canonical (self, name, NULL);
  json = g_string_new (NULL);
  valid = g_utf8_make_valid (value, -1);
  quoth_json_append_string (json, valid, strlen (valid), FALSE);
  return quoth_attributes_with_canonical (self, name, json->str);
}

/**
 * quoth_attributes_with_strv:
 * @self: (nullable): a set, which does not change
 * @name: a name
 * @values: (nullable) (array zero-terminated=1): texts, or %NULL to take @name out
 *
 * Returns: (transfer full) (nullable): the new set
 */
QuothAttributes *
quoth_attributes_with_strv (QuothAttributes   *self,
                            const char        *name,
                            const char *const *values)
{
  g_autoptr (GString) json = NULL;
  QuothJsonWriter writer;

  g_return_val_if_fail (name != NULL, quoth_attributes_ref (self));

  if (values == NULL)
    return quoth_attributes_with_canonical (self, name, NULL);
  json = g_string_new (NULL);
  quoth_json_writer_init (&writer, json, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; values[i] != NULL; i++)
    quoth_json_writer_string (&writer, values[i]);
  quoth_json_writer_end_array (&writer);
  return quoth_attributes_with_canonical (self, name, json->str);
}

/**
 * quoth_attributes_with_boolean:
 * @self: (nullable): a set, which does not change
 * @name: a name
 * @value: true or false
 *
 * Returns: (transfer full) (nullable): the new set
 */
QuothAttributes *
quoth_attributes_with_boolean (QuothAttributes *self,
                               const char      *name,
                               gboolean         value)
{
  g_return_val_if_fail (name != NULL, quoth_attributes_ref (self));

  return quoth_attributes_with_canonical (self, name, value ? "true" : "false");
}
