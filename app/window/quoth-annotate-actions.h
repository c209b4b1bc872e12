/* quoth-annotate-actions.h - every gesture of the article page as an action
 *
 * Keys, menus and buttons all come through these, so that each gesture exists once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article-view.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

/* The group of actions that the page adds as "annotate". */
GActionGroup *quoth_annotate_actions_new (QuothWorkspace   *workspace,
                                          QuothArticleView *view);

G_END_DECLS
