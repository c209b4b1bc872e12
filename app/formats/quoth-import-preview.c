/* quoth-import-preview.c - what an import would find, before anything is written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import"

#include "config.h"

#include "quoth-import-preview.h"

#include "quoth-import-private.h"
#include "quoth-import-preview-private.h"
#include "quoth-sort.h"

#include <string.h>

/* Enough to meet every label of a corpus that is worth a map, and quick. */
#define MAX_UNITS 50
#define MAX_ARTICLES 500
#define MAX_ANNOTATIONS 20000
#define MAX_TIME (2 * G_USEC_PER_SEC)
/* Probes that are nearer to each other than this cannot tell two formats apart. */
#define CERTAIN_LEAD 3

/* Stops the reader when there is enough to show. */
static gboolean
go_on (QuothLook  *self,
       GError    **error)
{
  if (self->deadline == 0)
    return TRUE;
  if (self->preview->n_articles < MAX_ARTICLES && self->preview->n_annotations < MAX_ANNOTATIONS
      && g_get_monotonic_time () < self->deadline)
    return TRUE;
  self->enough = TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "enough was read");
  return FALSE;
}

static gboolean
scheme_cb (gpointer      user_data,
           QuothScheme  *scheme,
           GError      **error)
{
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    quoth_look_count_label (user_data, QUOTH_LABEL_TYPE,
                            quoth_scheme_get_type_at (scheme, i)->id, 0);
  for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
    quoth_look_count_label (user_data, QUOTH_LABEL_ATTRIBUTE,
                            quoth_scheme_get_attribute_at (scheme, i)->id, 0);
  for (guint i = 0; i < quoth_scheme_get_n_roles (scheme); i++)
    quoth_look_count_label (user_data, QUOTH_LABEL_ROLE,
                            quoth_scheme_get_role_at (scheme, i)->id, 0);
  return go_on (user_data, error);
}

static gboolean
entity_cb (gpointer      user_data,
           QuothEntity  *entity,
           GError      **error)
{
  return go_on (user_data, error);
}

static int
compare_places (gconstpointer a,
                gconstpointer b)
{
  QuothAnnotation *x = *(QuothAnnotation *const *) a;
  QuothAnnotation *y = *(QuothAnnotation *const *) b;
  guint start = quoth_annotation_get_start (x);
  guint other = quoth_annotation_get_start (y);

  if (start != other)
    return start < other ? -1 : 1;
  return g_strcmp0 (x->type, y->type);
}

static void
keep_first (QuothLook        *self,
            QuothArticleData *data)
{
  QuothImportPreview *preview = self->preview;

  preview->name = g_strdup (data->article->name);
  preview->text = quoth_text_ref (data->text);
  preview->n_chars = quoth_text_get_length (data->text);
  preview->beginning = quoth_text_slice (data->text, 0,
                                         MIN (QUOTH_PREVIEW_CHARS, preview->n_chars));
  for (guint i = 0; i < data->annotations->len; i++)
    g_ptr_array_add (preview->annotations, quoth_annotation_ref (data->annotations->pdata[i]));
  g_ptr_array_sort (preview->annotations, compare_places);
  if (preview->annotations->len > QUOTH_PREVIEW_ANNOTATIONS)
    g_ptr_array_set_size (preview->annotations, QUOTH_PREVIEW_ANNOTATIONS);
}

static gboolean
article_cb (gpointer           user_data,
            QuothArticleData  *data,
            GError           **error)
{
  QuothLook *self = user_data;

  if (self->preview->text == NULL)
    keep_first (self, data);
  self->preview->n_articles++;
  self->preview->n_annotations += data->annotations->len;
  quoth_look_count_attributes (self, data->article->tags);
  for (guint i = 0; i < data->layers->len; i++)
    g_hash_table_add (self->layers, g_strdup (((QuothLayer *) data->layers->pdata[i])->name));
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      quoth_look_count_label (self, QUOTH_LABEL_TYPE, annotation->type, 1);
      quoth_look_count_attributes (self, annotation->attributes);
      for (guint k = 0; k < annotation->n_links; k++)
        quoth_look_count_label (self, QUOTH_LABEL_ROLE, annotation->links[k].role, 1);
      if (!g_hash_table_contains (self->layers, annotation->layer))
        g_hash_table_add (self->layers, g_strdup (annotation->layer));
    }
  return go_on (self, error);
}

static void
notice_cb (gpointer    user_data,
           const char *path,
           guint       line,
           const char *message)
{
  quoth_import_report_notice (((QuothLook *) user_data)->preview->report, path, line, message);
}

static void
note_formats (QuothImportPreview *self,
              QuothProject       *project,
              QuothLabelMap      *given,
              GPtrArray          *units)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < units->len; i++)
    {
      const char *format = ((QuothUnit *) units->pdata[i])->format;
      g_autoptr (QuothLabelMap) map = NULL;

      if (!g_hash_table_add (seen, (gpointer) format))
        continue;
      g_ptr_array_add (self->formats, g_strdup (format));
      map = given != NULL ? quoth_label_map_copy (given)
                          : quoth_import_remembered_labels (project, format);
      if (map != NULL)
        quoth_label_map_add_all (self->remembered, map);
    }
  g_ptr_array_sort (self->formats, quoth_compare_strings);
}

static gboolean
look_at (QuothLook               *self,
         const QuothUnit         *unit,
         const QuothReadOptions  *options,
         QuothProgress           *progress,
         GError                 **error)
{
  const QuothSink sink = { scheme_cb, entity_cb, article_cb, notice_cb, self };
  g_autoptr (GError) local_error = NULL;

  if (quoth_formats_lookup (unit->format)->read (unit->path, options, &sink, progress, &local_error))
    {
      self->enough = !go_on (self, NULL);
      return TRUE;
    }
  if (self->enough)
    return TRUE;
  if (g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  quoth_import_report_refuse_unit (self->preview->report, unit->path, local_error->message);
  return TRUE;
}

/* The first unit is shown; of the others only those are read that may bring labels. */
static gboolean
look_at_all (QuothLook               *self,
             GPtrArray               *units,
             const QuothReadOptions  *options,
             QuothProgress           *progress,
             GError                 **error)
{
  guint n_read = 0;

  self->preview->complete = TRUE;
  for (guint i = 0; i < units->len; i++)
    {
      const QuothUnit *unit = units->pdata[i];

      if (quoth_progress_set_error_if_cancelled (progress, error))
        return FALSE;
      if (self->preview->text != NULL && quoth_formats_lookup (unit->format)->plain)
        {
          self->preview->complete = FALSE;
          continue;
        }
      if (self->enough || n_read == MAX_UNITS)
        break;
      if (!look_at (self, unit, options, progress, error))
        return FALSE;
      n_read++;
    }
  if (self->enough || n_read < units->len)
    self->preview->complete = FALSE;
  return TRUE;
}

static QuothImportPreview *
preview_new ( void)
{
  QuothImportPreview *self = g_new0 (QuothImportPreview, 1);

  self->formats = g_ptr_array_new_with_free_func (g_free);
  self->report = quoth_import_report_new ();
  self->guesses = g_array_new (FALSE, FALSE, sizeof (QuothPreviewGuess));
  self->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  self->labels = g_ptr_array_new_with_free_func (quoth_preview_label_free);
  self->layers = g_ptr_array_new_with_free_func (g_free);
  self->remembered = quoth_label_map_new ();
  return self;
}

static void
look_clear (QuothLook *self)
{
  for (guint i = 0; i < QUOTH_N_LABEL_KINDS; i++)
    g_hash_table_unref (self->labels[i]);
  g_hash_table_unref (self->layers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothLook, look_clear)

static void
finish (QuothLook *self)
{
  GHashTableIter iter;
  gpointer layer;

  g_hash_table_iter_init (&iter, self->layers);
  while (g_hash_table_iter_next (&iter, &layer, NULL))
    g_ptr_array_add (self->preview->layers, g_strdup (layer));
  g_ptr_array_sort (self->preview->layers, quoth_compare_strings);
  g_ptr_array_sort (self->preview->labels, quoth_preview_compare_labels);
}

/* Fills @preview with what is in @units, which are read to the end or as far as it takes. */
static gboolean
look (QuothImportPreview      *preview,
      QuothProject            *project,
      GPtrArray               *units,
      gboolean                 whole,
      const QuothReadOptions  *options,
      QuothProgress           *progress,
      GError                 **error)
{
  g_auto (QuothLook) look = {
    .preview = preview,
    .scheme = options->scheme,
    .layers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .deadline = whole ? 0 : g_get_monotonic_time () + MAX_TIME,
  };

  for (guint i = 0; i < QUOTH_N_LABEL_KINDS; i++)
    look.labels[i] = g_hash_table_new (g_str_hash, g_str_equal);
  preview->n_units = units->len;
  note_formats (preview, project, options->labels, units);
  if (units->len > 0)
    quoth_import_preview_note_first (preview, units->pdata[0], options->encoding);
  if (!look_at_all (&look, units, options, progress, error))
    return FALSE;
  finish (&look);
  return TRUE;
}

/**
 * quoth_import_preview:
 * @project: where the import would go, on a connection of the calling thread; not written
 * @paths: (array zero-terminated=1): files and folders
 * @format: (nullable): a format's name, or %NULL to detect
 * @options: (nullable): as for quoth_import_run(); a map of labels is not applied, but says
 *   instead of those that are remembered what labels become
 * @progress: (nullable): stops the preview
 * @error: return location for %QUOTH_FORMAT_ERROR_UNKNOWN or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what an import would find first
 */
QuothImportPreview *
quoth_import_preview (QuothProject            *project,
                      const char *const       *paths,
                      const char              *format,
                      const QuothReadOptions  *options,
                      QuothProgress           *progress,
                      GError                 **error)
{
  g_autoptr (QuothImportPreview) preview = preview_new ();
  g_autoptr (GPtrArray) units = NULL;
  QuothReadOptions all;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && paths != NULL, NULL);

  all = quoth_import_complete_options (project, options);
  all.paths = paths;
  units = quoth_import_plan (paths, format, preview->report, progress, error);
  if (units == NULL || !look (preview, project, units, FALSE, &all, progress, error))
    return NULL;
  return g_steal_pointer (&preview);
}

/* The same of one unit alone, all of it. @options are complete. */
QuothImportPreview *
quoth_import_preview_unit (QuothProject            *project,
                           QuothUnit               *unit,
                           const QuothReadOptions  *options,
                           QuothProgress           *progress,
                           GError                 **error)
{
  g_autoptr (QuothImportPreview) preview = preview_new ();
  g_autoptr (GPtrArray) units = g_ptr_array_new ();

  g_ptr_array_add (units, unit);
  if (!look (preview, project, units, TRUE, options, progress, error))
    return NULL;
  if (preview->path == NULL)
    preview->path = g_strdup (unit->path);
  return g_steal_pointer (&preview);
}

/**
 * quoth_import_preview_free:
 * @self: (transfer full) (nullable): a preview
 */
void
quoth_import_preview_free (QuothImportPreview *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->formats);
  quoth_import_report_free (self->report);
  g_free (self->path);
  g_array_unref (self->guesses);
  g_free (self->encoding);
  g_free (self->name);
  g_free (self->beginning);
  g_clear_pointer (&self->text, quoth_text_unref);
  g_ptr_array_unref (self->annotations);
  g_ptr_array_unref (self->labels);
  g_ptr_array_unref (self->layers);
  quoth_label_map_free (self->remembered);
  g_free (self);
}

/**
 * quoth_import_preview_asks:
 * @self: a preview
 *
 * Returns: whether the import is better not done without a look at @self
 */
gboolean
quoth_import_preview_asks (const QuothImportPreview *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < self->labels->len; i++)
    {
      const QuothPreviewLabel *label = self->labels->pdata[i];

      if (!label->known && !label->mapped)
        return TRUE;
    }
  return self->guesses->len > 1
         && g_array_index (self->guesses, QuothPreviewGuess, 0).certainty
            - g_array_index (self->guesses, QuothPreviewGuess, 1).certainty < CERTAIN_LEAD;
}
