/* quoth-plot-view.c - a plot on the screen, whose numbers can be pointed at and walked over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-plot-view"

#include "config.h"

#include "quoth-plot-view.h"

#include <glib/gi18n.h>
#include <math.h>

#include "quoth-plot-canvas.h"

#define LEAST_WIDTH 200
#define MARGIN 6

/* In pixels: how much is seen above and below the number that has the keyboard. */
#define AROUND 48

struct _QuothPlotView
{
  GtkWidget        parent_instance;

  const QuothPlot *plot;    /* borrowed, nullable */
  QuothPlotCanvas *canvas;  /* owned, nullable: laid out for `width` */
  int              width;
  guint            row;     /* which number has the keyboard */
  guint            series;
};

enum
{
  SIGNAL_MOVED,
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothPlotView, quoth_plot_view, GTK_TYPE_WIDGET)

/**
 * quoth_plot_view_describe:
 * @plot: a plot
 * @row: a row
 * @series: a series
 *
 * Returns: (transfer full): the number there, in words
 */
char *
quoth_plot_view_describe (const QuothPlot *plot,
                          guint            row,
                          guint            series)
{
  const QuothPlotCell *cell = quoth_plot_get (plot, row, series);
  g_autofree char *value = quoth_plot_dup_number (plot, cell->value);
  GString *words = g_string_new (row < plot->rows->len ? plot->rows->pdata[row] : "");

  if (plot->series->len > 1 && series < plot->series->len)
    g_string_append_printf (words, plot->symmetric ? " – %s" : ", %s",
                            (const char *) plot->series->pdata[series]);
  g_string_append_printf (words, ": %s", value);
  if (!isnan (cell->low) && !isnan (cell->high))
    {
      g_autofree char *low = quoth_plot_dup_number (plot, cell->low);
      g_autofree char *high = quoth_plot_dup_number (plot, cell->high);

      /* Translators: the ends of an interval: "0.71 to 0.83" */
      g_string_append_printf (words, _(" (%s to %s)"), low, high);
    }
  if (!isnan (cell->n))
    g_string_append_printf (words, ", %s %'.0f",
                            plot->titles.n != NULL ? plot->titles.n : "n", cell->n);
  return g_string_free (words, FALSE);
}

static QuothPlotCanvas *
get_canvas (QuothPlotView *self,
            int            width)
{
  if (self->canvas == NULL || self->width != width)
    {
      g_clear_pointer (&self->canvas, quoth_plot_canvas_free);
      self->canvas = quoth_plot_canvas_new (self->plot,
                                            gtk_widget_get_pango_context (GTK_WIDGET (self)),
                                            width - 2 * MARGIN);
      self->width = width;
    }
  return self->canvas;
}

static void
tell_reader (QuothPlotView *self)
{
  g_autofree char *number =
    self->plot != NULL ? quoth_plot_view_describe (self->plot, self->row, self->series) : NULL;

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->plot != NULL ? self->plot->title : _("Plot"),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  number != NULL ? number : "", -1);
}

static gboolean
is_known (QuothPlotView *self,
          guint          row,
          guint          series)
{
  return row < quoth_plot_get_n_drawn (self->plot) && series < self->plot->series->len
         && !isnan (quoth_plot_get (self->plot, row, series)->value);
}

/* The plot may be longer than the window; its focus is a number, not all of it. */
static void
scroll_to_number (QuothPlotView *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  QuothPlotArea area;

  if (scroller == NULL || self->canvas == NULL)
    return;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  area = quoth_plot_canvas_get_area (self->canvas, self->row, self->series);
  gtk_adjustment_clamp_page (adjustment, area.y - AROUND, area.y + area.height + AROUND);
}

static void
move_to (QuothPlotView *self,
         guint          row,
         guint          series)
{
  self->row = row;
  self->series = series;
  tell_reader (self);
  scroll_to_number (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[SIGNAL_MOVED], 0, row, series);
}

/* Onwards over what is not known. */
static gboolean
step (QuothPlotView *self,
      int            rows,
      int            series)
{
  int row = (int) self->row + rows, s = (int) self->series + series;

  while (row >= 0 && row < (int) quoth_plot_get_n_drawn (self->plot) && s >= 0
         && s < (int) self->plot->series->len)
    {
      if (is_known (self, (guint) row, (guint) s))
        {
          move_to (self, (guint) row, (guint) s);
          return TRUE;
        }
      row += rows;
      s += series;
    }
  return FALSE;
}

/* The first or the last number. */
static void
go_to_end (QuothPlotView *self,
           gboolean       last)
{
  guint n = quoth_plot_get_n_drawn (self->plot) * self->plot->series->len;

  for (guint i = 0; i < n; i++)
    {
      guint at = last ? n - 1 - i : i;
      guint row = at / self->plot->series->len, series = at % self->plot->series->len;

      if (!is_known (self, row, series))
        continue;
      move_to (self, row, series);
      return;
    }
}

/* Rows stand below each other, moments of lines beside each other. */
static gboolean
press_arrow (QuothPlotView *self,
             guint          keyval)
{
  gboolean lines = self->plot->kind == QUOTH_PLOT_LINES;
  gboolean along = keyval == GDK_KEY_Left || keyval == GDK_KEY_Right;
  int way = keyval == GDK_KEY_Left || keyval == GDK_KEY_Up ? -1 : 1;

  return along == lines ? step (self, way, 0) : step (self, 0, way);
}

static gboolean
key_pressed_cb (QuothPlotView   *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  state)
{
  if (self->plot == NULL || (state & gtk_accelerator_get_default_mod_mask ()) != 0)
    return FALSE;
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
    case GDK_KEY_Up:
    case GDK_KEY_Down:
      return press_arrow (self, keyval);
    case GDK_KEY_Home:
    case GDK_KEY_End:
      go_to_end (self, keyval == GDK_KEY_End);
      return TRUE;
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      if (!is_known (self, self->row, self->series))
        return FALSE;
      g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, self->row, self->series);
      return TRUE;
    default:
      return FALSE;
    }
}

static void
clicked_cb (QuothPlotView *self,
            int            n_press,
            double         x,
            double         y)
{
  guint row, series;

  gtk_widget_grab_focus (GTK_WIDGET (self));
  if (self->canvas == NULL
      || !quoth_plot_canvas_find (self->canvas, x - MARGIN, y - MARGIN, &row, &series))
    return;
  move_to (self, row, series);
  if (n_press == 1)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, row, series);
}

static gboolean
query_tooltip_cb (QuothPlotView *self,
                  int            x,
                  int            y,
                  gboolean       keyboard,
                  GtkTooltip    *tooltip)
{
  g_autofree char *words = NULL;
  guint row, series;

  if (keyboard || self->canvas == NULL
      || !quoth_plot_canvas_find (self->canvas, x - MARGIN, y - MARGIN, &row, &series))
    return FALSE;
  words = quoth_plot_view_describe (self->plot, row, series);
  gtk_tooltip_set_text (tooltip, words);
  return TRUE;
}

static GtkSizeRequestMode
quoth_plot_view_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
quoth_plot_view_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  QuothPlotView *self = QUOTH_PLOT_VIEW (widget);

  *minimum_baseline = *natural_baseline = -1;
  *minimum = *natural = LEAST_WIDTH;
  if (orientation == GTK_ORIENTATION_HORIZONTAL || self->plot == NULL)
    return;
  *minimum = (int) ceil (quoth_plot_canvas_get_height (
               get_canvas (self, MAX (for_size, LEAST_WIDTH)))) + 2 * MARGIN;
  *natural = *minimum;
}

static const QuothPlotStyle *
get_style (void)
{
  AdwStyleManager *manager = adw_style_manager_get_default ();

  return quoth_plot_style_get (adw_style_manager_get_dark (manager),
                               adw_style_manager_get_high_contrast (manager));
}

static void
quoth_plot_view_snapshot (GtkWidget   *widget,
                          GtkSnapshot *snapshot)
{
  QuothPlotView *self = QUOTH_PLOT_VIEW (widget);
  int width = gtk_widget_get_width (widget);
  gboolean focus = gtk_widget_has_focus (widget);
  cairo_t *cr;

  if (self->plot == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (
                                    0, 0, (float) width, (float) gtk_widget_get_height (widget)));
  cairo_translate (cr, MARGIN, MARGIN);
  quoth_plot_canvas_draw (get_canvas (self, width), cr, get_style (),
                          focus && is_known (self, self->row, self->series) ? (int) self->row : -1,
                          (int) self->series);
  cairo_destroy (cr);
}

static void
forget_layout (QuothPlotView *self)
{
  g_clear_pointer (&self->canvas, quoth_plot_canvas_free);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}

static void
quoth_plot_view_system_setting_changed (GtkWidget        *widget,
                                        GtkSystemSetting  setting)
{
  forget_layout (QUOTH_PLOT_VIEW (widget));
  GTK_WIDGET_CLASS (quoth_plot_view_parent_class)->system_setting_changed (widget, setting);
}

/**
 * quoth_plot_view_set_plot:
 * @self: a view
 * @plot: (nullable): what to show; must live until another is set
 *
 * The keyboard stays where it was when there is still a number there.
 */
void
quoth_plot_view_set_plot (QuothPlotView   *self,
                          const QuothPlot *plot)
{
  g_return_if_fail (QUOTH_IS_PLOT_VIEW (self));

  self->plot = plot;
  forget_layout (self);
  if (plot != NULL && !is_known (self, self->row, self->series))
    {
      self->row = self->series = 0;
      go_to_end (self, FALSE);
    }
  tell_reader (self);
}

static void
focus_changed_cb (QuothPlotView *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (self->plot != NULL && gtk_widget_has_focus (GTK_WIDGET (self)))
    g_signal_emit (self, signals[SIGNAL_MOVED], 0, self->row, self->series);
}

static void
quoth_plot_view_dispose (GObject *object)
{
  QuothPlotView *self = QUOTH_PLOT_VIEW (object);

  self->plot = NULL;
  g_clear_pointer (&self->canvas, quoth_plot_canvas_free);
  G_OBJECT_CLASS (quoth_plot_view_parent_class)->dispose (object);
}

static void
quoth_plot_view_class_init (QuothPlotViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = quoth_plot_view_dispose;
  widget_class->get_request_mode = quoth_plot_view_get_request_mode;
  widget_class->measure = quoth_plot_view_measure;
  widget_class->snapshot = quoth_plot_view_snapshot;
  widget_class->system_setting_changed = quoth_plot_view_system_setting_changed;
  gtk_widget_class_set_css_name (widget_class, "plot");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[SIGNAL_MOVED] = g_signal_new ("moved", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                            NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
}

static void
quoth_plot_view_init (QuothPlotView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkGesture *click = gtk_gesture_click_new ();
  AdwStyleManager *manager = adw_style_manager_get_default ();

  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (clicked_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (focus_changed_cb), NULL);
  g_signal_connect_object (manager, "notify::dark", G_CALLBACK (gtk_widget_queue_draw), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (manager, "notify::high-contrast", G_CALLBACK (gtk_widget_queue_draw),
                           self, G_CONNECT_SWAPPED);
}
