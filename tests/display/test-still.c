/* test-still.c - a recording looks like what it was made of, and follows it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include <adwaita.h>

#include "quoth-still.h"

#define WIDTH 300
#define HEIGHT 200

/* What is blended beforehand is rounded once more. */
#define ROUNDED 2

typedef struct
{
  GtkWindow    *window;
  GtkWidget    *still;
  GtkWidget    *label;
  GdkPaintable *image;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *faint = gtk_label_new ("half seen");

  fixture->window = GTK_WINDOW (gtk_window_new ());
  fixture->still = g_object_new (QUOTH_TYPE_STILL, NULL);
  fixture->label = gtk_label_new ("before");
  gtk_widget_set_opacity (faint, 0.5);
  gtk_box_append (GTK_BOX (box), fixture->label);
  gtk_box_append (GTK_BOX (box), faint);
  gtk_box_append (GTK_BOX (box), gtk_button_new_from_icon_name ("edit-undo-symbolic"));
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("button"));
  gtk_widget_set_parent (box, fixture->still);
  gtk_window_set_child (fixture->window, fixture->still);
  gtk_window_set_default_size (fixture->window, WIDTH, HEIGHT);
  fixture->image = gtk_widget_paintable_new (fixture->still);
  gtk_window_present (fixture->window);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_object_unref (fixture->image);
  gtk_window_destroy (fixture->window);
}

/* Returns: (transfer full) (nullable): what the last frame showed */
static GskRenderNode *
get_node (Fixture *fixture)
{
  g_autoptr (GdkPaintable) shown = gdk_paintable_get_current_image (fixture->image);
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  gdk_paintable_snapshot (shown, GDK_SNAPSHOT (snapshot), gtk_widget_get_width (fixture->still),
                          gtk_widget_get_height (fixture->still));
  return gtk_snapshot_free_to_node (snapshot);
}

/* Whether all of it is one recording. */
static gboolean
is_recorded (GskRenderNode *node)
{
  for (;;)
    switch ((int) gsk_render_node_get_node_type (node))
      {
      case GSK_CLIP_NODE:
        node = gsk_clip_node_get_child (node);
        break;
      case GSK_TRANSFORM_NODE:
        node = gsk_transform_node_get_child (node);
        break;
      default:
        return gsk_render_node_get_node_type (node) == GSK_CAIRO_NODE;
      }
}

static GskRenderNode *
wait_for (Fixture  *fixture,
          gboolean  recorded)
{
  gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;
  GskRenderNode *node = get_node (fixture);

  while ((node == NULL || is_recorded (node) != recorded) && g_get_monotonic_time () < deadline)
    {
      g_clear_pointer (&node, gsk_render_node_unref);
      g_main_context_iteration (NULL, FALSE);
      node = get_node (fixture);
    }
  g_assert_nonnull (node);
  g_assert_cmpint (is_recorded (node), ==, recorded);
  return node;
}

/* On white, as on a window. Takes @node. */
static cairo_surface_t *
paint (GskRenderNode *node)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  gsk_render_node_unref (node);
  return surface;
}

/* Returns: how much the least alike bytes differ */
static int
compare (cairo_surface_t *a,
         cairo_surface_t *b)
{
  const guint8 *x = cairo_image_surface_get_data (a);
  const guint8 *y = cairo_image_surface_get_data (b);
  int most = 0;

  for (int i = 0; i < HEIGHT * cairo_image_surface_get_stride (a); i++)
    if (i % 4 != 3)
      most = MAX (most, ABS (x[i] - y[i]));
  return most;
}

static void
test_follows (Fixture       *fixture,
              gconstpointer  data)
{
  cairo_surface_t *recorded = paint (wait_for (fixture, TRUE));
  cairo_surface_t *plain, *changed, *again;

  /* What is drawn anew may be about to move: it is drawn as it is, and looks the same. */
  gtk_widget_queue_draw (fixture->still);
  plain = paint (wait_for (fixture, FALSE));
  g_assert_cmpint (compare (recorded, plain), <=, ROUNDED);

  gsk_render_node_unref (wait_for (fixture, TRUE));
  gtk_label_set_label (GTK_LABEL (fixture->label), "after that");
  changed = paint (wait_for (fixture, FALSE));
  g_assert_cmpint (compare (recorded, changed), >, ROUNDED);
  again = paint (wait_for (fixture, TRUE));
  g_assert_cmpint (compare (changed, again), <=, ROUNDED);

  cairo_surface_destroy (recorded);
  cairo_surface_destroy (plain);
  cairo_surface_destroy (changed);
  cairo_surface_destroy (again);
}

/* What it waits for does not outlive it. */
static void
test_goes (Fixture       *fixture,
           gconstpointer  data)
{
  GWeakRef still;

  gsk_render_node_unref (wait_for (fixture, FALSE));
  g_weak_ref_init (&still, fixture->still);
  gtk_window_set_child (fixture->window, NULL);
  for (gpointer there = &still; there != NULL;)
    {
      there = g_weak_ref_get (&still);
      if (there != NULL)
        g_object_unref (there);
      g_main_context_iteration (NULL, FALSE);
    }
  g_weak_ref_clear (&still);
}

int
main (int    argc,
      char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  /* Nothing shall move but what the test moves. */
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  g_test_add ("/window/still/follows", Fixture, NULL, set_up, test_follows, tear_down);
  g_test_add ("/window/still/goes", Fixture, NULL, set_up, test_goes, tear_down);
  return g_test_run ();
}
