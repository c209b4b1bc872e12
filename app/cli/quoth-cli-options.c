/* quoth-cli-options.c - parameters and options of a command
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli-private.h"

/**
 * quoth_cli_usage_error:
 * @format: what is wrong, a translated sentence
 * @...: its arguments
 *
 * Says what is wrong with the command line and where help is.
 *
 * Returns: always %QUOTH_CLI_USAGE
 */
int
quoth_cli_usage_error (const char *format,
                       ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  quoth_cli_message ("%s", message);
  /* Translators: %s is a command such as “quothctl import” */
  quoth_cli_message (_("“%s --help” tells more."), g_get_prgname ());
  return QUOTH_CLI_USAGE;
}

static gboolean
check_number (const QuothCliUsage *usage,
              guint                n)
{
  if ((int) n < usage->n_min)
    quoth_cli_usage_error (_("Parameters are missing: %s"), usage->parameters);
  else if (usage->n_max >= 0 && (int) n > usage->n_max)
    quoth_cli_usage_error (_("There are too many parameters: %s"), usage->parameters);
  else
    return TRUE;
  return FALSE;
}

static void
print_help (GOptionContext *context)
{
  g_autofree char *text = NULL;

  /* Only then --help is listed, too. */
  g_option_context_set_help_enabled (context, TRUE);
  text = g_option_context_get_help (context, TRUE, NULL);
  quoth_cli_print ("%s", text);
}

/**
 * quoth_cli_parse:
 * @usage: what the command understands
 * @argc: number of arguments
 * @argv: the arguments, the command's name first
 * @out_parameters: (out) (transfer full) (array zero-terminated): what is no option
 * @out_status: (out): the exit status when there is nothing left to do
 *
 * Reads the command line; with `--help` prints help.
 *
 * Returns: %FALSE after telling what is wrong, or after help
 */
gboolean
quoth_cli_parse (const QuothCliUsage  *usage,
                 int                   argc,
                 char                **argv,
                 char               ***out_parameters,
                 int                  *out_status)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage->parameters);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) parameters = NULL;
  /* GOption changes the list it is given. */
  g_autofree char **arguments = g_memdup2 (argv, sizeof (char *) * ((gsize) argc + 1));
  gboolean help = FALSE;
  const GOptionEntry rest[] = {
    { "help", 'h', G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &help, NULL, NULL },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &parameters, NULL, NULL },
    { NULL, 0, 0, 0, NULL, NULL, NULL }
  };

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _(usage->summary));
  if (usage->entries != NULL)
    g_option_context_add_main_entries (context, usage->entries, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, rest, GETTEXT_PACKAGE);
  /* GOption's own help ends the program, whether it reached its reader or not. */
  g_option_context_set_help_enabled (context, FALSE);
  *out_status = QUOTH_CLI_USAGE;
  if (!g_option_context_parse (context, &argc, &arguments, &error))
    {
      quoth_cli_usage_error ("%s", error->message);
      return FALSE;
    }
  if (help)
    {
      print_help (context);
      *out_status = QUOTH_CLI_DONE;
      return FALSE;
    }
  if (parameters == NULL)
    parameters = g_new0 (char *, 1);
  if (!check_number (usage, g_strv_length (parameters)))
    return FALSE;
  *out_parameters = g_steal_pointer (&parameters);
  *out_status = QUOTH_CLI_DONE;
  return TRUE;
}
