/* quoth-annotate-menu.h - what can be done with the words or the annotation that was clicked
 *
 * Shows the actions of the page and their keys, so that who comes with the pointer learns
 * them; it adds none of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article-view.h"
#include "quoth-keymap.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

void quoth_annotate_menu_popup (GtkPopoverMenu   *popover,
                                QuothWorkspace   *workspace,
                                QuothArticleView *view,
                                QuothKeymap      *keymap,
                                int               x,
                                int               y);

G_END_DECLS
