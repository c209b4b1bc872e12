/* quoth-search-page.h - the corpus searched as you type, as a concordance
 *
 * Each row is one hit between its neighbours (KWIC). First hits come at once; the
 * count follows behind. At most 200 rows at a time, pages by key.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_SEARCH_PAGE (quoth_search_page_get_type ())

G_DECLARE_FINAL_TYPE (QuothSearchPage, quoth_search_page, QUOTH, SEARCH_PAGE, GtkWidget)

void quoth_search_page_set_workspace (QuothSearchPage *self,
                                      QuothWorkspace  *workspace);
/* @query: nullable; searched at once */
void quoth_search_page_focus         (QuothSearchPage *self,
                                      const char      *query);

G_END_DECLS
