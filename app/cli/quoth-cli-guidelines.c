/* quoth-cli-guidelines.c - quothctl guidelines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-format.h"
#include "quoth-guidelines.h"

#include <stdio.h>

#define MAX_BYTES (4 * 1024 * 1024)

typedef struct
{
  char    *set;
  char    *version;
  gboolean json;
} Options;

static int
set_from_file (QuothProject *project,
               const char   *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autofree char *text = NULL;
  gsize length;

  if (!quoth_format_load (path, MAX_BYTES, &text, &length, &error))
    {
      quoth_cli_message ("%s", error->message);
      return g_error_matches (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED)
             ? QUOTH_CLI_REFUSED : QUOTH_CLI_FAILED;
    }
  if (!g_utf8_validate_len (text, length, NULL))
    {
      quoth_cli_refuse (path, 1, _("The text is not valid UTF-8."));
      return QUOTH_CLI_REFUSED;
    }
  command = quoth_guidelines_set (project, text, &error);
  if (command == NULL || !quoth_project_commit (project, command, &error))
    return quoth_cli_fail (quoth_project_get_path (project), g_steal_pointer (&error));
  return QUOTH_CLI_DONE;
}

static void
print_json (GPtrArray *versions)
{
  g_autoptr (GString) json = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, json, FALSE);
  quoth_json_writer_begin_array (&writer);
  for (guint i = 0; i < versions->len; i++)
    {
      const QuothGuidelines *version = versions->pdata[i];

      quoth_json_writer_begin_object (&writer);
      quoth_json_writer_key (&writer, "version");
      quoth_json_writer_int (&writer, version->number);
      quoth_json_writer_member (&writer, "id", version->id);
      quoth_json_writer_key (&writer, "at");
      quoth_json_writer_string (&writer, version->at);
      quoth_json_writer_key (&writer, "author");
      quoth_json_writer_string (&writer, version->author);
      quoth_json_writer_key (&writer, "text");
      quoth_json_writer_string (&writer, version->text);
      quoth_json_writer_end_object (&writer);
    }
  quoth_json_writer_end_array (&writer);
  quoth_cli_print_json (json);
}

static int
print (QuothProject  *project,
       const Options *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) versions = quoth_guidelines_list (project, &error);
  guint64 number;

  if (versions == NULL)
    return quoth_cli_fail (quoth_project_get_path (project), g_steal_pointer (&error));
  if (options->json)
    {
      print_json (versions);
      return QUOTH_CLI_DONE;
    }
  number = versions->len;
  if (options->version != NULL
      && !g_ascii_string_to_unsigned (options->version, 10, 1, G_MAXUINT, &number, NULL))
    return quoth_cli_usage_error (_("--version wants a whole number from 1."));
  if (number > versions->len || (number == 0 && options->version != NULL))
    {
      quoth_cli_message (_("There is no such version of the guidelines."));
      return QUOTH_CLI_FAILED;
    }
  if (number > 0)
    fputs (((QuothGuidelines *) versions->pdata[number - 1])->text, stdout);
  return QUOTH_CLI_DONE;
}

int
quoth_cli_guidelines (int    argc,
                      char **argv)
{
  Options o = { NULL };
  const GOptionEntry entries[] = {
    { "set", 0, 0, G_OPTION_ARG_FILENAME, &o.set,
      N_("Make this Markdown file the newest version"), N_("FILE") },
    { "version", 0, 0, G_OPTION_ARG_STRING, &o.version,
      N_("Print this version instead of the newest"), N_("NUMBER") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &o.json,
      N_("Print every version, with number, time and author"), NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = {
    "PROJECT", N_("Prints the guidelines of annotation, or sets them. Every version is kept."),
    entries, 1, 1
  };
  g_auto (GStrv) parameters = NULL;
  g_autoptr (QuothProject) project = NULL;
  int status = QUOTH_CLI_USAGE;

  if (quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    {
      project = quoth_cli_open (parameters[0], o.set != NULL, &status);
      if (project != NULL)
        {
          status = o.set != NULL ? set_from_file (project, o.set) : print (project, &o);
          quoth_project_close (project);
        }
    }
  g_free (o.set);
  g_free (o.version);
  return status;
}
