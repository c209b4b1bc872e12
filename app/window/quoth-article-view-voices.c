/* quoth-article-view-voices.c - what several annotators say, under the same words
 *
 * Each voice is a line below its words, on a lane of its own, with a pattern and the
 * letters of those who say it: colour is never the only sign. Only what is visible is
 * looked at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

#include <math.h>

#define LANE_PITCH 5
#define FIRST_LANE 5
#define LABEL_SIZE 9.0
#define MOST_LANES 5

static const guint32 colors[MOST_LANES] = { 0x1c71d8, 0xc64600, 0x2ec27e, 0x813d9c, 0xa51d2d };

static const double dashes[MOST_LANES][4] = {
  { 0 }, { 6, 3 }, { 1.5, 2.5 }, { 8, 2, 2, 2 }, { 3, 5 }
};

static const int n_dashes[MOST_LANES] = { 0, 2, 2, 4, 2 };

/**
 * quoth_article_view_set_voices:
 * @self: a view
 * @func: (nullable): who says what; %NULL for nothing
 * @data: for @func
 * @destroy: (nullable): frees @data
 *
 * Shows who says what. A voice without letters is what all agree on.
 */
void
quoth_article_view_set_voices (QuothArticleView *self,
                               QuothVoicesFunc   func,
                               gpointer          data,
                               GDestroyNotify    destroy)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  if (self->voices_destroy != NULL)
    self->voices_destroy (self->voices_data);
  self->voices_func = func;
  self->voices_data = data;
  self->voices_destroy = destroy;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* One repeating gradient: a recording costs the cairo renderer a surface of its own. */
static void
append_dashes (GtkSnapshot           *snapshot,
               const GdkRGBA         *color,
               const graphene_rect_t *line,
               const double          *pattern,
               int                    n)
{
  GdkRGBA none = { color->red, color->green, color->blue, 0 };
  GskColorStop stops[8];
  double length = 0, at = 0;

  for (int i = 0; i < n; i++)
    length += pattern[i];
  for (int i = 0; i < n; i++)
    {
      stops[2 * i].offset = (float) (at / length);
      at += pattern[i];
      stops[2 * i + 1].offset = (float) (at / length);
      stops[2 * i].color = stops[2 * i + 1].color = i % 2 == 0 ? *color : none;
    }
  gtk_snapshot_append_repeating_linear_gradient (
    snapshot, line, &line->origin,
    &GRAPHENE_POINT_INIT (line->origin.x + (float) length, line->origin.y), stops,
    (gsize) (2 * n));
}

static void
draw_line (QuothArticleView *self,
           GtkSnapshot      *snapshot,
           const QuothVoice *voice,
           const QuothRun   *run,
           const GdkRGBA    *color)
{
  guint lane = MIN (voice->lane, MOST_LANES - 1);
  float thickness = voice->label[0] == '\0' ? 1 : voice->current ? 2.5f : 1.5f;
  float y = (float) (run->y + run->height + FIRST_LANE + (int) lane * LANE_PITCH);
  graphene_rect_t line
    = GRAPHENE_RECT_INIT (run->x, y - thickness / 2, run->width, thickness);

  if (voice->label[0] == '\0' || n_dashes[lane] == 0)
    gtk_snapshot_append_color (snapshot, color, &line);
  else
    append_dashes (snapshot, color, &line, dashes[lane], n_dashes[lane]);
}

/* Where the labels before stand that touch each other: those of other lanes, a few pixels above
 * or below, and of other disputes that begin here would be drawn over them. */
typedef struct
{
  float y; /* the middle of the last one */
  float left;
  float right;
} Labels;

/* Where a label can begin that wants to at @x; it counts among @before from then on. */
static float
find_room (Labels   *before,
           float     x,
           float     y,
           float     width,
           float     height,
           gboolean  rtl)
{
  if (fabsf (y - before->y) < height && x < before->right && x + width > before->left)
    {
      x = rtl ? before->left - width : before->right;
      before->left = MIN (before->left, x);
      before->right = MAX (before->right, x + width);
      before->y = y;
    }
  else
    *before = (Labels) { y, x, x + width };
  return x;
}

/* Beside each other where several begin at the same place. */
static void
draw_label (QuothArticleView *self,
            GtkSnapshot      *snapshot,
            const QuothVoice *voice,
            const QuothRun   *run,
            const GdkRGBA    *color,
            Labels           *before)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (GTK_WIDGET (self),
                                                                   voice->label);
  PangoFontDescription *font = pango_font_description_copy (
    pango_context_get_font_description (pango_layout_get_context (layout)));
  guint lane = MIN (voice->lane, MOST_LANES - 1);
  GdkRGBA background = quoth_color_to_rgba (self->theme.background, 1);
  float y = (float) (run->y + run->height + FIRST_LANE + (int) lane * LANE_PITCH);
  int width, height;
  float x;

  pango_font_description_set_absolute_size (font, LABEL_SIZE * PANGO_SCALE);
  pango_font_description_set_weight (font, PANGO_WEIGHT_BOLD);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  pango_layout_get_pixel_size (layout, &width, &height);
  width += 3;
  x = find_room (before, run->rtl ? (float) (run->x + run->width - width) : (float) run->x, y,
                 (float) width, (float) height, run->rtl);
  gtk_snapshot_append_color (snapshot, &background,
                             &GRAPHENE_RECT_INIT (x, y - height / 2.0f, width, height));
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x + 1, y - height / 2.0f));
  gtk_snapshot_append_layout (snapshot, layout, color);
  gtk_snapshot_restore (snapshot);
}

static void
draw_voice (QuothArticleView *self,
            GtkSnapshot      *snapshot,
            const QuothVoice *voice,
            Labels           *labels) /* nullable: to draw the line instead */
{
  guint lane = MIN (voice->lane, MOST_LANES - 1);
  guint32 color = voice->label[0] == '\0' ? 0x77767b : colors[lane];
  GdkRGBA rgba = quoth_color_to_rgba (quoth_color_line (&self->theme, color), 1);
  guint start = quoth_article_view_to_display (self, voice->span.start);

  g_array_set_size (self->runs, 0);
  quoth_article_view_find_runs (self, voice->span, self->runs);
  for (guint i = 0; i < self->runs->len; i++)
    {
      const QuothRun *run = &g_array_index (self->runs, QuothRun, i);

      if (labels == NULL)
        draw_line (self, snapshot, voice, run, &rgba);
      else if (run->start == start && voice->label[0] != '\0')
        draw_label (self, snapshot, voice, run, &rgba, labels);
    }
}

void
quoth_article_view_snapshot_voices (QuothArticleView *self,
                                    GtkSnapshot      *snapshot,
                                    QuothSpan         visible)
{
  Labels labels = { 0 };

  g_array_set_size (self->voices, 0);
  self->voices_func (visible, self->voices, self->voices_data);
  for (guint i = 0; i < self->voices->len; i++)
    draw_voice (self, snapshot, &g_array_index (self->voices, QuothVoice, i), NULL);
  /* Letters stand on the lines. */
  for (guint i = 0; i < self->voices->len; i++)
    draw_voice (self, snapshot, &g_array_index (self->voices, QuothVoice, i), &labels);
}
