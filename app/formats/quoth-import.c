/* quoth-import.c - imports units, each whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-import"

#include "config.h"

#include "quoth-import.h"
#include "quoth-import-private.h"
#include "quoth-project-query.h"

#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>

/* More would only fill memory; the counts go on. */
#define MAX_LISTED 1000

static void
notice_free (gpointer data)
{
  QuothNotice *self = data;

  g_free (self->path);
  g_free (self->message);
  g_free (self);
}

static void
list_notice (GPtrArray  *list,
             const char *path,
             guint       line,
             const char *message)
{
  QuothNotice *notice;

  if (list->len >= MAX_LISTED)
    return;
  notice = g_new (QuothNotice, 1);
  notice->path = g_strdup (path);
  notice->line = line;
  notice->message = g_utf8_make_valid (message, -1);
  g_ptr_array_add (list, notice);
}

QuothImportReport *
quoth_import_report_new (void)
{
  QuothImportReport *self = g_new0 (QuothImportReport, 1);

  self->refused = g_ptr_array_new_with_free_func (notice_free);
  self->notices = g_ptr_array_new_with_free_func (notice_free);
  self->scheme_additions = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
quoth_import_report_free (QuothImportReport *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->refused);
  g_ptr_array_unref (self->notices);
  g_ptr_array_unref (self->scheme_additions);
  g_free (self->first_article);
  g_free (self);
}

void
quoth_import_report_notice (QuothImportReport *self,
                            const char        *path,
                            guint              line,
                            const char        *message)
{
  self->n_notices++;
  list_notice (self->notices, path, line, message);
}

void
quoth_import_report_refuse (QuothImportReport *self,
                            const char        *path,
                            guint              line,
                            const char        *message)
{
  self->n_refused++;
  list_notice (self->refused, path, line, message);
}

typedef struct
{
  QuothBulk         *bulk;
  QuothImportReport *report;
  QuothProgress     *progress;
  const char        *path;       /* of the unit */
  char              *first_hash; /* nullable: of the first new text that was kept */
  char              *unit_hash;  /* nullable: the same of the unit that is being read */
  GPtrArray         *notices;    /* of QuothNotice: told only when the unit is kept */
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
  list_notice (self->notices, path, line, message);
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

  if (quoth_progress_set_error_if_cancelled (self->progress, error))
    return FALSE;
  quoth_bulk_get_counts (self->bulk, &before);
  if (!note_failure (self, quoth_bulk_add_article (self->bulk, data, &local_error), local_error))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  quoth_bulk_get_counts (self->bulk, &after);
  if (after.n_duplicates > before.n_duplicates)
    {
      g_autofree char *message = NULL;

      message = g_strdup_printf ("article \"%s\" is there already, %" G_GUINT64_FORMAT
                                 " new annotations",
                                 data->article->name, after.n_annotations - before.n_annotations);
      notice_cb (self, self->path, 0, message);
    }
  else if (self->unit_hash == NULL)
    self->unit_hash = g_strdup (data->article->hash);
  return TRUE;
}

/* Takes "FILE:LINE: reason" apart again. A colon within the unit's own path is no mark. */
static void
list_refusal (QuothImportReport *report,
              const char        *path,
              const char        *message)
{
  const char *from = g_str_has_prefix (message, path) ? message + strlen (path) : message;
  const char *colon = strstr (from, ": ");
  const char *digits = colon;
  g_autofree char *file = NULL;
  guint64 line = 0;

  if (colon == NULL)
    {
      quoth_import_report_refuse (report, path, 0, message);
      return;
    }
  while (digits > from && g_ascii_isdigit (digits[-1]))
    digits--;
  if (digits < colon && digits > message && digits[-1] == ':')
    {
      line = g_ascii_strtoull (digits, NULL, 10);
      file = g_strndup (message, (gsize) (digits - 1 - message));
    }
  else
    file = g_strndup (message, (gsize) (colon - message));
  quoth_import_report_refuse (report, file, (guint) MIN (line, G_MAXUINT), colon + 2);
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
  while (self->notices->len > 0 && self->report->notices->len < MAX_LISTED)
    g_ptr_array_add (self->report->notices, g_ptr_array_steal_index (self->notices, 0));
  g_ptr_array_set_size (self->notices, 0);
}

/* Returns FALSE when the whole import must end. */
static gboolean
run_unit (Run                     *self,
          const QuothUnit         *unit,
          const QuothReadOptions  *options,
          GError                 **error)
{
  const QuothSink sink = { scheme_cb, entity_cb, article_cb, notice_cb, self };
  const QuothFormat *format = quoth_formats_lookup (unit->format);
  g_autoptr (GError) local_error = NULL;
  guint64 n_notices = self->report->n_notices;
  gboolean ok;

  self->path = unit->path;
  g_clear_pointer (&self->unit_hash, g_free);
  g_ptr_array_set_size (self->notices, 0);
  if (!quoth_bulk_begin_unit (self->bulk, error))
    return FALSE;
  self->report->n_units++;
  ok = format->read (unit->path, options, &sink, self->progress, &local_error);
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
  list_refusal (self->report, unit->path, local_error->message);
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
        QuothProject  *project,
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
  for (guint i = 0; i < additions->len; i++)
    g_ptr_array_add (self->report->scheme_additions, g_strdup (additions->pdata[i]));
  if (!quoth_bulk_finish (self->bulk, error))
    return FALSE;
  if (self->first_hash != NULL)
    self->report->first_article = quoth_project_find_by_hash (project, self->first_hash);
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
 * @options: (nullable): the layer is the project's annotator when it names none
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
  QuothReadOptions all = options != NULL ? *options : (QuothReadOptions) { NULL };
  g_auto (Run) run = { .report = report, .progress = progress };
  gboolean ok;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && paths != NULL, NULL);

  if (all.layer == NULL)
    all.layer = quoth_project_get_annotator (project);
  if (all.scheme == NULL)
    all.scheme = quoth_project_get_scheme (project);
  units = quoth_import_plan (paths, format, report, progress, error);
  if (units == NULL)
    return NULL;
  if (units->len == 0)
    return g_steal_pointer (&report);
  run.bulk = quoth_bulk_begin (project, error);
  if (run.bulk == NULL)
    return NULL;
  run.notices = g_ptr_array_new_with_free_func (notice_free);
  ok = run_units (&run, units, &all, error);
  return finish (&run, project, ok, error) ? g_steal_pointer (&report) : NULL;
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
 *   is no error
 */
QuothImportReport *
quoth_import_text (QuothProject     *project,
                   const char       *name,
                   const char       *utf8,
                   gsize             n_bytes,
                   QuothAttributes  *metadata,
                   GError          **error)
{
  g_autoptr (QuothImportReport) report = quoth_import_report_new ();
  g_auto (Run) run = { .report = report };
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (QuothArticleData) data = NULL;
  g_autofree char *first_words = NULL;
  gboolean ok;

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && utf8 != NULL, NULL);

  text = quoth_text_new (utf8, (gssize) n_bytes, error);
  if (text == NULL)
    return NULL;
  if (name == NULL || *name == '\0')
    {
      first_words = quoth_text_slice (text, 0, MIN (60, quoth_text_get_length (text)));
      name = g_strstrip (g_strdelimit (first_words, "\r\n\t", ' '));
    }
  article = quoth_article_new (name, text);
  quoth_article_take_metadata (article, quoth_attributes_ref (metadata));
  data = quoth_article_data_new (article, text);

  run.bulk = quoth_bulk_begin (project, error);
  if (run.bulk == NULL)
    return NULL;
  run.path = article->name;
  run.notices = g_ptr_array_new_with_free_func (notice_free);
  report->n_units = 1;
  ok = quoth_bulk_begin_unit (run.bulk, error) && article_cb (&run, data, error)
       && quoth_bulk_end_unit (run.bulk, error);
  if (ok)
    {
      keep_notices (&run);
      run.first_hash = g_strdup (article->hash);
    }
  return finish (&run, project, ok, error) ? g_steal_pointer (&report) : NULL;
}
