/* quoth-conflict-words.h - conflicts told to people
 *
 * What differs is told of every version, and of what they were made from, in the same
 * order; what a version changed is bold. Everything else is left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-conflicts.h"

G_BEGIN_DECLS

typedef struct
{
  char      *title;    /* what was changed apart: a sentence */
  char      *place;    /* nullable: where: layer and article */
  char      *now;      /* which version stands, and until when */
  char      *base;     /* nullable: markup: what all versions were made from */
  GPtrArray *versions; /* of char*: markup: a line for each fact that is not the same in all */
  GPtrArray *authors;  /* of char*: whose version it is */
  GPtrArray *choices;  /* of char*: what choosing it does */
} QuothConflictWords;

QuothConflictWords *quoth_conflict_words_new  (QuothProject        *project,
                                               const QuothConflict *conflict);
void                quoth_conflict_words_free (QuothConflictWords  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothConflictWords, quoth_conflict_words_free)

G_END_DECLS
