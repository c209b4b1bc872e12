/* quoth-registry-private.h - the registry's records, for the file that ranks them
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
  const char      *surname; /* nullable: last word of folds[0] where that has several */
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

G_END_DECLS
