/* quoth-cli-merge.c - quothctl merge
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-format.h"
#include "quoth-merge.h"

#include <inttypes.h>

static void
write_lists (QuothJsonWriter  *writer,
             QuothMergeReport *report)
{
  quoth_json_writer_key (writer, "conflicts");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < report->conflicts->len; i++)
    {
      const QuothConflict *conflict = report->conflicts->pdata[i];

      quoth_json_writer_begin_object (writer);
      quoth_json_writer_member (writer, "article", conflict->article);
      quoth_json_writer_member (writer, "id", conflict->id);
      quoth_json_writer_member (writer, "layer", conflict->layer);
      quoth_json_writer_key (writer, "versions");
      quoth_json_writer_begin_array (writer);
      for (guint k = 0; k < conflict->contents->len; k++)
        quoth_json_writer_raw (writer, conflict->contents->pdata[k]);
      quoth_json_writer_end_array (writer);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
  quoth_json_writer_key (writer, "proposals");
  quoth_json_writer_begin_array (writer);
  for (guint i = 0; i < report->proposals->len; i++)
    {
      const QuothProposal *proposal = report->proposals->pdata[i];

      quoth_json_writer_begin_object (writer);
      quoth_json_writer_member (writer, "entity", proposal->entity);
      quoth_json_writer_member (writer, "other", proposal->other);
      quoth_json_writer_member (writer, "name", proposal->name);
      quoth_json_writer_member (writer, "reason", proposal->reason);
      quoth_json_writer_end_object (writer);
    }
  quoth_json_writer_end_array (writer);
}

static void
write_report (QuothJsonWriter  *writer,
              const char       *path,
              QuothMergeReport *report)
{
  g_autofree char *name = g_filename_display_name (path);

  quoth_json_writer_begin_object (writer);
  quoth_json_writer_member (writer, "package", name);
  quoth_json_writer_member_int (writer, "articles", report->n_articles);
  quoth_json_writer_member_int (writer, "added", report->n_added);
  quoth_json_writer_member_int (writer, "changed", report->n_changed);
  quoth_json_writer_member_int (writer, "removed", report->n_removed);
  quoth_json_writer_key (writer, "guidelines");
  quoth_json_writer_string (writer, report->guidelines_apart ? "apart"
                                    : report->guidelines_taken ? "taken" : "same");
  write_lists (writer, report);
  quoth_json_writer_end_object (writer);
}

/* What people must decide is told even to a pipe. */
static void
tell (const char       *path,
      QuothMergeReport *report)
{
  g_autofree char *name = g_filename_display_name (path);

  for (guint i = 0; i < report->conflicts->len; i++)
    {
      const QuothConflict *conflict = report->conflicts->pdata[i];

      /* Translators: a file, the id of a record, the id of its article or “–” */
      quoth_cli_message (_("%s: %s in %s was changed apart; both versions are kept"), name,
                         conflict->id, conflict->article != NULL ? conflict->article : "–");
    }
  for (guint i = 0; i < report->proposals->len; i++)
    {
      const QuothProposal *proposal = report->proposals->pdata[i];

      quoth_cli_message (_("%s: “%s” may be the same: %s and %s"), name, proposal->name,
                         proposal->entity, proposal->other);
    }
  if (report->guidelines_apart)
    quoth_cli_message (_("%s: The guidelines were changed apart; yours stay."), name);
  if (quoth_cli_talks ())
    quoth_cli_print (_("%" PRIu64 " added, %" PRIu64 " changed, %" PRIu64 " removed\n"),
                     report->n_added, report->n_changed, report->n_removed);
}

static int
take (QuothProject    *project,
      const char      *path,
      QuothJsonWriter *writer) /* nullable */
{
  g_autoptr (QuothCliJob) job = quoth_cli_job_begin (_("Merging"));
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothMergeReport) report =
    quoth_merge_run (project, path, quoth_cli_job_progress (job), &error);

  g_clear_pointer (&job, quoth_cli_job_end);
  if (report == NULL && g_error_matches (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED))
    {
      quoth_cli_message ("%s", error->message);
      return QUOTH_CLI_REFUSED;
    }
  if (report == NULL)
    return quoth_cli_fail (path, g_steal_pointer (&error));
  if (writer != NULL)
    write_report (writer, path, report);
  else
    tell (path, report);
  return QUOTH_CLI_DONE;
}

int
quoth_cli_merge (int    argc,
                 char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON value"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "PROJECT PACKAGE…", N_("Takes packages into a project. Nothing is overwritten."), entries, 2, -1
  };
  g_auto (GStrv) parameters = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  QuothJsonWriter writer;
  int status = QUOTH_CLI_DONE;

  if (!quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    return status;
  project = quoth_cli_open (parameters[0], TRUE, &status);
  if (project == NULL)
    return status;
  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 1; parameters[i] != NULL; i++)
    {
      int one = take (project, parameters[i], json ? &writer : NULL);

      status = status == QUOTH_CLI_DONE ? one : status;
    }
  quoth_json_writer_end_array (&writer);
  if (json)
    quoth_cli_print_json (out);
  quoth_project_close (project);
  return status;
}
