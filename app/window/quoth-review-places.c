/* quoth-review-places.c - a preview of where else a decision is made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-review-places"

#include "config.h"

#include "quoth-review-places.h"

#include "quoth-tooltip.h"

#include <glib/gi18n.h>

#define PAGE 100

struct _QuothReviewPlaces
{
  GtkWidget         parent_instance;

  QuothReviewAlike *alike; /* owned */
  guint             first; /* the place of the first row */

  GtkWidget        *group;
  GtkWidget        *pager;
  GtkWidget        *previous;
  GtkWidget        *next;
  GtkWidget        *range;
  GPtrArray        *rows;  /* borrowed widgets of the group */
};

G_DEFINE_FINAL_TYPE (QuothReviewPlaces, quoth_review_places, GTK_TYPE_WIDGET)

static guint
count_articles (GPtrArray *places)
{
  guint n = 0;

  for (guint i = 0; i < places->len; i++)
    n += i == 0 || !g_str_equal (((QuothAlikePlace *) places->pdata[i])->article,
                                 ((QuothAlikePlace *) places->pdata[i - 1])->article);
  return n;
}

static void
say_how_many (QuothReviewPlaces *self,
              GPtrArray         *places)
{
  guint n = quoth_review_alike_count (self->alike), n_articles = count_articles (places);
  g_autofree char *title
    = g_strdup_printf (ngettext ("The same in %u other place", "The same in %u other places",
                                 places->len), places->len);
  g_autofree char *articles = g_strdup_printf (ngettext ("%u article", "%u articles", n_articles),
                                               n_articles);
  /* Translators: the first %s is "3 articles", %u how many places are ticked */
  g_autofree char *words
    = g_strdup_printf (ngettext ("In %s. The next decision also settles %u place.",
                                 "In %s. The next decision also settles %u places.", n),
                       articles, n);

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->group), title);
  adw_preferences_group_set_description (ADW_PREFERENCES_GROUP (self->group), words);
}

static void
toggled_cb (QuothReviewPlaces *self,
            GtkCheckButton    *check)
{
  guint place = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "quoth-place"));
  GPtrArray *places = quoth_review_alike_get_places (self->alike);

  if (places == NULL || place >= places->len)
    return;
  quoth_review_alike_set_taken (self->alike, place, gtk_check_button_get_active (check));
  say_how_many (self, places);
}

static GtkWidget *
create_row (QuothReviewPlaces     *self,
            guint                  place,
            const QuothAlikePlace *found)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();
  g_autofree char *words = g_markup_printf_escaped ("%s<b>%s</b>%s", found->before, found->words,
                                                    found->after);
  g_autofree char *name = g_markup_escape_text (found->name, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), name);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                               quoth_review_alike_get_taken (self->alike, place));
  gtk_widget_set_valign (check, GTK_ALIGN_CENTER);
  gtk_widget_set_can_focus (check, FALSE);
  g_object_set_data (G_OBJECT (check), "quoth-place", GUINT_TO_POINTER (place));
  g_signal_connect_object (check, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  return row;
}

static void
show_page (QuothReviewPlaces *self)
{
  GPtrArray *places = quoth_review_alike_get_places (self->alike);
  guint last;
  g_autofree char *range = NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self->group), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  if (places == NULL)
    return;
  last = MIN (self->first + PAGE, places->len);
  for (guint i = self->first; i < last; i++)
    {
      GtkWidget *row = create_row (self, i, places->pdata[i]);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->group), row);
      g_ptr_array_add (self->rows, row);
    }
  say_how_many (self, places);
  /* Translators: which rows of how many are shown, such as "1–100 of 240" */
  range = g_strdup_printf (_("%u–%u of %u"), self->first + 1, last, places->len);
  gtk_label_set_label (GTK_LABEL (self->range), range);
  gtk_widget_set_visible (self->pager, places->len > PAGE);
  gtk_widget_set_sensitive (self->previous, self->first > 0);
  gtk_widget_set_sensitive (self->next, last < places->len);
}

static void
changed_cb (QuothReviewPlaces *self)
{
  self->first = 0;
  show_page (self);
}

static void
turn_cb (QuothReviewPlaces *self,
         GtkWidget         *button)
{
  self->first = button == self->next ? self->first + PAGE : self->first - MIN (PAGE, self->first);
  show_page (self);
}

/**
 * quoth_review_places_set_up:
 * @self: a preview, once
 * @alike: whose places are shown
 */
void
quoth_review_places_set_up (QuothReviewPlaces *self,
                            QuothReviewAlike  *alike)
{
  g_return_if_fail (QUOTH_IS_REVIEW_PLACES (self));
  g_return_if_fail (self->alike == NULL);

  self->alike = g_object_ref (alike);
  g_signal_connect_object (alike, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
quoth_review_places_dispose (GObject *object)
{
  QuothReviewPlaces *self = QUOTH_REVIEW_PLACES (object);

  g_clear_pointer (&self->group, gtk_widget_unparent);
  g_clear_pointer (&self->pager, gtk_widget_unparent);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->alike);
  G_OBJECT_CLASS (quoth_review_places_parent_class)->dispose (object);
}

static void
quoth_review_places_class_init (QuothReviewPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_review_places_dispose;
}

static GtkWidget *
create_button (QuothReviewPlaces *self,
               const char        *icon,
               const char        *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_add_css_class (button, "flat");
  quoth_tooltip_set (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (turn_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->pager), button);
  return button;
}

static void
quoth_review_places_init (QuothReviewPlaces *self)
{
  GtkLayoutManager *layout = gtk_box_layout_new (GTK_ORIENTATION_VERTICAL);

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  gtk_widget_set_layout_manager (GTK_WIDGET (self), layout);
  self->rows = g_ptr_array_new ();
  self->group = adw_preferences_group_new ();
  gtk_widget_set_parent (self->group, GTK_WIDGET (self));
  self->pager = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_halign (self->pager, GTK_ALIGN_CENTER);
  gtk_widget_set_parent (self->pager, GTK_WIDGET (self));
  self->range = gtk_label_new (NULL);
  gtk_widget_add_css_class (self->range, "numeric");
  self->previous = create_button (self, "go-previous-symbolic", _("Previous places"));
  gtk_box_append (GTK_BOX (self->pager), self->range);
  self->next = create_button (self, "go-next-symbolic", _("Next places"));
}
