/* quoth-label-map-values.c - what values of attributes are called here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-label-map"

#include "config.h"

#include "quoth-label-map.h"

#include "quoth-json.h"

#include <string.h>

/**
 * quoth_label_of_value:
 * @attribute: an attribute, as the corpus names it
 * @value: one of its values
 *
 * Returns: (transfer full): the label of %QUOTH_LABEL_VALUE that is both of them, without
 *   doubt which is which
 */
char *
quoth_label_of_value (const char *attribute,
                      const char *value)
{
  return g_strdup_printf ("%" G_GSIZE_FORMAT ":%s%s", strlen (attribute), attribute, value);
}

/**
 * quoth_label_split_value:
 * @label: what quoth_label_of_value() gave
 * @out_attribute: (out) (transfer full): the attribute
 *
 * Returns: (transfer none): the value
 */
const char *
quoth_label_split_value (const char  *label,
                         char       **out_attribute)
{
  char *rest = NULL;
  gsize n = (gsize) g_ascii_strtoull (label, &rest, 10);

  *out_attribute = g_strndup (rest + 1, n);
  return rest + 1 + n;
}

/* Strings by what they say, numbers and truth values by their JSON; NULL: no label. */
static char *
dup_label (JsonNode *node)
{
  if (!JSON_NODE_HOLDS_VALUE (node))
    return NULL;
  return json_node_get_value_type (node) == G_TYPE_STRING ? json_node_dup_string (node)
                                                          : json_to_string (node, FALSE);
}

/* Returns: (transfer full) (nullable): NULL when the value is left out */
static JsonNode *
map_node (QuothLabelMap *self,
          const char    *attribute,
          JsonNode      *node)
{
  g_autofree char *value = dup_label (node);
  g_autofree char *label = value != NULL ? quoth_label_of_value (attribute, value) : NULL;
  const char *target;
  JsonNode *mapped;

  if (label == NULL || !quoth_label_map_lookup (self, QUOTH_LABEL_VALUE, label, &target))
    return json_node_copy (node);
  if (target == NULL)
    return NULL;
  mapped = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (mapped, target);
  return mapped;
}

/* Of entries that become one, the first stays. */
static JsonNode *
map_list (QuothLabelMap *self,
          const char    *attribute,
          JsonArray     *old,
          guint64       *n_left_out)
{
  g_autoptr (JsonArray) new = json_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n = json_array_get_length (old);
  JsonNode *result;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (old, i);
      g_autoptr (JsonNode) mapped = map_node (self, attribute, node);

      if (mapped == NULL)
        *n_left_out += 1;
      else if (g_hash_table_add (seen, json_to_string (mapped, FALSE)))
        json_array_add_element (new, g_steal_pointer (&mapped));
    }
  if (n > 0 && json_array_get_length (new) == 0)
    return NULL;
  result = json_node_new (JSON_NODE_ARRAY);
  json_node_set_array (result, new);
  return result;
}

/**
 * quoth_label_map_apply_values:
 * @self: a map
 * @attribute: an attribute, as the corpus names it
 * @json: what it says
 * @n_left_out: the number of values left out is added to it
 *
 * Returns: (transfer full) (nullable): what it says by the scheme's own values; %NULL when
 *   nothing is left
 */
char *
quoth_label_map_apply_values (QuothLabelMap *self,
                              const char    *attribute,
                              const char    *json,
                              guint64       *n_left_out)
{
  g_autoptr (JsonNode) old = NULL;
  g_autoptr (JsonNode) new = NULL;

  g_return_val_if_fail (self != NULL && attribute != NULL && json != NULL, NULL);

  if (!quoth_label_map_names_values (self, attribute))
    return g_strdup (json);
  old = quoth_json_parse (json, -1, NULL);
  if (old == NULL)
    return g_strdup (json);
  if (JSON_NODE_HOLDS_ARRAY (old))
    return (new = map_list (self, attribute, json_node_get_array (old), n_left_out)) != NULL
             ? json_to_string (new, FALSE) : NULL;
  new = map_node (self, attribute, old);
  if (new == NULL)
    *n_left_out += 1;
  return new != NULL ? json_to_string (new, FALSE) : NULL;
}
