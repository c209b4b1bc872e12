/* quoth-search-list.h - a search entry and the list it narrows, as one thing for the keyboard
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From then on Enter in @search takes the first row of @list, and Down leads into it.
 * @open_first: Enter also opens that row */
void quoth_search_list_join (GtkWidget   *search,
                             GtkListView *list,
                             gboolean     open_first);

G_END_DECLS
