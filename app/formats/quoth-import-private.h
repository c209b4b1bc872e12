/* quoth-import-private.h - the report that planning and running an import share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-import.h"

G_BEGIN_DECLS

QuothImportReport *quoth_import_report_new    (void);
void               quoth_import_report_notice (QuothImportReport *self,
                                               const char        *path,
                                               guint              line,
                                               const char        *message);
void               quoth_import_report_refuse (QuothImportReport *self,
                                               const char        *path,
                                               guint              line,
                                               const char        *message);

G_END_DECLS
