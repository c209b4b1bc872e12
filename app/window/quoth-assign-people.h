/* quoth-assign-people.h - whom articles are given to, and how much each would have
 *
 * Names with a check mark; those known from layers are there, others are typed. What each
 * would have stands in their row, and a bar beside it shows who has more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define QUOTH_TYPE_ASSIGN_PEOPLE (quoth_assign_people_get_type ())

G_DECLARE_FINAL_TYPE (QuothAssignPeople, quoth_assign_people, QUOTH, ASSIGN_PEOPLE, GtkWidget)

/* signal ::changed: who is chosen */

void   quoth_assign_people_add         (QuothAssignPeople *self,
                                        const char        *name,
                                        gboolean           chosen);
/* (transfer full): strv of who is chosen, in the order of the rows */
char **quoth_assign_people_dup_chosen  (QuothAssignPeople *self);
/* @loads: of QuothAssignLoad; NULL while nothing is known */
void   quoth_assign_people_show        (QuothAssignPeople *self,
                                        GPtrArray         *loads);
void   quoth_assign_people_take_focus  (QuothAssignPeople *self);

G_END_DECLS
