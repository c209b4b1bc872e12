/* quoth-registry.h - all people and other sources of a project
 *
 * Held whole in memory (a corpus of 100,000 articles has some 50,000 entities),
 * with a folded index of names and aliases. Changes only by quoth_registry_apply()
 * after a command is on disk. A GListModel of the living entities, by name; its
 * items are QuothEntityItem.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "quoth-command.h"
#include "quoth-entity-item.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_REGISTRY (quoth_registry_get_type ())

G_DECLARE_FINAL_TYPE (QuothRegistry, quoth_registry, QUOTH, REGISTRY, GObject)

/* signal ::changed (QuothRegistry *self) */

typedef struct
{
  QuothEntity *entity; /* borrowed */
  double       score;  /* 1 = the same name, falling */
  const char  *reason; /* static, a short code: "name", "alias", "surname", "initials", "prefix", "similar", "recent" */
} QuothCandidate;

QuothRegistry *quoth_registry_new          (GPtrArray      *entities);
QuothEntity   *quoth_registry_lookup       (QuothRegistry  *self,
                                            const char     *id);
/* Follows merged_into; NULL when the id is unknown. */
QuothEntity   *quoth_registry_resolve      (QuothRegistry  *self,
                                            const char     *id);
guint          quoth_registry_get_n        (QuothRegistry  *self);
GPtrArray     *quoth_registry_list         (QuothRegistry  *self,
                                            const char     *kind);
/* Ranked entities that a mention reading @mention may mean; of @kind when not NULL. */
GArray        *quoth_registry_candidates   (QuothRegistry  *self,
                                            const char     *mention,
                                            const char     *kind,
                                            guint           limit);
/* The one entity that fits @mention without doubt (same name or alias, and no
 * other has it; or a surname that only one has); NULL when none or several. */
QuothEntity   *quoth_registry_only_fit     (QuothRegistry  *self,
                                            const char     *mention,
                                            const char     *kind);
/* Search as you type over names and aliases, folded, best first. */
GArray        *quoth_registry_search       (QuothRegistry  *self,
                                            const char     *query,
                                            const char     *kind,
                                            guint           limit);
void           quoth_registry_apply        (QuothRegistry  *self,
                                            QuothCommand   *command);
void           quoth_registry_reload       (QuothRegistry  *self,
                                            GPtrArray      *entities);

G_END_DECLS
