/* quoth-cli-output.c - results, messages and what errors mean to a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A terminal obeys control characters, and what is printed comes from foreign files:
 * only line ends pass. */
static void
tame (char *text)
{
  char *out = text;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gsize n = (gsize) (g_utf8_next_char (p) - p);

      if (c != '\n' && g_unichar_iscntrl (c))
        {
          *out++ = ' ';
          continue;
        }
      memmove (out, p, n);
      out += n;
    }
  *out = '\0';
}

static G_GNUC_PRINTF (1, 0) char *
format_line (const char *format,
             va_list     args)
{
  g_autofree char *raw = g_strdup_vprintf (format, args);
  char *text = g_utf8_make_valid (raw, -1);

  tame (text);
  return text;
}

/**
 * quoth_cli_message:
 * @format: a translated sentence, without line end
 * @...: its arguments
 *
 * Tells a person something, on standard error.
 */
void
quoth_cli_message (const char *format,
                   ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = format_line (format, args);
  va_end (args);
  g_printerr ("quothctl: %s\n", text);
}

/**
 * quoth_cli_print:
 * @format: a piece of the result
 * @...: its arguments
 *
 * Prints to standard output, in the encoding of the locale.
 */
void
quoth_cli_print (const char *format,
                 ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = format_line (format, args);
  va_end (args);
  g_print ("%s", text);
}

/**
 * quoth_cli_refuse:
 * @path: the file that is refused
 * @line: the line, counted from 1; 0 when the file as a whole is meant
 * @reason: why
 *
 * Reports refused input as `file:line: reason`. A file that is refused as a whole
 * names its first line, so that every refusal can be read by the same rule.
 */
void
quoth_cli_refuse (const char *path,
                  guint       line,
                  const char *reason)
{
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *raw = g_strdup_printf ("%s:%u: %s", name, MAX (line, 1), reason);
  g_autofree char *text = g_utf8_make_valid (raw, -1);

  tame (text);
  g_strdelimit (text, "\n", ' ');
  g_printerr ("%s\n", text);
}

/* JSON is UTF-8 whatever the locale says, so it does not go through g_print(). */
void
quoth_cli_print_json (GString *json)
{
  g_string_append_c (json, '\n');
  fwrite (json->str, 1, json->len, stdout);
}

/* Whether a person reads standard output: a pipe gets results only. */
gboolean
quoth_cli_talks (void)
{
  return isatty (STDOUT_FILENO);
}

/* What the error means and what can be done about it. */
static const char *
explain (GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return _("Stopped; nothing was changed.");
  if (error->domain != QUOTH_PROJECT_ERROR)
    return NULL;
  switch ((QuothProjectError) error->code)
    {
    case QUOTH_PROJECT_ERROR_NOT_PROJECT:
      return _("not a Quoth project");
    case QUOTH_PROJECT_ERROR_NEWER:
      return _("written by a newer version of Quoth; update Quoth to open it");
    case QUOTH_PROJECT_ERROR_BUSY:
      return _("Another program is writing to the project; try again.");
    case QUOTH_PROJECT_ERROR_FULL:
      return _("There is no room left on the disk; nothing was changed.");
    case QUOTH_PROJECT_ERROR_READ_ONLY:
      return _("The file or its folder cannot be written.");
    case QUOTH_PROJECT_ERROR_EXISTS:
      return _("There is a file of this name already; nothing was changed.");
    case QUOTH_PROJECT_ERROR_FAILED:
    case QUOTH_PROJECT_ERROR_DAMAGED:
    case QUOTH_PROJECT_ERROR_STALE:
    case QUOTH_PROJECT_ERROR_MISSING:
    default:
      return NULL;
    }
}

static gboolean
is_refusal (GError *error)
{
  return g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_NOT_PROJECT)
         || g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_NEWER)
         || g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED);
}

static int
tell_error (const char *path,
            GError     *error)
{
  g_autofree char *name = g_filename_display_name (path);
  const char *explanation = explain (error);

  if (g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED))
    {
      /* Translators: %s is what is wrong, in English */
      g_autofree char *reason = g_strdup_printf (_("the file is damaged (%s)"), error->message);

      quoth_cli_refuse (path, 1, reason);
      return QUOTH_CLI_REFUSED;
    }
  if (is_refusal (error))
    {
      quoth_cli_refuse (path, 1, explanation);
      return QUOTH_CLI_REFUSED;
    }
  quoth_cli_message ("%s: %s", name, explanation != NULL ? explanation : error->message);
  return QUOTH_CLI_FAILED;
}

/**
 * quoth_cli_fail:
 * @path: the project
 * @error: (transfer full): why something failed
 *
 * Tells what went wrong.
 *
 * Returns: the exit status that fits
 */
int
quoth_cli_fail (const char *path,
                GError     *error)
{
  int status = tell_error (path, error);

  g_error_free (error);
  return status;
}

static gboolean
is_there (const char *path,
          int        *out_status)
{
  g_autofree char *name = g_filename_display_name (path);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  quoth_cli_message (_("%s: There is no such project; “quothctl new” makes one."), name);
  *out_status = QUOTH_CLI_FAILED;
  return FALSE;
}

/**
 * quoth_cli_open_to_look:
 * @path: a project
 * @out_status: (out): the exit status when it cannot be opened
 *
 * Opens it without a change to the file, which an older version may have written.
 *
 * Returns: (transfer full) (nullable): the project
 */
QuothProject *
quoth_cli_open_to_look (const char *path,
                        int        *out_status)
{
  GError *error = NULL;
  QuothProject *project;

  if (!is_there (path, out_status))
    return NULL;
  project = quoth_project_open (path, QUOTH_PROJECT_OPEN_READ_ONLY, &error);
  if (project == NULL)
    *out_status = quoth_cli_fail (path, error);
  return project;
}

/**
 * quoth_cli_open:
 * @path: a project
 * @to_write: whether the command is going to change it
 * @out_status: (out): the exit status when it cannot be opened
 *
 * Returns: (transfer full) (nullable): the project
 */
QuothProject *
quoth_cli_open (const char *path,
                gboolean    to_write,
                int        *out_status)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_filename_display_name (path);
  QuothProject *project;

  if (!is_there (path, out_status))
    return NULL;
  project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  /* Damage that keeps it from being written need not keep it from being read. */
  if (!to_write && g_error_matches (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED))
    project = quoth_project_open (path, QUOTH_PROJECT_OPEN_READ_ONLY, NULL);
  if (project == NULL)
    {
      *out_status = quoth_cli_fail (path, g_steal_pointer (&error));
      return NULL;
    }
  if (to_write && quoth_project_is_read_only (project))
    {
      quoth_cli_message (_("%s: The file or its folder cannot be written."), name);
      *out_status = QUOTH_CLI_FAILED;
      g_clear_object (&project);
    }
  return project;
}
