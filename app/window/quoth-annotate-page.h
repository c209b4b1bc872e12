/* quoth-annotate-page.h - the article between its neighbours and its details
 *
 * Three panes: articles, the article view with the hint bar, the inspector. Turns
 * keys and pointer into the workspace's gestures and shows what they did.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-keymap.h"
#include "quoth-project-query.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ANNOTATE_PAGE (quoth_annotate_page_get_type ())

G_DECLARE_FINAL_TYPE (QuothAnnotatePage, quoth_annotate_page, QUOTH, ANNOTATE_PAGE, GtkWidget)

void     quoth_annotate_page_set_up         (QuothAnnotatePage *self,
                                             QuothWorkspace    *workspace,
                                             QuothKeymap       *keymap,
                                             GSettings         *settings);
void     quoth_annotate_page_show_place     (QuothAnnotatePage *self,
                                             const char        *article,
                                             QuothSpan          span);
/* Brings the active annotation into view and the keyboard to the text. */
void     quoth_annotate_page_show_active    (QuothAnnotatePage *self);
void     quoth_annotate_page_show_attribute (QuothAnnotatePage *self,
                                             const char        *attribute);
void     quoth_annotate_page_find           (QuothAnnotatePage *self);
void     quoth_annotate_page_switch_pane    (QuothAnnotatePage *self);
void     quoth_annotate_page_step_article   (QuothAnnotatePage *self,
                                             gboolean           backwards);
/* Saves the reading position and what is being typed. */
gboolean quoth_annotate_page_settle         (QuothAnnotatePage *self);
void     quoth_annotate_page_discard_comments (QuothAnnotatePage *self);
gboolean quoth_annotate_page_get_pane_shown (QuothAnnotatePage *self,
                                             gboolean           inspector);
void     quoth_annotate_page_set_pane_shown (QuothAnnotatePage *self,
                                             gboolean           inspector,
                                             gboolean           shown);
/* Lists only articles with a mention of @entity. */
void     quoth_annotate_page_filter_entity  (QuothAnnotatePage *self,
                                             const char        *entity);
/* See quoth_articles_pane_get_filter(). */
gboolean quoth_annotate_page_get_filter     (QuothAnnotatePage  *self,
                                             QuothArticleFilter *out_filter);
/* @narrow: one pane at a time; @tight: no room for the inspector beside the text */
void     quoth_annotate_page_set_narrow     (QuothAnnotatePage *self,
                                             gboolean           narrow,
                                             gboolean           tight);
/* The row of keys at its foot, which nothing shall cover. */
GtkWidget *quoth_annotate_page_get_hints (QuothAnnotatePage *self);

G_END_DECLS
