/* test-squeeze.c - a window can be made narrower than what it shows at present
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-squeeze-layout.h"

#define WIDE 700

static GtkWidget *
create_content (void)
{
  GtkWidget *label = gtk_label_new ("content");

  gtk_widget_set_size_request (label, WIDE, 20);
  return label;
}

static int
get_least (GtkWidget *widget)
{
  int minimum = 0;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  return minimum;
}

static void
test_window (void)
{
  GtkWidget *window = adw_window_new ();
  GtkWidget *content = create_content ();
  graphene_rect_t box;

  adw_window_set_content (ADW_WINDOW (window), content);
  g_assert_cmpint (get_least (window), >=, WIDE);
  quoth_squeeze_window (GTK_WINDOW (window));
  g_assert_cmpint (get_least (window), <, WIDE);
  gtk_widget_set_size_request (window, 360, 200);
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 200);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (content) == 0)
    g_main_context_iteration (NULL, TRUE);
  /* What has not been rearranged yet keeps its size, and its beginning is seen. */
  g_assert_cmpint (gtk_widget_get_width (content), ==, WIDE);
  g_assert_true (gtk_widget_compute_bounds (content, gtk_widget_get_parent (content), &box));
  g_assert_cmpfloat (box.origin.x, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_room (void)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button = gtk_label_new (NULL);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *wide = create_content ();
  int rest = 0;

  g_object_ref_sink (bar);
  g_object_ref_sink (wide);
  gtk_widget_set_size_request (button, 100, -1);
  gtk_widget_set_size_request (title, 50, -1);
  gtk_box_append (GTK_BOX (bar), button);
  gtk_box_append (GTK_BOX (bar), title);
  g_assert_true (quoth_squeeze_has_room (bar, title, wide, WIDE + 100, &rest));
  g_assert_false (quoth_squeeze_has_room (bar, title, wide, WIDE + 99, &rest));
  /* A button that is hidden for a while comes back. */
  gtk_widget_set_visible (button, FALSE);
  g_assert_false (quoth_squeeze_has_room (bar, title, wide, WIDE + 99, &rest));
  g_object_unref (wide);
  g_object_unref (bar);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/squeeze/window", test_window);
  g_test_add_func ("/squeeze/room", test_room);
  return g_test_run ();
}
