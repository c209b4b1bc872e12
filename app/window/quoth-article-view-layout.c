/* quoth-article-view-layout.c - what the widget's size, font and theme decide
 *
 * The text column has the reading width and stands in the middle together with the
 * margin of chips to its right. Both are GtkTextView's own left and right margins, so
 * the chips can be drawn into the text window and scroll with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

#include <adwaita.h>

#define SIDE 24      /* least room left and right of everything */
#define CHIP_GAP 20  /* between text and chips */
#define CHIP_WIDTH 204
#define CHIP_WIDEST 250
#define CHIP_NARROW 132
#define LEAST_CHARS 34 /* the text is never squeezed below this for the sake of chips */

static GtkWidgetClass *parent_class;

static guint32
rgba_to_color (const GdkRGBA *rgba)
{
  return (guint32) (rgba->red * 255 + 0.5f) << 16 | (guint32) (rgba->green * 255 + 0.5f) << 8
         | (guint32) (rgba->blue * 255 + 0.5f);
}

/* Style sheets other than libadwaita's know the colour by an older name, or not at all;
 * then the letters tell whether they stand on light or on dark. */
static guint32
read_background (GtkStyleContext *style,
                 guint32          foreground)
{
  GdkRGBA background;

  if (gtk_style_context_lookup_color (style, "view_bg_color", &background)
      || gtk_style_context_lookup_color (style, "theme_base_color", &background))
    return rgba_to_color (&background);
  return quoth_color_guess_background (foreground);
}

static gboolean
read_theme (QuothArticleView *self)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  QuothPaintTheme  theme = { 0 };
  GdkRGBA          accent, foreground;

  gtk_style_context_get_color (style, &foreground);
  theme.background = read_background (style, rgba_to_color (&foreground));
  theme.foreground
    = quoth_color_blend (theme.background, rgba_to_color (&foreground), foreground.alpha);
  theme.dark = quoth_color_contrast (theme.background, 0xffffff)
               > quoth_color_contrast (theme.background, 0x000000);
  theme.high_contrast = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());

  if (self->theme.background == theme.background && self->theme.foreground == theme.foreground
      && self->theme.high_contrast == theme.high_contrast)
    return FALSE;
  self->theme = theme;
  if (!gtk_style_context_lookup_color (style, "accent_bg_color", &accent))
    gdk_rgba_parse (&accent, "#3584e4");
  self->accent = quoth_color_line (&self->theme, rgba_to_color (&accent));
  self->badge = rgba_to_color (&accent);
  for (int i = 0; i < 8 && quoth_color_contrast (self->badge, 0xffffff) < QUOTH_CONTRAST_TEXT; i++)
    self->badge = quoth_color_blend (self->badge, 0x000000, 0.1);
  return TRUE;
}

static gboolean
read_font (QuothArticleView *self)
{
  PangoContext     *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  PangoFontMetrics *metrics;
  guint             hash;

  hash = pango_font_description_hash (pango_context_get_font_description (context));
  if (self->font_hash == hash && self->char_width > 0)
    return FALSE;
  self->font_hash = hash;
  metrics = pango_context_get_metrics (context, NULL, NULL);
  self->char_width = PANGO_PIXELS_CEIL (pango_font_metrics_get_approximate_char_width (metrics));
  self->font_height = PANGO_PIXELS_CEIL (pango_font_metrics_get_height (metrics));
  pango_font_metrics_unref (metrics);
  return TRUE;
}

/* The room below a line is fixed by font and line height alone: lanes fit into it, so
 * that the text stays where it is when annotations come. */
void
quoth_article_view_update_spacing (QuothArticleView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  int          room;

  room = QUOTH_VIEW_LANE_ROOM + (int) ((self->line_height - 1.0) * self->font_height + 0.5);
  self->lane_room = room;
  gtk_text_view_set_pixels_inside_wrap (view, room);
  gtk_text_view_set_pixels_below_lines (view, room);
  quoth_article_view_forget_geometry (self);
}

static void
place_columns (QuothArticleView *self,
               int               width)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  int          side = width < 520 ? 14 : SIDE;
  int          wanted = self->reading_width > 0 ? self->reading_width * self->char_width : G_MAXINT;
  int          least = LEAST_CHARS * self->char_width;
  int          chips = 0, text, left;

  if (width >= 2 * side + least + CHIP_GAP + CHIP_WIDTH)
    chips = CHIP_WIDTH;
  else if (width >= 2 * side + least + CHIP_GAP + CHIP_NARROW)
    chips = CHIP_NARROW;
  text = MIN (wanted, width - 2 * side - (chips > 0 ? CHIP_GAP + chips : 0));
  text = MAX (text, self->char_width);
  if (chips == CHIP_WIDTH)
    chips = CLAMP (width - 2 * side - text - CHIP_GAP, CHIP_WIDTH, CHIP_WIDEST);
  left = MAX (side, (width - text - (chips > 0 ? CHIP_GAP + chips : 0)) / 2);

  self->text_width = text;
  self->chip_width = chips;
  self->chip_x = chips > 0 ? left + text + CHIP_GAP : 0;
  if (gtk_text_view_get_left_margin (view) != left)
    gtk_text_view_set_left_margin (view, left);
  if (gtk_text_view_get_right_margin (view) != MAX (width - left - text, 0))
    gtk_text_view_set_right_margin (view, MAX (width - left - text, 0));
}

static void
quoth_article_view_size_allocate (GtkWidget *widget,
                                  int        width,
                                  int        height,
                                  int        baseline)
{
  QuothArticleView *self = QUOTH_ARTICLE_VIEW (widget);

  if (read_font (self))
    quoth_article_view_update_spacing (self);
  if (self->placed_width != width || self->placed_chars != self->reading_width
      || self->placed_char_width != self->char_width)
    {
      self->placed_width = width;
      self->placed_chars = self->reading_width;
      self->placed_char_width = self->char_width;
      place_columns (self, width);
      quoth_article_view_forget_geometry (self);
    }
  parent_class->size_allocate (widget, width, height, baseline);
}

static void
quoth_article_view_measure (GtkWidget      *widget,
                            GtkOrientation  orientation,
                            int             for_size,
                            int            *minimum,
                            int            *natural,
                            int            *minimum_baseline,
                            int            *natural_baseline)
{
  parent_class->measure (widget, orientation, for_size, minimum, natural, minimum_baseline,
                         natural_baseline);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      /* Our margins follow from the width, they must not ask for one. */
      *minimum = 160;
      *natural = 720;
    }
}

static void
quoth_article_view_css_changed (GtkWidget         *widget,
                                GtkCssStyleChange *change)
{
  QuothArticleView *self = QUOTH_ARTICLE_VIEW (widget);

  parent_class->css_changed (widget, change);
  if (read_font (self))
    {
      quoth_article_view_update_spacing (self);
      gtk_widget_queue_resize (widget);
    }
  if (read_theme (self))
    {
      quoth_article_view_forget_plans (self);
      quoth_article_view_update_zones (self);
    }
  quoth_article_view_forget_chips (self);
}

void
quoth_article_view_class_init_layout (GtkWidgetClass *klass)
{
  parent_class = g_type_class_peek_parent (klass);
  klass->measure = quoth_article_view_measure;
  klass->size_allocate = quoth_article_view_size_allocate;
  klass->css_changed = quoth_article_view_css_changed;
  klass->query_tooltip = quoth_article_view_query_tooltip;
}
