/* quoth-find-bar.c - finds words in the open article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-find-bar"

#include "config.h"

#include "quoth-find-bar.h"

#include <glib/gi18n.h>

#include "quoth-fold.h"

/* More hits than anybody steps through; keeps a one-letter search of 5 MB cheap. */
#define MAX_HITS 10000

struct _QuothFindBar
{
  GtkWidget         parent_instance;

  QuothArticleView *view;  /* borrowed: a sibling in the same page */
  QuothFold        *fold;  /* of the text that was searched last */
  QuothText        *text;
  GArray           *hits;  /* of QuothSpan, nullable */
  guint             current;

  GtkWidget        *bar;
  GtkWidget        *entry;
  GtkWidget        *count;
};

G_DEFINE_FINAL_TYPE (QuothFindBar, quoth_find_bar, GTK_TYPE_WIDGET)

static void
show_current (QuothFindBar *self,
              gboolean      scroll)
{
  guint n = self->hits != NULL ? self->hits->len : 0;
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autofree char *label = NULL;

  quoth_article_view_set_find_hits (self->view, self->hits, self->current);
  if (n > 0)
    {
      /* Translators: number of the hit, and how many there are */
      label = g_strdup_printf (_("%u of %u"), self->current + 1, n);
      if (scroll)
        quoth_article_view_select_span (self->view,
                                        g_array_index (self->hits, QuothSpan, self->current),
                                        TRUE);
    }
  else if (*query != '\0')
    label = g_strdup (_("Not found"));
  gtk_label_set_label (GTK_LABEL (self->count), label != NULL ? label : "");
  if (n == 0 && *query != '\0')
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
}

static void
search (QuothFindBar *self)
{
  QuothDocument *document = quoth_article_view_get_document (self->view);
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  QuothSpan selection;

  g_clear_pointer (&self->hits, g_array_unref);
  self->current = 0;
  if (document != NULL && *query != '\0')
    {
      QuothText *text = quoth_document_get_text (document);

      if (self->text != text)
        {
          g_clear_pointer (&self->fold, quoth_fold_free);
          g_clear_pointer (&self->text, quoth_text_unref);
          self->text = quoth_text_ref (text);
          self->fold = quoth_fold_new (text);
        }
      self->hits = quoth_fold_find_all (self->fold, query, FALSE, MAX_HITS);
      quoth_article_view_get_selection (self->view, &selection);
      while (self->hits != NULL && self->current + 1 < self->hits->len
             && g_array_index (self->hits, QuothSpan, self->current).start < selection.start)
        self->current++;
    }
  show_current (self, TRUE);
}

static void
step (QuothFindBar *self,
      int           by)
{
  if (self->hits == NULL || self->hits->len == 0)
    return;
  self->current = (self->current + self->hits->len + by) % self->hits->len;
  show_current (self, TRUE);
}

static void
next_cb (QuothFindBar *self)
{
  step (self, 1);
}

static void
previous_cb (QuothFindBar *self)
{
  step (self, -1);
}

static void
mode_cb (QuothFindBar *self)
{
  if (gtk_search_bar_get_search_mode (GTK_SEARCH_BAR (self->bar)))
    return;
  g_clear_pointer (&self->hits, g_array_unref);
  quoth_article_view_set_find_hits (self->view, NULL, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/**
 * quoth_find_bar_open:
 * @self: a find bar
 *
 * Opens the bar with the selected words, if they are few, as the search.
 */
void
quoth_find_bar_open (QuothFindBar *self)
{
  QuothDocument *document;
  QuothSpan selection;

  g_return_if_fail (QUOTH_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), TRUE);
  document = quoth_article_view_get_document (self->view);
  if (document != NULL && quoth_article_view_get_selection (self->view, &selection)
      && selection.end - selection.start <= 80)
    {
      g_autofree char *words = quoth_text_slice (quoth_document_get_text (document),
                                                 selection.start, selection.end);

      gtk_editable_set_text (GTK_EDITABLE (self->entry), words);
    }
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
}

void
quoth_find_bar_close (QuothFindBar *self)
{
  g_return_if_fail (QUOTH_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), FALSE);
}

void
quoth_find_bar_set_view (QuothFindBar     *self,
                         QuothArticleView *view)
{
  g_return_if_fail (QUOTH_IS_FIND_BAR (self));

  self->view = view;
}

/**
 * quoth_find_bar_new:
 *
 * Returns: (transfer floating): a closed find bar
 */
GtkWidget *
quoth_find_bar_new (void)
{
  return g_object_new (QUOTH_TYPE_FIND_BAR, NULL);
}

static void
quoth_find_bar_dispose (GObject *object)
{
  QuothFindBar *self = QUOTH_FIND_BAR (object);

  g_clear_pointer (&self->bar, gtk_widget_unparent);
  g_clear_pointer (&self->fold, quoth_fold_free);
  g_clear_pointer (&self->text, quoth_text_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  G_OBJECT_CLASS (quoth_find_bar_parent_class)->dispose (object);
}

static void
quoth_find_bar_class_init (QuothFindBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_find_bar_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
close_cb (QuothFindBar *self)
{
  gtk_search_bar_set_search_mode (GTK_SEARCH_BAR (self->bar), FALSE);
}

static GtkWidget *
create_button (QuothFindBar *self,
               const char   *icon,
               const char   *tooltip,
               GCallback     callback)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  g_signal_connect_object (button, "clicked", callback, self, G_CONNECT_SWAPPED);
  return button;
}

static void
quoth_find_bar_init (QuothFindBar *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->bar = gtk_search_bar_new ();
  self->entry = gtk_search_entry_new ();
  self->count = gtk_label_new (NULL);
  gtk_search_entry_set_search_delay (GTK_SEARCH_ENTRY (self->entry), 50);
  gtk_widget_add_css_class (self->count, "dim-label");
  gtk_widget_add_css_class (self->count, "numeric");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Find in the article"), -1);
  gtk_box_append (GTK_BOX (box), self->entry);
  gtk_box_append (GTK_BOX (box), self->count);
  gtk_box_append (GTK_BOX (box), create_button (self, "go-up-symbolic", _("Previous hit"),
                                                G_CALLBACK (previous_cb)));
  gtk_box_append (GTK_BOX (box), create_button (self, "go-down-symbolic", _("Next hit"),
                                                G_CALLBACK (next_cb)));
  gtk_search_bar_set_child (GTK_SEARCH_BAR (self->bar), box);
  gtk_search_bar_connect_entry (GTK_SEARCH_BAR (self->bar), GTK_EDITABLE (self->entry));
  /* The close button of the search bar has no name, and nobody can give it one. */
  gtk_box_append (GTK_BOX (box), create_button (self, "window-close-symbolic", _("Close"),
                                                G_CALLBACK (close_cb)));
  g_signal_connect_object (self->entry, "search-changed", G_CALLBACK (search), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "activate", G_CALLBACK (next_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "next-match", G_CALLBACK (next_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->entry, "previous-match", G_CALLBACK (previous_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "notify::search-mode-enabled", G_CALLBACK (mode_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
}
