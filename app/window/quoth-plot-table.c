/* quoth-plot-table.c - the numbers of a plot as a table, page by page
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-plot-table"

#include "config.h"

#include "quoth-plot-table.h"

#include <glib/gi18n.h>
#include <math.h>

#define PAGE 100

typedef enum
{
  COLUMN_ROW,
  COLUMN_SERIES,
  COLUMN_VALUE,
  COLUMN_LOW,
  COLUMN_HIGH,
  COLUMN_N,
  N_COLUMNS
} Column;

typedef struct
{
  guint row;
  guint series;
} Line;

struct _QuothPlotTable
{
  GtkWidget            parent_instance;

  const QuothPlot     *plot;   /* borrowed, nullable */
  guint                first;  /* line at the top of the page */
  Line                 lines[PAGE]; /* of the page; a search for each cell would be quadratic */
  guint                n_shown; /* of them */
  GListStore          *store;  /* owned: of GtkStringObject, one for each line of the page */

  GtkWidget           *box;
  GtkWidget           *view;
  GtkColumnViewColumn *columns[N_COLUMNS]; /* borrowed */
  GtkWidget           *pager;
  GtkWidget           *previous;
  GtkWidget           *next;
};

enum
{
  SIGNAL_ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (QuothPlotTable, quoth_plot_table, GTK_TYPE_WIDGET)

static char *
dup_text (QuothPlotTable *self,
          guint           line,
          Column          column)
{
  const QuothPlotCell *cell;
  guint row, series;

  if (self->plot == NULL || line < self->first || line - self->first >= self->n_shown)
    return g_strdup ("");
  row = self->lines[line - self->first].row;
  series = self->lines[line - self->first].series;
  cell = quoth_plot_get (self->plot, row, series);
  switch (column)
    {
    case COLUMN_ROW:
      return g_strdup (self->plot->rows->pdata[row]);
    case COLUMN_SERIES:
      return g_strdup (self->plot->series->pdata[series]);
    case COLUMN_VALUE:
      return quoth_plot_dup_number (self->plot, cell->value);
    case COLUMN_LOW:
      return quoth_plot_dup_number (self->plot, cell->low);
    case COLUMN_HIGH:
      return quoth_plot_dup_number (self->plot, cell->high);
    case COLUMN_N:
    case N_COLUMNS:
    default:
      return isnan (cell->n) ? g_strdup ("–") : g_strdup_printf ("%'.0f", cell->n);
    }
}

static void
setup_cb (GtkListItemFactory *factory,
          GtkListItem        *item,
          gpointer            column)
{
  GtkWidget *label = gtk_label_new (NULL);
  gboolean name = GPOINTER_TO_UINT (column) <= COLUMN_SERIES;

  gtk_label_set_xalign (GTK_LABEL (label), name ? 0 : 1);
  gtk_label_set_ellipsize (GTK_LABEL (label), name ? PANGO_ELLIPSIZE_END : PANGO_ELLIPSIZE_NONE);
  if (!name)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind_cb (GtkListItemFactory *factory,
         GtkListItem        *item,
         gpointer            column)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  QuothPlotTable *self = QUOTH_PLOT_TABLE (g_object_get_data (G_OBJECT (factory), "quoth-table"));
  g_autofree char *text = dup_text (self, self->first + gtk_list_item_get_position (item),
                                    (Column) GPOINTER_TO_UINT (column));

  gtk_label_set_label (GTK_LABEL (label), text);
}

/* Finds the lines of the page, and returns how many there are on all pages. */
static guint
find_lines (QuothPlotTable *self)
{
  guint n = 0;

  self->n_shown = 0;
  for (guint row = 0; self->plot != NULL && row < self->plot->rows->len; row++)
    for (guint series = 0; series < self->plot->series->len; series++)
      if (quoth_plot_is_line (self->plot, row, series))
        {
          if (n >= self->first && self->n_shown < PAGE)
            self->lines[self->n_shown++] = (Line) { row, series };
          n++;
        }
  return n;
}

static void
fill (QuothPlotTable *self)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_lines = find_lines (self);

  for (guint i = 0; i < self->n_shown; i++)
    g_ptr_array_add (items, gtk_string_object_new (""));
  g_list_store_splice (self->store, 0, g_list_model_get_n_items (G_LIST_MODEL (self->store)),
                       items->pdata, items->len);
  gtk_widget_set_visible (self->pager, n_lines > PAGE);
  gtk_widget_set_sensitive (self->previous, self->first > 0);
  gtk_widget_set_sensitive (self->next, self->first + PAGE < n_lines);
}

static void
previous_cb (QuothPlotTable *self)
{
  self->first -= MIN (self->first, PAGE);
  fill (self);
}

static void
next_cb (QuothPlotTable *self)
{
  self->first += PAGE;
  fill (self);
}

static void
activate_cb (QuothPlotTable *self,
             guint           position)
{
  if (self->plot != NULL && position < self->n_shown)
    g_signal_emit (self, signals[SIGNAL_ACTIVATED], 0, self->lines[position].row,
                   self->lines[position].series);
}

/**
 * quoth_plot_table_set_plot:
 * @self: a table
 * @plot: (nullable): what to show; must live until another is set
 */
void
quoth_plot_table_set_plot (QuothPlotTable  *self,
                           const QuothPlot *plot)
{
  g_return_if_fail (QUOTH_IS_PLOT_TABLE (self));

  self->plot = plot;
  self->first = 0;
  if (plot != NULL)
    {
      const char *titles[N_COLUMNS] = { plot->titles.row, plot->titles.series, plot->titles.value,
                                        plot->titles.low, plot->titles.high, plot->titles.n };
      gboolean intervals = quoth_plot_has_intervals (plot);

      for (guint c = 0; c < N_COLUMNS; c++)
        gtk_column_view_column_set_title (self->columns[c], titles[c]);
      gtk_column_view_column_set_visible (self->columns[COLUMN_SERIES], plot->series->len > 1);
      gtk_column_view_column_set_visible (self->columns[COLUMN_LOW], intervals);
      gtk_column_view_column_set_visible (self->columns[COLUMN_HIGH], intervals);
      gtk_column_view_column_set_visible (self->columns[COLUMN_N], quoth_plot_has_counts (plot));
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->view),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, plot->title, -1);
    }
  fill (self);
}

void
quoth_plot_table_take_focus (QuothPlotTable *self)
{
  g_return_if_fail (QUOTH_IS_PLOT_TABLE (self));

  gtk_widget_grab_focus (self->view);
}

static void
quoth_plot_table_dispose (GObject *object)
{
  QuothPlotTable *self = QUOTH_PLOT_TABLE (object);

  self->plot = NULL;
  self->n_shown = 0;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->store);
  G_OBJECT_CLASS (quoth_plot_table_parent_class)->dispose (object);
}

static void
quoth_plot_table_class_init (QuothPlotTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = quoth_plot_table_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  signals[SIGNAL_ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                            G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                            G_TYPE_UINT, G_TYPE_UINT);
}

static void
add_columns (QuothPlotTable *self)
{
  for (guint c = 0; c < N_COLUMNS; c++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

      g_object_set_data (G_OBJECT (factory), "quoth-table", self);
      g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), GUINT_TO_POINTER (c));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), GUINT_TO_POINTER (c));
      self->columns[c] = gtk_column_view_column_new (NULL, factory);
      gtk_column_view_column_set_expand (self->columns[c], c <= COLUMN_SERIES);
      gtk_column_view_append_column (GTK_COLUMN_VIEW (self->view), self->columns[c]);
      g_object_unref (self->columns[c]);
    }
}

static void
add_pager (QuothPlotTable *self)
{
  self->pager = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->previous = gtk_button_new_with_mnemonic (_("Pre_vious"));
  self->next = gtk_button_new_with_mnemonic (_("Ne_xt"));
  gtk_widget_set_halign (self->pager, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_top (self->pager, 6);
  gtk_widget_set_margin_bottom (self->pager, 6);
  g_signal_connect_object (self->previous, "clicked", G_CALLBACK (previous_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->next, "clicked", G_CALLBACK (next_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->pager), self->previous);
  gtk_box_append (GTK_BOX (self->pager), self->next);
  gtk_box_append (GTK_BOX (self->box), self->pager);
}

static void
quoth_plot_table_init (QuothPlotTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  self->view = gtk_column_view_new (GTK_SELECTION_MODEL (
    gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->store)))));
  gtk_widget_add_css_class (self->view, "data-table");
  add_columns (self);
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activate_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->view);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self->box), scroller);
  add_pager (self);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}
