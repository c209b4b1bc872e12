/* quoth-cli-proposals.c - quothctl proposals
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-project-query.h"
#include "quoth-proposals.h"

static void
write_entity (QuothJsonWriter *writer,
              const char      *key,
              QuothProject    *project,
              const char      *id)
{
  QuothEntity *entity = quoth_registry_lookup (quoth_project_get_registry (project), id);
  gint64 mentions = 0;
  gint64 claims = 0;

  quoth_project_count_ledger (project, id, &mentions, &claims, NULL);
  quoth_json_writer_key (writer, key);
  quoth_json_writer_begin_object (writer);
  quoth_json_writer_member (writer, "id", id);
  quoth_json_writer_member (writer, "name", entity != NULL ? entity->name : NULL);
  quoth_json_writer_member (writer, "wikidata", entity != NULL ? entity->wikidata : NULL);
  quoth_json_writer_key (writer, "mentions");
  quoth_json_writer_int (writer, mentions);
  quoth_json_writer_end_object (writer);
}

static int
list_proposals (QuothProject *project,
                const char   *path,
                gboolean      json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) proposals = quoth_proposals_list (project, NULL, &error);
  g_autoptr (GString) out = g_string_new (NULL);
  QuothJsonWriter writer;

  if (proposals == NULL)
    return quoth_cli_fail (path, g_steal_pointer (&error));
  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; i < proposals->len; i++)
    {
      const QuothProposal *proposal = proposals->pdata[i];

      if (!json)
        {
          quoth_cli_print ("%s,%s  %s\n", proposal->entity, proposal->other, proposal->name);
          continue;
        }
      quoth_json_writer_begin_object (&writer);
      quoth_json_writer_member (&writer, "reason", proposal->reason);
      write_entity (&writer, "entity", project, proposal->entity);
      write_entity (&writer, "other", project, proposal->other);
      quoth_json_writer_end_object (&writer);
    }
  quoth_json_writer_end_array (&writer);
  if (json)
    quoth_cli_print_json (out);
  return QUOTH_CLI_DONE;
}

static int
decide (QuothProject *project,
        const char   *path,
        const char   *merge, /* nullable: then @apart is given */
        const char   *apart)
{
  g_auto (GStrv) pair = g_strsplit (merge != NULL ? merge : apart, ",", -1);
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  if (g_strv_length (pair) != 2)
    return quoth_cli_usage_error (_("A pair is two ids with a comma between them."));
  command = merge != NULL ? quoth_project_merge_entities (project, pair[0], pair[1], &error)
                          : quoth_proposal_keep_apart (project, pair[0], pair[1], &error);
  if (command == NULL || !quoth_project_commit (project, command, &error))
    return quoth_cli_fail (path, g_steal_pointer (&error));
  return QUOTH_CLI_DONE;
}

int
quoth_cli_proposals (int    argc,
                     char **argv)
{
  char *merge = NULL;
  char *apart = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "merge", 0, 0, G_OPTION_ARG_STRING, &merge, N_("The first becomes the second"), "ID,ID" },
    { "keep-apart", 0, 0, G_OPTION_ARG_STRING, &apart,
      N_("They are not the same, and not proposed again"), "ID,ID" },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON value"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "PROJECT", N_("Lists entries of the registry that may be the same, or decides about two."),
    entries, 1, 1
  };
  g_auto (GStrv) parameters = NULL;
  g_autoptr (QuothProject) project = NULL;
  int status = QUOTH_CLI_USAGE;
  gboolean parsed = quoth_cli_parse (&usage, argc, argv, &parameters, &status);

  if (parsed && merge != NULL && apart != NULL)
    status = quoth_cli_usage_error (_("--merge and --keep-apart cannot go together."));
  else if (parsed)
    {
      project = quoth_cli_open (parameters[0], merge != NULL || apart != NULL, &status);
      if (project != NULL && merge == NULL && apart == NULL)
        status = list_proposals (project, parameters[0], json);
      else if (project != NULL)
        status = decide (project, parameters[0], merge, apart);
      if (project != NULL)
        quoth_project_close (project);
    }
  g_free (merge);
  g_free (apart);
  return status;
}
