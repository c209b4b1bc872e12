/* quoth-versions-json.c - versions and records as text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-versions"

#include "config.h"

#include "quoth-versions.h"

#include "quoth-json.h"
#include "quoth-sort.h"

#include <string.h>

/* Of one record: each is compared with each. More than so many people do not edit the
 * same record without having seen each other's work. */
#define MAX_VERSIONS 1000

/* In the order of QuothRecordKind; settings have no versions. */
static const char *const kind_names[] = { "annotation", "entity", "article", "layer", "scheme" };

/* A scheme is written over several lines, for people; here records stand in one each. In
 * JSON a line end is never part of a string. */
static char *
scheme_to_content (QuothScheme *scheme)
{
  g_autofree char *json = quoth_scheme_to_json (scheme);
  GString *line = g_string_sized_new (strlen (json));

  for (const char *p = json; *p != '\0'; p++)
    if (*p != '\n')
      g_string_append_c (line, *p);
  return g_string_free (line, FALSE);
}

static const char *
string_member (JsonObject *object,
               const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static QuothLayer *
layer_from_content (const char  *content,
                    GError     **error)
{
  g_autoptr (QuothLayer) layer = quoth_layer_new_from_json (content, -1, error);

  if (layer == NULL)
    return NULL;
  if (strcmp (layer->state, "open") == 0 || strcmp (layer->state, "done") == 0
      || strcmp (layer->state, "locked") == 0)
    return g_steal_pointer (&layer);
  g_set_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_TYPE,
               "the state of a layer is open, done or locked");
  return NULL;
}

/**
 * quoth_record_to_content:
 * @kind: what @record is; no setting
 * @record: (nullable): a record
 *
 * Returns: (transfer full) (nullable): its JSON, the same for equal records
 */
char *
quoth_record_to_content (QuothRecordKind kind,
                         gpointer        record)
{
  GString *json;

  if (record == NULL)
    return NULL;
  if (kind == QUOTH_RECORD_SCHEME)
    return scheme_to_content (record);
  json = g_string_new (NULL);
  if (kind == QUOTH_RECORD_ANNOTATION)
    quoth_annotation_append_json (record, NULL, json);
  else if (kind == QUOTH_RECORD_ENTITY)
    quoth_entity_append_json (record, json);
  else if (kind == QUOTH_RECORD_LAYER)
    quoth_layer_append_json (record, json);
  else
    quoth_article_append_json (record, json);
  return g_string_free (json, FALSE);
}

/**
 * quoth_record_from_content:
 * @kind: what the record is; no setting
 * @content: its JSON
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): the record
 */
gpointer
quoth_record_from_content (QuothRecordKind   kind,
                           const char       *content,
                           GError          **error)
{
  switch (kind)
    {
    case QUOTH_RECORD_ANNOTATION: return quoth_annotation_new_from_json (content, -1, error);
    case QUOTH_RECORD_ENTITY:     return quoth_entity_new_from_json (content, -1, error);
    case QUOTH_RECORD_ARTICLE:    return quoth_article_new_from_json (content, -1, error);
    case QUOTH_RECORD_LAYER:      return layer_from_content (content, error);
    case QUOTH_RECORD_SCHEME:     return quoth_scheme_new_from_json (content, -1, error);
    case QUOTH_RECORD_SETTING:
    default:                      g_return_val_if_reached (NULL);
    }
}

void
quoth_content_unref (QuothRecordKind kind,
                     gpointer        record)
{
  if (record == NULL)
    return;
  switch (kind)
    {
    case QUOTH_RECORD_ANNOTATION: quoth_annotation_unref (record); break;
    case QUOTH_RECORD_ENTITY:     quoth_entity_unref (record); break;
    case QUOTH_RECORD_ARTICLE:    quoth_article_unref (record); break;
    case QUOTH_RECORD_LAYER:      quoth_layer_free (record); break;
    case QUOTH_RECORD_SCHEME:     quoth_scheme_unref (record); break;
    case QUOTH_RECORD_SETTING:
    default:                      break;
    }
}

/**
 * quoth_content_add_change:
 * @command: a command
 * @kind: what the records are; no setting
 * @article: (nullable): where they belong to one
 * @before: (nullable) (transfer none): as it was
 * @after: (nullable) (transfer none): as it will be
 */
void
quoth_content_add_change (QuothCommand    *command,
                          QuothRecordKind  kind,
                          const char      *article,
                          gpointer         before,
                          gpointer         after)
{
  switch (kind)
    {
    case QUOTH_RECORD_ANNOTATION:
      quoth_command_add_annotation (command, article, before, after);
      break;
    case QUOTH_RECORD_ENTITY:
      quoth_command_add_entity (command, before, after);
      break;
    case QUOTH_RECORD_ARTICLE:
      quoth_command_add_article (command, before, after);
      break;
    case QUOTH_RECORD_LAYER:
      quoth_command_add_layer (command, article, before, after);
      break;
    case QUOTH_RECORD_SCHEME:
      quoth_command_add_scheme (command, before, after);
      break;
    case QUOTH_RECORD_SETTING:
    default:
      g_return_if_reached ();
    }
}

static void
append_knew (const QuothVersions *self,
             QuothJsonWriter     *writer)
{
  guint n;
  g_autofree gpointer *ids = quoth_list_keys (self->knew, &n);

  quoth_json_writer_key (writer, "knew");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < n; i++)
    quoth_json_writer_string (writer, ids[i]);
  quoth_json_writer_end_array (writer);
}

/**
 * quoth_versions_append_json:
 * @self: a set
 * @with_seen: for a stamp: how many edits had been seen
 * @writer: where to
 */
void
quoth_versions_append_json (const QuothVersions *self,
                            gboolean             with_seen,
                            QuothJsonWriter     *writer)
{
  gboolean single = self->list->len == 1;

  quoth_json_writer_begin_object (writer);
  quoth_json_writer_key (writer, "kind");
  quoth_json_writer_string (writer, kind_names[self->kind]);
  quoth_json_writer_key (writer, "id");
  quoth_json_writer_string (writer, self->id);
  if (self->layer != NULL)
    {
      quoth_json_writer_key (writer, "layer");
      quoth_json_writer_string (writer, self->layer);
    }
  if (with_seen)
    {
      quoth_json_writer_key (writer, "seen");
      quoth_json_writer_int (writer, self->n_seen);
    }
  if (g_hash_table_size (self->knew) > 0)
    append_knew (self, writer);
  quoth_json_writer_key (writer, "versions");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < self->list->len; i++)
    {
      const QuothVersion *version = self->list->pdata[i];
      g_autofree char *clock = quoth_clock_to_json (version->clock);

      quoth_json_writer_begin_object (writer);
      quoth_json_writer_key (writer, "clock");
      quoth_json_writer_raw (writer, clock);
      /* What was read without content is written without it, too. */
      if ((version->content == NULL && !self->implied) || !single)
        {
          quoth_json_writer_key (writer, "content");
          quoth_json_writer_raw (writer, version->content != NULL ? version->content : "null");
        }
      if (version->was != NULL)
        {
          quoth_json_writer_key (writer, "was");
          quoth_json_writer_raw (writer, version->was);
        }
      if (version->by != NULL)
        quoth_json_writer_member (writer, "by", version->by);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
  quoth_json_writer_end_object (writer);
}

/* A version of one record cannot be another record. */
static gboolean
is_of (const QuothVersions *self,
       gpointer             record)
{
  switch (self->kind)
    {
    case QUOTH_RECORD_ANNOTATION: return strcmp (((QuothAnnotation *) record)->id, self->id) == 0;
    case QUOTH_RECORD_ENTITY:     return strcmp (((QuothEntity *) record)->id, self->id) == 0;
    case QUOTH_RECORD_ARTICLE:    return strcmp (((QuothArticle *) record)->id, self->id) == 0;
    case QUOTH_RECORD_LAYER:      return strcmp (((QuothLayer *) record)->name, self->id) == 0;
    case QUOTH_RECORD_SCHEME:
    case QUOTH_RECORD_SETTING:
    default:                      return TRUE;
    }
}

/* What another wrote becomes what we would have written, or is no record at all. */
static gboolean
normalize (QuothVersions  *self,
           JsonNode       *node,
           char          **out_content)
{
  g_autofree char *json = NULL;
  gpointer record;

  *out_content = NULL;
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  json = json_to_string (node, FALSE);
  record = quoth_record_from_content (self->kind, json, NULL);
  if (record == NULL)
    return FALSE;
  if (is_of (self, record))
    *out_content = quoth_record_to_content (self->kind, record);
  quoth_content_unref (self->kind, record);
  return *out_content != NULL;
}

static gboolean
read_version (QuothVersions *self,
              JsonNode      *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonNode *content = object != NULL ? json_object_get_member (object, "content") : NULL;
  JsonNode *was = object != NULL ? json_object_get_member (object, "was") : NULL;
  g_autoptr (QuothClock) clock = NULL;
  g_autofree char *gone = NULL;
  char *text = NULL;

  if (object == NULL)
    return FALSE;
  clock = quoth_clock_new_from_node (json_object_get_member (object, "clock"));
  if (clock == NULL || (was != NULL && !normalize (self, was, &gone))
      || (content != NULL && !normalize (self, content, &text)))
    return FALSE;
  if (content == NULL)
    self->implied = TRUE;
  if (content != NULL && text == NULL)
    quoth_versions_take_deletion (self, g_steal_pointer (&clock), g_steal_pointer (&gone),
                                  g_strdup (string_member (object, "by")));
  else
    quoth_versions_take (self, g_steal_pointer (&clock), text);
  return TRUE;
}

static gboolean
read_knew (QuothVersions *self,
           JsonNode      *node)
{
  JsonArray *ids = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (ids == NULL)
    return node == NULL;
  for (guint i = 0; i < json_array_get_length (ids); i++)
    {
      JsonNode *id = json_array_get_element (ids, i);

      if (!JSON_NODE_HOLDS_VALUE (id) || json_node_get_value_type (id) != G_TYPE_STRING)
        return FALSE;
      g_hash_table_add (self->knew, g_strdup (json_node_get_string (id)));
    }
  return TRUE;
}

static QuothVersions *
new_from_object (JsonObject *object)
{
  const char *kind = string_member (object, "kind");
  const char *id = string_member (object, "id");
  guint index = 0;

  while (index < G_N_ELEMENTS (kind_names) && g_strcmp0 (kind_names[index], kind) != 0)
    index++;
  if (index == G_N_ELEMENTS (kind_names) || id == NULL)
    return NULL;
  return quoth_versions_new ((QuothRecordKind) index, id, string_member (object, "layer"));
}

/**
 * quoth_versions_new_from_node:
 * @node: what quoth_versions_append_json() wrote, parsed
 *
 * Returns: (transfer full) (nullable): the set; %NULL when @node is something else
 */
QuothVersions *
quoth_versions_new_from_node (JsonNode *node)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (QuothVersions) self = object != NULL ? new_from_object (object) : NULL;
  JsonNode *list = object != NULL ? json_object_get_member (object, "versions") : NULL;
  JsonNode *seen = object != NULL ? json_object_get_member (object, "seen") : NULL;
  guint n;

  if (self == NULL || list == NULL || !JSON_NODE_HOLDS_ARRAY (list))
    return NULL;
  if (seen != NULL && JSON_NODE_HOLDS_VALUE (seen)
      && json_node_get_value_type (seen) == G_TYPE_INT64)
    self->n_seen = json_node_get_int (seen);
  n = json_array_get_length (json_node_get_array (list));
  if (n > MAX_VERSIONS || !read_knew (self, json_object_get_member (object, "knew")))
    return NULL;
  for (guint i = 0; i < n; i++)
    if (!read_version (self, json_array_get_element (json_node_get_array (list), i)))
      return NULL;
  /* Several without content could not be told apart. */
  if (self->list->len == 0 || (self->implied && n > 1))
    return NULL;
  return g_steal_pointer (&self);
}
