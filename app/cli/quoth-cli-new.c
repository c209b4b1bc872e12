/* quoth-cli-new.c - quothctl new
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"

#include <stdlib.h>
#include <string.h>

static QuothScheme *
load_scheme (const char *path,
             int        *out_status)
{
  g_autofree char *json = quoth_cli_load_json (path, out_status);
  g_autoptr (GError) error = NULL;
  QuothScheme *scheme;

  if (json == NULL)
    return NULL;
  scheme = quoth_scheme_new_from_json (json, -1, &error);
  if (scheme == NULL)
    quoth_cli_refuse_json (path, error->message);
  return scheme;
}

int
quoth_cli_new (int    argc,
               char **argv)
{
  g_autofree char *scheme_path = NULL;
  const GOptionEntry entries[] = {
    { "scheme", 0, 0, G_OPTION_ARG_FILENAME, &scheme_path,
      N_("Take types, attributes and roles from this file"), N_("FILE") },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };
  const QuothCliUsage usage = { "PROJECT", N_("Makes an empty project. Never replaces a file."),
                                entries, 1, 1 };
  g_auto (GStrv) parameters = NULL;
  g_autoptr (QuothScheme) scheme = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GError) error = NULL;
  int status = QUOTH_CLI_DONE;

  if (!quoth_cli_parse (&usage, argc, argv, &parameters, &status))
    return status;
  if (scheme_path != NULL)
    {
      scheme = load_scheme (scheme_path, &status);
      if (scheme == NULL)
        return status;
    }
  project = quoth_project_create (parameters[0], scheme, &error);
  if (project == NULL)
    {
      status = quoth_cli_fail (parameters[0], g_steal_pointer (&error));
      return status;
    }
  quoth_project_close (project);
  return QUOTH_CLI_DONE;
}
