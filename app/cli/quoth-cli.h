/* quoth-cli.h - quothctl: a project without a window
 *
 * Everything a script needs: make, fill, export, count, check and search projects.
 * Exit status: 0 done, 1 failed, 2 wrong usage, 3 input refused. Results go to
 * standard output, messages to standard error.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

int quoth_cli_run (int    argc,
                   char **argv);

G_END_DECLS
