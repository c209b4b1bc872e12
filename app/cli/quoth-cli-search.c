/* quoth-cli-search.c - quothctl search
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-project-care-mend.h"
#include "quoth-search.h"

#define DEFAULT_LIMIT 100

static void
write_hit (QuothJsonWriter *writer,
           QuothHit        *hit)
{
  quoth_json_writer_begin_object (writer);
  quoth_json_writer_key (writer, "article");
  quoth_json_writer_string (writer, hit->article);
  quoth_json_writer_key (writer, "name");
  quoth_json_writer_string (writer, hit->name);
  quoth_json_writer_key (writer, "start");
  quoth_json_writer_int (writer, hit->span.start);
  quoth_json_writer_key (writer, "end");
  quoth_json_writer_int (writer, hit->span.end);
  quoth_json_writer_key (writer, "before");
  quoth_json_writer_string (writer, hit->before);
  quoth_json_writer_key (writer, "match");
  quoth_json_writer_string (writer, hit->match);
  quoth_json_writer_key (writer, "after");
  quoth_json_writer_string (writer, hit->after);
  quoth_json_writer_end_object (writer);
}

static void
print_hits (GPtrArray *hits,
            guint      limit,
            gboolean   json)
{
  g_autoptr (GString) out = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; i < MIN (hits->len, limit); i++)
    {
      QuothHit *hit = hits->pdata[i];

      if (json)
        write_hit (&writer, hit);
      else
        quoth_cli_print ("%s:%u-%u: %s[%s]%s\n", hit->name, hit->span.start, hit->span.end,
                         hit->before, hit->match, hit->after);
    }
  quoth_json_writer_end_array (&writer);
  if (json)
    quoth_cli_print_json (out);
}

/* The first search after an import pays for the index, all others profit. Where the
 * project cannot be written, the texts themselves are searched. */
static GPtrArray *
find (QuothProject  *project,
      const char    *query,
      guint          limit,
      GError       **error)
{
  g_autoptr (QuothCliJob) job = quoth_cli_job_begin (_("Searching"));
  QuothProgress *progress = quoth_cli_job_progress (job);

  if (!quoth_project_is_read_only (project) && !quoth_search_is_complete (project))
    quoth_search_fill (project, progress, NULL);
  return quoth_search_run (project, query, 0, limit, limit, progress, error);
}

/* An index that is damaged is made anew, when nothing else is. */
static GPtrArray *
find_or_mend (QuothProject  *project,
              const char    *query,
              guint          limit,
              GError       **error)
{
  GError *local_error = NULL;
  GPtrArray *hits = find (project, query, limit, &local_error);

  if (g_error_matches (local_error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED)
      && !quoth_project_is_read_only (project)
      && quoth_project_mend (quoth_project_get_path (project), TRUE, NULL, NULL)
           != QUOTH_MEND_NOTHING)
    {
      g_clear_error (&local_error);
      quoth_cli_message (_("The search index was damaged; it has been rebuilt."));
      return find (project, query, limit, error);
    }
  if (local_error != NULL)
    g_propagate_error (error, local_error);
  return hits;
}

static int
run (const char *path,
     const char *typed,
     int         limit,
     gboolean    json)
{
  g_autofree char *query = g_locale_to_utf8 (typed, -1, NULL, NULL, NULL);
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  int status = QUOTH_CLI_DONE;

  if (query == NULL)
    return quoth_cli_usage_error (_("The query is not valid text."));
  if (limit < 1)
    return quoth_cli_usage_error (_("--limit wants a number above 0."));
  project = quoth_cli_open (path, FALSE, &status);
  if (project == NULL)
    return status;
  hits = find_or_mend (project, query, (guint) limit, &error);
  quoth_project_close (project);
  if (hits == NULL)
    return quoth_cli_fail (path, g_steal_pointer (&error));
  print_hits (hits, (guint) limit, json);
  return QUOTH_CLI_DONE;
}

int
quoth_cli_search (int    argc,
                  char **argv)
{
  gboolean json = FALSE;
  int limit = DEFAULT_LIMIT;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_("Print one JSON value"), NULL },
    { "limit", 'n', 0, G_OPTION_ARG_INT, &limit, N_("How many places at most (default 100)"),
      N_("NUMBER") },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "PROJECT QUERY",
    N_("Finds words in all articles. All words of the query must be there; words between"
       " quotation marks must follow each other; the last word may go on."),
    entries, 2, 2
  };
  g_auto (GStrv) parameters = NULL;
  int status = QUOTH_CLI_DONE;

  if (!quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    return status;
  return run (parameters[0], parameters[1], limit, json);
}
