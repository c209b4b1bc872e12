/* quoth-assign.h - who annotates which article
 *
 * An assignment is a layer of state "open" under the annotator's name: it needs no
 * table of its own, travels with every export, and undo takes it back. Deterministic:
 * the same articles, annotators and seed give the same table on every machine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

typedef struct
{
  const char *const *annotators; /* strv of two different names or more, or one */
  guint              overlap;    /* annotators of every article, 1 to their number */
  double             share;      /* 0 to 1: of the articles, by number, those that get one
                                  * annotator more; which ones the seed decides */
  guint64            seed;
} QuothAssignOptions;

typedef struct
{
  char   *annotator;
  guint   n_articles;
  guint64 n_chars;   /* code points to read */
} QuothAssignLoad;

/* @out_loads: of QuothAssignLoad, what each has when the command is committed. Articles
 * that have enough of these annotators already get no others. */
QuothCommand *quoth_assign          (QuothProject             *project,
                                     const QuothAssignOptions *options,
                                     GPtrArray               **out_loads,
                                     GError                  **error);

G_END_DECLS
