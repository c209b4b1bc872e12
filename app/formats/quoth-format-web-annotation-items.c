/* quoth-format-web-annotation-items.c - the annotations of a page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-web-annotation"

#define _GNU_SOURCE /* memmem() */

#include "config.h"

#include "quoth-format-web-annotation-private.h"
#include "quoth-named-values.h"

#include <string.h>

/* Of prefix and suffix, in code points; doubled until the quote is unique. */
#define MIN_CONTEXT 32
#define MAX_CONTEXT 256
/* How often the text may be searched to see that quotes are unique. */
#define MAX_SEARCHES 256

typedef QuothWebAnnotationPage Page;

void
quoth_web_annotation_put (Page       *self,
                          const char *key,
                          const char *value)
{
  quoth_json_writer_key (&self->json, key);
  quoth_json_writer_string (&self->json, value);
}

static char *
make_urn (const char *prefix,
          const char *id)
{
  g_autofree char *escaped = g_uri_escape_string (id, NULL, FALSE);

  return g_strconcat (prefix, escaped, NULL);
}

void
quoth_web_annotation_put_urn (Page       *self,
                              const char *key,
                              const char *prefix,
                              const char *id)
{
  g_autofree char *urn = make_urn (prefix, id);

  quoth_web_annotation_put (self, key, urn);
}

static void
put_body (Page       *self,
          const char *purpose,
          const char *value)
{
  quoth_json_writer_begin_object (&self->json);
  quoth_web_annotation_put (self, "type", "TextualBody");
  quoth_web_annotation_put (self, "purpose", purpose);
  quoth_web_annotation_put (self, "value", value);
  quoth_json_writer_end_object (&self->json);
}

static void
begin_item (Page       *self,
            const char *prefix,
            const char *id,
            const char *motivation)
{
  quoth_json_writer_begin_object (&self->json);
  quoth_web_annotation_put_urn (self, "id", prefix, id);
  quoth_web_annotation_put (self, "type", "Annotation");
  quoth_web_annotation_put (self, "motivation", motivation);
}

static void
put_creator (Page       *self,
             const char *layer)
{
  quoth_json_writer_key (&self->json, "creator");
  quoth_json_writer_begin_object (&self->json);
  quoth_web_annotation_put_urn (self, "id", QUOTH_URN_LAYER, layer);
  quoth_web_annotation_put (self, "type", "Person");
  quoth_web_annotation_put (self, "name", layer);
  quoth_json_writer_end_object (&self->json);
}

/* A body per word where words say it, else one with the value's JSON. */
static void
put_attributes (Page            *self,
                const char      *purpose,
                QuothAttributes *attributes)
{
  for (guint i = 0; i < quoth_attributes_get_n (attributes); i++)
    {
      const char *json = NULL;
      const char *name = quoth_attributes_get (attributes, i, &json);
      g_autoptr (GPtrArray) words = quoth_named_values_split (self->writer->options.scheme, FALSE, name,
                                                              json);
      g_autoptr (GString) said = g_string_new (NULL);
      gsize length;

      quoth_web_annotation_append_name (said, name);
      length = said->len;
      if (words == NULL)
        {
          g_string_append_printf (said, ":json=%s", json);
          put_body (self, purpose, said->str);
        }
      for (guint k = 0; words != NULL && k < words->len; k++)
        {
          g_string_truncate (said, length);
          g_string_append_printf (said, "=%s", (char *) words->pdata[k]);
          put_body (self, purpose, said->str);
        }
    }
}

static void
put_entity_body (Page            *self,
                 QuothAnnotation *annotation)
{
  QuothEntity *entity = quoth_format_entities_find (self->writer->entities, annotation->entity);

  if (annotation->entity == NULL)
    return;
  if (entity == NULL)
    {
      quoth_writer_lose (self->writer, annotation->id,
                          "its entity is not in the registry");
      return;
    }
  quoth_json_writer_begin_object (&self->json);
  quoth_web_annotation_put (self, "type", "SpecificResource");
  if (entity->wikidata != NULL)
    {
      g_autofree char *address = g_strconcat ("http://www.wikidata.org/entity/", entity->wikidata,
                                              NULL);

      quoth_web_annotation_put_urn (self, "id", QUOTH_URN_ENTITY, entity->id);
      quoth_web_annotation_put (self, "purpose", "identifying");
      quoth_web_annotation_put (self, "source", address);
    }
  else
    {
      quoth_web_annotation_put (self, "purpose", "identifying");
      quoth_web_annotation_put_urn (self, "source", QUOTH_URN_ENTITY, entity->id);
    }
  quoth_json_writer_end_object (&self->json);
}

static gboolean
stands_twice (QuothText *text,
              guint      start,
              guint      end)
{
  const char *utf8 = quoth_text_get_utf8 (text);
  gsize n_bytes = quoth_text_get_n_bytes (text);
  gsize n_needle;
  const char *needle = quoth_text_peek_slice (text, start, end, &n_needle);
  const char *first = memmem (utf8, n_bytes, needle, n_needle);

  return first != needle
         || memmem (first + 1, n_bytes - (gsize) (first + 1 - utf8), needle, n_needle) != NULL;
}

static void
put_slice (Page       *self,
           const char *key,
           guint       start,
           guint       end)
{
  gsize n_bytes;
  const char *slice = quoth_text_peek_slice (self->data->text, start, end, &n_bytes);

  quoth_json_writer_key (&self->json, key);
  quoth_json_writer_string_len (&self->json, slice, n_bytes);
}

/* With as much before and behind it as makes the quote unique. */
static void
put_quote (Page      *self,
           QuothSpan  part)
{
  guint length = quoth_text_get_length (self->data->text);
  guint context = MIN_CONTEXT;
  guint before;
  guint behind;

  for (;;)
    {
      before = part.start - MIN (part.start, context);
      behind = MIN (length, part.end + context);
      if (context >= MAX_CONTEXT || (before == 0 && behind == length))
        break;
      if (self->n_searches++ < MAX_SEARCHES && !stands_twice (self->data->text, before, behind))
        break;
      context *= 2;
    }
  quoth_json_writer_begin_object (&self->json);
  quoth_web_annotation_put (self, "type", "TextQuoteSelector");
  put_slice (self, "exact", part.start, part.end);
  if (before < part.start)
    put_slice (self, "prefix", before, part.start);
  if (behind > part.end)
    put_slice (self, "suffix", part.end, behind);
  quoth_json_writer_end_object (&self->json);
}

static void
put_part (Page      *self,
          QuothSpan  part)
{
  quoth_json_writer_begin_object (&self->json);
  quoth_web_annotation_put (self, "type", "SpecificResource");
  quoth_web_annotation_put (self, "source", self->source);
  quoth_json_writer_key (&self->json, "selector");
  quoth_json_writer_begin_array (&self->json);
  quoth_json_writer_begin_object (&self->json);
  quoth_web_annotation_put (self, "type", "TextPositionSelector");
  quoth_json_writer_key (&self->json, "start");
  quoth_json_writer_int (&self->json, part.start);
  quoth_json_writer_key (&self->json, "end");
  quoth_json_writer_int (&self->json, part.end);
  quoth_json_writer_end_object (&self->json);
  put_quote (self, part);
  quoth_json_writer_end_array (&self->json);
  quoth_json_writer_end_object (&self->json);
}

static void
put_annotation (Page            *self,
                QuothAnnotation *annotation)
{
  begin_item (self, QUOTH_URN, annotation->id, "tagging");
  quoth_web_annotation_put (self, "created", annotation->created);
  put_creator (self, annotation->layer);
  quoth_json_writer_key (&self->json, "body");
  quoth_json_writer_begin_array (&self->json);
  put_body (self, "tagging", annotation->type);
  put_attributes (self, "classifying", annotation->attributes);
  if (annotation->note != NULL)
    put_body (self, "commenting", annotation->note);
  put_entity_body (self, annotation);
  quoth_json_writer_end_array (&self->json);
  quoth_json_writer_key (&self->json, "target");
  if (annotation->n_parts > 1)
    quoth_json_writer_begin_array (&self->json);
  for (guint i = 0; i < annotation->n_parts; i++)
    put_part (self, annotation->parts[i]);
  if (annotation->n_parts > 1)
    quoth_json_writer_end_array (&self->json);
  quoth_json_writer_end_object (&self->json);
}

static void
put_links (Page            *self,
           QuothAnnotation *annotation)
{
  for (guint i = 0; i < annotation->n_links; i++)
    {
      const QuothLink *link = &annotation->links[i];
      g_autofree char *from = make_urn (QUOTH_URN, annotation->id);
      g_autofree char *to = make_urn (QUOTH_URN, link->to);
      g_autofree char *id = g_strdup_printf ("%s %u", annotation->id, i + 1);

      if (!g_hash_table_contains (self->ids, link->to))
        {
          quoth_writer_lose (self->writer, annotation->id,
                              "the other end of a link is lost");
          continue;
        }
      begin_item (self, QUOTH_URN_LINK, id, "linking");
      put_creator (self, annotation->layer);
      quoth_json_writer_key (&self->json, "body");
      quoth_json_writer_begin_array (&self->json);
      put_body (self, "tagging", link->role);
      put_attributes (self, "classifying", link->attributes);
      quoth_json_writer_end_array (&self->json);
      quoth_json_writer_key (&self->json, "target");
      quoth_json_writer_begin_array (&self->json);
      quoth_json_writer_string (&self->json, from);
      quoth_json_writer_string (&self->json, to);
      quoth_json_writer_end_array (&self->json);
      quoth_json_writer_end_object (&self->json);
    }
}

static void
put_article (Page *self)
{
  const QuothArticle *article = self->data->article;

  begin_item (self, QUOTH_URN_ABOUT, article->id, "describing");
  quoth_json_writer_key (&self->json, "body");
  quoth_json_writer_begin_array (&self->json);
  put_attributes (self, "describing", article->metadata);
  put_attributes (self, "classifying", article->tags);
  quoth_json_writer_end_array (&self->json);
  quoth_json_writer_key (&self->json, "target");
  quoth_json_writer_begin_object (&self->json);
  quoth_web_annotation_put (self, "id", self->source);
  quoth_web_annotation_put (self, "type", "Text");
  quoth_web_annotation_put (self, "format", "text/plain");
  if (article->language != NULL)
    quoth_web_annotation_put (self, "language", article->language);
  quoth_json_writer_end_object (&self->json);
  quoth_json_writer_end_object (&self->json);
}

static void
put_layers (Page *self)
{
  for (guint i = 0; i < self->data->layers->len; i++)
    {
      const QuothLayer *layer = self->data->layers->pdata[i];
      g_autofree char *id = g_strdup_printf ("%s %s", self->data->article->id, layer->name);

      if (self->layer != NULL && strcmp (layer->name, self->layer) != 0)
        continue;
      begin_item (self, QUOTH_URN_ABOUT, id, "assessing");
      put_creator (self, layer->name);
      quoth_json_writer_key (&self->json, "body");
      put_body (self, "assessing", layer->state);
      quoth_web_annotation_put (self, "target", self->source);
      quoth_json_writer_end_object (&self->json);
    }
}

/* Each entity that the page names, once. */
static void
put_entities (Page *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->data->annotations->pdata[i];
      QuothEntity *entity = quoth_format_entities_find (self->writer->entities,
                                                        annotation->entity);
      g_autoptr (GString) said = NULL;

      if (entity == NULL || !g_hash_table_add (seen, entity->id))
        continue;
      said = g_string_new (NULL);
      quoth_entity_append_json (entity, said);
      begin_item (self, QUOTH_URN_ABOUT "entity:", entity->id, "describing");
      quoth_json_writer_key (&self->json, "body");
      quoth_json_writer_begin_object (&self->json);
      quoth_web_annotation_put (self, "type", "TextualBody");
      quoth_web_annotation_put (self, "format", "application/json");
      quoth_web_annotation_put (self, "purpose", "describing");
      quoth_web_annotation_put (self, "value", said->str);
      quoth_json_writer_end_object (&self->json);
      quoth_web_annotation_put_urn (self, "target", QUOTH_URN_ENTITY, entity->id);
      quoth_json_writer_end_object (&self->json);
    }
}

/* Documented in quoth-format-web-annotation-private.h. */
void
quoth_web_annotation_put_items (Page *self)
{
  GPtrArray *annotations = self->data->annotations;

  put_article (self);
  put_layers (self);
  put_entities (self);
  for (guint i = 0; i < annotations->len; i++)
    {
      put_annotation (self, annotations->pdata[i]);
      quoth_output_relieve (&self->file);
    }
  for (guint i = 0; i < annotations->len; i++)
    put_links (self, annotations->pdata[i]);
}
