/* quoth-web-jsonld.c - what JSON-LD on a page tells of its article
 *
 * The few members of schema.org's Article that this program keeps. Objects may stand in
 * an array, in @graph, or be named by @id; all are gathered once and looked up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-web"

#include "config.h"

#include "quoth-json.h"
#include "quoth-web-private.h"

#include <string.h>

#define MAX_OBJECTS 4096
#define MAX_AUTHORS 20

typedef struct
{
  GPtrArray  *objects; /* of JsonObject, borrowed, in the order found */
  GHashTable *named;   /* @id → JsonObject */
} Graph;

/* Whether @type, or one of its parts when it is an array, is one of @names. */
static gboolean
is_type (JsonNode          *type,
         const char *const *names)
{
  guint n = 1;

  if (type == NULL)
    return FALSE;
  if (JSON_NODE_HOLDS_ARRAY (type))
    n = json_array_get_length (json_node_get_array (type));
  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = JSON_NODE_HOLDS_ARRAY (type)
                         ? json_array_get_element (json_node_get_array (type), i)
                         : type;
      const char *name = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_string (node) : NULL;
      const char *slash = name != NULL ? strrchr (name, '/') : NULL;

      if (name != NULL && g_strv_contains (names, slash != NULL ? slash + 1 : name))
        return TRUE;
    }
  return FALSE;
}

/* An article may be the subject of a page, the pages of a graph, or one of a list. */
static void
add_members (GQueue     *queue,
             JsonObject *object)
{
  static const char *const holders[] = { "@graph", "mainEntity", "mainEntityOfPage", "author",
                                         "publisher" };

  for (guint i = 0; i < G_N_ELEMENTS (holders); i++)
    {
      JsonNode *member = json_object_get_member (object, holders[i]);

      if (member != NULL)
        g_queue_push_tail (queue, member);
    }
}

static void
gather (Graph    *self,
        JsonNode *root)
{
  g_autoptr (GQueue) queue = g_queue_new ();

  g_queue_push_tail (queue, root);
  while (!g_queue_is_empty (queue) && self->objects->len < MAX_OBJECTS)
    {
      JsonNode *node = g_queue_pop_head (queue);

      if (JSON_NODE_HOLDS_ARRAY (node))
        {
          JsonArray *array = json_node_get_array (node);
          guint n = MIN (json_array_get_length (array), MAX_OBJECTS);

          for (guint i = 0; i < n; i++)
            g_queue_push_tail (queue, json_array_get_element (array, i));
        }
      else if (JSON_NODE_HOLDS_OBJECT (node))
        {
          JsonObject *object = json_node_get_object (node);
          JsonNode *id = json_object_get_member (object, "@id");

          g_ptr_array_add (self->objects, object);
          /* A mere reference has no other member. */
          if (id != NULL && JSON_NODE_HOLDS_VALUE (id) && json_node_get_string (id) != NULL
              && json_object_get_size (object) > 1)
            g_hash_table_insert (self->named, (gpointer) json_node_get_string (id), object);
          add_members (queue, object);
        }
    }
}

static const char *
get_string (JsonObject *object,
            const char *name)
{
  JsonNode *member = json_object_get_member (object, name);

  if (member != NULL && JSON_NODE_HOLDS_ARRAY (member)
      && json_array_get_length (json_node_get_array (member)) > 0)
    member = json_array_get_element (json_node_get_array (member), 0);
  return member != NULL && JSON_NODE_HOLDS_VALUE (member) ? json_node_get_string (member) : NULL;
}

/* A person or an organisation: a name, an object, or a reference to one. */
static char *
read_name (Graph    *self,
           JsonNode *node)
{
  JsonObject *object;
  const char *name;
  const char *id;

  if (JSON_NODE_HOLDS_VALUE (node))
    {
      name = json_node_get_string (node);
      return name != NULL && strstr (name, "://") == NULL ? quoth_web_clean (name) : NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  object = json_node_get_object (node);
  name = get_string (object, "name");
  id = get_string (object, "@id");
  if (name == NULL && id != NULL)
    {
      object = g_hash_table_lookup (self->named, id);
      name = object != NULL ? get_string (object, "name") : NULL;
    }
  return name != NULL ? quoth_web_clean (name) : NULL;
}

/* "Ana Ferri, Tom Leduc" */
static char *
read_names (Graph    *self,
            JsonNode *node)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *all = NULL;
  JsonArray *array;

  if (node == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (node))
    return read_name (self, node);
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array) && names->len < MAX_AUTHORS; i++)
    {
      char *name = read_name (self, json_array_get_element (array, i));

      if (name != NULL)
        g_ptr_array_add (names, name);
    }
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  all = g_strjoinv (", ", (char **) names->pdata);
  return quoth_web_clean (all);
}

static void
take (char       **place,
      char        *value)
{
  if (*place == NULL)
    *place = value;
  else
    g_free (value);
}

static void
read_article (QuothWebMeta *self,
              Graph        *graph,
              JsonObject   *article)
{
  const char *title = get_string (article, "headline");
  const char *date = get_string (article, "datePublished");
  const char *language = get_string (article, "inLanguage");
  const char *url = get_string (article, "url");

  if (title == NULL)
    title = get_string (article, "name");
  if (title != NULL)
    take (&self->title, quoth_web_clean (title));
  if (date == NULL)
    date = get_string (article, "dateCreated");
  if (date != NULL)
    take (&self->date, quoth_web_date (date));
  if (language != NULL)
    take (&self->language, quoth_web_language (language));
  take (&self->author, read_names (graph, json_object_get_member (article, "author")));
  take (&self->publisher, read_names (graph, json_object_get_member (article, "publisher")));
  if (url != NULL)
    take (&self->url, quoth_web_address (url, NULL));
}

/* Old templates wrap scripts in comments. */
static char *
unwrap (const char *json)
{
  const char *start = strpbrk (json, "{[");
  const char *object_end = strrchr (json, '}');
  const char *array_end = strrchr (json, ']');
  const char *end = MAX (object_end, array_end);

  /* "<![CDATA[" opens a bracket of its own. */
  if (start != NULL && g_str_has_prefix (start, "[CDATA["))
    {
      start = strpbrk (start + strlen ("[CDATA["), "{[");
      end = object_end;
    }
  return start != NULL && end != NULL && end > start ? g_strndup (start, (gsize) (end + 1 - start))
                                                     : NULL;
}

/* Documented in quoth-web-private.h. */
void
quoth_web_meta_add_json (QuothWebMeta *self,
                         const char   *json)
{
  static const char *const kinds[] = { "NewsArticle", "Article", "ReportageNewsArticle",
                                       "AnalysisNewsArticle", "BackgroundNewsArticle",
                                       "OpinionNewsArticle", "ReviewNewsArticle",
                                       "AskPublicNewsArticle", "LiveBlogPosting", "BlogPosting",
                                       "Report", NULL };
  g_autofree char *plain = unwrap (json);
  /* quoth_json_parse() checks depth and size before it parses. */
  g_autoptr (JsonNode) root = plain != NULL ? quoth_json_parse (plain, -1, NULL) : NULL;
  g_autoptr (GPtrArray) objects = NULL;
  g_autoptr (GHashTable) named = NULL;
  Graph graph;

  if (root == NULL)
    return;
  objects = g_ptr_array_new ();
  named = g_hash_table_new (g_str_hash, g_str_equal);
  graph = (Graph) { objects, named };
  gather (&graph, root);
  for (guint i = 0; i < objects->len; i++)
    if (is_type (json_object_get_member (objects->pdata[i], "@type"), kinds))
      {
        read_article (self, &graph, objects->pdata[i]);
        return;
      }
}
