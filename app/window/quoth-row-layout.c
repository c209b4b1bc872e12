/* quoth-row-layout.c - rows whose words change often
 *
 * A label that wraps breaks its words after every letter to know how narrow it can be, and
 * looks for the width that gives a certain height by trying. Boxes that stand beside something
 * ask for both whenever the words change (GTK 4.8): some hundred layouts for one row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-row-layout"

#include "config.h"

#include "quoth-row-layout.h"

/* Less than the narrowest pane has room for, with large letters too. */
#define LEAST_CHARS 12

/* Pixels between title and subtitle, as in libadwaita's style sheet. */
#define SPACING 3

static GtkSizeRequestMode
get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* The width is that of the words, whatever the height. */
static void
measure (GtkWidget      *widget,
         GtkOrientation  orientation,
         int             for_size,
         int            *minimum,
         int            *natural,
         int            *minimum_baseline,
         int            *natural_baseline)
{
  gboolean across = orientation == GTK_ORIENTATION_HORIZONTAL;
  int n = 0;

  *minimum = *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least = 0, wanted = 0;
      int gap = !across && n > 0 ? SPACING : 0;

      if (!gtk_widget_should_layout (child))
        continue;
      n++;
      gtk_widget_measure (child, orientation, across ? -1 : for_size, &least, &wanted, NULL, NULL);
      *minimum = across ? MAX (*minimum, least) : *minimum + gap + least;
      *natural = across ? MAX (*natural, wanted) : *natural + gap + wanted;
    }
}

static void
allocate (GtkWidget *widget,
          int        width,
          int        height,
          int        baseline)
{
  int y = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int wanted = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &wanted, NULL, NULL);
      gtk_widget_size_allocate (child, &(GtkAllocation) { 0, y, width, wanted }, -1);
      y += wanted + SPACING;
    }
}

/* What libadwaita puts the title and the subtitle of a row into. */
static gboolean
is_title_box (GtkWidget *widget)
{
  GtkWidget *first = gtk_widget_get_first_child (widget);

  return GTK_IS_BOX (widget) && gtk_widget_has_css_class (widget, "title") && GTK_IS_LABEL (first)
         && gtk_orientable_get_orientation (GTK_ORIENTABLE (widget)) == GTK_ORIENTATION_VERTICAL;
}

void
quoth_row_layout_ease (GtkWidget *root)
{
  if (GTK_IS_LABEL (root) && gtk_label_get_wrap (GTK_LABEL (root)))
    gtk_label_set_width_chars (GTK_LABEL (root), LEAST_CHARS);
  else if (is_title_box (root))
    gtk_widget_set_layout_manager (root,
                                   gtk_custom_layout_new (get_request_mode, measure, allocate));
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    quoth_row_layout_ease (child);
}
