/* quoth-import-private.h - what planning, previewing and running an import share
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

QuothReadOptions   quoth_import_complete_options      (QuothProject           *project,
                                                       const QuothReadOptions *options);

/* The maps of labels of one import: the one that was given, or those of the project. */
typedef struct _QuothImportLabels QuothImportLabels;

QuothImportLabels *quoth_import_labels_new      (QuothProject       *project,
                                                 QuothLabelMap      *given);
void               quoth_import_labels_free     (QuothImportLabels  *self);
QuothLabelMap     *quoth_import_labels_lookup   (QuothImportLabels  *self,
                                                 const char         *format);
void               quoth_import_labels_remember (QuothImportLabels  *self,
                                                 GPtrArray          *units,
                                                 QuothImportReport  *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothImportLabels, quoth_import_labels_free)

/* A format and how sure its probe is. */
typedef struct
{
  const QuothFormat *format;
  int                certainty;
} QuothImportGuess;

/* The formats that @path may be of, the surest first. @head: NULL for a folder. */
GArray            *quoth_import_guess           (const char         *path,
                                                 const char         *head,
                                                 gsize               n_head);

G_END_DECLS
