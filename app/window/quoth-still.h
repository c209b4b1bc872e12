/* quoth-still.h - what seldom changes costs next to nothing while something else does
 *
 * GTK's cairo renderer (4.8) goes through all nodes of a window in every frame, whatever has
 * changed, and leaves it to cairo to clip what it has shaped and filled: three quarters of
 * the instructions of a gesture. A part of the window that has been still for some frames is
 * one node here, a recording, of which cairo plays back what lies in what has changed: as a
 * rule nothing. What moves is drawn as ever, and so is all with other renderers, which keep
 * what they have drawn in the graphics card, and on displays of a higher scale.
 *
 * It pays where something changes less often than the rest of the window: a recording is
 * made, and drawn, as a whole (measured: the inspector, which every gesture changes, costs
 * more behind a gesture than it saves in it).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define QUOTH_TYPE_STILL (quoth_still_get_type ())

/* A bin for what is no class of ours. */
G_DECLARE_FINAL_TYPE (QuothStill, quoth_still, QUOTH, STILL, GtkWidget)

/* To be called by the class_init of a widget that draws nothing but its children. */
void quoth_still_class_record (GtkWidgetClass *klass);

G_END_DECLS
