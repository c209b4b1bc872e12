/* quoth-cli-export.c - quothctl export
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-corpus-private.h"

#include <inttypes.h>

static gboolean
check_format (const char *name)
{
  const QuothFormat *format = quoth_formats_lookup (name);

  if (format != NULL && format->article != NULL)
    return TRUE;
  quoth_cli_usage_error (_("There is no format “%s” that can be exported; “quothctl formats”"
                           " lists them."), name);
  return FALSE;
}

/* What would be lost, one thing a line; a report lists only so many. */
static void
print_preview (QuothExportReport *report)
{
  for (guint i = 0; i < report->losses->len; i++)
    quoth_cli_print ("%s\n", (const char *) report->losses->pdata[i]);
  quoth_cli_message (ngettext ("%" PRIu64 " thing would be lost",
                               "%" PRIu64 " things would be lost",
                               report->n_losses), report->n_losses);
}

/* What could not be written is told even to a pipe: data is missing. */
static void
print_report (QuothExportReport *report)
{
  if (report->n_losses > 0)
    quoth_cli_message (ngettext ("%" PRIu64 " loss, see losses.json",
                                 "%" PRIu64 " losses, see losses.json",
                                 report->n_losses), report->n_losses);
  quoth_cli_corpus_print_counts (report->n_articles, report->n_annotations,
                                 report->n_empty_splits);
}

/* @to: %NULL for a preview */
static int
run (const char               *path,
     const char               *format,
     const char               *to,
     const QuothExportOptions *options)
{
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothCliJob) job = NULL;
  g_autoptr (QuothExportReport) report = NULL;
  g_autoptr (GError) error = NULL;
  int status = QUOTH_CLI_DONE;

  project = quoth_cli_open (path, FALSE, &status);
  if (project == NULL || !quoth_cli_corpus_check_layers (project, options, &status))
    return status;
  job = quoth_cli_job_begin (_("Exporting"));
  if (to != NULL)
    report = quoth_export_run (project, format, to, options, quoth_cli_job_progress (job), &error);
  else
    report = quoth_export_preview (project, format, options, quoth_cli_job_progress (job), &error);
  g_clear_pointer (&job, quoth_cli_job_end);
  if (report == NULL)
    return quoth_cli_corpus_fail (path, to, g_steal_pointer (&error));
  if (to != NULL)
    print_report (report);
  else
    print_preview (report);
  quoth_project_close (project);
  return QUOTH_CLI_DONE;
}

int
quoth_cli_export (int    argc,
                  char **argv)
{
  g_autofree char *format = NULL;
  g_autofree char *to = NULL;
  gboolean preview = FALSE;
  const GOptionEntry own[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &format, N_("How to write"), N_("FORMAT") },
    { "to", 't', 0, G_OPTION_ARG_FILENAME, &to, N_("The folder to write"), N_("PATH") },
    { "preview", 'p', 0, G_OPTION_ARG_NONE, &preview,
      N_("List what would be lost, and write nothing"), NULL },
  };
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_auto (QuothCliCorpus) corpus = { NULL };
  QuothCliUsage usage = { "PROJECT", N_("Writes articles and annotations into a folder."),
                          NULL, 1, 1 };
  QuothExportOptions options = { NULL };
  g_auto (GStrv) parameters = NULL;
  int status = QUOTH_CLI_USAGE;

  g_array_append_vals (entries, own, G_N_ELEMENTS (own));
  quoth_cli_corpus_add_entries (&corpus, entries);
  usage.entries = (const GOptionEntry *) (gpointer) entries->data;
  if (!quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    return status;
  if (format == NULL || (to == NULL && !preview))
    return quoth_cli_usage_error (_("--format and --to are needed."));
  if (preview && to != NULL)
    return quoth_cli_usage_error (_("--preview writes nothing: it cannot go with --to."));
  if (!check_format (format) || !quoth_cli_corpus_parse (&corpus, &options))
    return QUOTH_CLI_USAGE;
  return run (parameters[0], format, to, &options);
}
