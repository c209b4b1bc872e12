/* quoth-annotate-page-private.h - what the files of the article page share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-annotate-page.h"
#include "quoth-articles-pane.h"
#include "quoth-find-bar.h"
#include "quoth-hint-bar.h"
#include "quoth-inspector.h"
#include "quoth-lost-bar.h"

G_BEGIN_DECLS

struct _QuothAnnotatePage
{
  GtkWidget          parent_instance;

  QuothWorkspace    *workspace; /* owned */
  QuothKeymap       *keymap;    /* owned */
  GActionGroup      *actions;   /* owned: the group "annotate" */
  GArray            *zones;     /* of QuothZone, for the open text */
  gboolean           wanted[2];  /* whether the user wants articles, inspector */
  gboolean           narrow;     /* one pane at a time */
  gboolean           tight;      /* no room for the inspector beside the text */
  int                in_front;   /* while narrow or tight: pane called up, -1 = none */
  char              *position_of; /* id of the article whose reading position is watched */

  GtkWidget         *outer;
  GtkWidget         *inner;
  QuothArticlesPane *articles;
  GtkWidget         *stack;
  GtkWidget         *no_article; /* in the stack */
  GtkWidget         *scroller;
  GtkWidget         *no_text;  /* over the view */
  QuothArticleView  *view;
  QuothFindBar      *find_bar;
  QuothLostBar      *lost_bar;
  QuothHintBar      *hints;
  QuothInspector    *inspector;
  GtkWidget         *picker;
  GtkWidget         *menu;
};

void _quoth_annotate_page_add_actions      (QuothAnnotatePage *self);
void _quoth_annotate_page_save_position    (QuothAnnotatePage *self);
void _quoth_annotate_page_restore_position (QuothAnnotatePage *self);

G_END_DECLS
