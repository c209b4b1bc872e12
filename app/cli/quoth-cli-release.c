/* quoth-cli-release.c - quothctl release
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-agreement-json.h"
#include "quoth-cli-corpus-private.h"
#include "quoth-release.h"

#include <inttypes.h>

static gboolean
check_formats (const char *const *names,
               gboolean           without_text)
{
  for (guint i = 0; names[i] != NULL; i++)
    {
      const QuothFormat *format = quoth_formats_lookup (names[i]);

      if (format == NULL || format->article == NULL)
        quoth_cli_usage_error (_("There is no format “%s” that can be exported; “quothctl formats”"
                                 " lists them."), names[i]);
      else if (without_text && !format->textless)
        quoth_cli_usage_error (_("The format “%s” holds the text: it cannot go with"
                                 " --without-text."), names[i]);
      else if (g_strv_contains (names + i + 1, names[i]))
        quoth_cli_usage_error (_("The format “%s” is named twice."), names[i]);
      else
        continue;
      return FALSE;
    }
  return TRUE;
}

static void
print_report (const QuothReleaseReport *report)
{
  if (report->n_losses > 0)
    quoth_cli_message (ngettext ("%" PRIu64 " loss, see each losses.json",
                                 "%" PRIu64 " losses, see each losses.json",
                                 report->n_losses), report->n_losses);
  quoth_cli_corpus_print_counts (report->n_articles, report->n_annotations,
                                 report->n_empty_splits);
}

static int
run (const char          *path,
     const char          *to,
     QuothReleaseOptions *options)
{
  g_autofree char *agreement = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothCliJob) job = NULL;
  g_autofree QuothReleaseReport *report = NULL;
  g_autoptr (GError) error = NULL;
  int status = QUOTH_CLI_DONE;

  project = quoth_cli_open (path, FALSE, &status);
  if (project == NULL || !quoth_cli_corpus_check_layers (project, &options->corpus, &status))
    return status;
  job = quoth_cli_job_begin (_("Releasing"));
  if (quoth_agreement_json_measure (project, &options->corpus, quoth_cli_job_progress (job),
                                    &agreement, &error))
    {
      options->agreement = agreement;
      report = quoth_release_run (project, to, options, quoth_cli_job_progress (job), &error);
    }
  g_clear_pointer (&job, quoth_cli_job_end);
  if (report == NULL)
    return quoth_cli_corpus_fail (path, to, g_steal_pointer (&error));
  print_report (report);
  quoth_project_close (project);
  return QUOTH_CLI_DONE;
}

typedef struct
{
  char    *to;
  char    *formats;
  char    *title;
  char    *licence;
  char    *guidelines;
  gboolean without_text;
} Options;

static void
options_clear (Options *self)
{
  g_free (self->to);
  g_free (self->formats);
  g_free (self->title);
  g_free (self->licence);
  g_free (self->guidelines);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
add_entries (Options *self,
             GArray  *entries)
{
  const GOptionEntry own[] = {
    { "to", 't', 0, G_OPTION_ARG_FILENAME, &self->to, N_("The folder to write"), N_("PATH") },
    { "formats", 'f', 0, G_OPTION_ARG_STRING, &self->formats,
      N_("How to write, each in a folder of its own"), "quoth-jsonl,brat,csv" },
    { "without-text", 0, 0, G_OPTION_ARG_NONE, &self->without_text,
      N_("Write offsets and the hash of each text, but not the text"), NULL },
    { "title", 0, 0, G_OPTION_ARG_STRING, &self->title, N_("What the corpus is called"),
      N_("TEXT") },
    { "licence", 0, 0, G_OPTION_ARG_STRING, &self->licence,
      N_("The licence of the annotations"), N_("TEXT") },
    { "guidelines", 0, 0, G_OPTION_ARG_STRING, &self->guidelines,
      N_("The version of the guidelines that was followed"), N_("TEXT") },
  };

  g_array_append_vals (entries, own, G_N_ELEMENTS (own));
}

int
quoth_cli_release (int    argc,
                   char **argv)
{
  g_autoptr (GArray) entries = g_array_new (TRUE, TRUE, sizeof (GOptionEntry));
  g_auto (Options) own = { NULL };
  g_auto (QuothCliCorpus) corpus = { NULL };
  QuothCliUsage usage = {
    "PROJECT",
    N_("Writes a corpus to pass on: formats, splits that leak nothing, a data card, checksums."),
    NULL, 1, 1
  };
  QuothReleaseOptions options = { NULL };
  g_auto (GStrv) formats = NULL;
  g_auto (GStrv) parameters = NULL;
  int status = QUOTH_CLI_USAGE;

  add_entries (&own, entries);
  quoth_cli_corpus_add_entries (&corpus, entries);
  usage.entries = (const GOptionEntry *) (gpointer) entries->data;
  if (!quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    return status;
  if (own.formats == NULL || own.to == NULL)
    return quoth_cli_usage_error (_("--formats and --to are needed."));
  formats = g_strsplit (own.formats, ",", -1);
  if (!check_formats ((const char *const *) formats, own.without_text)
      || !quoth_cli_corpus_parse (&corpus, &options.corpus))
    return QUOTH_CLI_USAGE;
  options.formats = (const char *const *) formats;
  options.corpus.without_text = own.without_text;
  options.corpus.keep_similar = TRUE;
  options.title = own.title;
  options.licence = own.licence;
  options.guidelines = own.guidelines;
  return run (parameters[0], own.to, &options);
}
