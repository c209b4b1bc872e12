/* quoth-annotation-json.c - annotations as text: their words, their JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotation"

#include "config.h"

#include "quoth-annotation.h"

#include "quoth-id.h"
#include "quoth-json-cursor-private.h"
#include "quoth-json-writer.h"

#include <string.h>

/**
 * quoth_annotation_dup_text:
 * @self: an annotation of @text
 * @text: the article's text
 * @separator: what stands between two parts
 *
 * Returns: (transfer full): the words of all parts
 */
char *
quoth_annotation_dup_text (QuothAnnotation *self,
                           QuothText       *text,
                           const char      *separator)
{
  GString *out;

  g_return_val_if_fail (self != NULL && text != NULL && separator != NULL, NULL);

  out = g_string_new (NULL);
  for (guint i = 0; i < self->n_parts; i++)
    {
      gsize n_bytes;
      const char *bytes = quoth_text_peek_slice (text, self->parts[i].start, self->parts[i].end,
                                                 &n_bytes);

      if (i > 0)
        g_string_append (out, separator);
      g_string_append_len (out, bytes, (gssize) n_bytes);
    }
  return g_string_free (out, FALSE);
}

static gboolean G_GNUC_PRINTF (2, 3)
refuse (GError     **error,
        const char  *format,
        ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error_literal (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID, reason);
  return FALSE;
}

/**
 * quoth_annotation_validate:
 * @self: an annotation, perhaps from outside
 * @text_length: length of its article's text in code points
 * @error: return location for %QUOTH_MODEL_ERROR_INVALID
 *
 * Checks what no annotation may break: an id, a type, parts that are sorted, not
 * empty, apart, and within the text, and links that lead somewhere else.
 *
 * Returns: %TRUE when all is well
 */
gboolean
quoth_annotation_validate (QuothAnnotation  *self,
                           guint             text_length,
                           GError          **error)
{
  g_return_val_if_fail (self != NULL, FALSE);

  if (self->id == NULL || *self->id == '\0')
    return refuse (error, "annotation without id");
  if (*self->type == '\0')
    return refuse (error, "annotation %s has no type", self->id);
  if (self->n_parts == 0)
    return refuse (error, "annotation %s has no parts", self->id);
  for (guint i = 0; i < self->n_parts; i++)
    {
      QuothSpan part = self->parts[i];

      if (part.start >= part.end)
        return refuse (error, "annotation %s: part [%u, %u) is empty", self->id, part.start,
                       part.end);
      if (part.end > text_length)
        return refuse (error, "annotation %s: part [%u, %u) ends after the text of %u characters",
                       self->id, part.start, part.end, text_length);
      if (i > 0 && part.start < self->parts[i - 1].end)
        return refuse (error, "annotation %s: parts overlap or are not sorted", self->id);
    }
  for (guint i = 0; i < self->n_links; i++)
    {
      if (*self->links[i].role == '\0' || *self->links[i].to == '\0')
        return refuse (error, "annotation %s: a link without role or target", self->id);
      if (strcmp (self->links[i].to, self->id) == 0)
        return refuse (error, "annotation %s: a link to itself", self->id);
    }
  return TRUE;
}

static void
append_string (GString    *out,
               const char *value) /* nullable */
{
  if (value == NULL)
    quoth_json_append_literal (out, "null");
  else
    quoth_json_append_string (out, value, strlen (value), FALSE);
}

static void
append_parts (GString         *out,
              QuothAnnotation *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      if (i > 0)
        quoth_json_append_literal (out, ",");
      quoth_json_append_literal (out, "[");
      quoth_json_append_uint (out, self->parts[i].start);
      quoth_json_append_literal (out, ",");
      quoth_json_append_uint (out, self->parts[i].end);
      quoth_json_append_literal (out, "]");
    }
}

static void
append_quotes (GString         *out,
               QuothAnnotation *self,
               QuothText       *text)
{
  for (guint i = 0; i < self->n_parts; i++)
    {
      gsize n_bytes;
      const char *bytes = quoth_text_peek_slice (text, self->parts[i].start, self->parts[i].end,
                                                 &n_bytes);

      if (i > 0)
        quoth_json_append_literal (out, ",");
      quoth_json_append_string (out, bytes, n_bytes, FALSE);
    }
}

static void
append_links (GString         *out,
              QuothAnnotation *self)
{
  for (guint i = 0; i < self->n_links; i++)
    {
      const QuothLink *link = &self->links[i];

      if (i > 0)
        quoth_json_append_literal (out, ",");
      quoth_json_append_literal (out, "{\"role\":");
      append_string (out, link->role);
      quoth_json_append_literal (out, ",\"to\":");
      append_string (out, link->to);
      if (link->attributes != NULL)
        {
          quoth_json_append_literal (out, ",\"attributes\":");
          quoth_attributes_append_json (link->attributes, out);
        }
      quoth_json_append_literal (out, "}");
    }
}

/**
 * quoth_annotation_append_json:
 * @self: an annotation
 * @text: (nullable): its article's text, to write the words of every part
 * @out: where to append
 *
 * Appends one JSON object on one line, with the members and their order that the
 * native exchange format fixes: id, layer, type, parts, quotes (only with @text),
 * entity, attributes, links, origin, created, note.
 */
void
quoth_annotation_append_json (QuothAnnotation *self,
                              QuothText       *text,
                              GString         *out)
{
  g_return_if_fail (self != NULL && out != NULL);

  quoth_json_append_literal (out, "{\"id\":");
  append_string (out, self->id);
  quoth_json_append_literal (out, ",\"layer\":");
  append_string (out, self->layer);
  quoth_json_append_literal (out, ",\"type\":");
  append_string (out, self->type);
  quoth_json_append_literal (out, ",\"parts\":[");
  append_parts (out, self);
  if (text != NULL)
    {
      quoth_json_append_literal (out, "],\"quotes\":[");
      append_quotes (out, self, text);
    }
  quoth_json_append_literal (out, "],\"entity\":");
  append_string (out, self->entity);
  quoth_json_append_literal (out, ",\"attributes\":");
  quoth_attributes_append_json (self->attributes, out);
  quoth_json_append_literal (out, ",\"links\":[");
  append_links (out, self);
  quoth_json_append_literal (out, "],\"origin\":");
  append_string (out, self->origin);
  quoth_json_append_literal (out, ",\"created\":");
  append_string (out, self->created);
  quoth_json_append_literal (out, ",\"note\":");
  append_string (out, self->note);
  quoth_json_append_literal (out, "}");
}

static gboolean
read_parts (QuothJsonCursor *cursor,
            GArray          *parts)
{
  gboolean first = TRUE;

  g_array_set_size (parts, 0);
  if (!quoth_json_cursor_enter (cursor, '['))
    return FALSE;
  while (quoth_json_cursor_more (cursor, ']', &first))
    {
      gboolean inner = TRUE;
      guint ends[2] = { 0, 0 };
      guint n = 0;

      if (!quoth_json_cursor_enter (cursor, '['))
        return FALSE;
      while (quoth_json_cursor_more (cursor, ']', &inner))
        if (n == 2)
          return quoth_json_cursor_fail (cursor, "a part has more than two ends");
        else if (!quoth_json_cursor_uint (cursor, &ends[n++]))
          return FALSE;
      if (!cursor->failed && n < 2)
        return quoth_json_cursor_fail (cursor, "a part has less than two ends");
      if (!cursor->failed && ends[0] >= ends[1])
        return quoth_json_cursor_fail (cursor, "part [%u, %u) is empty", ends[0], ends[1]);
      g_array_append_val (parts, ((QuothSpan) { ends[0], ends[1] }));
    }
  return !cursor->failed;
}

static gboolean
read_attributes (QuothJsonCursor  *cursor,
                 QuothAttributes **out_attributes)
{
  GError *local_error = NULL;
  const char *json;
  gsize n_bytes;

  if (!quoth_json_cursor_raw (cursor, &json, &n_bytes))
    return FALSE;
  quoth_attributes_unref (*out_attributes);
  *out_attributes = quoth_attributes_new_from_json (json, (gssize) n_bytes, &local_error);
  if (local_error != NULL)
    {
      quoth_json_cursor_fail (cursor, "%s", local_error->message);
      g_error_free (local_error);
      return FALSE;
    }
  return TRUE;
}

static gboolean
read_link (QuothJsonCursor *cursor,
           QuothAnnotation *annotation)
{
  g_autofree char *role = NULL;
  g_autofree char *to = NULL;
  g_autoptr (QuothAttributes) attributes = NULL;
  gboolean first = TRUE;
  const char *name;

  if (!quoth_json_cursor_enter (cursor, '{'))
    return FALSE;
  while ((name = quoth_json_cursor_member (cursor, &first)) != NULL)
    {
      if (strcmp (name, "role") == 0)
        quoth_json_cursor_string (cursor, &role);
      else if (strcmp (name, "to") == 0)
        quoth_json_cursor_string (cursor, &to);
      else if (strcmp (name, "attributes") == 0)
        read_attributes (cursor, &attributes);
      else
        quoth_json_cursor_raw (cursor, NULL, NULL);
    }
  if (cursor->failed)
    return FALSE;
  if (role == NULL || *role == '\0' || to == NULL || *to == '\0')
    return quoth_json_cursor_fail (cursor, "a link without role or target");
  quoth_annotation_add_link (annotation, role, to, attributes);
  return TRUE;
}

static gboolean
read_links (QuothJsonCursor *cursor,
            QuothAnnotation *annotation)
{
  gboolean first = TRUE;

  if (!quoth_json_cursor_enter (cursor, '['))
    return FALSE;
  while (quoth_json_cursor_more (cursor, ']', &first))
    if (!read_link (cursor, annotation))
      return FALSE;
  return !cursor->failed;
}

typedef struct
{
  char *layer;
  char *type;
  char *origin;
} Names;

static void
read_member (QuothJsonCursor *cursor,
             const char      *name,
             QuothAnnotation *self,
             Names           *names,
             GArray          *parts)
{
  if (strcmp (name, "id") == 0)
    quoth_json_cursor_string (cursor, &self->id);
  else if (strcmp (name, "layer") == 0)
    quoth_json_cursor_nullable_string (cursor, &names->layer);
  else if (strcmp (name, "type") == 0)
    quoth_json_cursor_string (cursor, &names->type);
  else if (strcmp (name, "parts") == 0)
    read_parts (cursor, parts);
  else if (strcmp (name, "entity") == 0)
    quoth_json_cursor_nullable_string (cursor, &self->entity);
  else if (strcmp (name, "attributes") == 0)
    read_attributes (cursor, &self->attributes);
  else if (strcmp (name, "links") == 0)
    read_links (cursor, self);
  else if (strcmp (name, "origin") == 0)
    quoth_json_cursor_nullable_string (cursor, &names->origin);
  else if (strcmp (name, "created") == 0)
    quoth_json_cursor_nullable_string (cursor, &self->created);
  else if (strcmp (name, "note") == 0)
    quoth_json_cursor_nullable_string (cursor, &self->note);
  else
    quoth_json_cursor_raw (cursor, NULL, NULL);
}

static gboolean
read_members (QuothJsonCursor *cursor,
              QuothAnnotation *self)
{
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  Names names = { NULL, NULL, NULL };
  gboolean first = TRUE;
  const char *name;

  if (quoth_json_cursor_enter (cursor, '{'))
    while ((name = quoth_json_cursor_member (cursor, &first)) != NULL)
      read_member (cursor, name, self, &names, parts);
  quoth_json_cursor_finish (cursor);
  if (!cursor->failed && (names.type == NULL || *names.type == '\0'))
    quoth_json_cursor_fail (cursor, "\"type\" is missing");
  if (!cursor->failed && parts->len == 0)
    quoth_json_cursor_fail (cursor, "\"parts\" is missing");
  if (!cursor->failed && self->id != NULL && *self->id == '\0')
    quoth_json_cursor_fail (cursor, "\"id\" is empty");

  self->type = g_ref_string_new_intern (names.type != NULL ? names.type : "");
  self->layer = g_ref_string_new_intern (names.layer != NULL ? names.layer : "");
  self->origin = g_ref_string_new_intern (names.origin != NULL ? names.origin : "import");
  quoth_annotation_set_parts (self, (const QuothSpan *) parts->data, parts->len);
  g_free (names.type);
  g_free (names.layer);
  g_free (names.origin);
  return !cursor->failed;
}

/**
 * quoth_annotation_new_from_json:
 * @json: one JSON object, see quoth_annotation_append_json()
 * @length: its length in bytes, or -1 when it ends with NUL
 * @error: return location for %QUOTH_MODEL_ERROR_INVALID
 *
 * Only `type` and `parts` are required. Without an id a new one is made, without
 * a time it was made now, without an origin it is an "import", without a layer
 * that is empty. Members it does not know are passed over; `quotes` is left to the
 * caller, who has the text.
 *
 * Returns: (transfer full) (nullable): the annotation
 */
QuothAnnotation *
quoth_annotation_new_from_json (const char  *json,
                                gssize       length,
                                GError     **error)
{
  g_auto (QuothJsonCursor) cursor = { 0 };
  g_autoptr (QuothAnnotation) self = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  if (!quoth_json_cursor_init (&cursor, "annotation", json, length, error))
    return NULL;
  self = g_new0 (QuothAnnotation, 1);
  g_atomic_ref_count_init (&self->ref_count);
  if (!read_members (&cursor, self))
    return NULL;
  if (self->id == NULL)
    self->id = quoth_id_new ();
  if (self->created == NULL)
    self->created = quoth_now ();
  return g_steal_pointer (&self);
}
