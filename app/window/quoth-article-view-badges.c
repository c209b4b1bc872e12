/* quoth-article-view-badges.c - numbers at what a digit takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

#define BADGE_SIZE 17
#define BADGE_GAP 2

static void
append_square (GtkSnapshot *snapshot,
               guint32      color,
               float        x,
               float        y,
               float        size,
               float        radius)
{
  GdkRGBA        rgba = quoth_color_to_rgba (color, 1);
  GskRoundedRect square;

  gsk_rounded_rect_init_from_rect (&square, &GRAPHENE_RECT_INIT (x, y, size, size), radius);
  gtk_snapshot_push_rounded_clip (snapshot, &square);
  gtk_snapshot_append_color (snapshot, &rgba, &square.bounds);
  gtk_snapshot_pop (snapshot);
}

/* What starts at the same place, or close by, has its digit beside those before it, further
 * on in the direction of the words. */
static graphene_rect_t
place_badge (QuothArticleView *self,
             const QuothRun   *run)
{
  graphene_rect_t place = GRAPHENE_RECT_INIT (
    (run->rtl ? run->x + run->width : run->x) - BADGE_SIZE / 2, run->y - BADGE_SIZE + 5,
    BADGE_SIZE, BADGE_SIZE);

  for (guint i = 0; i < self->badges->len;)
    {
      const graphene_rect_t *taken = &g_array_index (self->badges, graphene_rect_t, i++);

      if (!graphene_rect_intersection (taken, &place, NULL))
        continue;
      place.origin.x = taken->origin.x + (run->rtl ? -1 : 1) * (BADGE_SIZE + BADGE_GAP);
      i = 0;
    }
  g_array_append_val (self->badges, place);
  return place;
}

static void
draw_badge (QuothArticleView *self,
            GtkSnapshot      *snapshot,
            const QuothRun   *run,
            guint             number)
{
  g_autofree char        *digit = g_strdup_printf ("%u", number);
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), digit);
  PangoFontDescription   *font = pango_font_description_copy (
    pango_context_get_font_description (pango_layout_get_context (layout)));
  graphene_rect_t         place = place_badge (self, run);
  float                   x = place.origin.x;
  float                   y = place.origin.y;
  GdkRGBA                 digit_color = { 1, 1, 1, 1 };
  int                     width, height;

  pango_font_description_set_absolute_size (font, 11.5 * PANGO_SCALE);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (layout, &width, &height);

  append_square (snapshot, self->theme.background, x - 1, y - 1, BADGE_SIZE + 2, 6);
  append_square (snapshot, self->answered ? self->accent : self->badge, x, y, BADGE_SIZE, 5);
  if (self->answered)
    {
      append_square (snapshot, self->theme.background, x + 1, y + 1, BADGE_SIZE - 2, 4);
      digit_color = quoth_color_to_rgba (self->theme.foreground, 1);
    }

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + (BADGE_SIZE - width) / 2.0f,
                                                          y + (BADGE_SIZE - height) / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, &digit_color);
  gtk_snapshot_restore (snapshot);
}

/* Above the text: no badge hides another. */
void
quoth_article_view_snapshot_badges (QuothArticleView *self,
                                    GtkSnapshot      *snapshot)
{
  g_array_set_size (self->badges, 0);
  for (guint i = 0; self->candidates != NULL && i < MIN (self->candidates->len, 9); i++)
    {
      g_array_set_size (self->runs, 0);
      quoth_article_view_find_runs (self, g_array_index (self->candidates, QuothSpan, i),
                                    self->runs);
      if (self->runs->len > 0)
        draw_badge (self, snapshot, &g_array_index (self->runs, QuothRun, 0), i + 1);
    }
}
