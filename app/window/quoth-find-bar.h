/* quoth-find-bar.h - finds words in the open article
 *
 * Folds case, accents, quotation marks and blanks; shows every hit in the text and
 * steps through them. Closes with Escape and gives the keyboard back to the text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-article-view.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_FIND_BAR (quoth_find_bar_get_type ())

G_DECLARE_FINAL_TYPE (QuothFindBar, quoth_find_bar, QUOTH, FIND_BAR, GtkWidget)

GtkWidget *quoth_find_bar_new      (void);
void       quoth_find_bar_set_view (QuothFindBar     *self,
                                    QuothArticleView *view);
void       quoth_find_bar_open     (QuothFindBar     *self);
void       quoth_find_bar_close    (QuothFindBar     *self);

G_END_DECLS
