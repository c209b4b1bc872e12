/* quoth-format-web-annotation-parse.c - the annotations of a JSON-LD document
 *
 * One annotation, an array of them, a page, or a collection with its first page. Members
 * come in any order and as one value or many; what it means is found out later.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-web-annotation"

#include "config.h"

#include "quoth-format-web-annotation-private.h"

#include <string.h>

/* A collection in a page in an array: beyond that nothing is looked for. */
#define MAX_LEVEL 4

typedef QuothWebAnnotationDocument Document;
typedef QuothWebAnnotationItem Item;
typedef QuothWebAnnotationBody Body;
typedef QuothWebAnnotationTarget Target;

void
quoth_web_annotation_document_init (Document   *self,
                                    const char *path)
{
  *self = (Document) { .part_of = NULL };
  quoth_json_scan_init (&self->scan, path);
  self->strings = g_string_chunk_new (4096);
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->bodies = g_array_new (FALSE, FALSE, sizeof (Body));
  self->targets = g_array_new (FALSE, FALSE, sizeof (Target));
}

void
quoth_web_annotation_document_clear (Document *self)
{
  if (self->strings == NULL)
    return;
  quoth_json_scan_clear (&self->scan);
  g_clear_pointer (&self->strings, g_string_chunk_free);
  g_array_unref (self->items);
  g_array_unref (self->bodies);
  g_array_unref (self->targets);
}

static const char *
keep (Document   *self,
      QuothSlice  slice)
{
  return g_string_chunk_insert_len (self->strings, slice.bytes, (gssize) slice.length);
}

/* Documented in quoth-format-web-annotation-private.h. */
gboolean
quoth_jsonld_is_key (QuothSlice  key,
                     const char *name)
{
  if (key.length > 0 && *key.bytes == '@')
    key = (QuothSlice) { key.bytes + 1, key.length - 1 };
  return quoth_slice_is (key, name);
}

/* Documented in quoth-format-web-annotation-private.h. */
const char *
quoth_jsonld_read_string (Document *self)
{
  QuothSlice value;

  if (quoth_json_scan_peek (&self->scan) != '"')
    {
      quoth_json_scan_raw (&self->scan, NULL);
      return NULL;
    }
  return quoth_json_scan_string (&self->scan, &value) ? keep (self, value) : NULL;
}

/* Goes to the next value of a member that may be one or an array of them. */
static gboolean
next_of (Document *self,
         gboolean *inout_array,
         gboolean *inout_begun)
{
  if (!*inout_begun)
    {
      *inout_begun = TRUE;
      *inout_array = quoth_json_scan_peek (&self->scan) == '[';
      if (!*inout_array)
        return TRUE;
      quoth_json_scan_array (&self->scan);
    }
  return *inout_array && quoth_json_scan_element (&self->scan);
}

/* Documented in quoth-format-web-annotation-private.h. */
const char *
quoth_jsonld_read_first (Document *self)
{
  gboolean array = FALSE;
  gboolean begun = FALSE;
  const char *first = NULL;

  while (next_of (self, &array, &begun))
    {
      const char *string = quoth_jsonld_read_string (self);

      if (first == NULL)
        first = string;
    }
  return first;
}

/* An IRI, or an object that has one: and what it is called. */
static const char *
read_resource (Document    *self,
               const char **out_name,
               const char **out_language)
{
  const char *id = NULL;
  const char *name = NULL;
  QuothSlice key;

  if (quoth_json_scan_peek (&self->scan) != '{')
    return quoth_jsonld_read_string (self);
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    if (quoth_jsonld_is_key (key, "id"))
      id = quoth_jsonld_read_string (self);
    else if (quoth_jsonld_is_key (key, "name")
             || (name == NULL && (quoth_jsonld_is_key (key, "label")
                                  || quoth_jsonld_is_key (key, "nickname"))))
      name = quoth_jsonld_read_first (self);
    else if (out_language != NULL && quoth_jsonld_is_key (key, "language"))
      *out_language = quoth_jsonld_read_first (self);
    else
      quoth_json_scan_raw (&self->scan, NULL);
  if (out_name != NULL)
    *out_name = name;
  return id;
}

static void
read_creator (Document *self,
              Item     *item)
{
  gboolean array = FALSE;
  gboolean begun = FALSE;

  while (next_of (self, &array, &begun))
    {
      const char *name = NULL;
      const char *id = read_resource (self, &name, NULL);

      if (item->creator == NULL)
        item->creator = name != NULL ? name : id;
    }
}

static gboolean
holds_members (QuothSlice key)
{
  return quoth_jsonld_is_key (key, "items") || quoth_jsonld_is_key (key, "member");
}

static void
read_body (Document *self,
           guint     level)
{
  Body body = { NULL };
  QuothSlice key;
  gboolean array;
  gboolean begun;

  if (quoth_json_scan_peek (&self->scan) != '{')
    {
      body.source = quoth_jsonld_read_string (self);
      if (body.source != NULL)
        g_array_append_val (self->bodies, body);
      return;
    }
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    if (quoth_jsonld_is_key (key, "id"))
      body.id = quoth_jsonld_read_string (self);
    else if (quoth_jsonld_is_key (key, "purpose"))
      body.purpose = quoth_jsonld_read_first (self);
    else if (quoth_jsonld_is_key (key, "value"))
      body.value = quoth_jsonld_read_first (self);
    else if (quoth_jsonld_is_key (key, "source"))
      body.source = read_resource (self, &body.name, NULL);
    else if (level < MAX_LEVEL && holds_members (key))
      for (array = begun = FALSE; next_of (self, &array, &begun);)
        read_body (self, level + 1);
    else
      quoth_json_scan_raw (&self->scan, NULL);
  if (body.value != NULL || body.source != NULL || body.id != NULL)
    g_array_append_val (self->bodies, body);
}

static void
read_target (Document *self,
             guint     level)
{
  Target target = QUOTH_WEB_ANNOTATION_EMPTY_TARGET;
  Target end = QUOTH_WEB_ANNOTATION_EMPTY_TARGET;
  const char *id = NULL;
  const char *hash;
  QuothSlice key;
  gboolean array;
  gboolean begun;

  if (quoth_json_scan_peek (&self->scan) != '{')
    target.source = quoth_jsonld_read_string (self);
  else
    {
      quoth_json_scan_object (&self->scan);
      while (quoth_json_scan_member (&self->scan, &key))
        if (quoth_jsonld_is_key (key, "id"))
          id = quoth_jsonld_read_string (self);
        else if (quoth_jsonld_is_key (key, "language"))
          target.language = quoth_jsonld_read_first (self);
        else if (quoth_jsonld_is_key (key, "source"))
          target.source = read_resource (self, NULL, &target.language);
        else if (quoth_jsonld_is_key (key, "selector"))
          for (array = begun = FALSE; next_of (self, &array, &begun);)
            quoth_web_annotation_read_selector (self, &target, &end, 0);
        else if (level < MAX_LEVEL && holds_members (key))
          for (array = begun = FALSE; next_of (self, &array, &begun);)
            read_target (self, level + 1);
        else
          quoth_json_scan_raw (&self->scan, NULL);
      if (target.source == NULL)
        target.source = id;
    }
  hash = target.source != NULL ? strchr (target.source, '#') : NULL;
  if (hash != NULL && !target.has_selector
      && quoth_web_annotation_parse_fragment (hash + 1, &target))
    target.has_selector = TRUE;
  if (target.source != NULL || target.has_selector)
    g_array_append_val (self->targets, target);
  if (target.is_range)
    g_array_append_val (self->targets, end);
}

static void
read_bodies (Document *self,
             Item     *item)
{
  gboolean array = FALSE;
  gboolean begun = FALSE;

  while (next_of (self, &array, &begun))
    read_body (self, 0);
  item->n_bodies = self->bodies->len - item->first_body;
}

static void
read_body_value (Document *self,
                 Item     *item)
{
  Body body = { .value = quoth_jsonld_read_string (self) };

  if (body.value != NULL)
    g_array_append_val (self->bodies, body);
  item->n_bodies = self->bodies->len - item->first_body;
}

static void
read_targets (Document *self,
              Item     *item)
{
  gboolean array = FALSE;
  gboolean begun = FALSE;

  while (next_of (self, &array, &begun))
    read_target (self, 0);
  item->n_targets = self->targets->len - item->first_target;
}

static void read_node (Document *self,
                       guint     level);

static void
read_nodes (Document *self,
            guint     level)
{
  gboolean array = FALSE;
  gboolean begun = FALSE;

  while (next_of (self, &array, &begun))
    read_node (self, level);
}

static gboolean
holds_nodes (QuothSlice key)
{
  return quoth_jsonld_is_key (key, "items") || quoth_jsonld_is_key (key, "first")
         || quoth_jsonld_is_key (key, "graph") || quoth_jsonld_is_key (key, "annotations");
}

/* An annotation, or what holds annotations. */
static void
read_node (Document *self,
           guint     level)
{
  Item item = { .first_body = self->bodies->len, .first_target = self->targets->len };
  QuothSlice key;

  if (quoth_json_scan_peek (&self->scan) != '{' || level > MAX_LEVEL)
    {
      quoth_json_scan_raw (&self->scan, NULL);
      return;
    }
  quoth_json_scan_object (&self->scan);
  while (quoth_json_scan_member (&self->scan, &key))
    if (quoth_jsonld_is_key (key, "id"))
      item.id = quoth_jsonld_read_string (self);
    else if (quoth_jsonld_is_key (key, "motivation"))
      item.motivation = quoth_jsonld_read_first (self);
    else if (quoth_jsonld_is_key (key, "created"))
      item.created = quoth_jsonld_read_first (self);
    else if (quoth_jsonld_is_key (key, "creator"))
      read_creator (self, &item);
    else if (quoth_jsonld_is_key (key, "body"))
      read_bodies (self, &item);
    else if (quoth_jsonld_is_key (key, "bodyValue"))
      read_body_value (self, &item);
    else if (quoth_jsonld_is_key (key, "target"))
      read_targets (self, &item);
    else if (quoth_jsonld_is_key (key, "partOf"))
      self->part_of = read_resource (self, &self->label, NULL);
    else if (quoth_jsonld_is_key (key, "label") && self->label == NULL)
      self->label = quoth_jsonld_read_first (self);
    else if (holds_nodes (key))
      read_nodes (self, level + 1);
    else
      quoth_json_scan_raw (&self->scan, NULL);
  if (item.n_targets > 0)
    g_array_append_val (self->items, item);
  else if (item.n_bodies > 0)
    self->n_aimless++;
}

/**
 * quoth_web_annotation_document_parse:
 * @self: an empty document
 * @bytes: a JSON-LD document
 * @n_bytes: how many bytes
 * @error: return location for %QUOTH_FORMAT_ERROR_REFUSED
 *
 * Returns: %TRUE when it is JSON
 */
gboolean
quoth_web_annotation_document_parse (Document    *self,
                                     const char  *bytes,
                                     gsize        n_bytes,
                                     GError     **error)
{
  if (n_bytes >= 3 && memcmp (bytes, "\xef\xbb\xbf", 3) == 0)
    {
      bytes += 3;
      n_bytes -= 3;
    }
  quoth_json_scan_begin (&self->scan, 1, bytes, n_bytes);
  if (quoth_json_scan_peek (&self->scan) == '[')
    read_nodes (self, 0);
  else if (quoth_json_scan_peek (&self->scan) == '{')
    read_node (self, 0);
  else
    quoth_json_scan_refuse (&self->scan, "neither an object nor an array");
  return quoth_json_scan_finish (&self->scan, error);
}
