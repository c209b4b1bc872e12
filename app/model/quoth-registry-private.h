/* quoth-registry-private.h - the registry's records, for the files that name and rank them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-entity-item.h"
#include "quoth-registry.h"

G_BEGIN_DECLS

typedef struct
{
  QuothEntity     *entity;
  char           **folds;   /* the name, then the aliases, folded */
  const char      *surname; /* nullable: last word of folds[0] where that has several, bare */
  QuothEntityItem *item;    /* nullable: made when a list asks for it */
  guint64          used;    /* when a mention was last linked to it; 0 = never */
} QuothRegistryRecord;

struct _QuothRegistry
{
  GObject     parent_instance;
  GHashTable *by_id;      /* id -> QuothRegistryRecord, owned */
  GPtrArray  *sorted;     /* of the living records, by folded name, then id */
  GHashTable *by_name;    /* folded name or alias -> GPtrArray of living records */
  GHashTable *by_surname; /* the same for surnames of people */
  guint64     clock;      /* counts links, for recency */
};

/* Takes a reference, and folds the names; whoever has them must be indexed anew. */
void _quoth_registry_record_set_entity (QuothRegistryRecord *self,
                                        QuothEntity         *entity);
void _quoth_registry_record_free       (gpointer             data);

/* @surname, folded, without the article that many write, or leave out, before Arabic names:
 * "al-Assad" comes back as "Assad". */
const char *_quoth_registry_bare_surname (const char       *surname);

/* Puts the names of @record into the indices, or takes them out. */
void _quoth_registry_learn_names       (QuothRegistry       *self,
                                        QuothRegistryRecord *record);
void _quoth_registry_forget_names      (QuothRegistry       *self,
                                        QuothRegistryRecord *record);

G_END_DECLS
