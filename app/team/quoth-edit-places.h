/* quoth-edit-places.h - which session made a journal entry: the places of clocks
 *
 * Edits are counted for each session (see QuothSession) and annotator. A file that was copied
 * goes on from the same journal in every copy, with entries of the same numbers: only sessions
 * are never the same in two of them. Edits from before sessions were noted are counted at the
 * file's own name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-clock.h"
#include "quoth-project-query.h"

G_BEGIN_DECLS

typedef struct _QuothEditPlaces QuothEditPlaces;

QuothEditPlaces *quoth_edit_places_new     (QuothProject           *project,
                                            GError                **error);
void             quoth_edit_places_free    (QuothEditPlaces        *self);
/* Returns: (transfer full): where @who made the entry */
char            *quoth_edit_places_dup     (const QuothEditPlaces  *self,
                                            gint64                  sequence,
                                            const char             *who);
/* Whether the edits that are counted at @place were made in this file, or before it was copied. */
gboolean         quoth_edit_places_has     (const QuothEditPlaces  *self,
                                            const char             *place);
/* Whether the entry belongs to the session that @place names. */
gboolean         quoth_edit_places_holds   (const QuothEditPlaces  *self,
                                            const char             *place,
                                            gint64                  sequence);
void             quoth_edit_places_raise_since (const QuothEditPlaces *self,
                                            QuothClock             *clock,
                                            const QuothClock       *edits,
                                            gint64                  n_seen);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothEditPlaces, quoth_edit_places_free)

G_END_DECLS
