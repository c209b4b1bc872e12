/* quoth-window-private.h - what the files of the window share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-annotate-page.h"
#include "quoth-banner.h"
#include "quoth-insights-page.h"
#include "quoth-keymap.h"
#include "quoth-people-page.h"
#include "quoth-review-page.h"
#include "quoth-search-page.h"
#include "quoth-window.h"

G_BEGIN_DECLS

struct _QuothWindow
{
  AdwApplicationWindow  parent_instance;

  QuothWorkspace       *workspace; /* owned */
  GSettings            *settings;  /* owned */
  QuothKeymap          *keymap;    /* owned */
  gboolean              narrow;    /* too narrow for panes beside each other */
  gboolean              compact;   /* the header bar has no room for the pages */
  int                   rest;      /* pixels: of the header bar without its title */
  guint                 toast_id;  /* what was done last will be said, see done_cb() */
  char                 *done_text; /* nullable */
  gboolean              done_undoable;
  guint                 steps_id;  /* the buttons will show what can be undone and redone */
  char                 *own_layer; /* nullable: worked in before gold was altered by hand */
  gboolean              several;   /* more than one annotator has worked in the project */
  char                 *altered;   /* nullable: the article whose gold that is, by its id */

  GtkWidget            *overlay;
  GtkWidget            *toasts;    /* over the overlay's child */
  GtkWidget            *root_stack;
  GtkWidget            *header;
  GtkWidget            *title_stack;
  GtkWidget            *switcher;
  GtkWidget            *switcher_bar;
  GtkWidget            *window_title;
  GtkWidget            *undo_button;
  GtkWidget            *redo_button;
  GtkWidget            *articles_button;
  GtkWidget            *inspector_button;
  GtkWidget            *main_button;
  GMenu                *recent_menu;
  GtkWidget            *recent_list;
  GMenu                *layer_menu;
  QuothBanner          *banner;
  GtkWidget            *pages;
  QuothAnnotatePage    *annotate;
  QuothPeoplePage      *people;
  QuothSearchPage      *search;
  QuothReviewPage      *review;
  QuothInsightsPage    *insights;
  QuothJobBar          *job_bar;
  GtkWidget            *consistency; /* weak, nullable: its window */
  GtkWidget            *feedback;    /* the same */
  GtkWidget            *assign;      /* the same */
};

void _quoth_window_add_actions      (QuothWindow *self);
void _quoth_window_add_view_actions (QuothWindow *self);
void _quoth_window_update_actions   (QuothWindow *self);
void _quoth_window_sync_panes       (QuothWindow *self);
void _quoth_window_close_project    (QuothWindow *self);
/* Whose layer is worked in, see quoth-window-layer.c. */
void _quoth_window_alter_gold       (QuothWindow *self,
                                     const char  *id);
void _quoth_window_leave_gold       (QuothWindow *self);
void _quoth_window_count_layers     (QuothWindow *self);
gboolean _quoth_window_show_layer   (QuothWindow *self);
void _quoth_window_show_banner      (QuothWindow *self);
/* Words for what the parts of the window announce; the second drops what is not said yet. */
void _quoth_window_set_up_saying    (QuothWindow *self);
void _quoth_window_stop_saying      (QuothWindow *self);

G_END_DECLS
