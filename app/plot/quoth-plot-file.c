/* quoth-plot-file.c - a plot as a file: SVG, PNG or comma-separated values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-plot-file.h"

#include "quoth-plot-canvas.h"

#include <cairo-svg.h>
#include <math.h>
#include <string.h>

#define MARGIN 24.0
#define TITLE_SIZE 1.25
/* Pixels for each unit of a PNG, so that it stays sharp in print. */
#define PNG_SCALE 2.0
/* Cairo cannot make larger pictures. */
#define MAX_PIXELS 32000.0
#define FONT "Cantarell, Sans 11"

static cairo_status_t
append_cb (void                *closure,
           const unsigned char *data,
           unsigned int         length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/* Title, note and drawing below each other; NULL for @cr only measures. */
static double
paint (const QuothPlot *plot,
       PangoContext    *context,
       double           width,
       cairo_t         *cr)
{
  const QuothPlotStyle *style = quoth_plot_style_get (FALSE, FALSE);
  g_autoptr (QuothPlotCanvas) canvas = quoth_plot_canvas_new (plot, context, width - 2 * MARGIN);
  g_autoptr (PangoLayout) layout = pango_layout_new (context);
  double y = MARGIN;
  int height;

  for (int i = 0; i < 2; i++)
    {
      const char *text = i == 0 ? plot->title : plot->note;
      PangoAttrList *attributes = pango_attr_list_new ();

      if (i == 0)
        {
          pango_attr_list_insert (attributes, pango_attr_scale_new (TITLE_SIZE));
          pango_attr_list_insert (attributes, pango_attr_weight_new (PANGO_WEIGHT_BOLD));
        }
      pango_layout_set_attributes (layout, attributes);
      pango_attr_list_unref (attributes);
      if (text == NULL)
        continue;
      pango_layout_set_width (layout, (int) (width - 2 * MARGIN) * PANGO_SCALE);
      pango_layout_set_text (layout, text, -1);
      pango_layout_get_pixel_size (layout, NULL, &height);
      if (cr != NULL)
        {
          guint32 color = i == 0 ? style->text : style->dim;

          cairo_set_source_rgb (cr, ((color >> 16) & 0xff) / 255.0, ((color >> 8) & 0xff) / 255.0,
                                (color & 0xff) / 255.0);
          cairo_move_to (cr, MARGIN, y);
          pango_cairo_show_layout (cr, layout);
        }
      y += height + 6;
    }
  y += 6;
  if (cr != NULL)
    {
      cairo_translate (cr, MARGIN, y);
      quoth_plot_canvas_draw (canvas, cr, style, -1, -1);
    }
  return ceil (y + quoth_plot_canvas_get_height (canvas) + MARGIN);
}

static void
append_escaped (GString    *out,
                const char *element,
                const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append_printf (out, "<%s>%s</%s>\n", element, escaped, element);
}

/* Cairo writes letters as outlines: what a screen reader needs stands beside them. */
static GBytes *
describe_svg (const QuothPlot *plot,
              GByteArray      *svg)
{
  g_autofree char *numbers = quoth_plot_to_csv (plot);
  char *element = g_strstr_len ((char *) svg->data, svg->len, "<svg");
  char *end = element != NULL ? memchr (element, '>', svg->len - (gsize) (element
                                                                 - (char *) svg->data)) : NULL;
  GString *out = g_string_new (NULL);
  gsize head;

  if (end == NULL)
    {
      g_string_append_len (out, (char *) svg->data, svg->len);
      return g_string_free_to_bytes (out);
    }
  head = (gsize) (end - (char *) svg->data);
  g_string_append_len (out, (char *) svg->data, (gssize) head);
  g_string_append (out, " role=\"img\">\n");
  append_escaped (out, "title", plot->title);
  append_escaped (out, "desc", numbers);
  g_string_append_len (out, end + 1, (gssize) (svg->len - head - 1));
  return g_string_free_to_bytes (out);
}

static GBytes *
draw (const QuothPlot    *plot,
      QuothPlotFileKind   kind,
      PangoContext       *context,
      double              width,
      GError            **error)
{
  double height = paint (plot, context, width, NULL);
  double scale = kind == QUOTH_PLOT_FILE_PNG ? PNG_SCALE : 1;
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_status_t status;
  cairo_t *cr;

  scale = MIN (scale, MAX_PIXELS / MAX (width, height));
  surface = kind == QUOTH_PLOT_FILE_SVG
              ? cairo_svg_surface_create_for_stream (append_cb, bytes, width, height)
              : cairo_image_surface_create (CAIRO_FORMAT_RGB24, (int) ceil (width * scale),
                                            (int) ceil (height * scale));
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  paint (plot, context, width, cr);
  status = cairo_status (cr);
  cairo_destroy (cr);
  if (kind == QUOTH_PLOT_FILE_PNG && status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_write_to_png_stream (surface, append_cb, bytes);
  cairo_surface_finish (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status != CAIRO_STATUS_SUCCESS)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "cannot draw the plot: %s",
                   cairo_status_to_string (status));
      return NULL;
    }
  if (kind == QUOTH_PLOT_FILE_SVG)
    return describe_svg (plot, bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

/**
 * quoth_plot_file_render:
 * @plot: a plot
 * @kind: which file
 * @width: of the drawing, in pixels
 * @error: return location
 *
 * Returns: (transfer full) (nullable): what the file holds
 */
GBytes *
quoth_plot_file_render (const QuothPlot    *plot,
                        QuothPlotFileKind   kind,
                        double              width,
                        GError            **error)
{
  PangoFontDescription *font;
  PangoContext *context;
  GBytes *bytes;
  char *csv;

  if (kind == QUOTH_PLOT_FILE_CSV)
    {
      csv = quoth_plot_to_csv (plot);
      return g_bytes_new_take (csv, strlen (csv));
    }
  context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  font = pango_font_description_from_string (FONT);
  pango_context_set_font_description (context, font);
  pango_font_description_free (font);
  bytes = draw (plot, kind, context, width, error);
  g_object_unref (context);
  return bytes;
}
