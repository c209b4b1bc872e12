/* quoth-window-step.h - undo and redo, however much it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

/* Steps of a gesture's size are made at once; what reached over the corpus is stepped by a
 * worker, which @bar shows, while @pages cannot be used. */
void quoth_window_step (QuothWindow *window,
                        gboolean     redo,
                        QuothJobBar *bar,
                        GtkWidget   *pages);

G_END_DECLS
