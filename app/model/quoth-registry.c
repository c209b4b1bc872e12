/* quoth-registry.c - all people and other sources of a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-registry"

#include "config.h"

#include "quoth-registry.h"

#include "quoth-registry-private.h"

#include <string.h>

/* Commands with more entities than this tell lists that everything changed. */
#define MAX_SINGLE_CHANGES 16

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QuothRegistry, quoth_registry, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static gboolean
is_living (const QuothRegistryRecord *record)
{
  return record->entity->merged_into == NULL;
}

static int
compare_records (gconstpointer a,
                 gconstpointer b)
{
  const QuothRegistryRecord *left = *(const QuothRegistryRecord *const *) a;
  const QuothRegistryRecord *right = *(const QuothRegistryRecord *const *) b;
  int result = strcmp (left->folds[0], right->folds[0]);

  return result != 0 ? result : strcmp (left->entity->id, right->entity->id);
}

/* The position of @record in the list, or where it would be inserted. */
static guint
find_place (QuothRegistry       *self,
            QuothRegistryRecord *record)
{
  guint low = 0;
  guint high = self->sorted->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (compare_records (&self->sorted->pdata[middle], &record) < 0)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static void
load (QuothRegistry *self,
      GPtrArray     *entities)
{
  for (guint i = 0; entities != NULL && i < entities->len; i++)
    {
      QuothEntity *entity = entities->pdata[i];
      QuothRegistryRecord *record;

      if (g_hash_table_contains (self->by_id, entity->id))
        continue;
      record = g_new0 (QuothRegistryRecord, 1);
      _quoth_registry_record_set_entity (record, entity);
      g_hash_table_insert (self->by_id, record->entity->id, record);
      if (!is_living (record))
        continue;
      _quoth_registry_learn_names (self, record);
      g_ptr_array_add (self->sorted, record);
    }
  g_ptr_array_sort (self->sorted, compare_records);
}

/**
 * quoth_registry_new:
 * @entities: (nullable) (element-type QuothEntity) (transfer none): all entities,
 *   merged ones too
 *
 * Returns: (transfer full): a registry
 */
QuothRegistry *
quoth_registry_new (GPtrArray *entities)
{
  QuothRegistry *self = g_object_new (QUOTH_TYPE_REGISTRY, NULL);

  load (self, entities);
  return self;
}

/**
 * quoth_registry_lookup:
 * @self: a registry
 * @id: (nullable): id of an entity
 *
 * Returns: (transfer none) (nullable): the entity, which may be a merged one
 */
QuothEntity *
quoth_registry_lookup (QuothRegistry *self,
                       const char    *id)
{
  QuothRegistryRecord *record;

  g_return_val_if_fail (QUOTH_IS_REGISTRY (self), NULL);

  record = id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
  return record != NULL ? record->entity : NULL;
}

/**
 * quoth_registry_resolve:
 * @self: a registry
 * @id: (nullable): id of an entity
 *
 * Follows merges to the heir. A foreign corpus may hold a circle of merges: that
 * ends at the entity it began with.
 *
 * Returns: (transfer none) (nullable): the living entity; %NULL when the id, or
 *   that of an heir, is unknown
 */
QuothEntity *
quoth_registry_resolve (QuothRegistry *self,
                        const char    *id)
{
  QuothEntity *first = quoth_registry_lookup (self, id);
  QuothEntity *entity = first;
  guint steps = 0;

  while (entity != NULL && entity->merged_into != NULL)
    {
      if (steps++ > g_hash_table_size (self->by_id))
        return first;
      entity = quoth_registry_lookup (self, entity->merged_into);
    }
  return entity;
}

/**
 * quoth_registry_get_n:
 * @self: a registry
 *
 * Returns: how many living entities there are
 */
guint
quoth_registry_get_n (QuothRegistry *self)
{
  g_return_val_if_fail (QUOTH_IS_REGISTRY (self), 0);

  return self->sorted->len;
}

/**
 * quoth_registry_list:
 * @self: a registry
 * @kind: (nullable): a kind of entities; %NULL for all
 *
 * Returns: (transfer full) (element-type QuothEntity): the living entities of
 *   @kind, by name
 */
GPtrArray *
quoth_registry_list (QuothRegistry *self,
                     const char    *kind)
{
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);

  g_return_val_if_fail (QUOTH_IS_REGISTRY (self), list);

  for (guint i = 0; i < self->sorted->len; i++)
    {
      QuothEntity *entity = ((QuothRegistryRecord *) self->sorted->pdata[i])->entity;

      if (kind == NULL || strcmp (entity->kind, kind) == 0)
        g_ptr_array_add (list, quoth_entity_ref (entity));
    }
  return list;
}

static void
take_off_list (QuothRegistry       *self,
               QuothRegistryRecord *record,
               gboolean             tell)
{
  guint place = find_place (self, record);

  _quoth_registry_forget_names (self, record);
  g_ptr_array_remove_index (self->sorted, place);
  if (tell)
    g_list_model_items_changed (G_LIST_MODEL (self), place, 1, 0);
}

static void
put_on_list (QuothRegistry       *self,
             QuothRegistryRecord *record,
             gboolean             tell)
{
  guint place = find_place (self, record);

  _quoth_registry_learn_names (self, record);
  g_ptr_array_insert (self->sorted, (int) place, record);
  if (tell)
    g_list_model_items_changed (G_LIST_MODEL (self), place, 0, 1);
}

static void
change_entity (QuothRegistry       *self,
               QuothRegistryRecord *record,
               QuothEntity         *after,
               gboolean             tell)
{
  gboolean was_living = is_living (record);
  gboolean stays = was_living && after->merged_into == NULL
                   && strcmp (record->entity->name, after->name) == 0;

  if (stays)
    _quoth_registry_forget_names (self, record);
  else if (was_living)
    take_off_list (self, record, tell);
  /* The table's key is a string of the entity that goes. */
  g_hash_table_steal (self->by_id, record->entity->id);
  _quoth_registry_record_set_entity (record, after);
  g_hash_table_insert (self->by_id, record->entity->id, record);
  if (stays)
    _quoth_registry_learn_names (self, record);
  else if (is_living (record))
    put_on_list (self, record, tell);
  if (record->item != NULL)
    quoth_entity_item_set_entity (record->item, after);
}

static void
apply_entity (QuothRegistry     *self,
              const QuothChange *change,
              gboolean           tell)
{
  QuothEntity *before = change->before;
  QuothEntity *after = change->after;
  const char *id = after != NULL ? after->id : before->id;
  QuothRegistryRecord *record = g_hash_table_lookup (self->by_id, id);

  if (after == NULL)
    {
      if (record == NULL)
        return;
      if (is_living (record))
        take_off_list (self, record, tell);
      g_hash_table_remove (self->by_id, id);
    }
  else if (record != NULL)
    change_entity (self, record, after, tell);
  else
    {
      record = g_new0 (QuothRegistryRecord, 1);
      _quoth_registry_record_set_entity (record, after);
      g_hash_table_insert (self->by_id, record->entity->id, record);
      if (is_living (record))
        put_on_list (self, record, tell);
    }
}

/* Whoever was linked to last is likely to be meant again. */
static void
note_use (QuothRegistry     *self,
          const QuothChange *change)
{
  QuothAnnotation *before = change->before;
  QuothAnnotation *after = change->after;
  QuothRegistryRecord *record;

  if (after == NULL || after->entity == NULL
      || (before != NULL && g_strcmp0 (before->entity, after->entity) == 0))
    return;
  record = g_hash_table_lookup (self->by_id, after->entity);
  if (record != NULL)
    record->used = ++self->clock;
}

/**
 * quoth_registry_apply:
 * @self: a registry
 * @command: a command that is on the disk
 *
 * Follows the changes of entities, and emits ::changed once when there was one.
 * Changes of annotations tell who was linked to lately.
 */
void
quoth_registry_apply (QuothRegistry *self,
                      QuothCommand  *command)
{
  guint n_entities = 0;
  guint n_changes;
  guint n_before;
  gboolean tell;

  g_return_if_fail (QUOTH_IS_REGISTRY (self) && command != NULL);

  n_changes = quoth_command_get_n_changes (command);
  for (guint i = 0; i < n_changes; i++)
    if (quoth_command_get_change (command, i)->kind == QUOTH_RECORD_ENTITY)
      n_entities++;
  tell = n_entities <= MAX_SINGLE_CHANGES;
  n_before = self->sorted->len;
  for (guint i = 0; i < n_changes; i++)
    {
      const QuothChange *change = quoth_command_get_change (command, i);

      if (change->kind == QUOTH_RECORD_ENTITY)
        apply_entity (self, change, tell);
      else if (change->kind == QUOTH_RECORD_ANNOTATION)
        note_use (self, change);
    }
  if (n_entities == 0)
    return;
  if (!tell)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->sorted->len);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
clear (QuothRegistry *self)
{
  g_ptr_array_set_size (self->sorted, 0);
  g_hash_table_remove_all (self->by_name);
  g_hash_table_remove_all (self->by_surname);
  g_hash_table_remove_all (self->by_id);
}

/**
 * quoth_registry_reload:
 * @self: a registry
 * @entities: (nullable) (element-type QuothEntity) (transfer none): all entities as
 *   they are on the disk now
 */
void
quoth_registry_reload (QuothRegistry *self,
                       GPtrArray     *entities)
{
  guint n_before;

  g_return_if_fail (QUOTH_IS_REGISTRY (self));

  n_before = self->sorted->len;
  clear (self);
  load (self, entities);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->sorted->len);
  g_signal_emit (self, signals[CHANGED], 0);
}

static GType
quoth_registry_get_item_type (GListModel *model)
{
  return QUOTH_TYPE_ENTITY_ITEM;
}

static guint
quoth_registry_get_n_items (GListModel *model)
{
  return QUOTH_REGISTRY (model)->sorted->len;
}

static gpointer
quoth_registry_get_item (GListModel *model,
                         guint       position)
{
  QuothRegistry *self = QUOTH_REGISTRY (model);
  QuothRegistryRecord *record;

  if (position >= self->sorted->len)
    return NULL;
  record = self->sorted->pdata[position];
  if (record->item == NULL)
    record->item = quoth_entity_item_new (record->entity);
  return g_object_ref (record->item);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = quoth_registry_get_item_type;
  iface->get_n_items = quoth_registry_get_n_items;
  iface->get_item = quoth_registry_get_item;
}

static void
quoth_registry_finalize (GObject *object)
{
  QuothRegistry *self = QUOTH_REGISTRY (object);

  clear (self);
  g_ptr_array_unref (self->sorted);
  g_hash_table_unref (self->by_name);
  g_hash_table_unref (self->by_surname);
  g_hash_table_unref (self->by_id);
  G_OBJECT_CLASS (quoth_registry_parent_class)->finalize (object);
}

static void
quoth_registry_class_init (QuothRegistryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = quoth_registry_finalize;
  signals[CHANGED] = g_signal_new ("changed", QUOTH_TYPE_REGISTRY, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
quoth_registry_init (QuothRegistry *self)
{
  self->by_id = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, _quoth_registry_record_free);
  self->sorted = g_ptr_array_new ();
  self->by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_ptr_array_unref);
  self->by_surname = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                            (GDestroyNotify) g_ptr_array_unref);
}
