/* quoth-import-dialog.h - what an import would find, and what its labels shall become
 *
 * Shown before files are added whose labels the project does not know, or whose format is
 * not certain. Emits "add" once, when the user wants the import with the choices made.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-import-preview.h"
#include "quoth-window.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_IMPORT_DIALOG (quoth_import_dialog_get_type ())

G_DECLARE_FINAL_TYPE (QuothImportDialog, quoth_import_dialog, QUOTH, IMPORT_DIALOG, AdwWindow)

/* signal ::add (QuothImportDialog *self) */

/* @preview: (transfer full): of @paths, as they were detected. */
GtkWidget     *quoth_import_dialog_new          (QuothWindow        *window,
                                                 const char *const  *paths,
                                                 QuothImportPreview *preview);
const char *const *quoth_import_dialog_get_paths (QuothImportDialog *self);
/* NULL: to be detected. */
const char    *quoth_import_dialog_get_format   (QuothImportDialog  *self);
const char    *quoth_import_dialog_get_encoding (QuothImportDialog  *self);
/* Returns: (transfer full): what the labels become. */
QuothLabelMap *quoth_import_dialog_dup_labels   (QuothImportDialog  *self);

G_END_DECLS
