/* quoth-cli-agreement.c - quothctl agreement
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-agreement-json.h"
#include "quoth-cli-agreement-private.h"
#include "quoth-cli-private.h"
#include "quoth-guidelines-apart.h"

#include <stdio.h>

/* Articles wait in a file, so that memory does not grow with the corpus and nothing is
 * printed when something fails. */
typedef struct
{
  FILE     *spool; /* nullable */
  guint64   n;
  guint64   n_apart; /* whose layers were made under different guidelines */
  gboolean  failed;
} Articles;

static void
counted_cb (QuothArticleData *data,
            QuothAgreement   *agreement,
            gpointer          user_data)
{
  Articles *self = user_data;

  self->n_apart += quoth_guidelines_are_apart (data->layers,
                                               quoth_agreement_get_layers (agreement)) ? 1 : 0;
}

static void
measured_cb (QuothArticleData *data,
             QuothAgreement   *agreement,
             gpointer          user_data)
{
  Articles *self = user_data;
  g_autoptr (GString) json = g_string_new (self->n++ > 0 ? "," : NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, json, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_key (&writer, "id");
  quoth_json_writer_string (&writer, data->article->id);
  quoth_json_writer_key (&writer, "name");
  quoth_json_writer_string (&writer, data->article->name);
  if (quoth_agreement_json_write_guidelines (&writer, data, agreement))
    self->n_apart++;
  quoth_agreement_json_write_pairs (&writer, agreement);
  quoth_json_writer_end_object (&writer);
  if (fwrite (json->str, 1, json->len, self->spool) != json->len)
    self->failed = TRUE;
}

static gboolean
print_json (QuothAgreement *agreement,
            Articles       *articles)
{
  g_autoptr (GString) json = g_string_new (NULL);
  QuothJsonWriter writer;
  char buffer[65536];
  gsize n;

  quoth_json_writer_init (&writer, json, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_agreement_json_write (&writer, agreement);
  quoth_json_writer_key (&writer, "guidelines_apart");
  quoth_json_writer_int (&writer, (gint64) articles->n_apart);
  quoth_json_writer_key (&writer, "articles");
  fwrite (json->str, 1, json->len, stdout);
  fputc ('[', stdout);
  rewind (articles->spool);
  while ((n = fread (buffer, 1, sizeof buffer, articles->spool)) > 0)
    fwrite (buffer, 1, n, stdout);
  fputs ("]}\n", stdout);
  return !articles->failed && !ferror (articles->spool);
}

/* --- the command --- */

static int
explain (const char *path,
         GError     *error)
{
  g_autoptr (GError) owned = error;

  if (g_error_matches (error, QUOTH_TEAM_ERROR, QUOTH_TEAM_ERROR_NO_LAYER))
    return quoth_cli_usage_error (_("There is no layer “%s”."), error->message);
  if (error->domain == QUOTH_AGREEMENT_ERROR)
    {
      quoth_cli_refuse (path, 1, error->message);
      return QUOTH_CLI_REFUSED;
    }
  if (g_error_matches (error, QUOTH_TEAM_ERROR, QUOTH_TEAM_ERROR_FEW_LAYERS))
    quoth_cli_message (_("Agreement needs at least two layers."));
  else if (g_error_matches (error, QUOTH_TEAM_ERROR, QUOTH_TEAM_ERROR_MANY_LAYERS))
    quoth_cli_message (_("At most %d layers can be compared; choose some with --layers."),
                       QUOTH_AGREEMENT_MAX_LAYERS);
  else
    return quoth_cli_fail (path, g_steal_pointer (&owned));
  return QUOTH_CLI_FAILED;
}

static QuothAgreement *
measure (QuothProject       *project,
         const char *const  *layers,
         guint32             seed,
         Articles           *articles,
         GError            **error)
{
  g_autoptr (QuothCliJob) job = quoth_cli_job_begin (_("Comparing"));
  QuothAgreementSettings settings = QUOTH_AGREEMENT_SETTINGS;

  settings.seed = seed;
  return quoth_measure_project (project, layers, &settings, quoth_cli_job_progress (job),
                                articles->spool != NULL ? measured_cb : counted_cb, articles,
                                error);
}

static int
run (const char        *path,
     const char *const *layers,
     guint32            seed,
     gboolean           json)
{
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothAgreement) agreement = NULL;
  g_autoptr (GError) error = NULL;
  Articles articles = { NULL, 0, 0, FALSE };
  int status = QUOTH_CLI_DONE;

  project = quoth_cli_open (path, FALSE, &status);
  if (project == NULL)
    return status;
  articles.spool = json ? tmpfile () : NULL;
  if (json && articles.spool == NULL)
    {
      quoth_cli_message (_("The result could not be written."));
      return QUOTH_CLI_FAILED;
    }
  agreement = measure (project, layers, seed, &articles, &error);
  quoth_project_close (project);
  if (agreement == NULL)
    status = explain (path, g_steal_pointer (&error));
  else if (!json)
    quoth_cli_agreement_print (agreement, articles.n_apart);
  else if (!print_json (agreement, &articles))
    {
      quoth_cli_message (_("The result could not be written."));
      status = QUOTH_CLI_FAILED;
    }
  g_clear_pointer (&articles.spool, fclose);
  return status;
}

int
quoth_cli_agreement (int    argc,
                     char **argv)
{
  gboolean json = FALSE;
  g_autofree char *list = NULL;
  gint64 seed = 1;
  const GOptionEntry entries[] = {
    { "layers", 0, 0, G_OPTION_ARG_STRING, &list,
      N_("Compare these layers only (default: all but gold)"), N_("A,B,…") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, N_("Seed of the random samples (default 1)"),
      N_("N") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON value"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "PROJECT",
    N_("Tells how much the layers of a project agree: on what is marked, where it begins and"
       " ends, who speaks, and what else is said of it."),
    entries, 1, 1
  };
  g_auto (GStrv) parameters = NULL;
  g_auto (GStrv) layers = NULL;
  int status = QUOTH_CLI_DONE;

  if (!quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    return status;
  if (seed < 0 || seed > G_MAXUINT32)
    return quoth_cli_usage_error (_("--seed wants a number from 0 to 4294967295."));
  if (list != NULL)
    layers = g_strsplit (list, ",", -1);
  return run (parameters[0], (const char *const *) layers, (guint32) seed, json);
}
