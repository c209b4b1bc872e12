/* quoth-window-menus.h - the parts of the main menu that depend on what there is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

GMenuItem *quoth_window_menus_item_new (const char     *label,
                                        const char     *action,
                                        GVariant       *target);
/* Whoever opens the menu by its key has the keyboard where it was when the menu closes. */
void quoth_window_menus_give_back    (GtkWindow      *window,
                                     GtkMenuButton  *button);
void quoth_window_menus_append      (GMenu          *menu,
                                     const char     *label,
                                     const char     *action,
                                     const char     *target);
void quoth_window_menus_fill_recent (GMenu          *menu);
void quoth_window_menus_fill_recent_list (GtkListBox     *list);
void quoth_window_menus_fill_layers (GMenu          *menu,
                                     QuothWorkspace *workspace);

G_END_DECLS
