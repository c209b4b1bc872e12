/* quoth-priority.h - when what follows the text is brought up to date
 *
 * After the frame that shows what was done, so that a key waits for no list; but before
 * GtkTextView lays out what nobody sees: of a text of a megabyte that takes about a second,
 * in which the card and the hints would be those of the article before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* GTK_TEXT_VIEW_PRIORITY_VALIDATE is GDK_PRIORITY_REDRAW + 5. */
#define QUOTH_PRIORITY_FOLLOW (GDK_PRIORITY_REDRAW + 2)

G_END_DECLS
