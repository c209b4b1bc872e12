/* quoth-registry-names.c - the names of entries, folded, and who has which
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-registry"

#include "config.h"

#include "quoth-fold.h"
#include "quoth-registry-private.h"

#include <string.h>

/* Documented in quoth-registry-private.h. */
const char *
_quoth_registry_bare_surname (const char *surname)
{
  static const char *const articles[] = { "al-", "el-", "ad-", "an-", "ar-", "as-", "ash-", "at-",
                                          "az-", "ul-" };

  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      gsize length = strlen (articles[i]);

      if (strncmp (surname, articles[i], length) == 0 && surname[length] != '\0')
        return surname + length;
    }
  return surname;
}

/* Documented in quoth-registry-private.h. */
void
_quoth_registry_record_set_entity (QuothRegistryRecord *self,
                                   QuothEntity         *entity)
{
  guint n_aliases = g_strv_length (entity->aliases);
  const char *space;

  quoth_entity_ref (entity);
  g_clear_pointer (&self->entity, quoth_entity_unref);
  self->entity = entity;
  g_strfreev (self->folds);
  self->folds = g_new0 (char *, n_aliases + 2);
  self->folds[0] = quoth_fold_string (entity->name);
  for (guint i = 0; i < n_aliases; i++)
    self->folds[i + 1] = quoth_fold_string (entity->aliases[i]);
  space = strcmp (entity->kind, QUOTH_ENTITY_KIND_PERSON) == 0
          && strcmp (entity->status, "unnamed") != 0 ? strrchr (self->folds[0], ' ') : NULL;
  self->surname = space != NULL && space[1] != '\0' ? _quoth_registry_bare_surname (space + 1)
                                                    : NULL;
}

/* Documented in quoth-registry-private.h. */
void
_quoth_registry_record_free (gpointer data)
{
  QuothRegistryRecord *self = data;

  quoth_entity_unref (self->entity);
  g_strfreev (self->folds);
  g_clear_object (&self->item);
  g_free (self);
}

static void
index_name (GHashTable          *index,
            const char          *name,
            QuothRegistryRecord *record)
{
  GPtrArray *list = g_hash_table_lookup (index, name);

  if (*name == '\0')
    return;
  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (index, g_strdup (name), list);
    }
  if (!g_ptr_array_find (list, record, NULL))
    g_ptr_array_add (list, record);
}

static void
unindex_name (GHashTable          *index,
              const char          *name,
              QuothRegistryRecord *record)
{
  GPtrArray *list = g_hash_table_lookup (index, name);

  if (list == NULL)
    return;
  g_ptr_array_remove_fast (list, record);
  if (list->len == 0)
    g_hash_table_remove (index, name);
}

/* Documented in quoth-registry-private.h. */
void
_quoth_registry_learn_names (QuothRegistry       *self,
                             QuothRegistryRecord *record)
{
  for (guint i = 0; record->folds[i] != NULL; i++)
    index_name (self->by_name, record->folds[i], record);
  if (record->surname != NULL)
    index_name (self->by_surname, record->surname, record);
}

/* Documented in quoth-registry-private.h. */
void
_quoth_registry_forget_names (QuothRegistry       *self,
                              QuothRegistryRecord *record)
{
  for (guint i = 0; record->folds[i] != NULL; i++)
    unindex_name (self->by_name, record->folds[i], record);
  if (record->surname != NULL)
    unindex_name (self->by_surname, record->surname, record);
}
