/* quoth-squeeze-layout.h - content that lets its window become narrower than it is laid out for
 *
 * A window may be no narrower than its content asks for. Content that is rearranged where
 * there is less room must therefore not ask for the room that it fills at present: nobody
 * could ever make the window so narrow that it is rearranged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define QUOTH_TYPE_SQUEEZE_LAYOUT (quoth_squeeze_layout_get_type ())

G_DECLARE_FINAL_TYPE (QuothSqueezeLayout, quoth_squeeze_layout, QUOTH, SQUEEZE_LAYOUT,
                      GtkLayoutManager)

void     quoth_squeeze_window   (GtkWindow *window);

gboolean quoth_squeeze_has_room (GtkWidget *bar,
                                 GtkWidget *title,
                                 GtkWidget *wide,
                                 int        width,
                                 int       *rest);
/* Whether the bar and its least title fit, whether it is shown now or not. */
gboolean quoth_squeeze_has_title (GtkWidget *bar,
                                  GtkWidget *stack,
                                  GtkWidget *title,
                                  int        width);

G_END_DECLS
