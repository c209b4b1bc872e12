/* quoth-banner.h - a lasting state of the window: read-only, recovered, offline
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define QUOTH_TYPE_BANNER (quoth_banner_get_type ())

G_DECLARE_FINAL_TYPE (QuothBanner, quoth_banner, QUOTH, BANNER, GtkWidget)

GtkWidget *quoth_banner_new  (void);
/* @title: NULL hides it; @button and @action: nullable; @action may
 * name a target, such as "win.page::review" */
void       quoth_banner_show (QuothBanner *self,
                              const char  *title,
                              const char  *button,
                              const char  *action);

G_END_DECLS
