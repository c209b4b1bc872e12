/* quoth-people-list.h - who appears in the open article, and how often
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_PEOPLE_LIST (quoth_people_list_get_type ())

G_DECLARE_FINAL_TYPE (QuothPeopleList, quoth_people_list, QUOTH, PEOPLE_LIST, GtkWidget)

void quoth_people_list_set_workspace (QuothPeopleList *self,
                                      QuothWorkspace  *workspace);

G_END_DECLS
