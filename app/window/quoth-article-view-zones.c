/* quoth-article-view-zones.c - what is not body text, shown as such
 *
 * A bar and a word in the left margin, and paler letters. The letters' colour is the
 * one thing that needs a text tag; it changes no size, so the text does not move.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

#include <glib/gi18n.h>

#define LEAST_LABEL 64 /* pixels of left margin that the word needs */

static const struct
{
  const char *kind;
  const char *name;
  gboolean    pale;
} zone_looks[] = {
  { "headline", N_ ("Headline"), FALSE },
  { "byline", N_ ("Byline"), TRUE },
  { "dateline", N_ ("Dateline"), TRUE },
  { "caption", N_ ("Caption"), TRUE },
  { "credit", N_ ("Credit"), TRUE },
  { "related-links", N_ ("Links"), TRUE },
  { "correction", N_ ("Correction"), FALSE },
};

static int
look_of (const QuothZone *zone)
{
  for (guint i = 0; i < G_N_ELEMENTS (zone_looks); i++)
    if (g_strcmp0 (zone_looks[i].kind, zone->kind) == 0)
      return (int) i;
  return -1;
}

/**
 * quoth_article_view_name_zone:
 * @zone: a zone
 *
 * Returns: (transfer none): what people call its kind
 */
const char *
quoth_article_view_name_zone (const QuothZone *zone)
{
  int look = look_of (zone);

  return look < 0 ? zone->kind : _ (zone_looks[look].name);
}

/* As pale as it may be and still be readable. */
static guint32
find_pale (QuothArticleView *self)
{
  for (double share = 0.45; share > 0.05; share -= 0.05)
    {
      guint32 paler
        = quoth_color_blend (self->theme.foreground, self->theme.background, share);

      if (quoth_color_contrast (paler, self->theme.background) >= 5.2)
        return paler;
    }
  return self->theme.foreground;
}

static gboolean
letters_are_pale (QuothArticleView *self)
{
  return self->zones != NULL && self->show_zones && !self->theme.high_contrast;
}

/* Fills are checked against the letters that stand on them. */
void
quoth_article_view_get_theme (QuothArticleView *self,
                              QuothSpan         span,
                              QuothPaintTheme  *out_theme)
{
  *out_theme = self->theme;
  for (guint i = 0; letters_are_pale (self) && i < self->zones->len; i++)
    {
      const QuothZone *zone = &g_array_index (self->zones, QuothZone, i);

      if (zone->span.start < span.end && zone->span.end > span.start)
        out_theme->foreground = find_pale (self);
    }
}

/* The zones, the theme or whether they are shown changed. */
void
quoth_article_view_update_zones (QuothArticleView *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self));
  GtkTextTag    *tag = gtk_text_tag_table_lookup (gtk_text_buffer_get_tag_table (buffer),
                                                  "quoth-pale");
  GtkTextIter    start, end;
  GdkRGBA        color = quoth_color_to_rgba (find_pale (self), 1);

  quoth_article_view_forget_plans (self);
  if (tag != NULL)
    {
      gtk_text_buffer_get_bounds (buffer, &start, &end);
      gtk_text_buffer_remove_tag (buffer, tag, &start, &end);
      g_object_set (tag, "foreground-rgba", &color, NULL);
    }
  if (!letters_are_pale (self))
    return;
  if (tag == NULL)
    tag = gtk_text_buffer_create_tag (buffer, "quoth-pale", "foreground-rgba", &color, NULL);
  for (guint i = 0; i < self->zones->len; i++)
    {
      const QuothZone *zone = &g_array_index (self->zones, QuothZone, i);
      int              look = look_of (zone);

      if (look < 0 || !zone_looks[look].pale)
        continue;
      quoth_article_view_get_iter (self, &start, zone->span.start);
      quoth_article_view_get_iter (self, &end, zone->span.end);
      gtk_text_buffer_apply_tag (buffer, tag, &start, &end);
    }
}

static void
snapshot_name (QuothArticleView *self,
               GtkSnapshot      *snapshot,
               const char       *name,
               int               right,
               int               y,
               const GdkRGBA    *color)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), name);
  PangoFontDescription   *font = pango_font_description_copy (
    pango_context_get_font_description (pango_layout_get_context (layout)));
  int                     width, height;

  pango_font_description_set_absolute_size (font, 11.5 * PANGO_SCALE);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (layout, &width, &height);
  if (width > right - 8)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (right - width,
                                                          y + (self->font_height - height) / 2.0));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

/* Below the text, while it is drawn. */
void
quoth_article_view_snapshot_zones (QuothArticleView *self,
                                   GtkSnapshot      *snapshot)
{
  int     left = gtk_text_view_get_left_margin (GTK_TEXT_VIEW (self));
  GdkRGBA color = quoth_color_to_rgba (find_pale (self), 1);

  if (self->zones == NULL || !self->show_zones)
    return;
  for (guint i = 0; i < self->zones->len; i++)
    {
      const QuothZone *zone = &g_array_index (self->zones, QuothZone, i);
      const QuothRun  *first, *last;

      g_array_set_size (self->runs, 0);
      quoth_article_view_find_runs (self, zone->span, self->runs);
      if (self->runs->len == 0)
        continue;
      first = &g_array_index (self->runs, QuothRun, 0);
      last = &g_array_index (self->runs, QuothRun, self->runs->len - 1);
      gtk_snapshot_append_color (
        snapshot, &color,
        &GRAPHENE_RECT_INIT (left - 11, first->y, 2, last->y + last->height - first->y));
      if (left >= LEAST_LABEL)
        snapshot_name (self, snapshot, quoth_article_view_name_zone (zone),
                       left - 18, first->y, &color);
    }
}
