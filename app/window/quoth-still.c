/* quoth-still.c - what seldom changes costs next to nothing while something else does
 *
 * GTK asks a widget for its nodes only when something in it has changed. They go out as they
 * are then, as the next frame will most likely differ again: what changed is compared node by
 * node, and a recording would have to be made and drawn as a whole each time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-still"

#include "config.h"

#include "quoth-still.h"

/* In milliseconds: what moves changes more often than this. */
#define STILL_AFTER 60

struct _QuothStill
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (QuothStill, quoth_still, GTK_TYPE_WIDGET)

typedef struct
{
  GtkWidget *widget; /* it owns this */
  guint      timer;  /* 0 = none runs */
  gboolean   still;  /* nothing has changed since it was started */
} Watch;

static void
watch_free (gpointer data)
{
  Watch *watch = data;

  g_clear_handle_id (&watch->timer, g_source_remove);
  g_free (watch);
}

static Watch *
get_watch (GtkWidget *widget)
{
  Watch *watch = g_object_get_data (G_OBJECT (widget), "quoth-still");

  if (watch == NULL)
    {
      watch = g_new0 (Watch, 1);
      watch->widget = widget;
      g_object_set_data_full (G_OBJECT (widget), "quoth-still", watch, watch_free);
    }
  return watch;
}

static gboolean
still_cb (gpointer data)
{
  Watch *watch = data;

  watch->timer = 0;
  watch->still = TRUE;
  gtk_widget_queue_draw (watch->widget);
  return G_SOURCE_REMOVE;
}

/* At a higher scale icons would be recorded with the pixels of a lower one. */
static gboolean
can_record (GtkWidget *widget)
{
  GtkNative *native = gtk_widget_get_native (widget);

  return native != NULL && GSK_IS_CAIRO_RENDERER (gtk_native_get_renderer (native))
         && gtk_widget_get_scale_factor (widget) == 1;
}

static GskRenderNode *
record (GskRenderNode *node)
{
  graphene_rect_t bounds;
  GskRenderNode  *recorded;
  cairo_t        *cr;

  gsk_render_node_get_bounds (node, &bounds);
  /* On whole pixels it is played back pixel by pixel. */
  graphene_rect_round_extents (&bounds, &bounds);
  recorded = gsk_cairo_node_new (&bounds);
  cr = gsk_cairo_node_get_draw_context (recorded);
  gsk_render_node_draw (node, cr);
  cairo_destroy (cr);
  return recorded;
}

static void
snapshot_children (GtkWidget   *widget,
                   GtkSnapshot *snapshot)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    gtk_widget_snapshot_child (widget, child, snapshot);
}

static void
quoth_still_snapshot (GtkWidget   *widget,
                      GtkSnapshot *snapshot)
{
  Watch         *watch = get_watch (widget);
  gboolean       still = watch->still;
  GtkSnapshot   *children;
  GskRenderNode *node, *recorded;

  watch->still = FALSE;
  if (!still || !can_record (widget))
    {
      snapshot_children (widget, snapshot);
      g_clear_handle_id (&watch->timer, g_source_remove);
      if (can_record (widget))
        watch->timer = g_timeout_add (STILL_AFTER, still_cb, watch);
      return;
    }
  children = gtk_snapshot_new ();
  snapshot_children (widget, children);
  node = gtk_snapshot_free_to_node (children);
  if (node == NULL)
    return;
  recorded = record (node);
  gtk_snapshot_append_node (snapshot, recorded);
  gsk_render_node_unref (recorded);
  gsk_render_node_unref (node);
}

/**
 * quoth_still_class_record:
 * @klass: of a widget that draws nothing but its children
 *
 * From now on the widgets of this class are one node while nothing in them changes.
 */
void
quoth_still_class_record (GtkWidgetClass *klass)
{
  g_return_if_fail (GTK_IS_WIDGET_CLASS (klass));

  klass->snapshot = quoth_still_snapshot;
}

static void
quoth_still_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (quoth_still_parent_class)->dispose (object);
}

static void
quoth_still_class_init (QuothStillClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_still_dispose;
  quoth_still_class_record (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
quoth_still_init (QuothStill *self)
{
}
