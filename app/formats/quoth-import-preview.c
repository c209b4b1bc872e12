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
/* Labels are shown as rows; whoever brings more does not name types. */
#define MAX_LABELS 500

/* Probes that are nearer to each other than this cannot tell two formats apart. */
#define CERTAIN_LEAD 3

typedef struct
{
  QuothImportPreview *preview;
  QuothScheme        *scheme;
  GHashTable         *labels[QUOTH_N_LABEL_KINDS]; /* label → QuothPreviewLabel, borrowed */
  GHashTable         *layers;                      /* set of char*, owned */
  gint64              deadline;
  gboolean            enough; /* the reader was stopped by us */
} Look;

static void
label_free (gpointer data)
{
  g_free (((QuothPreviewLabel *) data)->label);
  g_free (data);
}

/* The attribute of the scheme that takes one of a list of values, or some of them, and
 * whose name or new name is @name; others take whatever comes. */
static const QuothAttribute *
find_choice (Look       *self,
             const char *name)
{
  const QuothAttribute *attribute;
  const char *target;

  quoth_label_map_lookup (self->preview->remembered, QUOTH_LABEL_ATTRIBUTE, name, &target);
  attribute = target != NULL ? quoth_scheme_lookup_attribute (self->scheme, target) : NULL;
  return attribute != NULL && attribute->values->len > 0 ? attribute : NULL;
}

static gboolean
has_value (const QuothAttribute *attribute,
           const char           *id)
{
  for (guint i = 0; i < attribute->values->len; i++)
    if (strcmp (((QuothValue *) attribute->values->pdata[i])->id, id) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_known (Look           *self,
          QuothLabelKind  kind,
          const char     *label)
{
  if (kind == QUOTH_LABEL_TYPE)
    return quoth_scheme_lookup_type (self->scheme, label) != NULL;
  if (kind == QUOTH_LABEL_ROLE)
    return quoth_scheme_lookup_role (self->scheme, label) != NULL;
  if (kind == QUOTH_LABEL_VALUE)
    {
      g_autofree char *name = NULL;
      const char *value = quoth_label_split_value (label, &name);
      const QuothAttribute *attribute = find_choice (self, name);

      return attribute != NULL && has_value (attribute, value);
    }
  /* Needs no place in the scheme. */
  return quoth_scheme_lookup_attribute (self->scheme, label) != NULL
         || strcmp (label, "no_speaker") == 0;
}

static void
count_label (Look           *self,
             QuothLabelKind  kind,
             const char     *id,
             guint           n_uses)
{
  QuothPreviewLabel *label = g_hash_table_lookup (self->labels[kind], id);

  if (label == NULL)
    {
      const char *target;

      if (self->preview->labels->len >= MAX_LABELS)
        return;
      label = g_new0 (QuothPreviewLabel, 1);
      label->kind = kind;
      label->label = g_strdup (id);
      label->known = is_known (self, kind, id);
      label->mapped = quoth_label_map_lookup (self->preview->remembered, kind, id, &target);
      g_ptr_array_add (self->preview->labels, label);
      g_hash_table_insert (self->labels[kind], label->label, label);
    }
  label->n_uses += n_uses;
}

/* Stops the reader when there is enough to show. */
static gboolean
go_on (Look    *self,
       GError **error)
{
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
    count_label (user_data, QUOTH_LABEL_TYPE, quoth_scheme_get_type_at (scheme, i)->id, 0);
  for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
    count_label (user_data, QUOTH_LABEL_ATTRIBUTE, quoth_scheme_get_attribute_at (scheme, i)->id,
                 0);
  for (guint i = 0; i < quoth_scheme_get_n_roles (scheme); i++)
    count_label (user_data, QUOTH_LABEL_ROLE, quoth_scheme_get_role_at (scheme, i)->id, 0);
  return go_on (user_data, error);
}

static gboolean
entity_cb (gpointer      user_data,
           QuothEntity  *entity,
           GError      **error)
{
  return go_on (user_data, error);
}

static void
count_value (Look       *self,
             const char *attribute,
             const char *value)
{
  g_autofree char *label = quoth_label_of_value (attribute, value);

  count_label (self, QUOTH_LABEL_VALUE, label, 1);
}

static void
count_attributes (Look            *self,
                  QuothAttributes *attributes)
{
  guint n = attributes != NULL ? quoth_attributes_get_n (attributes) : 0;

  for (guint i = 0; i < n; i++)
    {
      const char *json;
      const char *name = quoth_attributes_get (attributes, i, &json);
      g_autofree char *value = NULL;
      g_auto (GStrv) values = NULL;

      count_label (self, QUOTH_LABEL_ATTRIBUTE, name, 1);
      if (find_choice (self, name) == NULL)
        continue;
      value = quoth_attributes_dup_string (attributes, name);
      values = value == NULL ? quoth_attributes_dup_strv (attributes, name) : NULL;
      if (value != NULL)
        count_value (self, name, value);
      for (guint k = 0; values != NULL && values[k] != NULL; k++)
        count_value (self, name, values[k]);
    }
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
keep_first (Look             *self,
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
  Look *self = user_data;

  if (self->preview->text == NULL)
    keep_first (self, data);
  self->preview->n_articles++;
  self->preview->n_annotations += data->annotations->len;
  count_attributes (self, data->article->tags);
  for (guint i = 0; i < data->layers->len; i++)
    g_hash_table_add (self->layers, g_strdup (((QuothLayer *) data->layers->pdata[i])->name));
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      count_label (self, QUOTH_LABEL_TYPE, annotation->type, 1);
      count_attributes (self, annotation->attributes);
      for (guint k = 0; k < annotation->n_links; k++)
        count_label (self, QUOTH_LABEL_ROLE, annotation->links[k].role, 1);
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
  quoth_import_report_notice (((Look *) user_data)->preview->report, path, line, message);
}

static int
compare_labels (gconstpointer a,
                gconstpointer b)
{
  const QuothPreviewLabel *x = *(const QuothPreviewLabel *const *) a;
  const QuothPreviewLabel *y = *(const QuothPreviewLabel *const *) b;

  if (x->kind != y->kind)
    return x->kind < y->kind ? -1 : 1;
  if (x->n_uses != y->n_uses)
    return x->n_uses > y->n_uses ? -1 : 1;
  return strcmp (x->label, y->label);
}

static void
note_formats (QuothImportPreview *self,
              QuothProject       *project,
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
      map = quoth_import_remembered_labels (project, format);
      if (map != NULL)
        quoth_label_map_add_all (self->remembered, map);
    }
  g_ptr_array_sort (self->formats, quoth_compare_strings);
}

static gboolean
look_at (Look                    *self,
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
look_at_all (Look                    *self,
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
preview_new (void)
{
  QuothImportPreview *self = g_new0 (QuothImportPreview, 1);

  self->formats = g_ptr_array_new_with_free_func (g_free);
  self->report = quoth_import_report_new ();
  self->guesses = g_array_new (FALSE, FALSE, sizeof (QuothPreviewGuess));
  self->annotations = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  self->labels = g_ptr_array_new_with_free_func (label_free);
  self->layers = g_ptr_array_new_with_free_func (g_free);
  self->remembered = quoth_label_map_new ();
  return self;
}

static void
look_clear (Look *self)
{
  for (guint i = 0; i < QUOTH_N_LABEL_KINDS; i++)
    g_hash_table_unref (self->labels[i]);
  g_hash_table_unref (self->layers);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Look, look_clear)

static void
finish (Look *self)
{
  GHashTableIter iter;
  gpointer layer;

  g_hash_table_iter_init (&iter, self->layers);
  while (g_hash_table_iter_next (&iter, &layer, NULL))
    g_ptr_array_add (self->preview->layers, g_strdup (layer));
  g_ptr_array_sort (self->preview->layers, quoth_compare_strings);
  g_ptr_array_sort (self->preview->labels, compare_labels);
}

/**
 * quoth_import_preview:
 * @project: where the import would go, on a connection of the calling thread; not written
 * @paths: (array zero-terminated=1): files and folders
 * @format: (nullable): a format's name, or %NULL to detect
 * @options: (nullable): as for quoth_import_run(); a map of labels is not applied
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
  g_auto (Look) look = {
    .preview = preview,
    .layers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .deadline = g_get_monotonic_time () + MAX_TIME,
  };

  for (guint i = 0; i < QUOTH_N_LABEL_KINDS; i++)
    look.labels[i] = g_hash_table_new (g_str_hash, g_str_equal);
  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && paths != NULL, NULL);

  all = quoth_import_complete_options (project, options);
  all.paths = paths;
  look.scheme = all.scheme;
  units = quoth_import_plan (paths, format, preview->report, progress, error);
  if (units == NULL)
    return NULL;
  preview->n_units = units->len;
  note_formats (preview, project, units);
  if (units->len > 0)
    quoth_import_preview_note_first (preview, units->pdata[0], all.encoding);
  if (!look_at_all (&look, units, &all, progress, error))
    return NULL;
  finish (&look);
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
