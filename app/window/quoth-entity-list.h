/* quoth-entity-list.h - everybody in the registry, searched as you type
 *
 * A search entry, the kinds, and a list of at most 100 rows with a pager: a registry
 * holds thousands, and list views of GTK 4.8 jump with more than some 220 rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "quoth-registry.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ENTITY_LIST (quoth_entity_list_get_type ())

G_DECLARE_FINAL_TYPE (QuothEntityList, quoth_entity_list, QUOTH, ENTITY_LIST, GtkWidget)

/* signal ::chosen (const char *entity): the user selected another row */

/* NULL empties the list. */
void quoth_entity_list_set_registry (QuothEntityList *self,
                                     QuothRegistry   *registry);
/* Reads the registry anew; the page stays. */
void quoth_entity_list_refresh      (QuothEntityList *self);
/* Selects @entity and turns to its page, lifting a search that hides it; NULL for none. */
void quoth_entity_list_select       (QuothEntityList *self,
                                     const char      *entity);
void quoth_entity_list_focus_search (QuothEntityList *self);

G_END_DECLS
