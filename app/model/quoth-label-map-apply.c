/* quoth-label-map-apply.c - puts a map of labels to articles and schemes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-label-map"

#include "config.h"

#include "quoth-label-map.h"

#include "quoth-json.h"

#include <string.h>

/* Nothing is known but what its name in the model says. */
static gboolean
stays (QuothLabelMap  *self,
       QuothLabelKind  kind,
       const char     *label)
{
  const char *target;

  return !quoth_label_map_lookup (self, kind, label, &target) || g_strcmp0 (label, target) == 0;
}

static gboolean
attributes_stay (QuothLabelMap   *self,
                 QuothAttributes *attributes)
{
  guint n = attributes != NULL ? quoth_attributes_get_n (attributes) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *json;
      const char *name = quoth_attributes_get (attributes, i, &json);

      if (!stays (self, QUOTH_LABEL_ATTRIBUTE, name) || quoth_label_map_names_values (self, name))
        return FALSE;
    }
  return TRUE;
}

/* Of two that become one, the value of the one that has the name already is kept. */
static QuothAttributes *
map_attributes (QuothLabelMap    *self,
                QuothAttributes  *attributes,
                QuothLabelCounts *counts)
{
  guint n = attributes != NULL ? quoth_attributes_get_n (attributes) : 0;
  QuothAttributes *mapped = NULL;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < n; i++)
      {
        const char *json;
        const char *name = quoth_attributes_get (attributes, i, &json);
        g_autofree char *value = NULL;
        const char *target;
        QuothAttributes *more;

        if (stays (self, QUOTH_LABEL_ATTRIBUTE, name) != (pass == 0))
          continue;
        quoth_label_map_lookup (self, QUOTH_LABEL_ATTRIBUTE, name, &target);
        if (target == NULL || quoth_attributes_lookup (mapped, target) != NULL)
          {
            counts->n_attributes++;
            continue;
          }
        value = quoth_label_map_apply_values (self, name, json, &counts->n_attributes);
        if (value == NULL)
          continue;
        more = quoth_attributes_with_json (mapped, target, value);
        g_clear_pointer (&mapped, quoth_attributes_unref);
        mapped = more;
      }
  return mapped;
}

static gboolean
links_stay (QuothLabelMap   *self,
            QuothAnnotation *annotation,
            GHashTable      *left_out)
{
  for (guint i = 0; i < annotation->n_links; i++)
    if (!stays (self, QUOTH_LABEL_ROLE, annotation->links[i].role)
        || g_hash_table_contains (left_out, annotation->links[i].to))
      return FALSE;
  return TRUE;
}

static void
map_links (QuothLabelMap    *self,
           QuothAnnotation  *from,
           QuothAnnotation  *to,
           GHashTable       *left_out,
           QuothLabelCounts *counts)
{
  quoth_annotation_remove_link (to, NULL, NULL);
  for (guint i = 0; i < from->n_links; i++)
    {
      const QuothLink *link = &from->links[i];
      const char *role;

      quoth_label_map_lookup (self, QUOTH_LABEL_ROLE, link->role, &role);
      if (role == NULL || g_hash_table_contains (left_out, link->to))
        counts->n_links++;
      else
        quoth_annotation_add_link (to, role, link->to, link->attributes);
    }
}

/* Returns: (transfer full) (nullable): NULL when it is left out */
static QuothAnnotation *
map_annotation (QuothLabelMap    *self,
                QuothAnnotation  *annotation,
                GHashTable       *left_out,
                QuothLabelCounts *counts)
{
  gboolean same_attributes = attributes_stay (self, annotation->attributes);
  gboolean same_links = links_stay (self, annotation, left_out);
  QuothAnnotation *copy;
  const char *type;

  quoth_label_map_lookup (self, QUOTH_LABEL_TYPE, annotation->type, &type);
  if (type == NULL)
    {
      counts->n_annotations++;
      return NULL;
    }
  if (same_attributes && same_links && strcmp (type, annotation->type) == 0)
    return quoth_annotation_ref (annotation);
  copy = quoth_annotation_copy (annotation);
  quoth_annotation_set_type (copy, type);
  if (!same_attributes)
    quoth_annotation_take_attributes (copy, map_attributes (self, annotation->attributes, counts));
  if (!same_links)
    map_links (self, annotation, copy, left_out, counts);
  return copy;
}

/* Returns: (transfer full): ids of annotations that the map leaves out, borrowed */
static GHashTable *
list_left_out (QuothLabelMap    *self,
               QuothArticleData *data)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  const char *target;

  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      quoth_label_map_lookup (self, QUOTH_LABEL_TYPE, annotation->type, &target);
      if (target == NULL && annotation->id != NULL)
        g_hash_table_add (ids, annotation->id);
    }
  return ids;
}

/**
 * quoth_label_map_apply:
 * @self: a map
 * @data: an article, which does not change
 * @counts: what is left out is added to it
 *
 * Links to annotations that are left out are left out as well.
 *
 * Returns: (transfer full): the article with the project's own labels
 */
QuothArticleData *
quoth_label_map_apply (QuothLabelMap    *self,
                       QuothArticleData *data,
                       QuothLabelCounts *counts)
{
  g_autoptr (GHashTable) left_out = NULL;
  g_autoptr (QuothArticle) article = NULL;
  QuothArticleData *mapped;

  g_return_val_if_fail (self != NULL && data != NULL && counts != NULL, NULL);

  article = quoth_article_ref (data->article);
  if (!attributes_stay (self, article->tags))
    {
      g_clear_pointer (&article, quoth_article_unref);
      article = quoth_article_copy (data->article);
      quoth_article_take_tags (article, map_attributes (self, data->article->tags, counts));
    }
  mapped = quoth_article_data_new (article, data->text);
  for (guint i = 0; i < data->layers->len; i++)
    g_ptr_array_add (mapped->layers, quoth_layer_copy (data->layers->pdata[i]));
  left_out = list_left_out (self, data);
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = map_annotation (self, data->annotations->pdata[i], left_out,
                                                    counts);

      if (annotation != NULL)
        g_ptr_array_add (mapped->annotations, annotation);
    }
  return mapped;
}

/* Renames what an array of type ids names. FALSE when it named types and none is left:
 * an empty array would mean all of them. */
static gboolean
map_type_list (QuothLabelMap *self,
               JsonObject    *object,
               const char    *member)
{
  JsonArray *old = json_object_has_member (object, member)
                     ? json_object_get_array_member (object, member) : NULL;
  JsonArray *new;
  guint n = old != NULL ? json_array_get_length (old) : 0;
  guint n_left;

  if (n == 0)
    return TRUE;
  new = json_array_new ();
  for (guint i = 0; i < n; i++)
    {
      const char *target;

      quoth_label_map_lookup (self, QUOTH_LABEL_TYPE, json_array_get_string_element (old, i),
                              &target);
      if (target != NULL)
        json_array_add_string_element (new, target);
    }
  n_left = json_array_get_length (new);
  json_object_set_array_member (object, member, new);
  return n_left > 0;
}

/* The values that a definition lists, and the one taken first. */
static void
map_values (QuothLabelMap *self,
            const char    *attribute,
            JsonObject    *definition)
{
  JsonArray *old = json_object_has_member (definition, "values")
                     ? json_object_get_array_member (definition, "values") : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *new = json_array_new ();

  for (guint i = 0; old != NULL && i < json_array_get_length (old); i++)
    {
      JsonObject *value = json_array_get_object_element (old, i);
      g_autofree char *id = g_strdup (json_object_get_string_member (value, "id"));
      g_autofree char *label = quoth_label_of_value (attribute, id);
      const char *target;
      gboolean named = quoth_label_map_lookup (self, QUOTH_LABEL_VALUE, label, &target);
      gboolean is_initial = g_strcmp0 (json_object_get_string_member_with_default (
                                         definition, "initial", NULL), id) == 0;

      if (named && is_initial)
        {
          json_object_remove_member (definition, "initial");
          if (target != NULL)
            json_object_set_string_member (definition, "initial", target);
        }
      if (named && target != NULL && strcmp (target, id) != 0)
        {
          json_object_set_string_member (value, "id", target);
          json_object_set_string_member (value, "name", target);
        }
      if ((!named || target != NULL) && g_hash_table_add (seen, g_strdup (named ? target : id)))
        json_array_add_object_element (new, json_object_ref (value));
    }
  json_object_set_array_member (definition, "values", new);
}

static void
map_definitions (QuothLabelMap  *self,
                 JsonObject     *scheme,
                 const char     *member,
                 QuothLabelKind  kind)
{
  JsonArray *old = json_object_has_member (scheme, member)
                     ? json_object_get_array_member (scheme, member) : NULL;
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  JsonArray *new = json_array_new ();

  for (guint i = 0; old != NULL && i < json_array_get_length (old); i++)
    {
      JsonObject *definition = json_array_get_object_element (old, i);
      const char *id = json_object_get_string_member (definition, "id");
      const char *target;

      quoth_label_map_lookup (self, kind, id, &target);
      if (target == NULL || !map_type_list (self, definition, "types")
          || !map_type_list (self, definition, "from") || !map_type_list (self, definition, "to")
          || !g_hash_table_add (seen, g_strdup (target)))
        continue;
      if (kind == QUOTH_LABEL_ATTRIBUTE && quoth_label_map_names_values (self, NULL))
        map_values (self, id, definition);
      if (strcmp (target, id) != 0)
        {
          g_autofree char *name = g_strdup (target);

          json_object_set_string_member (definition, "id", name);
          json_object_set_string_member (definition, "name", name);
        }
      json_array_add_object_element (new, json_object_ref (definition));
    }
  json_object_set_array_member (scheme, member, new);
}

/**
 * quoth_label_map_apply_scheme:
 * @self: a map
 * @scheme: the scheme that a corpus brings, which does not change
 *
 * Of definitions that become one, the first is kept.
 *
 * Returns: (transfer full) (nullable): the scheme with the project's own ids; %NULL when
 *   it makes no sense any more: the types are then known by their use
 */
QuothScheme *
quoth_label_map_apply_scheme (QuothLabelMap *self,
                              QuothScheme   *scheme)
{
  g_autofree char *json = NULL;
  g_autofree char *mapped = NULL;
  g_autoptr (JsonNode) root = NULL;
  JsonObject *object;

  g_return_val_if_fail (self != NULL && scheme != NULL, NULL);

  if (quoth_label_map_is_empty (self))
    return quoth_scheme_ref (scheme);
  json = quoth_scheme_to_json (scheme);
  root = quoth_json_parse (json, -1, NULL);
  if (root == NULL)
    return NULL;
  object = json_node_get_object (root);
  map_definitions (self, object, "types", QUOTH_LABEL_TYPE);
  map_definitions (self, object, "attributes", QUOTH_LABEL_ATTRIBUTE);
  map_definitions (self, object, "roles", QUOTH_LABEL_ROLE);
  mapped = json_to_string (root, FALSE);
  return quoth_scheme_new_from_json (mapped, -1, NULL);
}
