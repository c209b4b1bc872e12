/* quoth-assign-work.h - what the window of assignments asks of a project, in a worker
 *
 * One question at a time: who works on what, and what a plan would make of it. No GTK in
 * here but what tells which articles are meant.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article-choice.h"
#include "quoth-assign.h"

G_BEGIN_DECLS

/* A question, and in time its answer. */
typedef struct
{
  QuothProject       *project;    /* owned: the main thread's, only to open another connection */
  char              **annotators;
  QuothArticleChoice  articles;
  QuothAssignOptions  options;    /* its lists are those above */

  GPtrArray          *works;      /* of QuothArticleWork; nullable: to be read */
  QuothAssignPlan    *plan;       /* nullable: nobody was chosen */
} QuothAssignWork;

/* (transfer full) all */
QuothAssignWork *quoth_assign_work_new        (QuothProject        *project,
                                               char               **annotators,
                                               GPtrArray           *works);
void             quoth_assign_work_free       (QuothAssignWork     *self);
/* @source gets the answer in the main thread. */
void             quoth_assign_work_ask_async  (QuothAssignWork     *self,
                                               GObject             *source,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback);
/* (transfer none): the question with its answer, the task's */
QuothAssignWork *quoth_assign_work_ask_finish (GAsyncResult        *result,
                                               GError             **error);
/* (transfer full): strv of all who have an article, by name */
char           **quoth_assign_work_dup_names  (GPtrArray           *works);
/* (transfer full): how a plan would stand, in words */
char            *quoth_assign_work_dup_numbers (const QuothAssignPlan *plan);

G_END_DECLS
