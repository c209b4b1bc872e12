/* quoth-holds.h - what must not go because something leads to it
 *
 * Somebody deletes an annotation; somebody else, who does not know that, links to it or
 * comments on it. Neither changed what the other did, and yet it is a conflict: the link
 * or the comment would lead to nothing, and nobody would have decided so. Such an
 * annotation is *held*: shown as it was, with "deleted" beside it, until it is settled.
 *
 * It is a pure function of all versions of an article's records, and so the same for all
 * who have seen the same. What is held may itself lead to something deleted, which is
 * held then as well. Whoever deletes knows of the links and comments that are there: these
 * hold nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-versions.h"

G_BEGIN_DECLS

/* @table: key to QuothVersions of one article; @standing: nullable set of ids: annotations
 * that stand in the project; who lacks one that is deleted has seen what leads to it. */
void quoth_holds_find (GHashTable *table,
                       GHashTable *standing);
/* What leads to @versions now is known to who deletes it. */
void quoth_holds_learn (GHashTable    *table,
                        QuothVersions *versions);
/* What leads where: "layer/id" -> GPtrArray of QuothAnnotation. */
GHashTable *quoth_holds_index (GHashTable *table);
/* Adds what holds @versions to @leads. */
void quoth_holds_list (GHashTable          *index,
                       const QuothVersions *versions,
                       GPtrArray           *leads);
void quoth_holds_keep_layer (GHashTable *table,
                             const char *layer,
                             GPtrArray  *annotations);

G_END_DECLS
