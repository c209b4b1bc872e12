/* quoth-lost-bar.h - what lost its place in a corrected text, settled one by one
 *
 * Above the text while the article has something to settle, in whatever layer. A step selects
 * the words that may be meant; what is selected then is where the annotation is placed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article-view.h"
#include "quoth-keymap.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_LOST_BAR (quoth_lost_bar_get_type ())

G_DECLARE_FINAL_TYPE (QuothLostBar, quoth_lost_bar, QUOTH, LOST_BAR, GtkWidget)

void quoth_lost_bar_set_up (QuothLostBar     *self,
                            QuothWorkspace   *workspace,
                            QuothArticleView *view,
                            QuothKeymap      *keymap);
void quoth_lost_bar_step   (QuothLostBar     *self,
                            gboolean          backwards);
void quoth_lost_bar_place  (QuothLostBar     *self);
void quoth_lost_bar_drop   (QuothLostBar     *self);

G_END_DECLS
