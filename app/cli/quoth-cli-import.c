/* quoth-cli-import.c - quothctl import
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-import-private.h"
#include "quoth-project-query.h"
#include "quoth-project-versions.h"

#include <inttypes.h>

typedef struct
{
  char     *format;
  char     *layer;
  char     *encoding;
  char     *map;
  gboolean  preview;
  gboolean  json;
} Options;

void
quoth_cli_import_print_refused (QuothImportReport *report)
{
  for (guint i = 0; i < report->refused->len; i++)
    {
      QuothNotice *notice = report->refused->pdata[i];

      quoth_cli_refuse (notice->path, notice->line, notice->message);
    }
  if (report->n_refused > report->refused->len)
    quoth_cli_message (ngettext ("%" PRIu64 " more file was refused.",
                                 "%" PRIu64 " more files were refused.",
                                 report->n_refused - report->refused->len),
                       report->n_refused - report->refused->len);
}

void
quoth_cli_import_print_notices (QuothImportReport *report)
{
  for (guint i = 0; i < report->notices->len; i++)
    {
      QuothNotice *notice = report->notices->pdata[i];
      g_autofree char *name = notice->path != NULL ? g_filename_display_name (notice->path) : NULL;

      if (name == NULL)
        quoth_cli_message ("%s", notice->message);
      else if (notice->line > 0)
        quoth_cli_message ("%s:%u: %s", name, notice->line, notice->message);
      else
        quoth_cli_message ("%s: %s", name, notice->message);
    }
  if (report->n_notices > report->notices->len)
    quoth_cli_message (ngettext ("%" PRIu64 " more note.",
                                 "%" PRIu64 " more notes.",
                                 report->n_notices - report->notices->len),
                       report->n_notices - report->notices->len);
}

static void
print_additions (QuothImportReport *report)
{
  for (guint i = 0; report->scheme_additions != NULL && i < report->scheme_additions->len; i++)
    /* Translators: %s is such as “type: place” or “values: topics” */
    quoth_cli_message (_("Added to the scheme: %s"), (char *) report->scheme_additions->pdata[i]);
}

void
quoth_cli_import_print_left_out (const QuothLabelCounts *counts)
{
  if (counts->n_annotations > 0)
    quoth_cli_message (ngettext ("Left out as mapped: %" PRIu64 " annotation",
                                 "Left out as mapped: %" PRIu64 " annotations",
                                 counts->n_annotations), counts->n_annotations);
  if (counts->n_attributes > 0)
    quoth_cli_message (ngettext ("Left out as mapped: %" PRIu64 " attribute",
                                 "Left out as mapped: %" PRIu64 " attributes",
                                 counts->n_attributes), counts->n_attributes);
  if (counts->n_links > 0)
    quoth_cli_message (ngettext ("Left out as mapped: %" PRIu64 " link",
                                 "Left out as mapped: %" PRIu64 " links",
                                 counts->n_links), counts->n_links);
}

static void
print_counts (QuothImportReport *report)
{
  if (!quoth_cli_talks ())
    return;
  quoth_cli_print (ngettext ("%" PRIu64 " new article, ",
                             "%" PRIu64 " new articles, ", report->counts.n_articles),
                   report->counts.n_articles);
  quoth_cli_print (ngettext ("%" PRIu64 " new annotation\n",
                             "%" PRIu64 " new annotations\n",
                             report->counts.n_annotations),
                   report->counts.n_annotations);
}

/* A text that was corrected comes as an article of its own: scripts rely on that. */
static void
tell_of_older (QuothProject      *project,
               QuothImportReport *report)
{
  g_autoptr (QuothArticle) article = NULL;
  g_autofree char *url = NULL, *older = NULL;

  if (report->counts.n_articles != 1 || report->first_article == NULL)
    return;
  article = quoth_project_lookup_article (project, report->first_article, NULL);
  if (article == NULL)
    return;
  url = quoth_attributes_dup_string (article->metadata, "url");
  older = quoth_project_find_namesake (project, article->name, url, article->hash);
  if (older != NULL)
    /* Translators: the name of an article, and the id of another */
    quoth_cli_message (_("“%s” may be a corrected text of %s, which has the same name or address;"
                         " “quothctl correct” carries annotations over."), article->name, older);
}

static int
import_paths (QuothProject  *project,
              char         **paths,
              const Options *options,
              QuothLabelMap *labels)
{
  g_autoptr (QuothCliJob) job = NULL;
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  QuothReadOptions read_options = { 0 };

  read_options.layer = options->layer != NULL ? options->layer
                                              : quoth_project_get_annotator (project);
  read_options.encoding = options->encoding;
  read_options.scheme = quoth_project_get_scheme (project);
  read_options.labels = labels;
  if (options->preview)
    return quoth_cli_import_preview (project, (const char *const *) paths, options->format,
                                     &read_options, options->json);
  job = quoth_cli_job_begin (_("Importing"));
  report = quoth_import_run (project, (const char *const *) paths, options->format, &read_options,
                             quoth_cli_job_progress (job), &error);
  g_clear_pointer (&job, quoth_cli_job_end);
  if (report == NULL)
    return quoth_cli_fail (quoth_project_get_path (project), g_steal_pointer (&error));
  quoth_cli_import_print_refused (report);
  quoth_cli_import_print_notices (report);
  print_additions (report);
  quoth_cli_import_print_left_out (&report->left_out);
  print_counts (report);
  tell_of_older (project, report);
  return report->n_refused > 0 ? QUOTH_CLI_REFUSED : QUOTH_CLI_DONE;
}

static gboolean
check_options (const Options *options)
{
  const QuothFormat *format;

  if (options->json && !options->preview)
    quoth_cli_usage_error (_("--json goes with --preview."));
  else if (options->layer != NULL && *options->layer == '\0')
    quoth_cli_usage_error (_("A layer needs a name."));
  else if (options->layer != NULL && !g_utf8_validate (options->layer, -1, NULL))
    quoth_cli_usage_error (_("The name of the layer is not valid UTF-8."));
  else if (options->format == NULL)
    return TRUE;
  else
    {
      format = quoth_formats_lookup (options->format);
      if (format != NULL && format->read != NULL)
        return TRUE;
      quoth_cli_usage_error (_("There is no format “%s” that can be imported; “quothctl formats”"
                               " lists them."), options->format);
    }
  return FALSE;
}

static QuothLabelMap *
load_map (const char *path,
          int        *out_status)
{
  g_autofree char *json = quoth_cli_load_json (path, out_status);
  g_autoptr (GError) error = NULL;
  QuothLabelMap *labels;

  if (json == NULL)
    return NULL;
  labels = quoth_label_map_new_from_json (json, -1, &error);
  if (labels == NULL)
    quoth_cli_refuse_json (path, error->message);
  return labels;
}

static int
run (char         **parameters,
     const Options *options)
{
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothLabelMap) labels = NULL;
  int status = QUOTH_CLI_DONE;

  if (!check_options (options))
    return QUOTH_CLI_USAGE;
  if (options->map != NULL && (labels = load_map (options->map, &status)) == NULL)
    return status;
  project = options->preview ? quoth_cli_open_to_look (parameters[0], &status)
                             : quoth_cli_open (parameters[0], TRUE, &status);
  if (project == NULL)
    return status;
  status = import_paths (project, parameters + 1, options, labels);
  quoth_project_close (project);
  return status;
}

int
quoth_cli_import (int    argc,
                  char **argv)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
      N_("What the files are; found out from the files when not given"), N_("FORMAT") },
    { "layer", 'l', 0, G_OPTION_ARG_STRING, &options.layer,
      N_("Whose annotations they are, where the files do not say; you when not given"),
      N_("NAME") },
    { "encoding", 'e', 0, G_OPTION_ARG_STRING, &options.encoding,
      N_("The encoding of text files that are not UTF-8"), N_("ENCODING") },
    { "map", 'm', 0, G_OPTION_ARG_FILENAME, &options.map,
      N_("What types, attributes and roles of the files become, as JSON; remembered for the"
         " next import of the format"), N_("FILE") },
    { "preview", 'p', 0, G_OPTION_ARG_NONE, &options.preview,
      N_("Tell what would come, become of it and be left out, and change nothing"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.json, N_("Print one JSON value"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "PROJECT PATH…",
    N_("Adds articles and annotations from files and folders. A file is imported whole or not at"
       " all; the others go on."),
    entries, 2, -1
  };
  g_auto (GStrv) parameters = NULL;
  int status = QUOTH_CLI_USAGE;

  if (quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    status = run (parameters, &options);
  g_free (options.format);
  g_free (options.layer);
  g_free (options.encoding);
  g_free (options.map);
  return status;
}
