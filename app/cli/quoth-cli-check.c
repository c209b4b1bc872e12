/* quoth-cli-check.c - quothctl check
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-project-care-mend.h"
#include "quoth-project-care.h"
#include "quoth-search.h"

/* What is wrong when nothing is but this, and what becomes of it. */
static const char *
describe (QuothMend what,
          gboolean  done)
{
  switch (what)
    {
    case QUOTH_MEND_PAGES:
      return done ? _("unused pages: freed") : _("unused pages: will be freed");
    case QUOTH_MEND_SEARCH:
      return done ? _("search index damaged: rebuilt") : _("search index damaged: will be rebuilt");
    case QUOTH_MEND_INDEXES:
      return done ? _("indexes damaged: rebuilt") : _("indexes damaged: will be rebuilt");
    case QUOTH_MEND_NOTHING:
    default:
      return NULL;
    }
}

/* A full text index that was made anew is empty. */
static void
fill (const char *path)
{
  g_autoptr (QuothProject) project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, NULL);
  g_autoptr (QuothCliJob) job = quoth_cli_job_begin (_("Rebuilding"));

  if (project == NULL)
    return;
  quoth_search_fill (project, quoth_cli_job_progress (job), NULL);
  quoth_project_close (project);
}

/* A damaged project is refused input: one line for each finding, or one for all when no work
 * is hurt. */
static int
tell (const char *path,
      GPtrArray  *problems,
      gboolean    repair)
{
  g_autofree char *name = g_filename_display_name (path);
  QuothMend what = problems->len > 0 ? quoth_project_mend (path, repair, NULL, NULL)
                                     : QUOTH_MEND_NOTHING;

  if (what != QUOTH_MEND_NOTHING && repair)
    {
      fill (path);
      quoth_cli_print ("%s: %s\n", name, describe (what, TRUE));
      return QUOTH_CLI_DONE;
    }
  if (what != QUOTH_MEND_NOTHING)
    quoth_cli_refuse (path, 1, describe (what, FALSE));
  for (guint i = 0; what == QUOTH_MEND_NOTHING && i < problems->len; i++)
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
  gboolean repair = FALSE;
  const GOptionEntry entries[] = {
    { "repair", 0, 0, G_OPTION_ARG_NONE, &repair,
      N_("Rebuild indexes when nothing else is damaged"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "PROJECT",
    N_("Looks for damage: in the file itself, in texts and offsets, in links, in the journal."),
    entries, 1, 1
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
  return tell (parameters[0], problems, repair);
}
