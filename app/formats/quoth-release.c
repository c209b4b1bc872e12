/* quoth-release.c - writes a release
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-release"

#include "config.h"

#include "quoth-csv.h"
#include "quoth-formats-private.h"
#include "quoth-output.h"
#include "quoth-release-private.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <string.h>

typedef struct
{
  QuothProject              *project;
  QuothScheme               *scheme;
  const QuothReleaseOptions *options;
  QuothProgress             *progress;
  QuothSplitter             *splitter; /* nullable */
  QuothOutput                table;    /* splits.csv */
  QuothReleaseCounts         counts;
  guint64                   *losses;   /* per format */
  const char                *folder;
} Release;

/* What zones leave out is told by each format's losses.json. */
static void
ignore_loss (gpointer    user_data,
             const char *article,
             const char *annotation,
             const char *reason)
{
}

static void
put_field (GString    *out,
           const char *field,
           const char *after)
{
  quoth_csv_append_field (out, field != NULL ? field : "", -1, FALSE);
  g_string_append (out, after);
}

static gboolean
count_article_cb (QuothArticleData  *data,
                  gpointer           user_data,
                  GError           **error)
{
  Release *self = user_data;
  const QuothExportOptions *corpus = &self->options->corpus;
  g_autoptr (QuothArticleData) body = NULL;
  g_autofree char *publisher = quoth_format_dup_fact (data->article, "publisher");
  g_autofree char *date = quoth_format_dup_fact (data->article, "date");
  guint split = 0;

  if (quoth_progress_set_error_if_cancelled (self->progress, error))
    return FALSE;
  if (self->splitter != NULL)
    split = quoth_splitter_lookup (self->splitter, data->article->id);
  quoth_export_drop_remarks (data, NULL, NULL);
  if (corpus->zones == QUOTH_ZONES_BODY)
    data = body = quoth_export_body_only (data, self->scheme, ignore_loss, NULL);
  quoth_release_counts_add (&self->counts, self->scheme, data, split);
  put_field (self->table.buffer, data->article->id, ",");
  put_field (self->table.buffer, corpus->n_splits > 0 ? corpus->splits[split].name : "all", ",");
  put_field (self->table.buffer, data->article->hash, ",");
  put_field (self->table.buffer, publisher, ",");
  put_field (self->table.buffer, date, "\r\n");
  return quoth_output_flush (&self->table, QUOTH_OUTPUT_ENOUGH, error);
}

static gboolean
count (Release  *self,
       GError  **error)
{
  const QuothExportOptions *corpus = &self->options->corpus;
  const char *one_layer[] = { corpus->layer, NULL };
  const char *const *layers = corpus->layers;
  gboolean ok;

  if (layers == NULL && corpus->layer != NULL)
    layers = one_layer;
  if (corpus->n_splits > 0)
    {
      self->splitter = quoth_splitter_new (self->project, corpus, self->progress, error);
      if (self->splitter == NULL)
        return FALSE;
    }
  quoth_output_init (&self->table, self->folder, QUOTH_RELEASE_SPLITS, FALSE);
  g_string_append (self->table.buffer, "id,split,sha256,publisher,date\r\n");
  ok = quoth_project_foreach_article (self->project, layers, NULL, count_article_cb, self, error);
  return quoth_output_finish (&self->table, ok, ok ? error : NULL);
}

static gboolean
export_formats_as_they_are (Release            *self,
                            QuothReleaseReport *report,
                            GError            **error)
{
  const char *const *formats = self->options->formats;
  QuothExportOptions corpus = self->options->corpus;

  /* What a team says about its work is not for everybody. */
  corpus.without_remarks = TRUE;
  corpus.without_older = TRUE;
  for (guint i = 0; formats[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (self->folder, formats[i], NULL);
      g_autoptr (QuothExportReport) done = NULL;

      if (self->options->flags != NULL)
        corpus.flags = self->options->flags[i];
      done = quoth_export_run (self->project, formats[i], path, &corpus, self->progress, error);
      if (done == NULL)
        return FALSE;
      self->losses[i] = done->n_losses;
      report->n_losses += done->n_losses;
      report->n_articles = done->n_articles;
      report->n_annotations = done->n_annotations;
      report->n_empty_splits = done->n_empty_splits;
    }
  return TRUE;
}

/* Pages to read speak the language of whoever makes them. What is released is the same
 * whoever does: English, as the data card. */
static gboolean
export_formats (Release            *self,
                QuothReleaseReport *report,
                GError            **error)
{
  locale_t english = newlocale (LC_MESSAGES_MASK, "C", duplocale (LC_GLOBAL_LOCALE));
  locale_t before = english != (locale_t) 0 ? uselocale (english) : (locale_t) 0;
  gboolean ok = export_formats_as_they_are (self, report, error);

  if (english == (locale_t) 0)
    return ok;
  uselocale (before);
  freelocale (english);
  return ok;
}

static gboolean
save (Release     *self,
      const char  *name,
      const char  *text,
      GError     **error)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);

  return quoth_format_save (path, text, strlen (text), error);
}

static gboolean
save_about (Release  *self,
            GError  **error)
{
  g_autofree char *scheme = quoth_scheme_to_json (self->scheme);
  g_autofree char *line = g_strconcat (g_strchomp (scheme), "\n", NULL);
  g_autofree char *card = quoth_release_card_json (&self->counts, self->scheme, self->losses);
  g_autofree char *readme = quoth_release_card_markdown (&self->counts, self->scheme,
                                                         self->losses);

  return save (self, QUOTH_RELEASE_SCHEME, line, error)
         && save (self, QUOTH_RELEASE_CARD, card, error)
         && save (self, QUOTH_RELEASE_README, readme, error);
}

/* A folder that two formats would share cannot be. */
static gboolean
check_formats (const char *const  *formats,
               GError            **error)
{
  for (guint i = 0; formats[i] != NULL; i++)
    for (guint k = 0; k < i; k++)
      if (strcmp (formats[i], formats[k]) == 0)
        {
          g_set_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_UNKNOWN,
                       "format \"%s\" is named twice", formats[i]);
          return FALSE;
        }
  if (formats[0] != NULL)
    return TRUE;
  g_set_error_literal (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_UNKNOWN, "no format is named");
  return FALSE;
}

static QuothReleaseReport *
release_into (Release  *self,
              GError  **error)
{
  g_autofree QuothReleaseReport *report = g_new0 (QuothReleaseReport, 1);

  /* What cannot be written is found out first. */
  if (!export_formats (self, report, error)
      || !count (self, error)
      || !save_about (self, error)
      || !quoth_release_sums_write (self->folder, self->progress, error))
    return NULL;
  return g_steal_pointer (&report);
}

/**
 * quoth_release_run:
 * @project: what to release, on a connection of the calling thread
 * @path: a folder: a new one, an empty one, or one that holds an earlier release as it
 *   was made and nothing else, which is replaced
 * @options: what to release
 * @progress: (nullable): counts articles, stops the release
 * @error: return location for a #QuothFormatError, %QUOTH_PROJECT_ERROR_EXISTS or
 *   %G_IO_ERROR_CANCELLED; then @path is as it was
 *
 * Returns: (transfer full) (nullable): what was written; free it with g_free()
 */
QuothReleaseReport *
quoth_release_run (QuothProject               *project,
                   const char                 *path,
                   const QuothReleaseOptions  *options,
                   QuothProgress              *progress,
                   GError                    **error)
{
  g_autofree char *target = NULL;
  g_autofree char *temporary = NULL;
  g_autofree guint64 *losses = NULL;
  g_autofree QuothReleaseReport *report = NULL;
  Release self = { .project = project, .options = options, .progress = progress };

  g_return_val_if_fail (QUOTH_IS_PROJECT (project) && path != NULL && options != NULL, NULL);

  target = g_canonicalize_filename (path, NULL);
  if (!check_formats (options->formats, error)
      || !quoth_release_sums_covers (target, progress, error))
    return NULL;
  temporary = quoth_export_target_begin (target, error);
  if (temporary == NULL)
    return NULL;
  self.scheme = quoth_project_get_scheme (project);
  self.folder = temporary;
  self.losses = losses = g_new0 (guint64, g_strv_length ((char **) options->formats));
  quoth_release_counts_init (&self.counts, options);
  report = release_into (&self, error);
  quoth_release_counts_clear (&self.counts);
  g_clear_pointer (&self.splitter, quoth_splitter_free);
  if (report != NULL && quoth_export_target_commit (temporary, target, error))
    return g_steal_pointer (&report);
  quoth_export_remove_tree (temporary);
  return NULL;
}
