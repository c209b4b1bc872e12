/* quoth-conflict-words.c - conflicts told to people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-conflicts-window"

#include "config.h"

#include "quoth-conflict-words.h"

#include <glib/gi18n.h>
#include <string.h>

#include "quoth-json.h"
#include "quoth-project-query.h"

static const struct
{
  const char *member;
  const char *name;
} members[] = {
  { "parts", N_("Words") },        { "type", N_("Type") },       { "entity", N_("Points to") },
  { "attributes", N_("Attributes") }, { "links", N_("Links") },  { "note", N_("Note") },
  { "kind", N_("Kind") },          { "name", N_("Name") },       { "aliases", N_("Other names") },
  { "status", N_("Status") },      { "wikidata", N_("Wikidata") }, { "tags", N_("Tags") },
  { "state", N_("State") },        { "layer", N_("Layer") },     { "merged_into", N_("Merged into") },
  { "metadata", N_("Metadata") },  { "language", N_("Language") }, { "types", N_("Types") },
  { "roles", N_("Roles") },
};

static QuothArticleData *
read_article (QuothProject        *project,
              const QuothConflict *conflict)
{
  return conflict->article != NULL ? quoth_project_read_article (project, conflict->article, NULL,
                                                                 NULL) : NULL;
}

/* The words of an annotation, of whichever version is not deleted. */
static char *
dup_quote (QuothArticleData *data,
           const char       *content)
{
  g_autoptr (QuothAnnotation) annotation = quoth_annotation_new_from_json (content, -1, NULL);

  return annotation != NULL && data != NULL && data->text != NULL
         ? quoth_annotation_dup_text (annotation, data->text, " … ") : NULL;
}

char *
quoth_conflict_words_title (QuothProject        *project,
                            const QuothConflict *conflict)
{
  g_autoptr (QuothArticleData) data = read_article (project, conflict);
  const char *article = data != NULL ? data->article->name : "";
  QuothEntity *entity;

  if (conflict->kind == QUOTH_RECORD_ANNOTATION)
    for (guint i = 0; i < conflict->contents->len; i++)
      {
        g_autofree char *words = dup_quote (data, conflict->contents->pdata[i]);

        if (words != NULL)
          /* Translators: an annotation's words, its layer, its article's name */
          return g_strdup_printf (_("“%s” in the layer “%s” of “%s”"), words, conflict->layer,
                                  article);
      }
  if (conflict->kind == QUOTH_RECORD_LAYER)
    /* Translators: a layer's name, its article's name */
    return g_strdup_printf (_("The layer “%s” of “%s”"), conflict->id, article);
  if (conflict->kind == QUOTH_RECORD_ARTICLE)
    return g_strdup_printf (_("The article “%s”"), article);
  if (conflict->kind == QUOTH_RECORD_SCHEME)
    return g_strdup (_("The scheme"));
  entity = quoth_registry_lookup (quoth_project_get_registry (project), conflict->id);
  return g_strdup_printf (_("The entry “%s”"), entity != NULL ? entity->name : conflict->id);
}

/* Members whose value is not the same in every version. */
static gboolean
differs (GPtrArray  *roots,
         const char *member)
{
  g_autofree char *first = NULL;

  for (guint i = 0; i < roots->len; i++)
    {
      JsonNode *root = roots->pdata[i];
      JsonNode *node = JSON_NODE_HOLDS_OBJECT (root)
                       ? json_object_get_member (json_node_get_object (root), member) : NULL;
      g_autofree char *text = node != NULL ? json_to_string (node, FALSE) : g_strdup ("null");

      /* A deleted one differs in everything, which says nothing. */
      if (JSON_NODE_HOLDS_NULL (root))
        continue;
      if (first == NULL)
        first = g_steal_pointer (&text);
      else if (strcmp (first, text) != 0)
        return TRUE;
    }
  return FALSE;
}

static char *
value_words (QuothProject     *project,
             QuothArticleData *data,
             const char       *member,
             const char       *content,
             JsonNode         *node)
{
  QuothEntity *entity;

  if (strcmp (member, "parts") == 0)
    return dup_quote (data, content);
  if (node == NULL || JSON_NODE_HOLDS_NULL (node))
    return g_strdup ("–");
  if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return json_to_string (node, FALSE);
  if (strcmp (member, "entity") == 0 || strcmp (member, "merged_into") == 0)
    {
      entity = quoth_registry_lookup (quoth_project_get_registry (project),
                                      json_node_get_string (node));
      if (entity != NULL)
        return g_strdup (entity->name);
    }
  return json_node_dup_string (node);
}

char *
quoth_conflict_words_version (QuothProject        *project,
                              const QuothConflict *conflict,
                              guint                n)
{
  g_autoptr (QuothArticleData) data = read_article (project, conflict);
  g_autoptr (GPtrArray) roots = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_autoptr (GString) text = g_string_new (NULL);
  const char *content = conflict->contents->pdata[n];
  JsonNode *root;

  for (guint i = 0; i < conflict->contents->len; i++)
    {
      JsonNode *other = quoth_json_parse (conflict->contents->pdata[i], -1, NULL);

      g_ptr_array_add (roots, other != NULL ? other : json_node_new (JSON_NODE_NULL));
    }
  root = roots->pdata[n];
  if (!JSON_NODE_HOLDS_OBJECT (root))
    return g_strdup (_("Deleted"));
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autofree char *value = NULL;

      if (!differs (roots, members[i].member))
        continue;
      value = value_words (project, data, members[i].member, content,
                           json_object_get_member (json_node_get_object (root),
                                                   members[i].member));
      g_string_append_printf (text, "%s%s: %s", text->len > 0 ? "\n" : "", _(members[i].name),
                              value != NULL ? value : "–");
    }
  if (text->len == 0)
    g_string_append (text, _("Kept"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
