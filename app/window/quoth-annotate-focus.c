/* quoth-annotate-focus.c - where on the article page the keyboard is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotate-focus"

#include "config.h"

#include "quoth-annotate-focus.h"

static GtkWidget *
get_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return root != NULL ? gtk_root_get_focus (root) : NULL;
}

/**
 * quoth_annotate_focus_get_place:
 * @page: the article page
 * @view: its article view
 *
 * Returns: what kind of widget has the keyboard
 */
QuothFocusPlace
quoth_annotate_focus_get_place (GtkWidget *page,
                                GtkWidget *view)
{
  GtkWidget *focus = get_focus (page);

  if (focus == NULL || focus == view)
    return QUOTH_FOCUS_TEXT;
  if (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus))
    return QUOTH_FOCUS_TYPING;
  if (gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) != NULL)
    return QUOTH_FOCUS_POPOVER;
  return QUOTH_FOCUS_BESIDE;
}

/**
 * quoth_annotate_focus_is_inside:
 * @widget: a widget in a window
 *
 * Returns: whether @widget or something in it has the keyboard
 */
gboolean
quoth_annotate_focus_is_inside (GtkWidget *widget)
{
  GtkWidget *focus = get_focus (widget);

  return focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));
}
