/* quoth-fit-layout.h - a row that shows what fits and leaves out the rest
 *
 * For children that are helpful but not needed, in the order of their use: none is
 * ever cut in half.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define QUOTH_TYPE_FIT_LAYOUT (quoth_fit_layout_get_type ())

G_DECLARE_FINAL_TYPE (QuothFitLayout, quoth_fit_layout, QUOTH, FIT_LAYOUT, GtkLayoutManager)

GtkLayoutManager *quoth_fit_layout_new (int spacing);

G_END_DECLS
