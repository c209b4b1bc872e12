/* quoth-format-web-annotation-write.c - writes W3C Web Annotations
 *
 * [LAYER/]DOC.txt, the text as it is, and DOC.jsonld, one AnnotationPage:
 *
 *   an annotation     bodies: tagging its type, classifying "name=value" its attributes,
 *                     commenting its note, identifying its entity; a target per part, with
 *                     quote and position
 *   a link            motivation linking, targets [from, to], tagging its role
 *   the article       motivation describing: describing its metadata, classifying its tags
 *   a layer           motivation assessing: its state
 *   an entity         motivation describing: what the registry knows of it, as JSON
 *
 * Only what the context of Web Annotation knows is written, so that nothing vanishes
 * where it is read as RDF.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-web-annotation"

#include "config.h"

#include "quoth-format-web-annotation-private.h"
#include "quoth-json-writer.h"

#include <string.h>

#define BYTE_ORDER_MARK "\xef\xbb\xbf"

typedef QuothWebAnnotationWriter Writer;
typedef QuothWebAnnotationPage Page;

gpointer
quoth_web_annotation_begin (const QuothWriteOptions  *options,
                            QuothLossFunc             loss,
                            gpointer                  loss_data,
                            GError                  **error)
{
  Writer *self = g_new0 (Writer, 1);

  self->options = *options;
  self->path = g_strdup (options->path);
  self->options.path = self->path;
  self->scheme = quoth_scheme_ref (options->scheme);
  self->loss = loss;
  self->loss_data = loss_data;
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entities = quoth_format_entities_new ();
  self->out = g_string_new (NULL);
  return self;
}

gboolean
quoth_web_annotation_entity (gpointer      state,
                             QuothEntity  *entity,
                             GError      **error)
{
  Writer *self = state;

  quoth_format_entities_add (self->entities, entity);
  return TRUE;
}

gboolean
quoth_web_annotation_finish (gpointer   state,
                             gboolean   ok,
                             GError   **error)
{
  Writer *self = state;

  g_free (self->path);
  quoth_scheme_unref (self->scheme);
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->entities);
  g_string_free (self->out, TRUE);
  g_free (self);
  return ok;
}

static void
put_page (Page *self)
{
  const QuothArticle *article = self->data->article;
  g_autofree char *name = g_strdup_printf ("%s %s", article->id,
                                           self->layer != NULL ? self->layer : "");

  quoth_json_writer_init (&self->json, self->writer->out, TRUE);
  quoth_json_writer_begin_object (&self->json);
  quoth_web_annotation_put (self, "@context", QUOTH_WEB_ANNOTATION_CONTEXT);
  quoth_web_annotation_put_urn (self, "id", QUOTH_URN_PAGE, name);
  quoth_web_annotation_put (self, "type", "AnnotationPage");
  quoth_json_writer_key (&self->json, "partOf");
  quoth_json_writer_begin_object (&self->json);
  quoth_web_annotation_put_urn (self, "id", QUOTH_URN_ARTICLE, article->id);
  quoth_web_annotation_put (self, "type", "AnnotationCollection");
  quoth_web_annotation_put (self, "label", article->name);
  quoth_json_writer_end_object (&self->json);
  quoth_json_writer_key (&self->json, "startIndex");
  quoth_json_writer_int (&self->json, 0);
  quoth_json_writer_key (&self->json, "items");
  quoth_json_writer_begin_array (&self->json);
  quoth_web_annotation_put_items (self);
  quoth_json_writer_end_array (&self->json);
  quoth_json_writer_end_object (&self->json);
  g_string_append_c (self->writer->out, '\n');
}

static gboolean
save_text (QuothText   *text,
           const char  *path,
           GError     **error)
{
  const char *utf8 = quoth_text_get_utf8 (text);
  g_autofree char *marked = NULL;

  /* Readers take one mark off: that of the text must not be it. */
  if (!g_str_has_prefix (utf8, BYTE_ORDER_MARK))
    return quoth_format_save (path, utf8, quoth_text_get_n_bytes (text), error);
  marked = g_strconcat (BYTE_ORDER_MARK, utf8, NULL);
  return quoth_format_save (path, marked, strlen (marked), error);
}

/* All of @data, which is the work of @layer; NULL for all layers in one file. */
static gboolean
write_page (Writer            *self,
            QuothArticleData  *data,
            const char        *document,
            const char        *layer,
            GError           **error)
{
  g_autofree char *text_name = g_strconcat (document, ".txt", NULL);
  g_autofree char *page_name = g_strconcat (document, ".jsonld", NULL);
  g_autofree char *folder = NULL;
  g_autofree char *text_path = NULL;
  g_autofree char *page_path = NULL;
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  Page page = { .writer = self, .data = data, .layer = layer, .source = text_name, .ids = ids };

  for (guint i = 0; i < data->annotations->len; i++)
    g_hash_table_add (ids, ((QuothAnnotation *) data->annotations->pdata[i])->id);
  g_string_truncate (self->out, 0);
  put_page (&page);
  if (self->options.dry_run)
    return TRUE;
  folder = quoth_format_layer_folder (&self->options, layer, error);
  if (folder == NULL)
    return FALSE;
  text_path = g_build_filename (folder, text_name, NULL);
  page_path = g_build_filename (folder, page_name, NULL);
  return save_text (data->text, text_path, error)
         && quoth_format_save (page_path, self->out->str, self->out->len, error);
}

gboolean
quoth_web_annotation_article (gpointer           state,
                              QuothArticleData  *data,
                              GError           **error)
{
  Writer *self = state;
  g_autofree char *document = quoth_format_safe_name (data->article->id, self->documents);
  g_autoptr (GPtrArray) layers = quoth_format_list_layers (data);
  g_autoptr (GPtrArray) parts = quoth_format_split_layers (data, layers);

  if (!self->options.layer_folders || layers->len == 0)
    return write_page (self, data, document, NULL, error);
  for (guint i = 0; i < layers->len; i++)
    if (!write_page (self, parts->pdata[i], document, layers->pdata[i], error))
      return FALSE;
  return TRUE;
}
