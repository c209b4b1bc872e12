/* quoth-window-care.h - history, checking and copying a project, and what runs behind
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project-care-mend.h"
#include "quoth-window.h"

G_BEGIN_DECLS

void quoth_window_care_set_up       (QuothWindow *window);
/* After a project was opened or closed: lets rolling backups and the search index run. */
void quoth_window_care_project      (QuothWindow *window);
/* Lets them run now, when nothing runs yet. */
void quoth_window_care_tend         (QuothWindow *window);
/* Damage was met: mends what can be, or lets the window distrust its project. */
void quoth_window_care_doubt        (QuothWindow *window);
/* The same for a project that damage kept from being opened to be written. */
void quoth_window_care_hurt         (QuothWindow *window);
/* What to say when it could be mended. */
void quoth_window_care_say_mended   (QuothWindow *window,
                                     QuothMend    mended);

G_END_DECLS
