/* quoth-entity-item.c - a registry entry as a list shows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-entity-item"

#include "config.h"

#include "quoth-entity-item.h"

struct _QuothEntityItem
{
  GObject      parent_instance;
  QuothEntity *entity;
};

enum
{
  PROP_0,
  PROP_ENTITY,
  PROP_NAME,
  PROP_KIND,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (QuothEntityItem, quoth_entity_item, G_TYPE_OBJECT)

/**
 * quoth_entity_item_new:
 * @entity: (transfer none): an entity
 *
 * Returns: (transfer full): an item that shows it
 */
QuothEntityItem *
quoth_entity_item_new (QuothEntity *entity)
{
  QuothEntityItem *self;

  g_return_val_if_fail (entity != NULL, NULL);

  self = g_object_new (QUOTH_TYPE_ENTITY_ITEM, NULL);
  self->entity = quoth_entity_ref (entity);
  return self;
}

/**
 * quoth_entity_item_get_entity:
 * @self: an item
 *
 * Returns: (transfer none): the entity as it is now
 */
QuothEntity *
quoth_entity_item_get_entity (QuothEntityItem *self)
{
  g_return_val_if_fail (QUOTH_IS_ENTITY_ITEM (self), NULL);

  return self->entity;
}

/**
 * quoth_entity_item_set_entity:
 * @self: an item
 * @entity: (transfer none): the same entity, changed
 */
void
quoth_entity_item_set_entity (QuothEntityItem *self,
                              QuothEntity     *entity)
{
  g_autoptr (QuothEntity) old = NULL;

  g_return_if_fail (QUOTH_IS_ENTITY_ITEM (self) && entity != NULL);

  old = self->entity;
  self->entity = quoth_entity_ref (entity);
  if (quoth_entity_equal (old, entity))
    return;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ENTITY]);
  if (g_strcmp0 (old->name, entity->name) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NAME]);
  if (g_strcmp0 (old->kind, entity->kind) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KIND]);
}

static void
quoth_entity_item_get_property (GObject    *object,
                                guint       property_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  QuothEntityItem *self = QUOTH_ENTITY_ITEM (object);

  switch (property_id)
    {
    case PROP_ENTITY:
      g_value_set_boxed (value, self->entity);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->entity->name);
      break;
    case PROP_KIND:
      g_value_set_string (value, self->entity->kind);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
    }
}

static void
quoth_entity_item_finalize (GObject *object)
{
  QuothEntityItem *self = QUOTH_ENTITY_ITEM (object);

  g_clear_pointer (&self->entity, quoth_entity_unref);
  G_OBJECT_CLASS (quoth_entity_item_parent_class)->finalize (object);
}

static void
quoth_entity_item_class_init (QuothEntityItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = quoth_entity_item_finalize;
  object_class->get_property = quoth_entity_item_get_property;
  properties[PROP_ENTITY] =
    g_param_spec_boxed ("entity", NULL, NULL, QUOTH_TYPE_ENTITY,
                        G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_KIND] =
    g_param_spec_string ("kind", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
quoth_entity_item_init (QuothEntityItem *self)
{
}
