/* quoth-import-private.h - the report that planning and running an import share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-import.h"

G_BEGIN_DECLS

/* More would only fill memory; the counts go on. */
#define QUOTH_IMPORT_MAX_LISTED 1000

void               quoth_notice_free          (gpointer           data);
QuothNotice       *quoth_import_list_notice   (GPtrArray         *list,
                                               const char        *path,
                                               guint              line,
                                               const char        *message);
QuothImportReport *quoth_import_report_new    (void);
void               quoth_import_report_notice (QuothImportReport *self,
                                               const char        *path,
                                               guint              line,
                                               const char        *message);
void               quoth_import_report_refuse (QuothImportReport *self,
                                               const char        *path,
                                               guint              line,
                                               const char        *message);
void               quoth_import_report_refuse_unit    (QuothImportReport *self,
                                                       const char        *path,
                                                       const char        *message);
void               quoth_import_report_take_additions (QuothImportReport *self,
                                                       GPtrArray         *additions);

G_END_DECLS
