/* quoth-article-view-menu.c - the menu of the right button and of the menu key
 *
 * GtkTextView's own menu is about editing, which nobody can do here. What can be done with
 * the words or the annotation there only the page knows: it is asked by "menu-asked".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

static gboolean
ask (QuothArticleView *self,
     int               x,
     int               y)
{
  guint id = g_signal_lookup ("menu-asked", QUOTH_TYPE_ARTICLE_VIEW);

  if (self->document == NULL || !g_signal_has_handler_pending (self, id, 0, FALSE))
    return GDK_EVENT_PROPAGATE;
  g_signal_emit (self, id, 0, x, y);
  return GDK_EVENT_STOP;
}

/* What is selected stays so under the pointer, and so does the active annotation. */
gboolean
quoth_article_view_ask_menu (QuothArticleView *self,
                             double            x,
                             double            y)
{
  QuothAnnotation *active = quoth_article_view_get_active_annotation (self);
  QuothSpan        selection;
  gboolean         inside = FALSE;
  guint            offset;

  if (self->document == NULL)
    return GDK_EVENT_PROPAGATE;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (quoth_article_view_offset_at (self, x, y, FALSE, &offset))
    {
      inside = quoth_article_view_get_selection (self, &selection)
               && selection.start <= offset && offset < selection.end;
      if (!inside)
        quoth_article_view_set_caret (self, offset);
      for (guint i = 0; active != NULL && i < active->n_parts; i++)
        inside = inside || (active->parts[i].start <= offset && offset < active->parts[i].end);
    }
  if (!inside)
    quoth_article_view_click (self, x, y);
  return ask (self, (int) x, (int) y);
}

static void
menu_popup_cb (GtkWidget  *widget,
               const char *action,
               GVariant   *parameter)
{
  GtkTextView   *view = GTK_TEXT_VIEW (widget);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter    iter;
  GdkRectangle   place;
  int            x, y;

  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  gtk_text_view_get_iter_location (view, &iter, &place);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, place.x,
                                         place.y + place.height, &x, &y);
  ask (QUOTH_ARTICLE_VIEW (widget), x, y);
}

/* Takes the place of GtkTextView's action of this name, which its keys activate. */
void
quoth_article_view_class_init_menu (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "menu.popup", NULL, menu_popup_cb);
}
