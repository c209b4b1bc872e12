/* quoth-cli-check.c - quothctl check
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-project-care.h"

/* A damaged project is refused input: one line for each finding. */
static int
tell (const char *path,
      GPtrArray  *problems)
{
  g_autofree char *name = g_filename_display_name (path);

  for (guint i = 0; i < problems->len; i++)
    quoth_cli_refuse (path, 1, problems->pdata[i]);
  if (problems->len > 0)
    return QUOTH_CLI_REFUSED;
  quoth_cli_print (_("%s: no problems found"), name);
  quoth_cli_print ("\n");
  return QUOTH_CLI_DONE;
}

int
quoth_cli_check (int    argc,
                 char **argv)
{
  const QuothCliUsage usage = {
    "PROJECT",
    N_("Looks for damage: in the file itself, in texts and offsets, in links, in the journal."),
    NULL, 1, 1
  };
  g_auto (GStrv) parameters = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothCliJob) job = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  int status = QUOTH_CLI_DONE;

  if (!quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    return status;
  project = quoth_cli_open (parameters[0], FALSE, &status);
  if (project == NULL)
    return status;
  job = quoth_cli_job_begin (_("Checking"));
  problems = quoth_project_check (project, quoth_cli_job_progress (job), &error);
  g_clear_pointer (&job, quoth_cli_job_end);
  quoth_project_close (project);
  if (problems == NULL)
    return quoth_cli_fail (parameters[0], g_steal_pointer (&error));
  return tell (parameters[0], problems);
}
