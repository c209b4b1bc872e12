/* quoth-entity-item.h - a registry entry as a list shows it
 *
 * The registry is a list of these. An item stays the same object while its entity
 * lives; when the entity changes, the properties "entity" (a boxed QuothEntity),
 * "name" and "kind" notify.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-entity.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ENTITY_ITEM (quoth_entity_item_get_type ())

G_DECLARE_FINAL_TYPE (QuothEntityItem, quoth_entity_item, QUOTH, ENTITY_ITEM, GObject)

QuothEntityItem *quoth_entity_item_new        (QuothEntity     *entity);
QuothEntity     *quoth_entity_item_get_entity (QuothEntityItem *self);
void             quoth_entity_item_set_entity (QuothEntityItem *self,
                                               QuothEntity     *entity);

G_END_DECLS
