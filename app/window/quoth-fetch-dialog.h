/* quoth-fetch-dialog.h - asks for an address, fetches the page, shows what was found
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-web.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_FETCH_DIALOG (quoth_fetch_dialog_get_type ())

G_DECLARE_FINAL_TYPE (QuothFetchDialog, quoth_fetch_dialog, QUOTH, FETCH_DIALOG, AdwWindow)

/* signal ::fetched (gpointer QuothWebArticle*): the user wants this article */

GtkWidget *quoth_fetch_dialog_new (GtkWindow *parent);

G_END_DECLS
