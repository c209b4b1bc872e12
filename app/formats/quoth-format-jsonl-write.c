/* quoth-format-jsonl-write.c - writes the native exchange format
 *
 * Lossless and stable: members in a fixed order, attributes sorted by name, records
 * in the order of the stream, which is that of their ids.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-jsonl"

#include "config.h"

#include "quoth-format-jsonl-private.h"
#include "quoth-json-writer.h"

#include <string.h>

typedef QuothJsonlWriter Writer;

static gboolean
write_scheme (const QuothWriteOptions  *options,
              GError                  **error)
{
  g_autofree char *path = g_build_filename (options->path, QUOTH_JSONL_SCHEME, NULL);
  g_autofree char *json = NULL;
  g_autofree char *line = NULL;

  if (options->dry_run || options->scheme == NULL)
    return TRUE;
  json = quoth_scheme_to_json (options->scheme);
  line = g_str_has_suffix (json, "\n") ? g_strdup (json) : g_strconcat (json, "\n", NULL);
  return quoth_format_save (path, line, strlen (line), error);
}

gboolean
quoth_jsonl_writer_start (gpointer   writer,
                          GError   **error)
{
  Writer *self = writer;
  const QuothWriteOptions *options = &self->base.options;

  self->entities = quoth_writer_open (self, options->path, QUOTH_JSONL_ENTITIES);
  self->articles = quoth_writer_open (self, options->path, QUOTH_JSONL_ARTICLES);
  return write_scheme (options, error);
}

gboolean
quoth_jsonl_writer_entity (gpointer      writer,
                           QuothEntity  *entity,
                           GError      **error)
{
  Writer *self = writer;

  quoth_entity_append_json (entity, self->entities->buffer);
  g_string_append_c (self->entities->buffer, '\n');
  return quoth_output_flush (self->entities, QUOTH_OUTPUT_ENOUGH, error);
}

static void
append_object (QuothJsonWriter *writer,
               const char      *name,
               QuothAttributes *attributes)
{
  quoth_json_writer_key (writer, name);
  quoth_attributes_append_json (attributes, writer->out);
  writer->need_comma = TRUE;
}

static void
append_layers (QuothJsonWriter *writer,
               GPtrArray       *layers)
{
  quoth_json_writer_key (writer, "layers");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < layers->len; i++)
    {
      const QuothLayer *layer = layers->pdata[i];

      quoth_json_writer_begin_object (writer);
      quoth_json_writer_member (writer, "name", layer->name);
      quoth_json_writer_member (writer, "state", layer->state);
      if (layer->guidelines != NULL)
        quoth_json_writer_member (writer, "guidelines", layer->guidelines);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
}

/* Who has the text finds it by its hash. */
static void
append_text (QuothJsonWriter *writer,
             QuothArticle    *article,
             QuothText       *text)
{
  quoth_json_writer_key (writer, text != NULL ? "text" : "text_sha256");
  if (text != NULL)
    quoth_json_writer_string_len (writer, quoth_text_get_utf8 (text),
                                  quoth_text_get_n_bytes (text));
  else
    quoth_json_writer_string (writer, article->hash);
}

/* @output: (nullable): whose buffer @out is */
static void
append_article (GString          *out,
                QuothOutput      *output,
                QuothArticleData *data,
                gboolean          with_text)
{
  QuothArticle *article = data->article;
  QuothText *text = with_text ? data->text : NULL;
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_key (&writer, "id");
  quoth_json_writer_string (&writer, article->id);
  quoth_json_writer_key (&writer, "name");
  quoth_json_writer_string (&writer, article->name);
  append_text (&writer, article, text);
  quoth_json_writer_key (&writer, "language");
  quoth_json_writer_string (&writer, article->language);
  append_object (&writer, "metadata", article->metadata);
  append_object (&writer, "tags", article->tags);
  append_layers (&writer, data->layers);
  quoth_json_writer_key (&writer, "annotations");
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; i < data->annotations->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      quoth_annotation_append_json (data->annotations->pdata[i], text, out);
      if (output != NULL)
        quoth_output_relieve (output);
    }
  quoth_json_writer_end_array (&writer);
  quoth_json_writer_end_object (&writer);
}

/* Documented in quoth-format-jsonl-private.h. */
void
quoth_jsonl_append_article (GString          *out,
                            QuothArticleData *data,
                            gboolean          with_text)
{
  append_article (out, NULL, data, with_text);
}

gboolean
quoth_jsonl_writer_article (gpointer           writer,
                            QuothArticleData  *data,
                            GError           **error)
{
  Writer *self = writer;

  append_article (self->articles->buffer, self->articles, data, !self->base.options.without_text);
  g_string_append_c (self->articles->buffer, '\n');
  return quoth_output_flush (self->articles, QUOTH_OUTPUT_ENOUGH, error);
}
