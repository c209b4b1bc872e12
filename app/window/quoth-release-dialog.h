/* quoth-release-dialog.h - a corpus as it is handed to others, in one go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_RELEASE_DIALOG (quoth_release_dialog_get_type ())

G_DECLARE_FINAL_TYPE (QuothReleaseDialog, quoth_release_dialog, QUOTH, RELEASE_DIALOG, AdwWindow)

GtkWidget *quoth_release_dialog_new (QuothWindow *window);

G_END_DECLS
