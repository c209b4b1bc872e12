/* quoth-cli-new.c - quothctl new
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"
#include "quoth-format.h"
#include "quoth-json.h"

#include <stdlib.h>
#include <string.h>

/* The JSON reader says "line N: …"; for a script the line has its own place. */
static void
refuse_scheme (const char *path,
               const char *message)
{
  guint64 line = 0;
  char *end = NULL;

  if (g_str_has_prefix (message, "line "))
    line = g_ascii_strtoull (message + strlen ("line "), &end, 10);
  if (end != NULL && g_str_has_prefix (end, ": "))
    message = end + 2;
  quoth_cli_refuse (path, (guint) MIN (line, G_MAXUINT), message);
}

/* "FILE: reason", as the rooms below say it, without the file. */
static const char *
reason_of (const char *path,
           GError     *error)
{
  gsize length = strlen (path);

  if (g_str_has_prefix (error->message, path) && g_str_has_prefix (error->message + length, ": "))
    return error->message + length + 2;
  return error->message;
}

static QuothScheme *
load_scheme (const char *path,
             int        *out_status)
{
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  QuothScheme *scheme;
  gsize length;

  *out_status = QUOTH_CLI_REFUSED;
  if (!quoth_format_load (path, QUOTH_JSON_MAX_BYTES, &json, &length, &error))
    {
      if (g_error_matches (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED))
        {
          quoth_cli_refuse (path, 1, reason_of (path, error));
          return NULL;
        }
      quoth_cli_message ("%s", error->message);
      *out_status = QUOTH_CLI_FAILED;
      return NULL;
    }
  scheme = quoth_scheme_new_from_json (json, (gssize) length, &error);
  if (scheme == NULL)
    refuse_scheme (path, error->message);
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
