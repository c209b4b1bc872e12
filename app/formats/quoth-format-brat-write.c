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

/* The scheme's names come first, so that they keep their spelling before any other. */
static void
learn_scheme (QuothBratWriter *self)
{
  QuothScheme *scheme = self->base.options.scheme;
  static const char *const kinds[] = { "span", "mention", "claim" };
  static const char *const sorts[] = { "single", "multiple", "text", "number", "date", "flag" };

  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *type = quoth_scheme_get_type_at (scheme, i);

      quoth_brat_names_declare (self->names, QUOTH_BRAT_TYPE, type->id, kinds[type->kind]);
    }
  for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (scheme, i);

      quoth_brat_names_declare (self->names, QUOTH_BRAT_ATTRIBUTE, attribute->id,
                                sorts[attribute->kind]);
      for (guint j = 0; j < attribute->values->len; j++)
        quoth_brat_names_to_brat (self->names, QUOTH_BRAT_VALUE,
                                  ((QuothValue *) attribute->values->pdata[j])->id);
    }
  for (guint i = 0; i < quoth_scheme_get_n_roles (scheme); i++)
    quoth_brat_names_to_brat (self->names, QUOTH_BRAT_ROLE,
                              quoth_scheme_get_role_at (scheme, i)->id);
}

gboolean
quoth_brat_writer_start (gpointer   writer,
                         GError   **error)
{
  QuothBratWriter *self = writer;

  self->names = quoth_brat_names_new ();
  self->wide = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->comments = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  self->told = g_hash_table_new (NULL, NULL);
  self->later = g_string_new (NULL);
  learn_scheme (self);
  return TRUE;
}

void
quoth_brat_writer_clear (gpointer writer)
{
  QuothBratWriter *self = writer;

  quoth_brat_names_free (self->names);
  g_hash_table_unref (self->wide);
  g_ptr_array_unref (self->comments);
  g_hash_table_unref (self->told);
  g_string_free (self->later, TRUE);
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
  GString *out = writer->base.out;
  g_autoptr (GPtrArray) sorted = sort_annotations (self->data->annotations);

  for (guint i = 0; i < sorted->len; i++)
    {
      QuothAnnotation *annotation = sorted->pdata[i];
      gsize before = out->len;

      quoth_standoff_append_begin (out, 'T', self->written->len + 1,
                                   quoth_brat_names_to_brat (writer->names, QUOTH_BRAT_TYPE,
                                                             annotation->type));
      if (!quoth_standoff_text_append (self->text, annotation->parts, annotation->n_parts,
                                       out))
        {
          g_string_truncate (out, before);
          quoth_writer_lose (writer, annotation->id,
                        "covers nothing but line ends");
          continue;
        }
      quoth_json_append_literal (out, "\n");
      g_ptr_array_add (self->written, annotation);
      g_hash_table_insert (self->numbers, annotation->id, GUINT_TO_POINTER (self->written->len));
      quoth_output_relieve (&self->output);
    }
}

/* How the folder of a layer is called, and what the layer is. */
static gboolean
name_layer (QuothBratWriter  *self,
            const QuothView  *view,
            GError          **error)
{
  g_autofree char *folder = NULL;
  g_autofree char *base = NULL;

  if (view->layer == NULL)
    return TRUE;
  folder = quoth_writer_get_folder (self, view, error);
  if (folder == NULL)
    return FALSE;
  base = view->folder != NULL ? g_path_get_basename (folder) : g_strdup (".");
  quoth_brat_names_set (self->names, QUOTH_BRAT_LAYER, base, view->layer, NULL);
  return TRUE;
}

static gboolean
write_file (gpointer          writer,
            const QuothView  *view,
            GError          **error)
{
  QuothBratWriter *self = writer;
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) written = g_ptr_array_new ();
  QuothBratFile file = { .writer = self, .data = view->data, .text = self->text,
                         .numbers = numbers, .written = written };
  const char *utf8;
  gsize n_bytes;

  if (!quoth_writer_begin_file (self, view, ".ann", &file.output, error))
    return FALSE;
  g_string_truncate (self->later, 0);
  write_spans (&file);
  quoth_brat_write_remarks (&file);
  g_string_append_len (self->base.out, self->later->str, (gssize) self->later->len);
  utf8 = quoth_standoff_text_get (self->text, &n_bytes);
  if (!quoth_writer_end_file (&file.output, error))
    return FALSE;
  return self->base.options.dry_run
         || (name_layer (self, view, error)
             && quoth_writer_save (self, view, ".txt", utf8, n_bytes, error));
}

gboolean
quoth_brat_writer_article (gpointer           writer,
                           QuothArticleData  *data,
                           GError           **error)
{
  QuothBratWriter *self = writer;
  g_auto (QuothStandoffText) text = { 0 };

  quoth_standoff_text_init (&text, data->text);
  self->text = &text;
  quoth_brat_take_comments (self, data);
  if (!quoth_writer_each_view (self, data, write_file, error))
    return FALSE;
  quoth_brat_tell_comments (self, data);
  return TRUE;
}

gboolean
quoth_brat_writer_end (gpointer   writer,
                       GError   **error)
{
  QuothBratWriter *self = writer;
  const QuothWriteOptions *options = &self->base.options;
  g_autoptr (GString) conf = g_string_new (NULL);
  g_autofree char *path = g_build_filename (options->path, "annotation.conf", NULL);

  if (options->dry_run)
    return TRUE;
  quoth_brat_append_conf (self->names, options->scheme, self->wide, conf);
  return quoth_format_save (path, conf->str, conf->len, error);
}
