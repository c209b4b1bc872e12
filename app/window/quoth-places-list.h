/* quoth-places-list.h - the sentences behind a number, page by page
 *
 * Read in a worker. A row leads to its place: a dispute to where it is reviewed, anything
 * else to the article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_PLACES_LIST (quoth_places_list_get_type ())

G_DECLARE_FINAL_TYPE (QuothPlacesList, quoth_places_list, QUOTH, PLACES_LIST, GtkWidget)

void quoth_places_list_set_workspace (QuothPlacesList *self,
                                      QuothWorkspace  *workspace);
/* @title: the number in words; @query: packed, see quoth-places.h; NULL shows nothing. The
 * first row takes the keyboard when it is there. */
void quoth_places_list_show          (QuothPlacesList *self,
                                      const char      *title,
                                      GVariant        *query);

G_END_DECLS
