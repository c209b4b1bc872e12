/* quoth-label-map.c - what labels of other people's corpora are called here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-label-map"

#include "config.h"

#include "quoth-label-map.h"

#include "quoth-json.h"

#include <string.h>

struct _QuothLabelMap
{
  /* label → target; a NULL target leaves the label out */
  GHashTable *labels[QUOTH_N_LABEL_KINDS];
  GHashTable *valued; /* of char*: attributes of which it names values */
};

/* In the order of QuothLabelKind. */
static const char *const members[] = { "types", "attributes", "roles", "values" };

G_STATIC_ASSERT (G_N_ELEMENTS (members) == QUOTH_N_LABEL_KINDS);

/**
 * quoth_label_map_new:
 *
 * Returns: (transfer full): a map that leaves everything as it is
 */
QuothLabelMap *
quoth_label_map_new (void)
{
  QuothLabelMap *self = g_new (QuothLabelMap, 1);

  for (guint i = 0; i < QUOTH_N_LABEL_KINDS; i++)
    self->labels[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->valued = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

/**
 * quoth_label_map_copy:
 * @self: a map
 *
 * Returns: (transfer full): one of the same content
 */
QuothLabelMap *
quoth_label_map_copy (QuothLabelMap *self)
{
  QuothLabelMap *copy = quoth_label_map_new ();

  quoth_label_map_add_all (copy, self);
  return copy;
}

/**
 * quoth_label_map_free:
 * @self: (transfer full): a map
 */
void
quoth_label_map_free (QuothLabelMap *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < QUOTH_N_LABEL_KINDS; i++)
    g_hash_table_unref (self->labels[i]);
  g_hash_table_unref (self->valued);
  g_free (self);
}

static gboolean
fail (GError     **error,
      const char  *label,
      const char  *reason)
{
  g_set_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID, "\"%s\" %s", label, reason);
  return FALSE;
}

/* @attribute: NULL but for values. */
static gboolean
read_labels (QuothLabelMap   *self,
             QuothLabelKind   kind,
             const char      *attribute,
             JsonNode        *node,
             GError         **error)
{
  JsonObjectIter iter;
  const char *label;
  JsonNode *target;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, attribute != NULL ? attribute : members[kind], "is no object");
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &label, &target))
    {
      const char *id = json_node_get_value_type (target) == G_TYPE_STRING
                         ? json_node_get_string (target) : NULL;
      g_autofree char *of_value = attribute != NULL ? quoth_label_of_value (attribute, label) : NULL;

      if (!JSON_NODE_HOLDS_NULL (target) && (id == NULL || *id == '\0'))
        return fail (error, label, "becomes neither an id nor null");
      if (*label == '\0' && attribute == NULL)
        return fail (error, members[kind], "names an empty label");
      quoth_label_map_set (self, kind, of_value != NULL ? of_value : label, id);
    }
  return TRUE;
}

static gboolean
read_values (QuothLabelMap   *self,
             JsonNode        *node,
             GError         **error)
{
  JsonObjectIter iter;
  const char *attribute;
  JsonNode *values;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return fail (error, members[QUOTH_LABEL_VALUE], "is no object");
  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &attribute, &values))
    if (!read_labels (self, QUOTH_LABEL_VALUE, attribute, values, error))
      return FALSE;
  return TRUE;
}

/**
 * quoth_label_map_new_from_json:
 * @json: a map as a file holds it, from anywhere
 * @length: its length in bytes, or -1
 * @error: return location for a #QuothJsonError or %QUOTH_MODEL_ERROR_INVALID
 *
 * Returns: (transfer full) (nullable): the map
 */
QuothLabelMap *
quoth_label_map_new_from_json (const char  *json,
                               gssize       length,
                               GError     **error)
{
  g_autoptr (JsonNode) root = quoth_json_parse (json, length, error);
  g_autoptr (QuothLabelMap) self = quoth_label_map_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (root == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID,
                           "a map of labels is a JSON object");
      return NULL;
    }
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &name, &node))
    {
      guint kind = 0;

      /* A misspelt member would change nothing in silence. */
      while (kind < QUOTH_N_LABEL_KINDS && !g_str_equal (members[kind], name))
        kind++;
      if (kind == QUOTH_N_LABEL_KINDS)
        {
          fail (error, name, "is no member of a map of labels");
          return NULL;
        }
      if (!(kind == QUOTH_LABEL_VALUE ? read_values (self, node, error)
                                      : read_labels (self, kind, NULL, node, error)))
        return NULL;
    }
  return g_steal_pointer (&self);
}

static int
compare_value_labels (gconstpointer a,
                      gconstpointer b)
{
  g_autofree char *attribute = NULL;
  g_autofree char *other_attribute = NULL;
  const char *value = quoth_label_split_value (a, &attribute);
  const char *other = quoth_label_split_value (b, &other_attribute);
  int order = strcmp (attribute, other_attribute);

  return order != 0 ? order : strcmp (value, other);
}

static void
write_values (GHashTable  *labels,
              JsonBuilder *builder)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (labels), compare_value_labels);
  g_autofree char *open = NULL;

  json_builder_begin_object (builder);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      g_autofree char *attribute = NULL;
      const char *value = quoth_label_split_value (l->data, &attribute);
      const char *target = g_hash_table_lookup (labels, l->data);

      if (g_strcmp0 (open, attribute) != 0)
        {
          if (open != NULL)
            json_builder_end_object (builder);
          json_builder_set_member_name (builder, attribute);
          json_builder_begin_object (builder);
          g_free (open);
          open = g_steal_pointer (&attribute);
        }
      json_builder_set_member_name (builder, value);
      if (target != NULL)
        json_builder_add_string_value (builder, target);
      else
        json_builder_add_null_value (builder);
    }
  if (open != NULL)
    json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
write_labels (GHashTable  *labels,
              JsonBuilder *builder)
{
  g_autoptr (GList) keys = g_list_sort (g_hash_table_get_keys (labels), (GCompareFunc) strcmp);

  json_builder_begin_object (builder);
  for (GList *l = keys; l != NULL; l = l->next)
    {
      const char *target = g_hash_table_lookup (labels, l->data);

      json_builder_set_member_name (builder, l->data);
      if (target != NULL)
        json_builder_add_string_value (builder, target);
      else
        json_builder_add_null_value (builder);
    }
  json_builder_end_object (builder);
}

/**
 * quoth_label_map_to_json:
 * @self: a map
 *
 * Returns: (transfer full): the map as a file holds it, sorted, the same each time
 */
char *
quoth_label_map_to_json (QuothLabelMap *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  for (guint i = 0; i < QUOTH_N_LABEL_KINDS; i++)
    {
      json_builder_set_member_name (builder, members[i]);
      if (i == QUOTH_LABEL_VALUE)
        write_values (self->labels[i], builder);
      else
        write_labels (self->labels[i], builder);
    }
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

/**
 * quoth_label_map_names_values:
 * @self: a map
 * @attribute: (nullable): an attribute, as the corpus names it; %NULL: any
 *
 * Returns: whether it names values of @attribute
 */
gboolean
quoth_label_map_names_values (QuothLabelMap *self,
                              const char    *attribute)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return attribute != NULL ? g_hash_table_contains (self->valued, attribute)
                           : g_hash_table_size (self->valued) > 0;
}

/**
 * quoth_label_map_is_empty:
 * @self: a map
 *
 * Returns: whether it names no label
 */
gboolean
quoth_label_map_is_empty (QuothLabelMap *self)
{
  g_return_val_if_fail (self != NULL, TRUE);

  for (guint i = 0; i < QUOTH_N_LABEL_KINDS; i++)
    if (g_hash_table_size (self->labels[i]) > 0)
      return FALSE;
  return TRUE;
}

/**
 * quoth_label_map_set:
 * @self: a map
 * @kind: what @label is
 * @label: as the corpus says it
 * @target: (nullable): an id of the scheme, or one that is added to it; %NULL leaves
 *   @label out
 */
void
quoth_label_map_set (QuothLabelMap  *self,
                     QuothLabelKind  kind,
                     const char     *label,
                     const char     *target)
{
  g_return_if_fail (self != NULL && kind < QUOTH_N_LABEL_KINDS && label != NULL);

  g_hash_table_replace (self->labels[kind], g_strdup (label), g_strdup (target));
  if (kind == QUOTH_LABEL_VALUE)
    {
      char *attribute;

      quoth_label_split_value (label, &attribute);
      g_hash_table_add (self->valued, attribute);
    }
}

/**
 * quoth_label_map_lookup:
 * @self: a map
 * @kind: what @label is
 * @label: as the corpus says it
 * @out_target: (out) (nullable) (transfer none): what it becomes: @label itself where
 *   the map does not name it, %NULL when it is left out
 *
 * Returns: whether the map names @label
 */
gboolean
quoth_label_map_lookup (QuothLabelMap  *self,
                        QuothLabelKind  kind,
                        const char     *label,
                        const char    **out_target)
{
  gpointer target;

  g_return_val_if_fail (self != NULL && kind < QUOTH_N_LABEL_KINDS && label != NULL, FALSE);

  if (!g_hash_table_lookup_extended (self->labels[kind], label, NULL, &target))
    {
      *out_target = label;
      return FALSE;
    }
  *out_target = target;
  return TRUE;
}

/**
 * quoth_label_map_add_all:
 * @self: a map
 * @other: another, which wins where both name a label
 */
void
quoth_label_map_add_all (QuothLabelMap *self,
                         QuothLabelMap *other)
{
  g_return_if_fail (self != NULL && other != NULL);

  for (guint i = 0; i < QUOTH_N_LABEL_KINDS; i++)
    {
      GHashTableIter iter;
      gpointer label;
      gpointer target;

      g_hash_table_iter_init (&iter, other->labels[i]);
      while (g_hash_table_iter_next (&iter, &label, &target))
        quoth_label_map_set (self, i, label, target);
    }
}
