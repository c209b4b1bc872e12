/* quoth-window-packages.h - packages from and to the window, and what they leave to decide
 *
 * Actions: assign, take-package, make-package (everything, to give back), conflicts.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

void quoth_window_packages_set_up (QuothWindow *window);

G_END_DECLS
