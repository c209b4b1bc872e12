/* quoth-window-care.h - history, backups, checking and copying a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

void quoth_window_care_set_up       (QuothWindow *window);
/* After a project was opened or closed: lets rolling backups and the search index run. */
void quoth_window_care_project      (QuothWindow *window);
/* Offers to save what is readable of @path into a new project. */
void quoth_window_care_offer_recovery (QuothWindow *window,
                                       const char  *path);

G_END_DECLS
