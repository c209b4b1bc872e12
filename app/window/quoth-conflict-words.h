/* quoth-conflict-words.h - conflicts told to people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-conflicts.h"

G_BEGIN_DECLS

/* What was changed apart: a sentence. */
char *quoth_conflict_words_title   (QuothProject        *project,
                                    const QuothConflict *conflict);
/* One version: a line for each member that is not the same in all of them. */
char *quoth_conflict_words_version (QuothProject        *project,
                                    const QuothConflict *conflict,
                                    guint                n);

G_END_DECLS
