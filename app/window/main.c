/* main.c - starts the application
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth"

#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "quoth-application.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (QuothApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, QUOTH_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  application = quoth_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
