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

typedef QuothWebAnnotationPage Page;

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
save_text (QuothWriter      *self,
           const QuothView  *view,
           GError          **error)
{
  const char *utf8 = quoth_text_get_utf8 (view->data->text);
  gsize n_bytes = quoth_text_get_n_bytes (view->data->text);
  g_autofree char *marked = NULL;

  /* Readers take one mark off: that of the text must not be it. */
  if (!g_str_has_prefix (utf8, BYTE_ORDER_MARK))
    return quoth_writer_save (self, view, ".txt", utf8, n_bytes, error);
  marked = g_strconcat (BYTE_ORDER_MARK, utf8, NULL);
  return quoth_writer_save (self, view, ".txt", marked, strlen (marked), error);
}

static gboolean
write_page (gpointer          writer,
            const QuothView  *view,
            GError          **error)
{
  QuothWriter *self = writer;
  QuothArticleData *data = view->data;
  g_autofree char *source = g_strconcat (quoth_writer_get_document (self), ".txt", NULL);
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  Page page = { .writer = self, .data = data, .layer = view->folder, .source = source,
                .ids = ids };

  for (guint i = 0; i < data->annotations->len; i++)
    g_hash_table_add (ids, ((QuothAnnotation *) data->annotations->pdata[i])->id);
  if (!save_text (self, view, error)
      || !quoth_writer_begin_file (self, view, ".jsonld", &page.file, error))
    return FALSE;
  put_page (&page);
  return quoth_writer_end_file (&page.file, error);
}

gboolean
quoth_web_annotation_article (gpointer           writer,
                              QuothArticleData  *data,
                              GError           **error)
{
  return quoth_writer_each_view (writer, data, write_page, error);
}
