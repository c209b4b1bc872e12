/* quoth-window-close.h - closing a window whose work is not done
 *
 * Nothing that runs is cut off: the user is asked, the work is told to stop, and the
 * window closes when the worker has put everything in order. A comment that was typed and
 * cannot be saved holds the project open, until it can be or is given up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

/* Whether @window may close now. If not, the user is being asked, and the window is
 * closed later when that is what they want. */
gboolean quoth_window_close_may (QuothWindow *window);

/* Saves what was typed before the project of @window is closed. FALSE: that failed, and the
 * user is being told; @closes: giving the comments up closes the window. */
gboolean quoth_window_close_settle (QuothWindow *window,
                                    gboolean     closes);

G_END_DECLS
