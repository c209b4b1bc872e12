/* quoth-export-dialog.h - writes the corpus in a format, after saying what is lost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_EXPORT_DIALOG (quoth_export_dialog_get_type ())

G_DECLARE_FINAL_TYPE (QuothExportDialog, quoth_export_dialog, QUOTH, EXPORT_DIALOG, AdwWindow)

GtkWidget *quoth_export_dialog_new (QuothWindow *window);

G_END_DECLS
