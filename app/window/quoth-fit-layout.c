/* quoth-fit-layout.c - a row that shows what fits and leaves out the rest
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-fit-layout"

#include "config.h"

#include "quoth-fit-layout.h"

struct _QuothFitLayout
{
  GtkLayoutManager parent_instance;

  int              spacing; /* pixels */
};

G_DEFINE_FINAL_TYPE (QuothFitLayout, quoth_fit_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
get_width (GtkWidget *child,
           int        height)
{
  int natural = 0;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, height, NULL, &natural, NULL, NULL);
  return natural;
}

static GtkSizeRequestMode
quoth_fit_layout_get_request_mode (GtkLayoutManager *layout,
                                   GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

/* It asks for no width at all: whoever is narrow shows fewer children. */
static void
quoth_fit_layout_measure (GtkLayoutManager *layout,
                          GtkWidget        *widget,
                          GtkOrientation    orientation,
                          int               for_size,
                          int              *minimum,
                          int              *natural,
                          int              *minimum_baseline,
                          int              *natural_baseline)
{
  QuothFitLayout *self = QUOTH_FIT_LAYOUT (layout);

  *minimum = 0;
  *natural = 0;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_minimum = 0;
      int child_natural = 0;

      if (!gtk_widget_should_layout (child))
        continue;
      gtk_widget_measure (child, orientation, -1, &child_minimum, &child_natural, NULL, NULL);
      if (orientation == GTK_ORIENTATION_HORIZONTAL)
        {
          *natural += child_natural + (*natural > 0 ? self->spacing : 0);
          continue;
        }
      *minimum = MAX (*minimum, child_minimum);
      *natural = MAX (*natural, child_natural);
    }
}

static void
quoth_fit_layout_allocate (GtkLayoutManager *layout,
                           GtkWidget        *widget,
                           int               width,
                           int               height,
                           int               baseline)
{
  QuothFitLayout *self = QUOTH_FIT_LAYOUT (layout);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean full = FALSE;
  int x = 0;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int child_width;

      if (!gtk_widget_should_layout (child))
        continue;
      child_width = get_width (child, height);
      full = full || x + child_width > width;
      gtk_widget_set_child_visible (child, !full);
      if (full)
        continue;
      gtk_widget_size_allocate (child,
                                &(GtkAllocation){ rtl ? width - x - child_width : x, 0,
                                                  child_width, height }, -1);
      x += child_width + self->spacing;
    }
}

/**
 * quoth_fit_layout_new:
 * @spacing: pixels between children
 *
 * Returns: (transfer full): a layout that hides what stands past the end of the row
 */
GtkLayoutManager *
quoth_fit_layout_new (int spacing)
{
  QuothFitLayout *self = g_object_new (QUOTH_TYPE_FIT_LAYOUT, NULL);

  self->spacing = spacing;
  return GTK_LAYOUT_MANAGER (self);
}

static void
quoth_fit_layout_class_init (QuothFitLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = quoth_fit_layout_get_request_mode;
  layout_class->measure = quoth_fit_layout_measure;
  layout_class->allocate = quoth_fit_layout_allocate;
}

static void
quoth_fit_layout_init (QuothFitLayout *self)
{
}
