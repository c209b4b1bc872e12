/* quoth-export.c - streams a corpus through a format's writers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-export"

#include "config.h"

#include "quoth-export.h"
#include "quoth-export-private.h"
#include "quoth-writer.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Of index.csv, written at once. */
#define BUFFER_BYTES (64 * 1024)

/* A folder that one writer fills: the whole export, or a split. */
typedef struct
{
  char        *path;
  QuothWriter *writer;   /* nullable */
  GString     *index;
  int          index_fd; /* -1: not wanted */
  gboolean     used;     /* has an article */
} Part;

typedef struct
{
  const QuothFormat        *format;
  const QuothExportOptions *options;
  QuothScheme              *scheme;
  QuothRegistry            *registry;
  QuothExportReport        *report;
  QuothProgress            *progress;
  QuothSplitter            *splitter; /* nullable */
  QuothLosses               losses;
  GHashTable               *mentioned; /* nullable: ids of entities that mentions point to */
  GArray                   *parts;    /* of Part */
  gboolean                  dry_run;
} Export;

void
quoth_export_report_free (QuothExportReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->losses);
  g_free (self);
}

static void
export_clear (Export *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = &g_array_index (self->parts, Part, i);

      quoth_writer_free (part->writer);
      if (part->index_fd >= 0)
        close (part->index_fd);
      g_string_free (part->index, TRUE);
      g_free (part->path);
    }
  g_array_unref (self->parts);
  quoth_losses_clear (&self->losses);
  g_clear_pointer (&self->mentioned, g_hash_table_unref);
  g_clear_pointer (&self->splitter, quoth_splitter_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static gboolean
fail (GError     **error,
      const char  *path)
{
  g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_IO, "%s: %s", path,
               g_strerror (errno));
  return FALSE;
}

static gboolean
open_index (Part    *part,
            GError **error)
{
  g_autofree char *path = g_build_filename (part->path, "index.csv", NULL);

  part->index_fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (part->index_fd < 0)
    return fail (error, path);
  g_string_append (part->index, "document,id,name\n");
  return TRUE;
}

static gboolean
flush_index (Part    *part,
             gsize    enough,
             GError **error)
{
  if (part->index_fd < 0 || part->index->len < enough)
    return TRUE;
  if (!quoth_format_write (part->index_fd, part->path, part->index->str, part->index->len, error))
    return FALSE;
  g_string_truncate (part->index, 0);
  return TRUE;
}

static gboolean
add_part (Export      *self,
          const char  *folder,
          const char  *name,
          GError     **error)
{
  Part empty = { .path = g_build_filename (folder, name, NULL), .index_fd = -1 };
  const QuothExportOptions *options = self->options;
  QuothWriteOptions write = {
    .scheme = self->scheme,
    .zones = options->zones,
    .layer_folders = options->layer == NULL
                     && (options->layers == NULL || g_strv_length ((char **) options->layers) != 1),
    .flags = options->flags,
    .without_text = options->without_text,
    .dry_run = self->dry_run,
  };
  Part *part;

  empty.index = g_string_new (NULL);
  g_array_append_val (self->parts, empty);
  part = &g_array_index (self->parts, Part, self->parts->len - 1);
  if (name != NULL && g_mkdir (part->path, 0777) != 0)
    return fail (error, part->path);
  if (self->format->names_documents && !self->dry_run && !open_index (part, error))
    return FALSE;
  write.path = part->path;
  part->writer = quoth_writer_new (self->format, &write, quoth_losses_add, &self->losses, error);
  return part->writer != NULL;
}

static gboolean
add_parts (Export      *self,
           const char  *folder,
           GError     **error)
{
  if (self->options->n_splits == 0)
    return add_part (self, folder, NULL, error);
  for (guint i = 0; i < self->options->n_splits; i++)
    if (!add_part (self, folder, self->options->splits[i].name, error))
      return FALSE;
  return TRUE;
}

static int
compare_entities (gconstpointer a,
                  gconstpointer b)
{
  const QuothEntity *left = *(const QuothEntity *const *) a;
  const QuothEntity *right = *(const QuothEntity *const *) b;

  return strcmp (left->id, right->id);
}

/* A note in the registry may repeat any of the texts, and is written before they are read. */
static gboolean
loses_note (Export            *self,
            const QuothEntity *entity)
{
  return self->options->without_text && entity->note != NULL;
}

static gboolean
write_entity (Export       *self,
              QuothEntity  *entity,
              GError      **error)
{
  g_autoptr (QuothEntity) bare = loses_note (self, entity) ? quoth_entity_copy (entity)
                                                           : quoth_entity_ref (entity);

  if (bare != entity)
    quoth_entity_set_note (bare, NULL);
  for (guint k = 0; k < self->parts->len; k++)
    if (!quoth_writer_add_entity (g_array_index (self->parts, Part, k).writer, bare, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_entities (Export  *self,
                GError **error)
{
  g_autoptr (GPtrArray) entities = NULL;

  if (self->format->entity == NULL)
    return TRUE;
  entities = quoth_registry_list (self->registry, NULL);
  g_ptr_array_sort (entities, compare_entities);
  for (guint i = 0; i < entities->len; i++)
    if (!write_entity (self, entities->pdata[i], error))
      return FALSE;
  return TRUE;
}

static void
append_csv (GString    *out,
            const char *field)
{
  if (strpbrk (field, ",\"\r\n") == NULL)
    {
      g_string_append (out, field);
      return;
    }
  g_string_append_c (out, '"');
  for (const char *p = field; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static gboolean
index_document (Part          *part,
                QuothArticle  *article,
                GError       **error)
{
  if (part->index_fd < 0)
    return TRUE;
  g_string_append (part->index, quoth_writer_get_document (part->writer));
  g_string_append_c (part->index, ',');
  append_csv (part->index, article->id);
  g_string_append_c (part->index, ',');
  append_csv (part->index, article->name);
  g_string_append_c (part->index, '\n');
  return flush_index (part, BUFFER_BYTES, error);
}

/* Only living entities are exported: a mention of one that was merged means its heir. */
static void
follow_heirs (Export           *self,
              QuothArticleData *data)
{
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];
      QuothEntity *heir;

      if (annotation->entity == NULL)
        continue;
      heir = quoth_registry_resolve (self->registry, annotation->entity);
      if (heir != NULL && self->mentioned != NULL)
        g_hash_table_add (self->mentioned, heir->id);
      if (heir == NULL || strcmp (heir->id, annotation->entity) == 0)
        continue;
      data->annotations->pdata[i] = quoth_annotation_copy (annotation);
      quoth_annotation_set_entity (data->annotations->pdata[i], heir->id);
      quoth_annotation_unref (annotation);
    }
}

/* Formats that know entities by their mentions alone lose the rest of the registry. */
static void
lose_of_registry (Export *self)
{
  g_autoptr (GPtrArray) entities = NULL;

  if (self->format->entity == NULL && self->mentioned == NULL)
    return;
  entities = quoth_registry_list (self->registry, NULL);
  g_ptr_array_sort (entities, compare_entities);
  for (guint i = 0; i < entities->len; i++)
    {
      const QuothEntity *entity = entities->pdata[i];

      if (self->mentioned != NULL && !g_hash_table_contains (self->mentioned, entity->id))
        quoth_losses_add (&self->losses, NULL, entity->id, "no mention points to it");
      if (self->format->entity != NULL && loses_note (self, entity))
        quoth_losses_add (&self->losses, NULL, entity->id, "its note may repeat a text");
    }
}

static gboolean
article_cb (QuothArticleData  *data,
            gpointer           user_data,
            GError           **error)
{
  Export *self = user_data;
  g_autoptr (QuothArticleData) body = NULL;
  guint split = 0;
  Part *part;

  if (quoth_progress_set_error_if_cancelled (self->progress, error))
    return FALSE;
  if (self->splitter != NULL)
    split = quoth_splitter_lookup (self->splitter, data->article->id);
  part = &g_array_index (self->parts, Part, split);
  follow_heirs (self, data);
  if (self->options->without_remarks)
    quoth_export_drop_remarks (data, NULL, NULL);
  else if (!self->format->keeps_remarks)
    quoth_export_drop_remarks (data, quoth_losses_add, &self->losses);
  if (self->options->zones == QUOTH_ZONES_BODY)
    data = body = quoth_export_body_only (data, self->scheme, quoth_losses_add, &self->losses);
  if (self->options->without_text)
    quoth_export_drop_words (data, quoth_losses_add, &self->losses);
  if (!quoth_writer_add_article (part->writer, data, error)
      || !index_document (part, data->article, error))
    return FALSE;
  part->used = TRUE;
  self->report->n_articles++;
  self->report->n_annotations += data->annotations->len;
  return TRUE;
}

static gboolean
finish_parts (Export  *self,
              GError **error)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = &g_array_index (self->parts, Part, i);

      self->report->n_empty_splits += self->options->n_splits > 0 && !part->used;
      if (!quoth_writer_end (part->writer, error)
          || !flush_index (part, 0, error))
        return FALSE;
      if (part->index_fd >= 0 && close (part->index_fd) != 0)
        {
          part->index_fd = -1;
          return fail (error, part->path);
        }
      part->index_fd = -1;
    }
  lose_of_registry (self);
  return quoth_losses_finish (&self->losses, error);
}

static const QuothFormat *
lookup_writer (const char                *name,
               const QuothExportOptions  *options,
               GError                   **error)
{
  const QuothFormat *format = quoth_formats_lookup (name);

  if (format == NULL)
    g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_UNKNOWN, "no format \"%s\"", name);
  else if (format->article == NULL)
    g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_UNKNOWN,
                 "format \"%s\" cannot be exported", name);
  else if (options->without_text && !format->textless)
    g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_UNKNOWN,
                 "format \"%s\" cannot be written without the text", name);
  else
    return format;
  return NULL;
}

/* Everything but the move into place. */
static QuothExportReport *
export_into (QuothProject              *project,
             const QuothFormat         *format,
             const char                *folder,
             const QuothExportOptions  *options,
             gboolean                   dry_run,
             QuothProgress             *progress,
             GError                   **error)
{
  g_autoptr (QuothExportReport) report = g_new0 (QuothExportReport, 1);
  g_auto (Export) self = {
    .format = format,
    .options = options,
    .scheme = quoth_project_get_scheme (project),
    .registry = quoth_project_get_registry (project),
    .report = report,
    .progress = progress,
    .parts = g_array_new (FALSE, FALSE, sizeof (Part)),
    .dry_run = dry_run,
  };
  const char *one_layer[] = { options->layer, NULL };
  const char *const *layers = options->layers;
  gboolean older = format->keeps_versions && !options->without_older && options->n_splits == 0;

  if (layers == NULL && options->layer != NULL)
    layers = one_layer;
  report->losses = g_ptr_array_new_with_free_func (g_free);
  quoth_losses_init (&self.losses, folder, report, dry_run);
  /* Whoever chooses a layer or the body leaves out entities on purpose. */
  if (!format->keeps_registry && options->layer == NULL && options->layers == NULL
      && options->zones == QUOTH_ZONES_ALL)
    self.mentioned = g_hash_table_new (g_str_hash, g_str_equal);
  if (options->n_splits > 0 && !dry_run)
    {
      self.splitter = quoth_splitter_new (project, options, progress, error);
      if (self.splitter == NULL)
        return NULL;
    }
  if (!add_parts (&self, folder, error)
      || !write_entities (&self, error)
      || !(older ? quoth_project_foreach_version : quoth_project_foreach_article)
            (project, layers, progress, article_cb, &self, error)
      || !finish_parts (&self, error))
    return NULL;
  return g_steal_pointer (&report);
}

/**
 * quoth_export_run:
 * @project: what to export, on a connection of the calling thread
 * @format: a format's name
 * @path: a folder: a new one, an empty one, or one that holds an earlier export in the
 *   same format and nothing else, which is replaced
 * @options: (nullable): what to export
 * @progress: (nullable): counts articles, stops the export
 * @error: return location for a #QuothFormatError, %QUOTH_PROJECT_ERROR_EXISTS or
 *   %G_IO_ERROR_CANCELLED; then @path is as it was
 *
 * Returns: (transfer full) (nullable): what was written and what was lost
 */
QuothExportReport *
quoth_export_run (QuothProject              *project,
                  const char                *format,
                  const char                *path,
                  const QuothExportOptions  *options,
                  QuothProgress             *progress,
                  GError                   **error)
{
  const QuothExportOptions defaults = { NULL };
  g_autoptr (QuothExportReport) report = NULL;
  g_autofree char *temporary = NULL;
  g_autofree char *target = NULL;
  const QuothFormat *writer;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && format != NULL && path != NULL, NULL);

  options = options != NULL ? options : &defaults;
  target = g_canonicalize_filename (path, NULL);
  writer = lookup_writer (format, options, error);
  if (writer == NULL || !quoth_splits_check (options, error)
      || !quoth_export_target_check (target, writer, error))
    return NULL;
  temporary = quoth_export_target_begin (target, error);
  if (temporary == NULL)
    return NULL;
  report = export_into (project, writer, temporary, options, FALSE, progress, error);
  if (report != NULL && quoth_export_target_commit (temporary, target, error))
    return g_steal_pointer (&report);
  quoth_export_remove_tree (temporary);
  return NULL;
}

/**
 * quoth_export_preview:
 * @project: what would be exported
 * @format: a format's name
 * @options: (nullable): as for quoth_export_run()
 * @progress: (nullable): counts articles, stops the preview
 * @error: return location for a #QuothFormatError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what quoth_export_run() would report
 */
QuothExportReport *
quoth_export_preview (QuothProject              *project,
                      const char                *format,
                      const QuothExportOptions  *options,
                      QuothProgress             *progress,
                      GError                   **error)
{
  const QuothExportOptions defaults = { NULL };
  QuothExportOptions whole;
  QuothExportReport *report;
  g_autofree char *temporary = NULL;
  const QuothFormat *writer;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && format != NULL, NULL);

  /* Splits change where articles go, not what is lost. */
  whole = options != NULL ? *options : defaults;
  whole.n_splits = 0;
  writer = lookup_writer (format, &whole, error);
  if (writer == NULL)
    return NULL;
  /* For writers that do not know of a dry run. */
  temporary = g_dir_make_tmp ("quoth-preview-XXXXXX", error);
  if (temporary == NULL)
    return NULL;
  report = export_into (project, writer, temporary, &whole, TRUE, progress, error);
  quoth_export_remove_tree (temporary);
  return report;
}
