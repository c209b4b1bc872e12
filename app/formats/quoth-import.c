/* quoth-import.c - imports units, each whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import"

#include "config.h"

#include "quoth-import.h"
#include "quoth-import-private.h"
#include "quoth-label-filter-private.h"
#include "quoth-project-query.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>

typedef struct
{
  QuothProject      *project;
  QuothBulk         *bulk;
  QuothImportReport *report;
  QuothProgress     *progress;
  const char        *path;       /* of the unit */
  char              *first_hash; /* nullable: of the first new text that was kept */
  char              *unit_hash;  /* nullable: the same of the unit that is being read */
  GPtrArray         *notices;    /* of QuothNotice: told only when the unit is kept */
  QuothImportLabels *labels;     /* what labels become, by format */
  gboolean           fatal;      /* the project, not the input, is at fault */
} Run;

/* Of what the project may answer, only a record that is not there, or twice, is the
 * input's fault. */
static gboolean
note_failure (Run      *self,
              gboolean  ok,
              GError   *error)
{
  if (!ok && error != NULL
      && (error->domain == QUOTH_PROJECT_ERROR || error->domain == G_IO_ERROR)
      && !g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING)
      && !g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS))
    self->fatal = TRUE;
  return ok;
}

static gboolean
scheme_cb (gpointer      user_data,
           QuothScheme  *scheme,
           GError      **error)
{
  Run *self = user_data;
  g_autoptr (GError) local_error = NULL;
  gboolean ok = quoth_bulk_add_scheme (self->bulk, scheme, &local_error);

  note_failure (self, ok, local_error);
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return ok;
}

static gboolean
entity_cb (gpointer      user_data,
           QuothEntity  *entity,
           GError      **error)
{
  Run *self = user_data;
  g_autoptr (GError) local_error = NULL;
  gboolean ok = quoth_bulk_add_entity (self->bulk, entity, &local_error);

  note_failure (self, ok, local_error);
  if (!ok)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return ok;
}

static void
notice_cb (gpointer    user_data,
           const char *path,
           guint       line,
           const char *message)
{
  Run *self = user_data;

  self->report->n_notices++;
  quoth_import_list_notice (self->notices, path, line, message);
}

/* Names the article that is there, so that it can be shown instead. */
static void
note_duplicate (Run              *self,
                QuothArticleData *data,
                guint64           n_new)
{
  g_autofree char *message = NULL;
  QuothNotice *notice;

  message = g_strdup_printf ("article \"%s\" is there already, %" G_GUINT64_FORMAT
                             " new annotations", data->article->name, n_new);
  self->report->n_notices++;
  notice = quoth_import_list_notice (self->notices, self->path, 0, message);
  if (notice != NULL)
    notice->article = quoth_project_find_by_hash (self->project, data->article->hash);
}

static gboolean
article_cb (gpointer           user_data,
            QuothArticleData  *data,
            GError           **error)
{
  Run *self = user_data;
  g_autoptr (GError) local_error = NULL;
  QuothBulkCounts before;
  QuothBulkCounts after;
  gboolean ok;

  if (quoth_progress_set_error_if_cancelled (self->progress, error))
    return FALSE;
  quoth_bulk_get_counts (self->bulk, &before);
  ok = quoth_bulk_add_article (self->bulk, data, &local_error);
  if (!note_failure (self, ok, local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  quoth_bulk_get_counts (self->bulk, &after);
  if (after.n_duplicates > before.n_duplicates)
    note_duplicate (self, data, after.n_annotations - before.n_annotations);
  else if (self->unit_hash == NULL)
    self->unit_hash = g_strdup (data->article->hash);
  return TRUE;
}

static guint64
size_of (const char *path)
{
  struct stat info;
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint64 size = 0;

  if (stat (path, &info) != 0)
    return 0;
  if (!S_ISDIR (info.st_mode))
    return (guint64) info.st_size;
  dir = g_dir_open (path, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (stat (file, &info) == 0 && S_ISREG (info.st_mode))
        size += (guint64) info.st_size;
    }
  return size;
}

/* What was told of a unit counts when the unit is kept. */
static void
keep_notices (Run *self)
{
  for (guint i = 0; i < self->notices->len && self->report->known_article == NULL; i++)
    self->report->known_article = g_strdup (((QuothNotice *) self->notices->pdata[i])->article);
  while (self->notices->len > 0 && self->report->notices->len < QUOTH_IMPORT_MAX_LISTED)
    g_ptr_array_add (self->report->notices, g_ptr_array_steal_index (self->notices, 0));
  g_ptr_array_set_size (self->notices, 0);
}

/* Returns FALSE when the whole import must end. */
static void
keep_labels (Run                    *self,
             const QuothLabelFilter *filter)
{
  QuothLabelCounts *left_out = &self->report->left_out;

  left_out->n_annotations += filter->counts.n_annotations;
  left_out->n_attributes += filter->counts.n_attributes;
  left_out->n_links += filter->counts.n_links;
  quoth_import_report_take_additions (self->report, filter->additions);
}

static gboolean
run_unit (Run                     *self,
          const QuothUnit         *unit,
          const QuothReadOptions  *options,
          GError                 **error)
{
  const QuothSink sink = { scheme_cb, entity_cb, article_cb, notice_cb, self };
  const QuothFormat *format = quoth_formats_lookup (unit->format);
  g_autoptr (GPtrArray) additions = g_ptr_array_new_with_free_func (g_free);
  QuothLabelFilter filter = {
    .sink = &sink,
    .labels = quoth_import_labels_lookup (self->labels, unit->format),
    .scheme = options->scheme,
    .additions = additions,
  };
  const QuothSink mapped = quoth_label_filter_get_sink (&filter);
  g_autoptr (GError) local_error = NULL;
  guint64 n_notices = self->report->n_notices;
  gboolean ok;

  self->path = unit->path;
  g_clear_pointer (&self->unit_hash, g_free);
  g_ptr_array_set_size (self->notices, 0);
  if (!quoth_bulk_begin_unit (self->bulk, error))
    return FALSE;
  self->report->n_units++;
  ok = format->read (unit->path, options, filter.labels != NULL ? &mapped : &sink, self->progress,
                     &local_error);
  if (ok && !quoth_bulk_end_unit (self->bulk, &local_error))
    {
      ok = FALSE;
      self->fatal = TRUE;
    }
  else if (!ok)
    quoth_bulk_abort_unit (self->bulk);
  if (ok)
    {
      keep_notices (self);
      keep_labels (self, &filter);
      if (self->first_hash == NULL)
        self->first_hash = g_steal_pointer (&self->unit_hash);
      return TRUE;
    }
  self->report->n_notices = n_notices;
  if (self->fatal || g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  quoth_import_report_refuse_unit (self->report, unit->path, local_error->message);
  return TRUE;
}

static gboolean
run_units (Run                     *self,
           GPtrArray               *units,
           const QuothReadOptions  *options,
           GError                 **error)
{
  g_autofree guint64 *sizes = g_new (guint64, units->len + 1);
  guint64 total = 0;

  for (guint i = 0; i < units->len; i++)
    {
      sizes[i] = size_of (((QuothUnit *) units->pdata[i])->path);
      total += sizes[i];
    }
  if (self->progress != NULL)
    quoth_progress_set_total (self->progress, total);
  for (guint i = 0; i < units->len; i++)
    {
      guint64 before = self->progress != NULL ? quoth_progress_get_done (self->progress) : 0;
      guint64 told;

      if (quoth_progress_set_error_if_cancelled (self->progress, error)
          || !run_unit (self, units->pdata[i], options, error))
        return FALSE;
      /* A reader may have told a part of its bytes itself. */
      told = self->progress != NULL ? quoth_progress_get_done (self->progress) - before : 0;
      if (self->progress != NULL && told < sizes[i])
        quoth_progress_add (self->progress, sizes[i] - told);
    }
  return TRUE;
}

/* Ends the gesture. When the import failed, nothing of it stays. */
static gboolean
finish (Run           *self,
        gboolean       ok,
        GError       **error)
{
  g_autoptr (GPtrArray) additions = NULL;

  if (!ok)
    {
      quoth_bulk_cancel (self->bulk);
      return FALSE;
    }
  quoth_bulk_get_counts (self->bulk, &self->report->counts);
  additions = quoth_bulk_get_scheme_additions (self->bulk);
  quoth_import_report_take_additions (self->report, additions);
  if (!quoth_bulk_finish (self->bulk, error))
    return FALSE;
  if (self->first_hash != NULL)
    self->report->first_article = quoth_project_find_by_hash (self->project, self->first_hash);
  return TRUE;
}

static void
run_clear (Run *self)
{
  g_clear_pointer (&self->notices, g_ptr_array_unref);
  g_clear_pointer (&self->first_hash, g_free);
  g_clear_pointer (&self->unit_hash, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Run, run_clear)

/**
 * quoth_import_run:
 * @project: where to, on a connection of the calling thread
 * @paths: (array zero-terminated=1): files and folders
 * @format: (nullable): a format's name, or %NULL to detect
 * @options: (nullable): the layer is the project's annotator when it names none; a map of
 *   labels that it names is remembered for the formats that were found
 * @progress: (nullable): counts bytes, stops the import
 * @error: return location for a #QuothProjectError, %QUOTH_FORMAT_ERROR_UNKNOWN or
 *   %G_IO_ERROR_CANCELLED
 *
 * Imports every unit whole or not at all, as one gesture.
 *
 * Returns: (transfer full) (nullable): what happened, also when units were refused
 */
QuothImportReport *
quoth_import_run (QuothProject           *project,
                  const char *const      *paths,
                  const char             *format,
                  const QuothReadOptions *options,
                  QuothProgress          *progress,
                  GError                **error)
{
  g_autoptr (QuothImportReport) report = quoth_import_report_new ();
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (QuothImportLabels) labels = NULL;
  g_auto (Run) run = { .project = project, .report = report, .progress = progress };
  QuothReadOptions all;
  gboolean ok;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && paths != NULL, NULL);

  all = quoth_import_complete_options (project, options);
  all.paths = paths;
  units = quoth_import_plan (paths, format, report, progress, error);
  if (units == NULL)
    return NULL;
  if (units->len == 0)
    return g_steal_pointer (&report);
  run.bulk = quoth_bulk_begin (project, error);
  if (run.bulk == NULL)
    return NULL;
  run.notices = g_ptr_array_new_with_free_func (quoth_notice_free);
  labels = quoth_import_labels_new (project, all.labels);
  run.labels = labels;
  ok = run_units (&run, units, &all, error);
  if (!finish (&run, ok, error))
    return NULL;
  quoth_import_labels_remember (labels, units, report);
  return g_steal_pointer (&report);
}

static QuothArticleData *
make_article (const QuothImportText  *self,
              GError                **error)
{
  g_autoptr (QuothText) text = quoth_text_new (self->utf8, (gssize) self->n_bytes, error);
  g_autoptr (QuothArticle) article = NULL;
  g_autofree char *first_words = NULL;
  const char *name = self->name;

  if (text == NULL)
    return NULL;
  if (name == NULL || *name == '\0')
    {
      first_words = quoth_text_slice (text, 0, MIN (60, quoth_text_get_length (text)));
      name = g_strstrip (g_strdelimit (first_words, "\r\n\t", ' '));
    }
  article = quoth_article_new (name, text);
  if (self->language != NULL)
    quoth_article_set_language (article, self->language);
  quoth_article_take_metadata (article, quoth_attributes_ref (self->metadata));
  return quoth_article_data_new (article, text);
}

static gboolean
run_text (Run                    *self,
          const QuothImportText  *text,
          GError                **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (QuothArticleData) data = make_article (text, &local_error);

  self->report->n_units++;
  self->path = data != NULL ? data->article->name : text->name;
  if (data == NULL)
    {
      quoth_import_report_refuse (self->report, text->name, 0, local_error->message);
      return TRUE;
    }
  g_clear_pointer (&self->unit_hash, g_free);
  g_ptr_array_set_size (self->notices, 0);
  if (!quoth_bulk_begin_unit (self->bulk, error) || !article_cb (self, data, error)
      || !quoth_bulk_end_unit (self->bulk, error))
    return FALSE;
  keep_notices (self);
  if (self->first_hash == NULL)
    self->first_hash = g_steal_pointer (&self->unit_hash);
  return TRUE;
}

/**
 * quoth_import_texts:
 * @project: where to, on a connection of the calling thread
 * @texts: (array length=n_texts): each is kept as it stands
 * @n_texts: how many
 * @progress: (nullable): counts texts, stops the import
 * @error: return location for a #QuothProjectError or %G_IO_ERROR_CANCELLED
 *
 * Imports texts that are at hand, as one gesture.
 *
 * Returns: (transfer full) (nullable): what happened, also when texts were refused
 */
QuothImportReport *
quoth_import_texts (QuothProject           *project,
                    const QuothImportText  *texts,
                    guint                   n_texts,
                    QuothProgress          *progress,
                    GError                **error)
{
  g_autoptr (QuothImportReport) report = quoth_import_report_new ();
  g_auto (Run) run = { .project = project, .report = report, .progress = progress };
  gboolean ok = TRUE;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && (texts != NULL || n_texts == 0), NULL);

  run.bulk = quoth_bulk_begin (project, error);
  if (run.bulk == NULL)
    return NULL;
  run.notices = g_ptr_array_new_with_free_func (quoth_notice_free);
  if (progress != NULL)
    quoth_progress_set_total (progress, n_texts);
  for (guint i = 0; ok && i < n_texts; i++)
    {
      ok = run_text (&run, &texts[i], error);
      if (progress != NULL)
        quoth_progress_add (progress, 1);
    }
  return finish (&run, ok, error) ? g_steal_pointer (&report) : NULL;
}

/**
 * quoth_import_text:
 * @project: where to
 * @name: (nullable): the article's name; its first words when %NULL or empty
 * @utf8: the text, kept as it stands
 * @n_bytes: its length
 * @metadata: (nullable) (transfer none): what is known of it
 * @error: return location for a #QuothTextError or #QuothProjectError
 *
 * Returns: (transfer full) (nullable): what happened; a text that is there already
 *   is no error, and its article is named as the first
 */
QuothImportReport *
quoth_import_text (QuothProject     *project,
                   const char       *name,
                   const char       *utf8,
                   gsize             n_bytes,
                   QuothAttributes  *metadata,
                   GError          **error)
{
  const QuothImportText text = { name, utf8, n_bytes, NULL, metadata };
  g_autoptr (QuothText) valid = NULL;
  QuothImportReport *report;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && utf8 != NULL, NULL);

  valid = quoth_text_new (utf8, (gssize) n_bytes, error);
  report = valid != NULL ? quoth_import_texts (project, &text, 1, NULL, error) : NULL;
  if (report != NULL && report->first_article == NULL)
    report->first_article = g_strdup (report->known_article);
  return report;
}
