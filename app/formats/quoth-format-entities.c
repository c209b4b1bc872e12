/* quoth-format-entities.c - the registry as writers need it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format"

#include "config.h"

#include "quoth-formats-private.h"

/* Longer chains of heirs are no merges but a mistake. */
#define MAX_HEIRS 16

/* Documented in quoth-formats-private.h. */
GHashTable *
quoth_format_entities_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                (GDestroyNotify) quoth_entity_unref);
}

/* Documented in quoth-formats-private.h. */
void
quoth_format_entities_add (GHashTable  *entities,
                           QuothEntity *entity)
{
  g_hash_table_insert (entities, g_strdup (entity->id), quoth_entity_ref (entity));
}

/* Documented in quoth-formats-private.h. */
QuothEntity *
quoth_format_entities_find (GHashTable *entities,
                            const char *id)
{
  QuothEntity *entity = id != NULL ? g_hash_table_lookup (entities, id) : NULL;

  for (guint i = 0; i < MAX_HEIRS && entity != NULL && entity->merged_into != NULL; i++)
    entity = g_hash_table_lookup (entities, entity->merged_into);
  return entity;
}
