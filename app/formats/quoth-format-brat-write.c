/* quoth-format-brat-write.c - writes brat standoff
 *
 * One folder per layer, DOC.txt and DOC.ann in it, one annotation.conf above all:
 *
 *   T1  claim 0 12;20 31<TAB>text text      parts, cut at line ends too
 *   R1  speaker Arg1:T1 Arg2:T2             a link, from the annotation to its target
 *   A1  quote_type T1 direct                a choice; without a value, a flag
 *   N1  Reference T2 Wikidata:Q42<TAB>name  the entity; Quoth:ID where it has no such id
 *   #1  AnnotatorNotes T1<TAB>topic=…       free text; name:json=… for any other value
 *   #2  AnnotatorNotes T1<TAB>…             the note; note=… where it could be read as another
 *   #3  AnnotatorNotes R1<TAB>certainty=…   attributes of a link
 *   #4  AnnotatorNotes T1<TAB>quoth:comment:anna=…  what somebody says about the annotation
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format-brat"

#include "config.h"

#include "quoth-format-brat-write-private.h"
#include "quoth-json-writer.h"

#include <string.h>

static void
writer_free (QuothBratWriter *self)
{
  g_free (self->path);
  quoth_scheme_unref (self->scheme);
  quoth_brat_names_free (self->names);
  g_hash_table_unref (self->wide);
  g_hash_table_unref (self->documents);
  g_hash_table_unref (self->entities);
  g_ptr_array_unref (self->comments);
  g_hash_table_unref (self->told);
  g_string_free (self->out, TRUE);
  g_string_free (self->later, TRUE);
  g_free (self);
}

/* The scheme's names come first, so that they keep their spelling before any other. */
static void
learn_scheme (QuothBratWriter *self)
{
  static const char *const kinds[] = { "span", "mention", "claim" };
  static const char *const sorts[] = { "single", "multiple", "text", "number", "date", "flag" };

  for (guint i = 0; i < quoth_scheme_get_n_types (self->scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (self->scheme, i);

      quoth_brat_names_declare (self->names, QUOTH_BRAT_TYPE, type->id, kinds[type->kind]);
    }
  for (guint i = 0; i < quoth_scheme_get_n_attributes (self->scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (self->scheme, i);

      quoth_brat_names_declare (self->names, QUOTH_BRAT_ATTRIBUTE, attribute->id,
                                sorts[attribute->kind]);
      for (guint j = 0; j < attribute->values->len; j++)
        quoth_brat_names_to_brat (self->names, QUOTH_BRAT_VALUE,
                                  ((QuothValue *) attribute->values->pdata[j])->id);
    }
  for (guint i = 0; i < quoth_scheme_get_n_roles (self->scheme); i++)
    quoth_brat_names_to_brat (self->names, QUOTH_BRAT_ROLE,
                              quoth_scheme_get_role_at (self->scheme, i)->id);
}

gpointer
quoth_brat_writer_begin (const QuothWriteOptions  *options,
                         QuothLossFunc             loss,
                         gpointer                  loss_data,
                         GError                  **error)
{
  QuothBratWriter *self = g_new0 (QuothBratWriter, 1);

  self->options = *options;
  self->path = g_strdup (options->path);
  self->options.path = self->path;
  self->scheme = quoth_scheme_ref (options->scheme);
  self->loss = loss;
  self->loss_data = loss_data;
  self->names = quoth_brat_names_new ();
  self->wide = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->entities = quoth_format_entities_new ();
  self->comments = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  self->told = g_hash_table_new (NULL, NULL);
  self->out = g_string_new (NULL);
  self->later = g_string_new (NULL);
  learn_scheme (self);
  return self;
}

gboolean
quoth_brat_writer_entity (gpointer      state,
                          QuothEntity  *entity,
                          GError      **error)
{
  QuothBratWriter *self = state;

  quoth_format_entities_add (self->entities, entity);
  return TRUE;
}

static int
compare_annotations (gconstpointer a,
                     gconstpointer b)
{
  QuothAnnotation *left = *(QuothAnnotation *const *) a;
  QuothAnnotation *right = *(QuothAnnotation *const *) b;
  guint left_start = quoth_annotation_get_start (left);
  guint right_start = quoth_annotation_get_start (right);
  guint left_end = quoth_annotation_get_end (left);
  guint right_end = quoth_annotation_get_end (right);

  if (left_start != right_start)
    return left_start < right_start ? -1 : 1;
  if (left_end != right_end)
    return left_end > right_end ? -1 : 1;
  return strcmp (left->id, right->id);
}

/* By place: the file is read by people, too. */
static GPtrArray *
sort_annotations (GPtrArray *annotations)
{
  GPtrArray *sorted = g_ptr_array_new ();

  g_ptr_array_extend (sorted, annotations, NULL, NULL);
  g_ptr_array_sort (sorted, compare_annotations);
  return sorted;
}

static void
write_spans (QuothBratFile *self)
{
  QuothBratWriter *writer = self->writer;
  g_autoptr (GPtrArray) sorted = sort_annotations (self->data->annotations);

  for (guint i = 0; i < sorted->len; i++)
    {
      QuothAnnotation *annotation = sorted->pdata[i];
      gsize before = writer->out->len;

      quoth_standoff_append_begin (writer->out, 'T', self->written->len + 1,
                                   quoth_brat_names_to_brat (writer->names, QUOTH_BRAT_TYPE,
                                                             annotation->type));
      if (!quoth_standoff_text_append (self->text, annotation->parts, annotation->n_parts,
                                       writer->out))
        {
          g_string_truncate (writer->out, before);
          writer->loss (writer->loss_data, self->data->article->id, annotation->id,
                        "covers nothing but line ends");
          continue;
        }
      quoth_json_append_literal (writer->out, "\n");
      g_ptr_array_add (self->written, annotation);
      g_hash_table_insert (self->numbers, annotation->id, GUINT_TO_POINTER (self->written->len));
    }
}

static gboolean
save (QuothBratWriter *self,
      const char      *folder,
      const char      *document,
      const char      *extension,
      const char      *bytes,
      gsize            n_bytes,
      GError         **error)
{
  g_autofree char *path = g_strconcat (folder, "/", document, extension, NULL);

  return quoth_format_save (path, bytes, n_bytes, error);
}

/* All of @data, which is the work of @layer; NULL for all layers in one file. */
static gboolean
write_file (QuothBratWriter   *self,
            QuothArticleData  *data,
            QuothStandoffText *text,
            const char        *document,
            const char        *layer,
            GError           **error)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) written = g_ptr_array_new ();
  g_autofree char *folder = NULL;
  g_autofree char *base = NULL;
  QuothBratFile file = { .writer = self, .data = data, .text = text, .numbers = numbers,
                .written = written };
  const char *utf8;
  gsize n_bytes;

  g_string_truncate (self->out, 0);
  g_string_truncate (self->later, 0);
  write_spans (&file);
  quoth_brat_write_remarks (&file);
  if (self->options.dry_run)
    return TRUE;
  folder = quoth_format_layer_folder (&self->options, layer, error);
  if (folder == NULL)
    return FALSE;
  if (layer != NULL)
    {
      base = g_path_get_basename (folder);
      quoth_brat_names_set (self->names, QUOTH_BRAT_LAYER, base, layer, NULL);
    }
  g_string_append_len (self->out, self->later->str, (gssize) self->later->len);
  utf8 = quoth_standoff_text_get (text, &n_bytes);
  return save (self, folder, document, ".txt", utf8, n_bytes, error)
         && save (self, folder, document, ".ann", self->out->str, self->out->len, error);
}

static gboolean
write_files (QuothBratWriter   *self,
             QuothArticleData  *data,
             const char        *document,
             QuothStandoffText *text,
             GError           **error)
{
  g_autoptr (GPtrArray) layers = quoth_format_list_layers (data);
  g_autoptr (GPtrArray) parts = quoth_format_split_layers (data, layers);

  if (!self->options.layer_folders || layers->len == 0)
    {
      if (layers->len == 1)
        quoth_brat_names_set (self->names, QUOTH_BRAT_LAYER, ".", layers->pdata[0], NULL);
      return write_file (self, data, text, document, NULL, error);
    }
  for (guint i = 0; i < layers->len; i++)
    if (!write_file (self, parts->pdata[i], text, document, layers->pdata[i], error))
      return FALSE;
  return TRUE;
}

gboolean
quoth_brat_writer_article (gpointer           state,
                           QuothArticleData  *data,
                           GError           **error)
{
  QuothBratWriter *self = state;
  g_autofree char *document = quoth_format_safe_name (data->article->id, self->documents);
  g_auto (QuothStandoffText) text = { 0 };

  quoth_standoff_text_init (&text, data->text);
  quoth_brat_take_comments (self, data);
  if (!write_files (self, data, document, &text, error))
    return FALSE;
  quoth_brat_tell_comments (self, data);
  return TRUE;
}

gboolean
quoth_brat_writer_finish (gpointer   state,
                          gboolean   ok,
                          GError   **error)
{
  QuothBratWriter *self = state;

  if (ok && !self->options.dry_run)
    {
      g_string_truncate (self->out, 0);
      quoth_brat_append_conf (self->names, self->scheme, self->wide, self->out);
      ok = save (self, self->path, "annotation", ".conf", self->out->str, self->out->len, error);
    }
  writer_free (self);
  return ok;
}
