/* quoth-window-care.h - history, checking and copying a project, and what runs behind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

void quoth_window_care_set_up       (QuothWindow *window);
/* After a project was opened or closed: lets rolling backups and the search index run. */
void quoth_window_care_project      (QuothWindow *window);

G_END_DECLS
