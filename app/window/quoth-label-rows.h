/* quoth-label-rows.h - foreign labels as rows, each with what it becomes
 *
 * A group of rows for the labels of one kind that a preview found. Labels that nothing
 * knows come first. The rows keep no map: they are asked for one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-import-preview.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_LABEL_ROWS (quoth_label_rows_get_type ())

G_DECLARE_FINAL_TYPE (QuothLabelRows, quoth_label_rows, QUOTH, LABEL_ROWS, GtkWidget)

GtkWidget *quoth_label_rows_new (void);
/* @labels: what is decided already; what it does not name gets a likely choice. */
void       quoth_label_rows_set (QuothLabelRows           *self,
                                 QuothLabelKind            kind,
                                 const QuothImportPreview *preview,
                                 QuothScheme              *scheme,
                                 QuothLabelMap            *labels);
/* Adds the choices to @labels. */
void       quoth_label_rows_get (QuothLabelRows           *self,
                                 QuothLabelMap            *labels);

G_END_DECLS
