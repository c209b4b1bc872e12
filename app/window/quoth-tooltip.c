/* quoth-tooltip.c - tooltips that cost nothing until they are looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-tooltip.h"

/**
 * quoth_tooltip_set:
 * @widget: a widget
 * @text: (nullable): what to say when the pointer rests on it
 *
 * Nothing is done where the text is the same, and no pointer is asked for while the widget
 * stands in no window yet.
 */
void
quoth_tooltip_set (GtkWidget  *widget,
                   const char *text)
{
  gboolean hide;

  g_return_if_fail (GTK_IS_WIDGET (widget));

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return;
  hide = gtk_widget_get_root (widget) == NULL && gtk_widget_get_visible (widget);
  if (hide)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, text);
  if (hide)
    gtk_widget_set_visible (widget, TRUE);
}
