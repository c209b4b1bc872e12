/* quoth-cli-json.c - small JSON files that an option names
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
void
quoth_cli_refuse_json (const char *path,
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

/* Returns: (transfer full) (nullable): what the file holds, without a NUL within; when it
 * cannot be had, that is said, and @out_status is what to exit with. */
char *
quoth_cli_load_json (const char *path,
                     int        *out_status)
{
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
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
  if (strlen (json) != length)
    {
      quoth_cli_refuse (path, 1, "holds a NUL byte");
      return NULL;
    }
  return g_steal_pointer (&json);
}
