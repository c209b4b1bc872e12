/* quoth-reader-names.h - names for what shows only a picture
 *
 * A button with an icon and a choice without a caption say what they do in their tooltip.
 * GTK gives that to screen readers as their name only in newer versions; older ones read
 * the class of the widget.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For everything that is in @root now. */
void quoth_reader_names_apply (GtkWidget *root);
/* What is written in Pango markup as it is heard, @between and it; nothing for NULL or "". */
void quoth_reader_append_markup (GString    *words,
                                 const char *between,
                                 const char *markup);

G_END_DECLS
