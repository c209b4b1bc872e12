/* quoth-annotate-focus.h - where on the article page the keyboard is
 *
 * The same key means different things in the text, in an entry and in a popover. This
 * is the one place that tells them apart.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  QUOTH_FOCUS_TEXT,    /* the article, or nothing at all */
  QUOTH_FOCUS_TYPING,  /* an entry: letters are letters */
  QUOTH_FOCUS_POPOVER, /* a menu or a choice: every key is its own */
  QUOTH_FOCUS_BESIDE   /* a row, a switch, a button: letters still annotate */
} QuothFocusPlace;

QuothFocusPlace quoth_annotate_focus_get_place (GtkWidget *page,
                                                GtkWidget *view);
/* Whether @widget or something in it has the keyboard. */
gboolean        quoth_annotate_focus_is_inside (GtkWidget *widget);

G_END_DECLS
