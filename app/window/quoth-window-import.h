/* quoth-window-import.h - adding articles: files, folders, drops, paste
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

void quoth_window_import_set_up (QuothWindow *window);

G_END_DECLS
