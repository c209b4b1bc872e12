/* fuzz-cli.c - command lines of quothctl
 *
 * Each line of an input is an argument. They are run in a folder of their own, beside a
 * project; an argument leads out of it nowhere. Whatever they are, quothctl answers with
 * one of its exit codes, and the project is sound afterwards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "input-files.h"
#include "quoth-cli.h"
#include "quoth-import.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MAX_ARGUMENTS 24
#define MAX_BYTES     2000

int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

static char *project;
static gsize n_project;

static void
swallow (const char *string)
{
  if (!g_utf8_validate (string, -1, NULL))
    abort ();
}

/* A sound project with an article, as bytes. */
static void
make_project (void)
{
  static const char text[] = "“It is”, Mia said.\n";
  g_autoptr (QuothProject) made = quoth_project_create ("p.quoth", NULL, NULL);
  QuothImportReport *report = quoth_import_text (made, "n", text, sizeof text - 1, NULL, NULL);

  if (report == NULL)
    abort ();
  quoth_import_report_free (report);
  quoth_project_close (made);
  if (!g_file_get_contents ("p.quoth", &project, &n_project, NULL))
    abort ();
}

static void
set_up (void)
{
  int null;

  if (g_chdir (input_files_folder ()) != 0)
    abort ();
  g_set_print_handler (swallow);
  g_set_printerr_handler (swallow);
  /* JSON does not go through a handler. */
  null = g_open ("/dev/null", O_WRONLY | O_CLOEXEC, 0);
  if (dup2 (null, STDOUT_FILENO) < 0)
    abort ();
  make_project ();
}

static gboolean
is_as_it_was (void)
{
  g_autofree char *now = NULL;
  gsize n_now;

  return g_file_get_contents ("p.quoth", &now, &n_now, NULL) && n_now == n_project
         && memcmp (now, project, n_now) == 0;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *words = g_strndup ((const char *) data, MIN (size, MAX_BYTES));
  g_auto (GStrv) lines = NULL;
  char *argv[MAX_ARGUMENTS + 2] = { (char *) "quothctl" };
  int argc = 1;
  int status;

  if (project == NULL)
    set_up ();
  g_strdelimit (words, "/", '_');
  lines = g_strsplit (words, "\n", MAX_ARGUMENTS);
  for (char **line = lines; *line != NULL; line++)
    argv[argc++] = *line;
  input_files_clear ();
  if (!g_file_set_contents ("p.quoth", project, (gssize) n_project, NULL)
      || !g_file_set_contents ("a.txt", "Another said.", -1, NULL))
    abort ();
  status = quoth_cli_run (argc, argv);
  if (status < 0 || status > 3)
    abort ();
  if (is_as_it_was ())
    return 0;
  status = quoth_cli_run (3, (char *[]) { argv[0], (char *) "check", (char *) "p.quoth", NULL });
  if (status != 0)
    abort ();
  return 0;
}
