/* quoth-assign.h - who annotates which article
 *
 * An assignment is a layer of state "open" under the annotator's name: it needs no
 * table of its own, travels with every export, and undo takes it back. Deterministic:
 * the same articles, annotators and seed give the same table on every machine.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project-work.h"

G_BEGIN_DECLS

typedef struct
{
  const char *const *annotators; /* strv of two different names or more, or one */
  guint              overlap;    /* annotators of every article, 1 to their number */
  double             share;      /* 0 to 1: of the articles, by number, those that get one
                                  * annotator more; which ones the seed decides */
  guint64            seed;
  const char *const *articles;   /* nullable strv of ids: nothing is given of others */
  gboolean           afresh;     /* what nobody has begun is taken back first, from whomever */
} QuothAssignOptions;

typedef struct
{
  char   *annotator;
  guint   n_articles;
  guint64 n_chars;   /* code points to read */
  guint   n_new;     /* of the articles, those that this plan gives */
  guint   n_lost;    /* articles that this plan takes back from them */
} QuothAssignLoad;

/* What would be done, and how it would stand then. */
typedef struct
{
  QuothCommand *command;    /* opens and removes layers; empty when all is assigned already */
  GPtrArray    *loads;      /* of QuothAssignLoad: each annotator's, in all articles */
  GArray       *by_number;  /* of guint: chosen articles that 0, 1, 2 … of the annotators have */
  guint         n_articles; /* chosen */
  guint         n_given;    /* assignments that are new */
  guint         n_taken;    /* assignments that are taken back, from whomever */
} QuothAssignPlan;

void             quoth_assign_plan_free (QuothAssignPlan          *self);
/* @works: of QuothArticleWork, all of quoth_project_list_work(). Needs no project, so that
 * a preview can follow every choice. */
QuothAssignPlan *quoth_assign_plan      (GPtrArray                *works,
                                         const QuothAssignOptions *options,
                                         QuothProgress            *progress,
                                         GError                  **error);
/* @out_loads: of QuothAssignLoad, what each has when the command is committed. Articles
 * that have enough of these annotators already get no others. */
QuothCommand    *quoth_assign           (QuothProject             *project,
                                         const QuothAssignOptions *options,
                                         GPtrArray               **out_loads,
                                         GError                  **error);
/* Whether a layer may be somebody's work: not gold, not what is said about annotations. */
gboolean         quoth_assign_is_name   (const char               *layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothAssignPlan, quoth_assign_plan_free)

G_END_DECLS
