/* quoth-compat.h - calls that newer versions of GTK and libadwaita replace
 *
 * The only file that may look at a library's version. Everything else uses what is
 * neither missing in GTK 4.8 and libadwaita 1.2 nor deprecated later.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void quoth_compat_load_css (GtkCssProvider *provider,
                            const char     *css);

G_END_DECLS
