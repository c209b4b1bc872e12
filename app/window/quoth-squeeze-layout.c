/* quoth-squeeze-layout.c - content that lets its window become narrower than it is laid out for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-squeeze-layout"

#include "config.h"

#include "quoth-squeeze-layout.h"

struct _QuothSqueezeLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (QuothSqueezeLayout, quoth_squeeze_layout, GTK_TYPE_LAYOUT_MANAGER)

static int
get_least_width (GtkWidget *widget)
{
  int minimum = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
quoth_squeeze_layout_measure (GtkLayoutManager *layout,
                              GtkWidget        *widget,
                              GtkOrientation    orientation,
                              int               for_size,
                              int              *minimum,
                              int              *natural,
                              int              *minimum_baseline,
                              int              *natural_baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);

  *minimum = 0;
  *natural = 0;
  if (child == NULL || !gtk_widget_should_layout (child))
    return;
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    for_size = -1;
  else if (for_size >= 0)
    for_size = MAX (for_size, get_least_width (child));
  gtk_widget_measure (child, orientation, for_size, minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = 0;
}

static GtkSizeRequestMode
quoth_squeeze_layout_get_request_mode (GtkLayoutManager *layout,
                                       GtkWidget        *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Until it is rearranged, its end is out of sight. */
static void
quoth_squeeze_layout_allocate (GtkLayoutManager *layout,
                               GtkWidget        *widget,
                               int               width,
                               int               height,
                               int               baseline)
{
  GtkWidget *child = gtk_widget_get_first_child (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkAllocation allocation = { 0, 0, width, height };

  if (child == NULL || !gtk_widget_should_layout (child))
    return;
  allocation.width = MAX (width, get_least_width (child));
  if (rtl)
    allocation.x = width - allocation.width;
  gtk_widget_size_allocate (child, &allocation, baseline);
}

/**
 * quoth_squeeze_window:
 * @window: a window with the property "content", which is set
 *
 * From now on its content does not keep it from being made narrower.
 */
void
quoth_squeeze_window (GtkWindow *window)
{
  GtkWidget *bin = adw_bin_new ();
  g_autoptr (GtkWidget) content = NULL;

  g_object_get (window, "content", &content, NULL);
  g_object_set (window, "content", NULL, NULL);
  gtk_widget_set_layout_manager (bin, g_object_new (QUOTH_TYPE_SQUEEZE_LAYOUT, NULL));
  adw_bin_set_child (ADW_BIN (bin), content);
  g_object_set (window, "content", bin, NULL);
}

/**
 * quoth_squeeze_has_room:
 * @bar: a header bar
 * @title: its title, whatever stands there now
 * @wide: what would stand there if there was room
 * @width: of the bar, in pixels
 * @rest: (inout): the most that the bar without a title has needed so far, 0 at first
 *
 * Returns: whether @wide has room, also once the buttons of another page come back
 */
gboolean
quoth_squeeze_has_room (GtkWidget *bar,
                        GtkWidget *title,
                        GtkWidget *wide,
                        int        width,
                        int       *rest)
{
  int natural = 0;

  gtk_widget_measure (wide, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  *rest = MAX (*rest, get_least_width (bar) - get_least_width (title));
  return width >= *rest + natural;
}

/**
 * quoth_squeeze_has_title:
 * @bar: a header bar
 * @stack: its title widget
 * @title: what that shows in a narrow window
 * @width: of the bar, in pixels
 *
 * Returns: whether the bar has room for @title, also when @stack is hidden
 */
gboolean
quoth_squeeze_has_title (GtkWidget *bar,
                         GtkWidget *stack,
                         GtkWidget *title,
                         int        width)
{
  int rest = get_least_width (bar) - get_least_width (stack);

  return width >= rest + get_least_width (title);
}

static void
quoth_squeeze_layout_class_init (QuothSqueezeLayoutClass *klass)
{
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  layout_class->get_request_mode = quoth_squeeze_layout_get_request_mode;
  layout_class->measure = quoth_squeeze_layout_measure;
  layout_class->allocate = quoth_squeeze_layout_allocate;
}

static void
quoth_squeeze_layout_init (QuothSqueezeLayout *self)
{
}
