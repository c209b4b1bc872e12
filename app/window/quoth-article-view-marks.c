/* quoth-article-view-marks.c - what is drawn for a moment
 *
 * The handles and links of the active annotation, numbered candidates, what a gesture
 * is about to mark, hits of a search, a part whose handle is being dragged. Few at a
 * time, so they are drawn anew in every frame.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

#include <math.h>

#define MOST_LINKS 24
#define HANDLE_RADIUS 4.5

static void
append_outline (GtkSnapshot   *snapshot,
                const GdkRGBA *color,
                float          x,
                float          y,
                float          width,
                float          height,
                float          line)
{
  const float    widths[] = { line, line, line, line };
  const GdkRGBA  colors[] = { *color, *color, *color, *color };
  GskRoundedRect rect;

  gsk_rounded_rect_init_from_rect (&rect, &GRAPHENE_RECT_INIT (x, y, width, height), 3);
  gtk_snapshot_append_border (snapshot, &rect, widths, colors);
}

static void
append_dashed_outline (GtkSnapshot   *snapshot,
                       const GdkRGBA *color,
                       float          x,
                       float          y,
                       float          width,
                       float          height)
{
  static const double dashes[] = { 4, 3 };
  cairo_t            *cr
    = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (x, y, width, height));

  gdk_cairo_set_source_rgba (cr, color);
  cairo_set_line_width (cr, 1.25);
  cairo_set_dash (cr, dashes, 2, 0);
  cairo_rectangle (cr, x + 0.625, y + 0.625, width - 1.25, height - 1.25);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
outline_span (QuothArticleView *self,
              GtkSnapshot      *snapshot,
              QuothSpan         span,
              guint32           color,
              gboolean          dashed)
{
  GdkRGBA rgba = quoth_color_to_rgba (color, 1);

  g_array_set_size (self->runs, 0);
  quoth_article_view_find_runs (self, span, self->runs);
  for (guint i = 0; i < self->runs->len; i++)
    {
      const QuothRun *run = &g_array_index (self->runs, QuothRun, i);

      if (dashed)
        append_dashed_outline (snapshot, &rgba, run->x - 2, run->y - 1, run->width + 4,
                               run->height + 2);
      else
        append_outline (snapshot, &rgba, run->x - 2, run->y - 1, run->width + 4, run->height + 2,
                        1.25f);
    }
}

static void
fill_span (QuothArticleView *self,
           GtkSnapshot      *snapshot,
           QuothSpan         span,
           guint32           color,
           double            weight)
{
  GdkRGBA rgba = quoth_color_to_rgba (quoth_color_fill (&self->theme, &color, &weight, 1), 1);

  g_array_set_size (self->runs, 0);
  quoth_article_view_find_runs (self, span, self->runs);
  for (guint i = 0; i < self->runs->len; i++)
    {
      const QuothRun *run = &g_array_index (self->runs, QuothRun, i);

      gtk_snapshot_append_color (
        snapshot, &rgba, &GRAPHENE_RECT_INIT (run->x, run->y, run->width, run->height + 1));
    }
}

/* --- hits of a search --- */

static void
draw_find_hits (QuothArticleView *self,
                GtkSnapshot      *snapshot,
                QuothSpan         visible)
{
  guint32 yellow = self->theme.dark ? 0xe5a50a : 0xf8e45c;
  guint   low = 0, high = self->find_hits->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->find_hits, QuothSpan, middle).end <= visible.start)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < self->find_hits->len; low++)
    {
      QuothSpan hit = g_array_index (self->find_hits, QuothSpan, low);

      if (hit.start >= visible.end)
        break;
      fill_span (self, snapshot, hit, yellow, low == self->find_current ? 0.85 : 0.5);
      if (low == self->find_current)
        outline_span (self, snapshot, hit, quoth_color_line (&self->theme, 0xc64600), FALSE);
    }
}

/* --- links of the active annotation --- */

static gboolean
nearest_points (QuothArticleView *self,
                QuothAnnotation  *from,
                QuothAnnotation  *to,
                QuothRun         *out_from,
                QuothRun         *out_to)
{
  g_autoptr (GArray) a = g_array_new (FALSE, FALSE, sizeof (QuothRun));
  g_autoptr (GArray) b = g_array_new (FALSE, FALSE, sizeof (QuothRun));
  double             best = G_MAXDOUBLE;

  for (guint i = 0; i < from->n_parts; i++)
    quoth_article_view_find_runs (self, from->parts[i], a);
  for (guint i = 0; i < to->n_parts; i++)
    quoth_article_view_find_runs (self, to->parts[i], b);
  for (guint i = 0; i < a->len; i++)
    for (guint j = 0; j < b->len; j++)
      {
        QuothRun *x = &g_array_index (a, QuothRun, i), *y = &g_array_index (b, QuothRun, j);
        int       gap = MAX (MAX (x->x - (y->x + y->width), y->x - (x->x + x->width)), 0);
        double    distance = gap + 3.0 * ABS (x->y - y->y);

        if (distance < best)
          {
            best = distance;
            *out_from = *x;
            *out_to = *y;
          }
      }
  return best < G_MAXDOUBLE;
}

typedef struct
{
  double x0, y0, x1, y1; /* from, to */
  double c0, c1;         /* y of the control points above or below them */
} Arc;

static gboolean
find_arc (QuothArticleView *self,
          QuothAnnotation  *from,
          QuothAnnotation  *to,
          Arc              *arc)
{
  QuothRun a = { 0 }, b = { 0 };

  if (!nearest_points (self, from, to, &a, &b))
    return FALSE;
  arc->x1 = b.x + b.width / 2.0;
  arc->x0 = a.width < 12 ? a.x + a.width / 2.0 : CLAMP (arc->x1, a.x + 6, a.x + a.width - 6);
  arc->y0 = a.y;
  arc->y1 = b.y - 1;
  if (ABS (a.y - b.y) < 4) /* on one line: over the words between */
    {
      double inset = MIN (12, a.width / 2);
      double lift;

      arc->x0 = b.x > a.x ? MIN (a.x + a.width, b.x) - inset : a.x + inset;
      lift = CLAMP (fabs (arc->x1 - arc->x0) / 5, 5, 11);
      arc->c0 = arc->y0 - lift;
      arc->c1 = arc->y1 - lift;
      return TRUE;
    }
  if (b.y < a.y)
    arc->y1 = b.y + b.height + 1;
  else
    arc->y0 = a.y + a.height + 1;
  arc->c0 = arc->c1 = (arc->y0 + arc->y1) / 2;
  return TRUE;
}

/* With a dot where the link points to. */
static void
draw_link (QuothArticleView *self,
           GtkSnapshot      *snapshot,
           QuothAnnotation  *from,
           QuothAnnotation  *to)
{
  GdkRGBA  color = quoth_color_to_rgba (self->accent, 1);
  Arc      arc;
  float    left, top, right, bottom;
  cairo_t *cr;

  if (!find_arc (self, from, to, &arc))
    return;
  left = (float) MIN (arc.x0, arc.x1) - 4;
  top = (float) MIN (MIN (arc.y0, arc.y1), MIN (arc.c0, arc.c1)) - 4;
  right = (float) MAX (arc.x0, arc.x1) + 4;
  bottom = (float) MAX (arc.y0, arc.y1) + 4;
  cr = gtk_snapshot_append_cairo (
    snapshot, &GRAPHENE_RECT_INIT (left, top, right - left, bottom - top));
  gdk_cairo_set_source_rgba (cr, &color);
  cairo_set_line_width (cr, 1.5);
  cairo_move_to (cr, arc.x0, arc.y0);
  cairo_curve_to (cr, arc.x0, arc.c0, arc.x1, arc.c1, arc.x1, arc.y1);
  cairo_stroke (cr);
  cairo_arc (cr, arc.x1, arc.y1, 2.5, 0, 2 * G_PI);
  cairo_fill (cr);
  cairo_destroy (cr);
}

static void
draw_links (QuothArticleView *self,
            GtkSnapshot      *snapshot,
            QuothAnnotation  *active)
{
  g_autoptr (GPtrArray) referrers = quoth_document_list_referrers (self->document, active->id);

  for (guint i = 0; i < MIN (active->n_links, MOST_LINKS); i++)
    {
      QuothAnnotation *to = quoth_document_lookup (self->document, active->links[i].to);

      if (to == NULL)
        continue;
      for (guint p = 0; p < to->n_parts; p++)
        outline_span (self, snapshot, to->parts[p], self->accent, FALSE);
      draw_link (self, snapshot, active, to);
    }
  for (guint i = 0; referrers != NULL && i < MIN (referrers->len, MOST_LINKS); i++)
    draw_link (self, snapshot, g_ptr_array_index (referrers, i), active);
}

static void
outline_all (QuothArticleView *self,
             GtkSnapshot      *snapshot,
             GArray           *spans)
{
  for (guint i = 0; spans != NULL && i < spans->len; i++)
    outline_span (self, snapshot, g_array_index (spans, QuothSpan, i), self->accent, TRUE);
}

/* Below the text. */
void
quoth_article_view_snapshot_marks (QuothArticleView *self,
                                   GtkSnapshot      *snapshot)
{
  QuothAnnotation *active = quoth_article_view_get_active_annotation (self);
  QuothSpan        visible;

  if (self->visible->len == 0)
    return;
  visible.start = quoth_article_view_from_display (
    self, g_array_index (self->visible, QuothVisible, 0).paragraph->start);
  visible.end = quoth_article_view_from_display (
    self, g_array_index (self->visible, QuothVisible, self->visible->len - 1).paragraph->end);
  if (self->find_hits != NULL)
    draw_find_hits (self, snapshot, visible);
  if (self->voices_func != NULL)
    quoth_article_view_snapshot_voices (self, snapshot, visible);
  outline_all (self, snapshot, self->preview);
  if (!self->answered)
    outline_all (self, snapshot, self->candidates);
  if (self->drag != QUOTH_DRAG_NONE)
    {
      fill_span (self, snapshot, self->drag_span, self->accent, 0.3);
      outline_span (self, snapshot, self->drag_span, self->accent, TRUE);
    }
  else if (active != NULL)
    draw_links (self, snapshot, active);
}

/* --- above the text --- */

static void
append_disc (GtkSnapshot   *snapshot,
             const GdkRGBA *color,
             float          x,
             float          y,
             float          radius)
{
  GskRoundedRect disc;

  gsk_rounded_rect_init_from_rect (
    &disc, &GRAPHENE_RECT_INIT (x - radius, y - radius, 2 * radius, 2 * radius), radius);
  gtk_snapshot_push_rounded_clip (snapshot, &disc);
  gtk_snapshot_append_color (snapshot, color, &disc.bounds);
  gtk_snapshot_pop (snapshot);
}

static void
draw_handle (QuothArticleView *self,
             GtkSnapshot      *snapshot,
             const QuothRun   *run,
             guint             part,
             gboolean          end)
{
  QuothHandle handle = { part, end, 0, run->y, run->height };
  GdkRGBA     accent = quoth_color_to_rgba (self->accent, 1);
  GdkRGBA     halo = quoth_color_to_rgba (self->theme.background, 1);
  float       knob = end ? run->y + run->height + 3.5f : run->y - 3.5f;

  handle.x = run->rtl == end ? run->x : run->x + run->width;
  g_array_append_val (self->handles, handle);
  gtk_snapshot_append_color (
    snapshot, &accent, &GRAPHENE_RECT_INIT (handle.x - 0.75f, run->y - 1, 1.5f, run->height + 2));
  append_disc (snapshot, &halo, handle.x, knob, HANDLE_RADIUS + 1);
  append_disc (snapshot, &accent, handle.x, knob, HANDLE_RADIUS);
}

static void
draw_handles (QuothArticleView *self,
              GtkSnapshot      *snapshot,
              QuothAnnotation  *active)
{
  for (guint p = 0; p < active->n_parts; p++)
    {
      QuothSpan part = active->parts[p];
      guint     start, end;

      if (self->drag != QUOTH_DRAG_NONE && self->drag_part == p)
        part = self->drag_span;
      start = quoth_article_view_to_display (self, part.start);
      end = quoth_article_view_end_to_display (self, part.end);
      g_array_set_size (self->runs, 0);
      quoth_article_view_find_runs (self, part, self->runs);
      for (guint i = 0; i < self->runs->len; i++)
        {
          const QuothRun *run = &g_array_index (self->runs, QuothRun, i);

          if (run->start == start)
            draw_handle (self, snapshot, run, p, FALSE);
          if (run->end == end)
            draw_handle (self, snapshot, run, p, TRUE);
        }
    }
}

void
quoth_article_view_snapshot_handles (QuothArticleView *self,
                                     GtkSnapshot      *snapshot)
{
  QuothAnnotation *active = quoth_article_view_get_active_annotation (self);

  g_array_set_size (self->handles, 0);
  if (active != NULL && (self->candidates == NULL || self->answered))
    draw_handles (self, snapshot, active);
  quoth_article_view_snapshot_badges (self, snapshot);
}

/* --- what is shown for a moment --- */

static void
take_array (QuothArticleView *self,
            GArray          **field,
            GArray           *value)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  g_clear_pointer (field, g_array_unref);
  if (value != NULL && value->len > 0)
    *field = g_array_copy (value);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
quoth_article_view_set_candidates (QuothArticleView *self,
                                   GArray           *spans)
{
  take_array (self, &self->candidates, spans);
}

void
quoth_article_view_set_answered (QuothArticleView *self,
                                 gboolean          answered)
{
  g_return_if_fail (QUOTH_IS_ARTICLE_VIEW (self));

  if (self->answered == answered)
    return;
  self->answered = answered;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
quoth_article_view_set_preview (QuothArticleView *self,
                                GArray           *spans)
{
  take_array (self, &self->preview, spans);
}

void
quoth_article_view_set_find_hits (QuothArticleView *self,
                                  GArray           *spans,
                                  guint             current)
{
  self->find_current = current;
  take_array (self, &self->find_hits, spans);
}

void
quoth_article_view_set_zones (QuothArticleView *self,
                              GArray           *zones)
{
  take_array (self, &self->zones, zones);
  quoth_article_view_update_zones (self);
}
