/* test-plot.c - a plot says the same drawn, as a table and as a file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-plot-canvas.h"
#include "quoth-plot-file.h"

#include <libxml/parser.h>
#include <math.h>
#include <string.h>

static QuothPlot *
make (QuothPlotKind kind,
      guint         n_rows,
      guint         n_series)
{
  QuothPlot *plot = quoth_plot_new (kind, "Agreement <by> type & \"layer\"", "Bars are intervals.");

  quoth_plot_set_titles (plot, "Type", "Layer", "F1");
  quoth_plot_set_measure_titles (plot, "Low", "High", "n");
  plot->digits = 2;
  for (guint r = 0; r < n_rows; r++)
    {
      g_autofree char *name = g_strdup_printf ("row %u", r);

      quoth_plot_add_row (plot, name);
    }
  for (guint s = 0; s < n_series; s++)
    {
      g_autofree char *name = g_strdup_printf ("series %u", s);

      quoth_plot_add_series (plot, name);
    }
  for (guint r = 0; r < n_rows; r++)
    for (guint s = 0; s < n_series; s++)
      {
        double value = (1.0 + r + s) / (1 + n_rows + n_series);

        quoth_plot_set (plot, r, s, value, g_variant_new ("(uu)", r, s));
        quoth_plot_set_measure (plot, r, s, value - 0.05, value + 0.05, 100 * r + s);
      }
  return plot;
}

static QuothPlotCanvas *
make_canvas (const QuothPlot *plot,
             double           width)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  QuothPlotCanvas *canvas = quoth_plot_canvas_new (plot, context, width);

  g_object_unref (context);
  return canvas;
}

static void
test_table (void)
{
  g_autoptr (QuothPlot) plot = make (QUOTH_PLOT_MATRIX, 3, 3);
  guint row, series;

  g_assert_cmpuint (quoth_plot_count_lines (plot), ==, 9);
  quoth_plot_set (plot, 0, 1, NAN, NULL);
  g_assert_cmpuint (quoth_plot_count_lines (plot), ==, 8);
  g_assert_true (quoth_plot_get_line (plot, 1, &row, &series));
  g_assert_cmpuint (row, ==, 0);
  g_assert_cmpuint (series, ==, 2);
  plot->symmetric = TRUE;
  g_assert_cmpuint (quoth_plot_count_lines (plot), ==, 2);
  g_assert_true (quoth_plot_get_line (plot, 1, &row, &series));
  g_assert_cmpuint (row, ==, 1);
  g_assert_cmpuint (series, ==, 2);
  g_assert_false (quoth_plot_get_line (plot, 2, &row, &series));
  g_assert_true (isnan (quoth_plot_get (plot, 7, 7)->value));
}

static void
test_numbers (void)
{
  g_autoptr (QuothPlot) plot = make (QUOTH_PLOT_BARS, 1, 1);
  g_autofree char *plain = quoth_plot_dup_number (plot, 0.256);
  g_autofree char *none = quoth_plot_dup_number (plot, NAN);
  g_autofree char *zero = quoth_plot_dup_number (plot, -0.001);

  g_assert_cmpstr (plain, ==, "0.26");
  g_assert_cmpstr (none, ==, "–");
  g_assert_cmpstr (zero, ==, "0.00");
}

static void
test_csv (void)
{
  g_autoptr (QuothPlot) plot = quoth_plot_new (QUOTH_PLOT_BARS, "t", NULL);
  g_autofree char *csv = NULL;

  quoth_plot_set_titles (plot, "Who", "What", "Claims");
  quoth_plot_add_row (plot, "Roe, \"Ada\"\nof X");
  quoth_plot_add_row (plot, "=cmd()");
  quoth_plot_add_row (plot, "nobody");
  quoth_plot_add_series (plot, "claims");
  quoth_plot_set (plot, 0, 0, 1234567.25, NULL);
  quoth_plot_set (plot, 1, 0, -2, NULL);
  csv = quoth_plot_to_csv (plot);
  g_assert_cmpstr (csv, ==, "Who,Claims\r\n\"Roe, \"\"Ada\"\"\nof X\",1234567.25\r\n'=cmd(),-2\r\n");
}

static void
test_csv_measures (void)
{
  g_autoptr (QuothPlot) plot = make (QUOTH_PLOT_BARS, 2, 2);
  g_autofree char *csv = NULL;
  g_auto (GStrv) lines = NULL;

  quoth_plot_set_measure (plot, 1, 1, NAN, NAN, 7);
  csv = quoth_plot_to_csv (plot);
  lines = g_strsplit (csv, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 6);
  g_assert_cmpstr (lines[0], ==, "Type,Layer,F1,Low,High,n");
  g_assert_cmpstr (lines[1], ==, "row 0,series 0,0.2,0.15,0.25,0");
  g_assert_cmpstr (lines[4], ==, "row 1,series 1,0.6,,,7");
}

/* Whatever is known can be pointed at, and stands on the canvas. */
static void
test_places (void)
{
  static const double widths[] = { 180, 360, 700, 1280 };

  for (QuothPlotKind kind = QUOTH_PLOT_BARS; kind <= QUOTH_PLOT_LINES; kind++)
    for (guint w = 0; w < G_N_ELEMENTS (widths); w++)
      {
        g_autoptr (QuothPlot) plot = make (kind, 5, 3);
        g_autoptr (QuothPlotCanvas) canvas = make_canvas (plot, widths[w]);
        double height = quoth_plot_canvas_get_height (canvas);

        for (guint i = 0; i < 15; i++)
          {
            QuothPlotArea area = quoth_plot_canvas_get_area (canvas, i / 3, i % 3);
            guint row = 99, series = 99;

            g_assert_cmpfloat (area.x, >=, 0);
            g_assert_cmpfloat (area.x + area.width, <=, widths[w] + 1);
            g_assert_cmpfloat (area.y, >=, 0);
            g_assert_cmpfloat (area.y + area.height, <=, height);
            g_test_message ("kind %d, width %g, number %u", kind, widths[w], i);
            g_assert_true (quoth_plot_canvas_find (canvas, area.x + area.width / 2,
                                                   area.y + area.height / 2, &row, &series));
            g_assert_cmpuint (row, ==, i / 3);
            g_assert_cmpuint (series, ==, i % 3);
          }
        g_assert_false (quoth_plot_canvas_find (canvas, -500, height + 500, &(guint){ 0 },
                                                &(guint){ 0 }));
      }
}

/* Numbers are in proportion to their bars, also below zero and out of a fixed scale. */
static void
test_proportion (void)
{
  g_autoptr (QuothPlot) plot = make (QUOTH_PLOT_BARS, 2, 1);
  g_autoptr (QuothPlotCanvas) canvas = NULL;
  QuothPlotArea high, low;

  plot->min = 0;
  plot->max = 1;
  quoth_plot_set (plot, 0, 0, 0.8, NULL);
  quoth_plot_set (plot, 1, 0, -0.4, NULL);
  canvas = make_canvas (plot, 800);
  high = quoth_plot_canvas_get_area (canvas, 0, 0);
  low = quoth_plot_canvas_get_area (canvas, 1, 0);
  g_assert_cmpfloat_with_epsilon (high.width, 2 * low.width, 1);
  g_assert_cmpfloat_with_epsilon (low.x + low.width, high.x, 1);
}

static void
test_svg (void)
{
  for (QuothPlotKind kind = QUOTH_PLOT_BARS; kind <= QUOTH_PLOT_LINES; kind++)
    {
      g_autoptr (QuothPlot) plot = make (kind, 4, 4);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) svg = quoth_plot_file_render (plot, QUOTH_PLOT_FILE_SVG, 720, &error);
      xmlDoc *doc;
      xmlNode *root, *child;
      xmlChar *text;

      g_assert_no_error (error);
      doc = xmlReadMemory (g_bytes_get_data (svg, NULL), (int) g_bytes_get_size (svg), NULL, NULL,
                           XML_PARSE_NONET);
      g_assert_nonnull (doc);
      root = xmlDocGetRootElement (doc);
      g_assert_cmpstr ((const char *) root->name, ==, "svg");
      child = xmlFirstElementChild (root);
      text = xmlNodeGetContent (child);
      g_assert_cmpstr ((const char *) child->name, ==, "title");
      g_assert_cmpstr ((const char *) text, ==, plot->title);
      xmlFree (text);
      child = xmlNextElementSibling (child);
      text = xmlNodeGetContent (child);
      g_assert_cmpstr ((const char *) child->name, ==, "desc");
      g_assert_nonnull (strstr ((const char *) text, "row 3,series 3,"));
      xmlFree (text);
      g_assert_cmpuint (xmlChildElementCount (root), >, 3);
      xmlFreeDoc (doc);
    }
}

typedef struct
{
  const guchar *data;
  gsize         left;
} Reader;

static cairo_status_t
read_cb (void          *closure,
         unsigned char *data,
         unsigned int   length)
{
  Reader *reader = closure;

  if (length > reader->left)
    return CAIRO_STATUS_READ_ERROR;
  memcpy (data, reader->data, length);
  reader->data += length;
  reader->left -= length;
  return CAIRO_STATUS_SUCCESS;
}

/* Twice the size that was asked for, and there is something on it. */
static void
test_png (void)
{
  g_autoptr (QuothPlot) plot = make (QUOTH_PLOT_BARS, 4, 1);
  g_autoptr (GBytes) png = quoth_plot_file_render (plot, QUOTH_PLOT_FILE_PNG, 600, NULL);
  Reader reader = { 0 };
  cairo_surface_t *surface;
  guint n_dark = 0;
  int stride;

  reader.data = g_bytes_get_data (png, &reader.left);
  surface = cairo_image_surface_create_from_png_stream (read_cb, &reader);
  g_assert_cmpint (cairo_surface_status (surface), ==, CAIRO_STATUS_SUCCESS);
  g_assert_cmpint (cairo_image_surface_get_width (surface), ==, 1200);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < cairo_image_surface_get_height (surface); y++)
    for (int x = 0; x < 1200; x++)
      {
        const guchar *pixel = cairo_image_surface_get_data (surface) + y * stride + x * 4;

        n_dark += pixel[2] < 0x60;
      }
  g_assert_cmpuint (n_dark, >, 10000);
  cairo_surface_destroy (surface);
}

/* Thousands of rows are too long for a picture of that size, yet make one. */
static void
test_many_rows (void)
{
  g_autoptr (QuothPlot) plot = make (QUOTH_PLOT_BARS, 3000, 1);
  g_autoptr (GBytes) png = quoth_plot_file_render (plot, QUOTH_PLOT_FILE_PNG, 600, NULL);
  g_autofree char *csv = NULL;

  g_assert_nonnull (png);
  plot->n_drawn = 10;
  g_assert_cmpuint (quoth_plot_get_n_drawn (plot), ==, 10);
  csv = quoth_plot_to_csv (plot);
  g_assert_nonnull (strstr (csv, "row 2999,"));
}

static void
test_empty (void)
{
  for (QuothPlotKind kind = QUOTH_PLOT_BARS; kind <= QUOTH_PLOT_LINES; kind++)
    for (guint n = 0; n < 2; n++)
      {
        g_autoptr (QuothPlot) plot = make (kind, n, 1 - n);
        g_autoptr (QuothPlotCanvas) canvas = make_canvas (plot, 300);
        g_autoptr (GBytes) svg = quoth_plot_file_render (plot, QUOTH_PLOT_FILE_SVG, 300, NULL);
        guint row, series;

        g_assert_nonnull (svg);
        g_assert_false (quoth_plot_canvas_find (canvas, 10, 10, &row, &series));
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/plot/table", test_table);
  g_test_add_func ("/plot/numbers", test_numbers);
  g_test_add_func ("/plot/csv", test_csv);
  g_test_add_func ("/plot/csv-measures", test_csv_measures);
  g_test_add_func ("/plot/places", test_places);
  g_test_add_func ("/plot/proportion", test_proportion);
  g_test_add_func ("/plot/svg", test_svg);
  g_test_add_func ("/plot/png", test_png);
  g_test_add_func ("/plot/many-rows", test_many_rows);
  g_test_add_func ("/plot/empty", test_empty);
  return g_test_run ();
}
