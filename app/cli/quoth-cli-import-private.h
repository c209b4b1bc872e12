/* quoth-cli-import-private.h - what an import and its preview tell alike
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-cli-private.h"
#include "quoth-import.h"

G_BEGIN_DECLS

/* quoth-cli-import.c */
void quoth_cli_import_print_refused  (QuothImportReport      *report);
void quoth_cli_import_print_notices  (QuothImportReport      *report);
void quoth_cli_import_print_left_out (const QuothLabelCounts *counts);

/* quoth-cli-import-preview.c: changes nothing. Returns the exit status. */
int  quoth_cli_import_preview        (QuothProject           *project,
                                      const char *const      *paths,
                                      const char             *format,
                                      const QuothReadOptions *options,
                                      gboolean                as_json);

G_END_DECLS
