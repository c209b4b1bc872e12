/* quoth-conflicts-window.h - what was changed in two places, version beside version
 *
 * One conflict at a time, in plain words, only what differs: what it was before, who made
 * which version of it, which one stands now, and what taking another would do. A digit
 * takes a version, S goes on to the next; each decision is one undo.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

/* @conflicts: (transfer full): of QuothConflict */
GtkWidget *quoth_conflicts_window_new (QuothWindow *window,
                                       GPtrArray   *conflicts);

G_END_DECLS
