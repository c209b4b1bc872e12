/* quoth-cli-recover.c - quothctl recover
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-project-care.h"

/* What is not in the new project, one line for each. */
static void
tell_lost (const QuothRecovered *recovered)
{
  for (guint i = 0; i < recovered->lost->len; i++)
    {
      const QuothLostArticle *lost = recovered->lost->pdata[i];

      quoth_cli_message (ngettext ("lost: the text of article %s (%s), which has %u annotation",
                                   "lost: the text of article %s (%s), which has %u annotations",
                                   lost->n_annotations), lost->id, lost->name,
                         lost->n_annotations);
    }
  if (recovered->lost_path != NULL)
    {
      g_autofree char *name = g_filename_display_name (recovered->lost_path);

      quoth_cli_message (_("what is left of these articles: %s"), name);
    }
  if (recovered->lost_articles)
    quoth_cli_message (_("names, dates and tags of articles may be lost"));
  if (recovered->lost_annotations)
    quoth_cli_message (_("annotations or links may be lost"));
  if (recovered->lost_entities)
    quoth_cli_message (_("people and sources may be lost"));
  if (recovered->lost_scheme)
    quoth_cli_message (_("the scheme is lost"));
}

static void
tell (const char           *to,
      const QuothRecovered *recovered)
{
  g_autofree char *name = g_filename_display_name (to);

  tell_lost (recovered);
  quoth_cli_print (_("%s: articles: %u, annotations: %u"), name, (guint) recovered->n_articles,
                   (guint) recovered->n_annotations);
  quoth_cli_print ("\n");
  if (recovered->n_from_backup > 0)
    quoth_cli_print (ngettext ("%u article is as it was in the backup",
                               "%u articles are as they were in the backup",
                               (guint) recovered->n_from_backup),
                     (guint) recovered->n_from_backup);
  if (recovered->n_from_backup > 0)
    quoth_cli_print ("\n");
}

static int
run (const char *path,
     const char *to,
     const char *backup)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autoptr (QuothRecovered) recovered = NULL;
  g_autoptr (QuothCliJob) job = NULL;
  g_autoptr (GError) error = NULL;
  gboolean ok;

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      quoth_cli_message (_("%s: There is no such file."), name);
      return QUOTH_CLI_FAILED;
    }
  job = quoth_cli_job_begin (_("Recovering"));
  ok = quoth_project_recover (path, backup, to, quoth_cli_job_progress (job), &recovered, &error);
  g_clear_pointer (&job, quoth_cli_job_end);
  if (g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED))
    return quoth_cli_fail (path, g_steal_pointer (&error));
  if (!ok)
    return quoth_cli_fail (to, g_steal_pointer (&error));
  tell (to, recovered);
  return QUOTH_CLI_DONE;
}

int
quoth_cli_recover (int    argc,
                   char **argv)
{
  g_autofree char *to = NULL;
  g_autofree char *backup = NULL;
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &to, N_("The new project; never replaces a file"),
      N_("PATH") },
    { "backup", 0, 0, G_OPTION_ARG_FILENAME, &backup,
      N_("An earlier copy, to take from what cannot be read"), N_("FILE") },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "DAMAGED --to PATH",
    N_("Saves what can be read of a damaged project into a new one, and says what is lost."
       " The damaged file is only read."),
    entries, 1, 1
  };
  g_auto (GStrv) parameters = NULL;
  int status = QUOTH_CLI_DONE;

  if (!quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    return status;
  if (to == NULL)
    return quoth_cli_usage_error (_("--to is needed."));
  return run (parameters[0], to, backup);
}
