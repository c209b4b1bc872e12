/* quoth-cli.c - quothctl: a project without a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quothctl"

#include "config.h"

#include "quoth-cli.h"
#include "quoth-cli-private.h"

#include <stdio.h>
#include <string.h>

typedef struct
{
  const char *name;
  const char *summary; /* N_() */
  int       (*run) (int argc, char **argv);
} Command;

static const Command commands[] = {
  { "new", N_("make an empty project"), quoth_cli_new },
  { "import", N_("add articles and annotations from files and folders"), quoth_cli_import },
  { "export", N_("write a corpus in one of many formats"), quoth_cli_export },
  { "release", N_("write a corpus to pass on, with splits, a data card and checksums"),
    quoth_cli_release },
  { "correct", N_("give an article a corrected text, and carry its annotations over"),
    quoth_cli_correct },
  { "lost", N_("list or settle what lost its place in a corrected text"), quoth_cli_lost },
  { "formats", N_("list the formats"), quoth_cli_formats },
  { "info", N_("count what is in a project"), quoth_cli_info },
  { "check", N_("find damage in a project"), quoth_cli_check },
  { "recover", N_("save what can be read of a damaged project"), quoth_cli_recover },
  { "search", N_("find words in all articles"), quoth_cli_search },
  { "agreement", N_("measure how much layers agree"), quoth_cli_agreement },
  { "guidelines", N_("print or set the guidelines of annotation"), quoth_cli_guidelines },
  { "assign", N_("divide articles among annotators"), quoth_cli_assign },
  { "package", N_("make a package to send around"), quoth_cli_package },
  { "merge", N_("take packages into a project"), quoth_cli_merge },
  { "conflicts", N_("list or settle what was changed apart"), quoth_cli_conflicts },
  { "proposals", N_("list or decide who may be the same"), quoth_cli_proposals },
};

/* Promised for later: a script that asks for them gets a clear answer. */
static const char *const later[] = { "suggest", "serve" };

static void
print_help (void)
{
  quoth_cli_print ("%s\n  quothctl %s\n  quothctl --version\n\n%s\n", _("Usage:"),
                   /* Translators: placeholders in a command line */
                   _("COMMAND [PARAMETER…]"), _("Commands:"));
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    quoth_cli_print ("  %-12s%s\n", commands[i].name, _(commands[i].summary));
  quoth_cli_print ("\n%s\n%s\n", _("“quothctl COMMAND --help” tells the parameters and options of a"
                                   " command."),
                   _("Exit status: 0 done, 1 failed, 2 wrong usage, 3 input refused."));
}

static const Command *
find_command (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (strcmp (commands[i].name, name) == 0)
      return &commands[i];
  return NULL;
}

static int
run_command (const char *name,
             int         argc,
             char      **argv)
{
  const Command *command = find_command (name);
  g_autofree char *program = NULL;

  if (command != NULL)
    {
      program = g_strconcat ("quothctl ", name, NULL);
      g_set_prgname (program);
      return command->run (argc, argv);
    }
  for (guint i = 0; i < G_N_ELEMENTS (later); i++)
    if (strcmp (later[i], name) == 0)
      {
        quoth_cli_message (_("“%s” is not part of this release."), name);
        return QUOTH_CLI_USAGE;
      }
  return quoth_cli_usage_error (_("There is no command “%s”."), name);
}

/* A result that did not reach its reader is a failure. */
static int
flush_output (int status)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return status;
  quoth_cli_message (_("The result could not be written."));
  return status == QUOTH_CLI_DONE ? QUOTH_CLI_FAILED : status;
}

/**
 * quoth_cli_run:
 * @argc: number of arguments
 * @argv: the arguments, the program's name first
 *
 * Runs quothctl. The locale must be set.
 *
 * Returns: the exit status: 0 done, 1 failed, 2 wrong usage, 3 input refused
 */
int
quoth_cli_run (int    argc,
               char **argv)
{
  const char *first = argc > 1 ? argv[1] : NULL;

  g_set_prgname ("quothctl");
  if (first == NULL)
    return quoth_cli_usage_error (_("Name a command."));
  if (strcmp (first, "--version") == 0)
    {
      quoth_cli_print ("quothctl %s\n", QUOTH_VERSION);
      return flush_output (QUOTH_CLI_DONE);
    }
  if (strcmp (first, "--help") == 0 || strcmp (first, "-h") == 0
      || (strcmp (first, "help") == 0 && argc == 2))
    {
      print_help ();
      return flush_output (QUOTH_CLI_DONE);
    }
  if (strcmp (first, "help") == 0)
    {
      char *help[] = { argv[2], (char *) "--help", NULL };

      return flush_output (run_command (argv[2], 2, help));
    }
  return flush_output (run_command (first, argc - 1, argv + 1));
}
