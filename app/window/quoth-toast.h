/* quoth-toast.h - what a window says for a moment
 *
 * It stays ten seconds, and gives way to what came of a newer gesture. What offers nothing
 * and tells of no gesture takes no button away: it waits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwToast *quoth_toast_new        (const char      *text,
                                  const char      *button,
                                  const char      *action);
void      quoth_toast_add        (AdwToastOverlay *overlay,
                                  AdwToast        *toast);
void      quoth_toast_replace    (AdwToastOverlay *overlay,
                                  AdwToast        *toast);
void      quoth_toast_add_behind (AdwToastOverlay *overlay,
                                  AdwToast        *toast);

G_END_DECLS
