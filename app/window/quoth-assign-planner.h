/* quoth-assign-planner.h - who gets how many articles: the choice, and what would come of it
 *
 * What is chosen is counted in a worker and shown before anything is done. Other windows and
 * other people may change the project meanwhile: then it is counted anew, at once or when its
 * window is looked at again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-window.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ASSIGN_PLANNER (quoth_assign_planner_get_type ())

G_DECLARE_FINAL_TYPE (QuothAssignPlanner, quoth_assign_planner, QUOTH, ASSIGN_PLANNER, GtkWidget)

/* signal ::worked: who works on what was read anew
 * signal ::planned: there is another command, or none any more */

/* Once, when @self is in its window. */
void          quoth_assign_planner_start       (QuothAssignPlanner *self,
                                                QuothWindow        *window);
/* Counts anew. */
void          quoth_assign_planner_refresh     (QuothAssignPlanner *self);
/* (transfer none) (nullable): of QuothArticleWork; NULL while it is read */
GPtrArray    *quoth_assign_planner_get_works   (QuothAssignPlanner *self);
/* (transfer none) (nullable): what carries the plan out; NULL when nothing is to be done */
QuothCommand *quoth_assign_planner_get_command (QuothAssignPlanner *self);

G_END_DECLS
