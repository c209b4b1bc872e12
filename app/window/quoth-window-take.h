/* quoth-window-take.h - what is dropped on the window or pasted into it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

void quoth_window_take_set_up (QuothWindow *window);

G_END_DECLS
