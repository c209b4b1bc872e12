/* quoth-format-label-studio-write.c - writes tasks of Label Studio
 *
 * One array of tasks, one entry of "annotations" per layer:
 *
 *   {"id":1,"data":{"doc":ID,"name":…,"layers":[…],"entities":[…],"text":…},
 *    "annotations":[{"id":1,"completed_by":1,"result":[
 *      a region per part, type "labels", with our id; its note is meta.text, its entity
 *        meta.entity, and values that no control holds meta.attributes
 *      a result per attribute, with the id of the first region
 *      relations: "same_span" from part to part, then the links]}]}
 *
 * Lines end with LF; offsets are code points of that text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-label-studio"

#include "config.h"

#include "quoth-format-label-studio-private.h"
#include "quoth-json-writer.h"
#include "quoth-named-values.h"
#include "quoth-standoff.h"

#include <string.h>

typedef QuothLabelStudioWriter Writer;
typedef QuothLabelStudioTask Task;

gboolean
quoth_label_studio_start (gpointer   writer,
                          GError   **error)
{
  Writer *self = writer;

  self->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tasks = quoth_writer_open (self, self->base.options.path, QUOTH_LABEL_STUDIO_TASKS);
  g_string_append_c (self->tasks->buffer, '[');
  return TRUE;
}

void
quoth_label_studio_clear (gpointer writer)
{
  Writer *self = writer;

  g_hash_table_unref (self->used);
}

/* The entities that the article's mentions name, each once, with the heirs of merged ones. */
static void
put_entities (Task *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean any = FALSE;

  for (guint i = 0; i < self->data->annotations->len; i++)
    {
      QuothAnnotation *annotation = self->data->annotations->pdata[i];
      QuothEntity *entity = quoth_format_entities_find (self->writer->base.entities,
                                                        annotation->entity);
      g_autoptr (GString) raw = g_string_new (NULL);

      if (entity == NULL || !g_hash_table_add (seen, entity->id))
        continue;
      if (!any)
        {
          quoth_json_writer_key (&self->json, "entities");
          quoth_json_writer_begin_array (&self->json);
          any = TRUE;
        }
      quoth_entity_append_json (entity, raw);
      quoth_json_writer_raw (&self->json, raw->str);
    }
  if (any)
    quoth_json_writer_end_array (&self->json);
}

static void
put_layers (Task      *self,
            GPtrArray *layers)
{
  quoth_json_writer_key (&self->json, "layers");
  quoth_json_writer_begin_array (&self->json);
  for (guint i = 0; i < layers->len; i++)
    {
      const char *state = "open";

      for (guint k = 0; k < self->data->layers->len; k++)
        if (strcmp (((QuothLayer *) self->data->layers->pdata[k])->name, layers->pdata[i]) == 0)
          state = ((QuothLayer *) self->data->layers->pdata[k])->state;
      quoth_json_writer_begin_object (&self->json);
      quoth_json_writer_member (&self->json, "name", layers->pdata[i]);
      quoth_json_writer_member (&self->json, "state", state);
      quoth_json_writer_end_object (&self->json);
    }
  quoth_json_writer_end_array (&self->json);
}

static void
put_data (Task      *self,
          GPtrArray *layers)
{
  const QuothArticle *article = self->data->article;
  QuothJsonWriter *json = &self->json;
  const char *utf8;
  gsize n_bytes;

  quoth_json_writer_key (json, "data");
  quoth_json_writer_begin_object (json);
  quoth_json_writer_member (json, "doc", article->id);
  quoth_json_writer_member (json, "name", article->name);
  if (article->language != NULL)
    quoth_json_writer_member (json, "language", article->language);
  put_layers (self, layers);
  quoth_label_studio_put_attributes (json, "metadata", article->metadata);
  quoth_label_studio_put_attributes (json, "tags", article->tags);
  put_entities (self);
  utf8 = quoth_standoff_text_get (self->text, &n_bytes);
  quoth_json_writer_key (json, "text");
  quoth_json_writer_string_len (json, utf8, n_bytes);
  quoth_json_writer_end_object (json);
}

static void
put_layer (Task      *self,
           GPtrArray *annotations,
           guint      number)
{
  quoth_json_writer_begin_object (&self->json);
  quoth_json_writer_member_int (&self->json, "id", ++self->writer->n_annotations);
  quoth_json_writer_member_int (&self->json, "completed_by", number);
  quoth_json_writer_key (&self->json, "result");
  quoth_json_writer_begin_array (&self->json);
  for (guint i = 0; i < annotations->len; i++)
    {
      quoth_label_studio_put_annotation (self, annotations->pdata[i]);
      quoth_output_relieve (self->writer->tasks);
    }
  for (guint i = 0; i < annotations->len; i++)
    quoth_label_studio_put_relations (self, annotations->pdata[i]);
  quoth_json_writer_end_array (&self->json);
  quoth_json_writer_end_object (&self->json);
}

gboolean
quoth_label_studio_article (gpointer           writer,
                            QuothArticleData  *data,
                            GError           **error)
{
  Writer *self = writer;
  g_autoptr (GPtrArray) layers = quoth_format_list_layers (data);
  g_autoptr (GPtrArray) parts = quoth_format_split_layers (data, layers);
  g_autoptr (GHashTable) regions = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (QuothStandoffText) text = { 0 };
  Task task = { .writer = self, .data = data, .text = &text, .regions = regions, .ids = ids };

  quoth_standoff_text_init (&text, data->text);
  for (guint i = 0; i < data->annotations->len; i++)
    g_hash_table_add (ids, ((QuothAnnotation *) data->annotations->pdata[i])->id);
  g_string_append (self->tasks->buffer, self->n_tasks > 0 ? ",\n" : "\n");
  quoth_json_writer_init (&task.json, self->tasks->buffer, TRUE);
  quoth_json_writer_begin_object (&task.json);
  quoth_json_writer_member_int (&task.json, "id", ++self->n_tasks);
  put_data (&task, layers);
  quoth_json_writer_key (&task.json, "annotations");
  quoth_json_writer_begin_array (&task.json);
  for (guint i = 0; i < layers->len; i++)
    put_layer (&task, ((QuothArticleData *) parts->pdata[i])->annotations, i + 1);
  quoth_json_writer_end_array (&task.json);
  quoth_json_writer_end_object (&task.json);
  return quoth_output_flush (self->tasks, QUOTH_OUTPUT_ENOUGH, error);
}

gboolean
quoth_label_studio_end (gpointer   writer,
                        GError   **error)
{
  Writer *self = writer;
  const QuothWriteOptions *options = &self->base.options;
  g_autoptr (GString) config = g_string_new (NULL);
  g_autofree char *path = g_build_filename (options->path, QUOTH_LABEL_STUDIO_CONFIG, NULL);

  g_string_append (self->tasks->buffer, self->n_tasks > 0 ? "\n]\n" : "]\n");
  if (options->dry_run)
    return TRUE;
  quoth_label_studio_config_write (options->scheme, self->used, config);
  return quoth_format_save (path, config->str, config->len, error);
}
