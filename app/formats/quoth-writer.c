/* quoth-writer.c - what every export has in hand, whatever its format
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-writer"

#include "config.h"

#include "quoth-writer.h"

#include "quoth-formats-private.h"

static void
output_free (gpointer data)
{
  QuothOutput *output = data;

  quoth_output_finish (output, FALSE, NULL);
  g_free (output);
}

/**
 * quoth_writer_new:
 * @format: a format that can be exported
 * @options: what to write, and where
 * @loss: (nullable) (scope forever): is told what cannot be written
 * @loss_data: for @loss
 * @error: return location for a #QuothFormatError
 *
 * Begins an export into the folder of @options. Entities come first, then articles.
 *
 * Returns: (transfer full) (nullable): the writer, for quoth_writer_free()
 */
QuothWriter *
quoth_writer_new (const QuothFormat        *format,
                  const QuothWriteOptions  *options,
                  QuothLossFunc             loss,
                  gpointer                  loss_data,
                  GError                  **error)
{
  g_autoptr (QuothWriter) self = NULL;

  g_return_val_if_fail (format != NULL && format->article != NULL && options != NULL, NULL);

  self = g_malloc0 (format->writer_size);
  self->format = format;
  self->options = *options;
  self->options.path = g_strdup (options->path);
  if (options->scheme != NULL)
    quoth_scheme_ref (options->scheme);
  self->entities = quoth_format_entities_new ();
  self->out = g_string_new (NULL);
  self->reasons = g_string_new (NULL);
  self->loss = loss;
  self->loss_data = loss_data;
  self->documents = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->outputs = g_ptr_array_new_with_free_func (output_free);
  self->by_layer = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (format->start != NULL && !format->start (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
quoth_writer_free (QuothWriter *self)
{
  if (self == NULL)
    return;
  if (self->format->clear != NULL)
    self->format->clear (self);
  g_hash_table_unref (self->by_layer);
  g_ptr_array_unref (self->outputs);
  g_hash_table_unref (self->documents);
  g_free (self->document);
  g_string_free (self->reasons, TRUE);
  g_string_free (self->out, TRUE);
  g_hash_table_unref (self->entities);
  g_clear_pointer (&self->options.scheme, quoth_scheme_unref);
  g_free ((char *) self->options.path);
  g_free (self);
}

/**
 * quoth_writer_add_entity:
 * @self: a writer
 * @entity: an entity
 * @error: return location for a #QuothFormatError
 *
 * Returns: %TRUE when it was taken; a format that knows of no entities takes all
 */
gboolean
quoth_writer_add_entity (QuothWriter  *self,
                         QuothEntity  *entity,
                         GError      **error)
{
  return self->format->entity == NULL || self->format->entity (self, entity, error);
}

/**
 * quoth_writer_add_article:
 * @self: a writer
 * @data: an article
 * @error: return location for a #QuothFormatError
 *
 * Returns: %TRUE when it was written
 */
gboolean
quoth_writer_add_article (QuothWriter       *self,
                          QuothArticleData  *data,
                          GError           **error)
{
  g_clear_pointer (&self->document, g_free);
  self->data = data;
  return self->format->article (self, data, error);
}

/**
 * quoth_writer_end:
 * @self: a writer, of which nothing more is wanted
 * @error: return location for a #QuothFormatError
 *
 * Writes what stands at the end of files, and the files that tell of all articles.
 *
 * Returns: %TRUE when the export is whole
 */
gboolean
quoth_writer_end (QuothWriter  *self,
                  GError      **error)
{
  if (self->format->end != NULL && !self->format->end (self, error))
    return FALSE;
  for (guint i = 0; i < self->outputs->len; i++)
    if (!quoth_output_finish (self->outputs->pdata[i], TRUE, error))
      return FALSE;
  return TRUE;
}

/**
 * quoth_writer_get_document:
 * @self: a writer that was given an article
 *
 * Returns: (transfer none): the name of that article's files, without their endings
 */
const char *
quoth_writer_get_document (QuothWriter *self)
{
  if (self->document == NULL)
    self->document = quoth_format_safe_name (self->data->article->id, self->documents);
  return self->document;
}

/**
 * quoth_writer_keep_entity:
 * @writer: a writer
 * @entity: an entity
 * @error: not used
 *
 * What a format does with entities that only looks up those of mentions.
 *
 * Returns: %TRUE
 */
gboolean
quoth_writer_keep_entity (gpointer      writer,
                          QuothEntity  *entity,
                          GError      **error)
{
  QuothWriter *self = writer;

  quoth_format_entities_add (self->entities, entity);
  return TRUE;
}

/**
 * quoth_writer_lose:
 * @writer: a writer
 * @id: of what is lost of the article: an annotation, or the article
 * @reason: why, or what of it
 */
void
quoth_writer_lose (gpointer    writer,
                   const char *id,
                   const char *reason)
{
  QuothWriter *self = writer;

  if (self->loss != NULL)
    self->loss (self->loss_data, self->data->article->id, id, reason);
}

/**
 * quoth_writer_is_claim:
 * @writer: a writer
 * @annotation: an annotation of the article
 *
 * Returns: whether its type is a claim's
 */
gboolean
quoth_writer_is_claim (gpointer         writer,
                       QuothAnnotation *annotation)
{
  QuothWriter *self = writer;
  const QuothType *type = quoth_scheme_lookup_type (self->options.scheme, annotation->type);

  return type != NULL && type->kind == QUOTH_TYPE_KIND_CLAIM;
}

/**
 * quoth_writer_each_view:
 * @writer: a writer
 * @data: the article
 * @write: writes it
 * @error: return location for what @write reports
 *
 * Calls @write once for each layer when layers have folders, else once for all of them.
 *
 * Returns: %FALSE as soon as @write does
 */
gboolean
quoth_writer_each_view (gpointer           writer,
                        QuothArticleData  *data,
                        QuothViewFunc      write,
                        GError           **error)
{
  QuothWriter *self = writer;
  g_autoptr (GPtrArray) layers = quoth_format_list_layers (data);
  g_autoptr (GPtrArray) parts = NULL;

  if (!self->options.layer_folders || layers->len == 0)
    return write (writer, &(QuothView) { data, layers->len == 1 ? layers->pdata[0] : NULL, NULL },
                  error);
  parts = quoth_format_split_layers (data, layers);
  for (guint i = 0; i < layers->len; i++)
    if (!write (writer, &(QuothView) { parts->pdata[i], layers->pdata[i], layers->pdata[i] },
                error))
      return FALSE;
  return TRUE;
}

/**
 * quoth_writer_get_folder:
 * @writer: a writer
 * @view: what goes into the folder
 * @error: return location for %QUOTH_FORMAT_ERROR_IO
 *
 * Returns: (transfer full) (nullable): a folder, which is there
 */
char *
quoth_writer_get_folder (gpointer          writer,
                         const QuothView  *view,
                         GError          **error)
{
  QuothWriter *self = writer;

  return quoth_format_layer_folder (&self->options, view->folder, error);
}

static char *
get_path (QuothWriter      *self,
          const QuothView  *view,
          const char       *ending,
          GError          **error)
{
  g_autofree char *folder = quoth_writer_get_folder (self, view, error);

  return folder == NULL ? NULL : g_strconcat (folder, G_DIR_SEPARATOR_S,
                                              quoth_writer_get_document (self), ending, NULL);
}

/**
 * quoth_writer_save:
 * @writer: a writer
 * @view: what is written
 * @ending: of the file's name: ".ann"
 * @bytes: what stands in the file
 * @n_bytes: how many
 * @error: return location for %QUOTH_FORMAT_ERROR_IO
 *
 * Writes a file of the article: "[LAYER/]DOCUMENT.ann". A dry run writes nothing.
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_writer_save (gpointer          writer,
                   const QuothView  *view,
                   const char       *ending,
                   const char       *bytes,
                   gsize             n_bytes,
                   GError          **error)
{
  QuothWriter *self = writer;
  g_autofree char *path = NULL;

  if (self->options.dry_run)
    return TRUE;
  path = get_path (self, view, ending, error);
  return path != NULL && quoth_format_save (path, bytes, n_bytes, error);
}

/**
 * quoth_writer_begin_file:
 * @writer: a writer
 * @view: what is written
 * @ending: of the file's name: ".ann"
 * @out_file: (out caller-allocates): the file, for quoth_writer_end_file()
 * @error: return location for %QUOTH_FORMAT_ERROR_IO
 *
 * Begins what quoth_writer_save() does at once.
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_writer_begin_file (gpointer          writer,
                         const QuothView  *view,
                         const char       *ending,
                         QuothOutput      *out_file,
                         GError          **error)
{
  QuothWriter *self = writer;

  *out_file = (QuothOutput) { .buffer = self->out, .dry_run = self->options.dry_run };
  g_string_truncate (self->out, 0);
  if (!self->options.dry_run)
    out_file->path = get_path (self, view, ending, error);
  return self->options.dry_run || out_file->path != NULL;
}

gboolean
quoth_writer_end_file (QuothOutput  *file,
                       GError      **error)
{
  gboolean ok = quoth_output_flush (file, 0, error);

  g_clear_pointer (&file->path, g_free);
  return ok;
}

/**
 * quoth_writer_open:
 * @writer: a writer
 * @folder: a folder that exists
 * @name: a file's name
 *
 * Begins a file that grows from article to article. It is finished by quoth_writer_end().
 *
 * Returns: (transfer none): the file
 */
QuothOutput *
quoth_writer_open (gpointer    writer,
                   const char *folder,
                   const char *name)
{
  QuothWriter *self = writer;
  QuothOutput *output = g_new0 (QuothOutput, 1);

  quoth_output_init (output, folder, name, self->options.dry_run);
  g_ptr_array_add (self->outputs, output);
  return output;
}

/**
 * quoth_writer_open_view:
 * @writer: a writer
 * @view: what is appended
 * @name: a file's name
 * @error: return location for %QUOTH_FORMAT_ERROR_IO
 *
 * Returns: (transfer none) (nullable): the file of the view's folder, begun when it is new
 */
QuothOutput *
quoth_writer_open_view (gpointer          writer,
                        const QuothView  *view,
                        const char       *name,
                        GError          **error)
{
  QuothWriter *self = writer;
  const char *key = view->folder != NULL ? view->folder : "";
  QuothOutput *output = g_hash_table_lookup (self->by_layer, key);
  g_autofree char *folder = NULL;

  if (output != NULL)
    return output;
  folder = quoth_writer_get_folder (self, view, error);
  if (folder == NULL)
    return NULL;
  output = quoth_writer_open (self, folder, name);
  g_hash_table_insert (self->by_layer, g_strdup (key), output);
  return output;
}

/**
 * quoth_writer_open_any:
 * @writer: a writer
 * @name: a file's name
 * @error: return location for %QUOTH_FORMAT_ERROR_IO
 *
 * Begins the file when no view has: an export without articles is a file all the same.
 *
 * Returns: %TRUE on success
 */
gboolean
quoth_writer_open_any (gpointer     writer,
                       const char  *name,
                       GError     **error)
{
  static const QuothView nothing = { NULL };
  QuothWriter *self = writer;

  return self->outputs->len > 0
         || quoth_writer_open_view (self, &nothing, name, error) != NULL;
}
