/* quoth-cli-package.c - quothctl package
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-package.h"

#include <inttypes.h>

typedef struct
{
  char    *annotator;
  char    *to;
  char    *articles;
  gboolean assigned;
} Options;

static int
run (const char    *path,
     const Options *options)
{
  g_auto (GStrv) articles = options->articles != NULL ? g_strsplit (options->articles, ",", -1)
                                                      : NULL;
  const QuothPackageOptions package = { options->annotator, (const char *const *) articles,
                                        options->assigned };
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothCliJob) job = NULL;
  g_autoptr (GError) error = NULL;
  QuothPackageCounts counts;
  gboolean ok;
  int status = QUOTH_CLI_DONE;

  if (options->to == NULL)
    return quoth_cli_usage_error (_("--to is needed."));
  if (options->assigned && options->annotator == NULL)
    return quoth_cli_usage_error (_("--assigned needs --for."));
  project = quoth_cli_open (path, TRUE, &status);
  if (project == NULL)
    return status;
  job = quoth_cli_job_begin (_("Packing"));
  ok = quoth_package_write (project, options->to, &package, quoth_cli_job_progress (job), &counts,
                            &error);
  g_clear_pointer (&job, quoth_cli_job_end);
  if (!ok)
    {
      status = quoth_cli_fail (path, g_steal_pointer (&error));
      return status;
    }
  if (quoth_cli_talks ())
    {
      quoth_cli_print (ngettext ("%" PRIu64 " article, ", "%" PRIu64 " articles, ",
                                 counts.n_articles), counts.n_articles);
      quoth_cli_print (ngettext ("%" PRIu64 " annotation\n", "%" PRIu64 " annotations\n",
                                 counts.n_annotations), counts.n_annotations);
    }
  quoth_project_close (project);
  return QUOTH_CLI_DONE;
}

int
quoth_cli_package (int    argc,
                   char **argv)
{
  Options o = { NULL };
  const GOptionEntry entries[] = {
    { "for", 0, 0, G_OPTION_ARG_STRING, &o.annotator,
      N_("Leave out the layers of all others; without it everything goes along"), N_("NAME") },
    { "to", 't', 0, G_OPTION_ARG_FILENAME, &o.to, N_("The folder to make"), N_("FOLDER") },
    { "articles", 0, 0, G_OPTION_ARG_STRING, &o.articles, N_("Only the articles of these ids"),
      "ID,ID" },
    { "assigned", 0, 0, G_OPTION_ARG_NONE, &o.assigned,
      N_("Only articles that are assigned to whom it is for"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "PROJECT", N_("Makes a package to send to an annotator, or to give back."), entries, 1, 1
  };
  g_auto (GStrv) parameters = NULL;
  int status = QUOTH_CLI_USAGE;

  if (quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    status = run (parameters[0], &o);
  g_free (o.annotator);
  g_free (o.to);
  g_free (o.articles);
  return status;
}
