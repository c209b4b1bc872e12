/* quoth-fetch-dialog.h - fetches web pages and shows what was found, to choose from
 *
 * Addresses in, articles out: the dialog writes nothing itself. A few pages at a time are
 * fetched off the main loop; each can fail alone, with a reason and another try.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-project.h"
#include "quoth-web.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_FETCH_DIALOG (quoth_fetch_dialog_get_type ())

G_DECLARE_FINAL_TYPE (QuothFetchDialog, quoth_fetch_dialog, QUOTH, FETCH_DIALOG, AdwWindow)

/* signal ::add (GPtrArray *articles of QuothWebArticle): the user wants these
 * signal ::show-article (char *id): the user wants to see what is in the project */

GtkWidget *quoth_fetch_dialog_new (GtkWindow          *parent,
                                   QuothProject       *project,
                                   const char *const  *addresses);

G_END_DECLS
