/* quoth-package-dialog.h - a package for one annotator: whom, which articles, where
 *
 * Says beforehand how much goes along. The work of others never does. The packing itself
 * is the window's job, with progress and a way to stop it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_PACKAGE_DIALOG (quoth_package_dialog_get_type ())

G_DECLARE_FINAL_TYPE (QuothPackageDialog, quoth_package_dialog, QUOTH, PACKAGE_DIALOG, AdwWindow)

GtkWidget *quoth_package_dialog_new (QuothWindow *window);

G_END_DECLS
