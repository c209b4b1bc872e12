/* quoth-people-page.h - everybody in the registry, and all they said
 *
 * Left: search as you type over the registry, page by page. Right: the entry as a
 * form, merging and splitting, and its ledger over the whole corpus.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_PEOPLE_PAGE (quoth_people_page_get_type ())

G_DECLARE_FINAL_TYPE (QuothPeoplePage, quoth_people_page, QUOTH, PEOPLE_PAGE, GtkWidget)

/* signal ::articles (const char *entity): show the articles of this entity
 * signal ::failed (GError *error)
 * signal ::done (const char *verb): a change worth a word with Undo */

void quoth_people_page_set_workspace (QuothPeoplePage *self,
                                      QuothWorkspace  *workspace);
void quoth_people_page_show_entity   (QuothPeoplePage *self,
                                      const char      *entity);
void quoth_people_page_focus_search  (QuothPeoplePage *self);
void quoth_people_page_set_narrow    (QuothPeoplePage *self,
                                      gboolean         narrow);

G_END_DECLS
