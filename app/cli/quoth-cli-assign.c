/* quoth-cli-assign.c - quothctl assign
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-assign.h"
#include "quoth-cli-private.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

typedef struct
{
  char    *annotators;
  char    *overlap;
  char    *share;
  char    *seed;
  char    *articles;
  gboolean afresh;
  gboolean json;
} Options;

static gboolean
parse_options (const Options      *options,
               char             ***out_annotators,
               QuothAssignOptions *out)
{
  guint64 overlap = 1;
  char *end = NULL;

  if (options->annotators == NULL)
    {
      quoth_cli_usage_error (_("--annotators is needed."));
      return FALSE;
    }
  *out_annotators = g_strsplit (options->annotators, ",", -1);
  out->annotators = (const char *const *) *out_annotators;
  if (options->overlap != NULL
      && !g_ascii_string_to_unsigned (options->overlap, 10, 1, G_MAXINT, &overlap, NULL))
    {
      quoth_cli_usage_error (_("--overlap wants a whole number from 1."));
      return FALSE;
    }
  out->overlap = (guint) overlap;
  if (options->share != NULL)
    {
      out->share = g_ascii_strtod (options->share, &end);
      if (end == options->share || *end != '\0' || !isfinite (out->share) || out->share < 0
          || out->share > 1)
        {
          quoth_cli_usage_error (_("--double wants a share from 0 to 1, such as 0.2."));
          return FALSE;
        }
    }
  if (options->seed != NULL
      && !g_ascii_string_to_unsigned (options->seed, 10, 0, G_MAXUINT64, &out->seed, NULL))
    {
      quoth_cli_usage_error (_("--seed wants a whole number."));
      return FALSE;
    }
  return TRUE;
}

static void
print_loads (GPtrArray *loads,
             gboolean   json)
{
  g_autoptr (GString) out = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; i < loads->len; i++)
    {
      const QuothAssignLoad *load = loads->pdata[i];

      if (!json)
        {
          /* Translators: a line such as “anna: 12 articles, 40000 characters” */
          quoth_cli_print (_("%s: %u articles, %" PRIu64 " characters"), load->annotator,
                           load->n_articles, load->n_chars);
          quoth_cli_print ("\n");
          continue;
        }
      quoth_json_writer_begin_object (&writer);
      quoth_json_writer_key (&writer, "annotator");
      quoth_json_writer_string (&writer, load->annotator);
      quoth_json_writer_key (&writer, "articles");
      quoth_json_writer_int (&writer, load->n_articles);
      quoth_json_writer_key (&writer, "characters");
      quoth_json_writer_int (&writer, (gint64) load->n_chars);
      quoth_json_writer_end_object (&writer);
    }
  quoth_json_writer_end_array (&writer);
  if (json)
    quoth_cli_print_json (out);
}

static int
run (const char    *path,
     const Options *options)
{
  g_auto (GStrv) articles = options->articles != NULL ? g_strsplit (options->articles, ",", -1)
                                                      : NULL;
  QuothAssignOptions assign = { .articles = (const char *const *) articles,
                                .afresh = options->afresh };
  g_auto (GStrv) annotators = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GPtrArray) loads = NULL;
  g_autoptr (GError) error = NULL;
  int status = QUOTH_CLI_DONE;

  if (!parse_options (options, &annotators, &assign))
    return QUOTH_CLI_USAGE;
  if (g_strv_length (annotators) < assign.overlap + (assign.share > 0 ? 1 : 0))
    return quoth_cli_usage_error (_("There are fewer annotators than an article needs."));
  project = quoth_cli_open (path, TRUE, &status);
  if (project == NULL)
    return status;
  command = quoth_assign (project, &assign, &loads, &error);
  if (command == NULL || !quoth_project_commit (project, command, &error))
    {
      status = quoth_cli_fail (path, g_steal_pointer (&error));
      return status;
    }
  print_loads (loads, options->json);
  quoth_project_close (project);
  return QUOTH_CLI_DONE;
}

int
quoth_cli_assign (int    argc,
                  char **argv)
{
  Options o = { NULL };
  const GOptionEntry entries[] = {
    { "annotators", 0, 0, G_OPTION_ARG_STRING, &o.annotators,
      N_("Whom to give articles to"), "anna,ben" },
    { "overlap", 0, 0, G_OPTION_ARG_STRING, &o.overlap,
      N_("How many annotators every article gets (default 1)"), N_("NUMBER") },
    { "double", 0, 0, G_OPTION_ARG_STRING, &o.share,
      N_("Share of the articles that get one annotator more"), "0.2" },
    { "seed", 0, 0, G_OPTION_ARG_STRING, &o.seed,
      N_("The same number gives the same table (default 0)"), N_("NUMBER") },
    { "articles", 0, 0, G_OPTION_ARG_STRING, &o.articles, N_("Only the articles of these ids"),
      "ID,ID" },
    { "afresh", 0, 0, G_OPTION_ARG_NONE, &o.afresh,
      N_("Take back first what nobody has begun"), NULL },
    { "json", 0, 0, G_OPTION_ARG_NONE, &o.json, N_("Print one JSON value"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "PROJECT", N_("Divides articles among annotators, balanced by length: opens their layers."),
    entries, 1, 1
  };
  g_auto (GStrv) parameters = NULL;
  int status = QUOTH_CLI_USAGE;

  if (quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    status = run (parameters[0], &o);
  g_free (o.annotators);
  g_free (o.overlap);
  g_free (o.share);
  g_free (o.seed);
  g_free (o.articles);
  return status;
}
