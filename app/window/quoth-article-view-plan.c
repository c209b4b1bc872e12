/* quoth-article-view-plan.c - one paragraph's annotations as a render node
 *
 * What a paragraph's plan looks like is recorded once and appended again in every frame,
 * until the plan or the paragraph's lines change.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

#include <math.h>

/* Pixels; lanes shrink when a paragraph needs more of them than the room holds. */
#define LANE_PITCH 4.0
#define LANE_LEAST_PITCH 1.5
#define STUB 16.0 /* the dotted end that points to a part in another paragraph */

/* Pixels of a paragraph's clip: above and below its lines, and more than any screen is wide. */
#define AROUND 16
#define WIDEST 16384

/* Plain nodes, not cairo ones: a recording costs the cairo renderer a surface of its
 * own in every frame (measured: 17 instead of 5 ms for a scrolled page). Dashes are
 * one repeating gradient. */

GdkRGBA
quoth_color_to_rgba (guint32 color,
                     float   alpha)
{
  return (GdkRGBA){ ((color >> 16) & 0xff) / 255.0f, ((color >> 8) & 0xff) / 255.0f,
                    (color & 0xff) / 255.0f, alpha };
}

static void
append_bar (GtkSnapshot   *snapshot,
            const GdkRGBA *color,
            double         x,
            double         y,
            double         width,
            double         height)
{
  if (width > 0)
    gtk_snapshot_append_color (snapshot, color,
                               &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width,
                                                    (float) height));
}

static void
append_dashes (GtkSnapshot   *snapshot,
               const GdkRGBA *color,
               double         x,
               double         y,
               double         width,
               double         height,
               float          on,
               float          off)
{
  GdkRGBA            none = { color->red, color->green, color->blue, 0 };
  const GskColorStop stops[] = {
    { 0, *color }, { on / (on + off), *color }, { on / (on + off), none }, { 1, none }
  };

  if (width > 0)
    gtk_snapshot_append_repeating_linear_gradient (
      snapshot, &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height),
      &GRAPHENE_POINT_INIT ((float) x, (float) y),
      &GRAPHENE_POINT_INIT ((float) x + on + off, (float) y), stops, G_N_ELEMENTS (stops));
}

/* --- one paragraph --- */

static void
find_article_runs (QuothArticleView *self,
                   QuothParagraph   *paragraph,
                   guint             start,
                   guint             end)
{
  g_array_set_size (self->runs, 0);
  quoth_article_view_append_runs (self, paragraph, quoth_article_view_to_display (self, start),
                                  quoth_article_view_end_to_display (self, end), self->runs);
}

/* What is drawn in the line of @run, whose y is the paragraph's. */
static GtkSnapshot *
get_snapshot (GPtrArray      *snapshots,
              QuothParagraph *paragraph,
              const QuothRun *run)
{
  guint low = 0, high = paragraph->lines->len - 1;

  while (low < high)
    {
      guint middle = low + (high - low + 1) / 2;

      if (g_array_index (paragraph->lines, QuothDisplayLine, middle).y <= run->y)
        low = middle;
      else
        high = middle - 1;
    }
  if (snapshots->pdata[low] == NULL)
    snapshots->pdata[low] = gtk_snapshot_new ();
  return snapshots->pdata[low];
}

/* A node for every line, also for those without anything: GTK compares nodes of two frames one
 * by one, and what comes into a line shall not make all behind it something else. Empties
 * @snapshots. */
static GskRenderNode *
take_lines (GPtrArray *snapshots)
{
  g_autoptr (GPtrArray) nodes
    = g_ptr_array_new_with_free_func ((GDestroyNotify) gsk_render_node_unref);

  for (guint i = 0; i < snapshots->len; i++)
    {
      GtkSnapshot   *snapshot = g_steal_pointer (&snapshots->pdata[i]);
      GskRenderNode *node = snapshot != NULL ? gtk_snapshot_free_to_node (snapshot) : NULL;

      g_ptr_array_add (nodes, node != NULL ? node : gsk_container_node_new (NULL, 0));
    }
  return gsk_container_node_new ((GskRenderNode **) nodes->pdata, nodes->len);
}

static void
draw_atoms (QuothArticleView *self,
            QuothParagraph   *paragraph,
            GPtrArray        *snapshots)
{
  for (guint i = 0; i < self->plan->atoms->len; i++)
    {
      const QuothAtom *atom = &g_array_index (self->plan->atoms, QuothAtom, i);
      GdkRGBA          color = quoth_color_to_rgba (atom->fill, 1);

      find_article_runs (self, paragraph, atom->start, atom->end);
      for (guint j = 0; j < self->runs->len; j++)
        {
          const QuothRun *run = &g_array_index (self->runs, QuothRun, j);

          append_bar (get_snapshot (snapshots, paragraph, run), &color, run->x, run->y, run->width,
                      run->height + 1);
        }
    }
}

/* @y is the middle of the line. */
static void
draw_line (GtkSnapshot   *snapshot,
           const GdkRGBA *color,
           double         x0,
           double         x1,
           double         y,
           double         thickness,
           QuothPattern   pattern)
{
  double top = y - thickness / 2;

  switch (pattern)
    {
    case QUOTH_PATTERN_DASHED:
      append_dashes (snapshot, color, x0, top, x1 - x0, thickness, 5, 3);
      break;
    case QUOTH_PATTERN_DOTTED:
      append_dashes (snapshot, color, x0, top, x1 - x0, thickness, 2, 2);
      break;
    case QUOTH_PATTERN_DOUBLE:
      append_bar (snapshot, color, x0, floor (top), x1 - x0, 1);
      append_bar (snapshot, color, x0, floor (top) + 2, x1 - x0, 1);
      break;
    case QUOTH_PATTERN_SOLID:
    default:
      append_bar (snapshot, color, x0, top, x1 - x0, thickness);
      break;
    }
}

/* An open task: an outline where others have a bar, on whole pixels to stay one. */
static void
draw_hollow (GtkSnapshot   *snapshot,
             const GdkRGBA *color,
             double         x0,
             double         x1,
             double         y,
             double         thickness)
{
  const float    widths[] = { 1, 1, 1, 1 };
  const GdkRGBA  colors[] = { *color, *color, *color, *color };
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (
    &outline,
    &GRAPHENE_RECT_INIT (floorf ((float) x0), floorf ((float) (y - thickness / 2)),
                         floorf ((float) x1) - floorf ((float) x0), 3),
    0);
  gtk_snapshot_append_border (snapshot, &outline, widths, colors);
}

static void
draw_cap (GtkSnapshot     *snapshot,
          const GdkRGBA   *color,
          const QuothLane *lane,
          const QuothRun  *run,
          double           x,
          double           y,
          double           thickness)
{
  double top = y - thickness * 1.5;

  if ((lane->flags & QUOTH_LANE_BRACKET) != 0)
    top = run->y + run->height - 3;
  append_bar (snapshot, color, x, top, 1.5, y + thickness / 2 - top);
}

/* Dotted ends that say: the claim has a part further up, or further down. */
static void
draw_stubs (GtkSnapshot     *snapshot,
            const GdkRGBA   *color,
            const QuothLane *lane,
            const QuothRun  *run,
            gboolean         first,
            gboolean         last,
            double           y)
{
  double before = run->rtl ? run->x + run->width : run->x - STUB;
  double after = run->rtl ? run->x - STUB : run->x + run->width;

  if (first && (lane->flags & QUOTH_LANE_FROM) != 0)
    draw_line (snapshot, color, before, before + STUB, y, 1, QUOTH_PATTERN_DOTTED);
  if (last && (lane->flags & QUOTH_LANE_TO) != 0)
    draw_line (snapshot, color, after, after + STUB, y, 1, QUOTH_PATTERN_DOTTED);
}

static void
draw_lane_run (GtkSnapshot     *snapshot,
               const GdkRGBA   *color,
               const QuothLane *lane,
               const QuothRun  *run,
               gboolean         first,
               gboolean         last,
               double           y,
               double           thickness)
{
  gboolean gap = (lane->flags & QUOTH_LANE_GAP) != 0;
  gboolean starts = first && !gap && (lane->flags & QUOTH_LANE_CAP_START) != 0;
  gboolean ends = last && !gap && (lane->flags & QUOTH_LANE_CAP_END) != 0;
  double   x0 = run->x, x1 = run->x + run->width;

  if (run->rtl ? ends : starts)
    x0 += 1;
  if (run->rtl ? starts : ends)
    x1 -= 1;
  if (gap)
    draw_line (snapshot, color, x0, x1, y, 1.5, QUOTH_PATTERN_DOTTED);
  else if ((lane->flags & QUOTH_LANE_OPEN) != 0 && thickness >= 1.5)
    draw_hollow (snapshot, color, x0, x1, y, thickness);
  else
    draw_line (snapshot, color, x0, x1, y, thickness, lane->pattern);
  if ((lane->flags & QUOTH_LANE_FAINT) == 0)
    {
      if (starts)
        draw_cap (snapshot, color, lane, run, run->rtl ? x1 - 1.5 : x0, y, thickness);
      if (ends)
        draw_cap (snapshot, color, lane, run, run->rtl ? x0 : x1 - 1.5, y, thickness);
    }
  draw_stubs (snapshot, color, lane, run, first, last, y);
}

static void
draw_lanes (QuothArticleView *self,
            QuothParagraph   *paragraph,
            GPtrArray        *snapshots)
{
  double pitch = CLAMP ((self->lane_room - 1.0) / self->plan->n_lanes, LANE_LEAST_PITCH,
                        LANE_PITCH);
  double thickness = pitch >= 3 ? 2 : pitch >= 2 ? 1.5 : 1;

  for (guint i = 0; i < self->plan->lanes->len; i++)
    {
      const QuothLane *lane = &g_array_index (self->plan->lanes, QuothLane, i);
      gboolean         faint = (lane->flags & QUOTH_LANE_FAINT) != 0;
      gboolean         active = (lane->flags & QUOTH_LANE_ACTIVE) != 0;
      GdkRGBA          color = quoth_color_to_rgba (
        lane->color, faint && !self->theme.high_contrast ? 0.7f : 1);

      find_article_runs (self, paragraph, lane->start, lane->end);
      for (guint j = 0; j < self->runs->len; j++)
        {
          const QuothRun *run = &g_array_index (self->runs, QuothRun, j);
          double          y = run->y + run->height + 2 + lane->lane * pitch;

          draw_lane_run (get_snapshot (snapshots, paragraph, run), &color, lane, run, j == 0,
                         j + 1 == self->runs->len, y,
                         faint ? 1 : active ? thickness + 1 : thickness);
        }
    }
}

/* GTK (4.8) draws every node of the window in every frame, whatever has changed, and leaves it
 * to cairo to clip what it has shaped and filled. What stands in a clip of its own costs next
 * to nothing where that is outside of what has changed. Takes @node; @place (nullable) grows
 * where @node is larger. */
GskRenderNode *
quoth_node_in_clip (GskRenderNode         *node,
                    const graphene_rect_t *place)
{
  graphene_rect_t bounds;
  GskRenderNode  *clip;

  gsk_render_node_get_bounds (node, &bounds);
  if (place != NULL)
    graphene_rect_union (&bounds, place, &bounds);
  /* On whole pixels it is a rectangle, not a mask. */
  graphene_rect_round_extents (&bounds, &bounds);
  clip = gsk_clip_node_new (node, &bounds);
  gsk_render_node_unref (node);
  return clip;
}

/* The same as long as the paragraph has its lines: then two frames differ by what is within,
 * not by the whole of it. */
static graphene_rect_t
get_place (QuothParagraph *paragraph)
{
  const QuothDisplayLine *first = &g_array_index (paragraph->lines, QuothDisplayLine, 0);
  const QuothDisplayLine *last = first + paragraph->lines->len - 1;

  return GRAPHENE_RECT_INIT (0, (float) first->y - AROUND, WIDEST,
                             (float) (last->y + last->height - first->y) + 2 * AROUND);
}

/**
 * quoth_article_view_plan_paragraph:
 * @self: a view
 * @paragraph: one of its paragraphs, which is in need of it
 */
void
quoth_article_view_plan_paragraph (QuothArticleView *self,
                                   QuothParagraph   *paragraph)
{
  g_autoptr (GPtrArray) snapshots = g_ptr_array_new ();
  GskRenderNode  *layers[2], *node;
  graphene_rect_t place = get_place (paragraph);
  QuothPaintTheme theme;
  QuothSpan       range = { quoth_article_view_from_display (self, paragraph->start),
                            quoth_article_view_from_display (self, paragraph->end) };

  g_clear_pointer (&paragraph->node, gsk_render_node_unref);
  paragraph->planned = TRUE;
  if (self->document == NULL)
    return;
  quoth_article_view_get_theme (self, range, &theme);
  quoth_span_plan_make (self->plan, self->document, &theme, self->active, range);
  if (self->plan->lanes->len == 0 && self->plan->atoms->len == 0)
    return;
  g_ptr_array_set_size (snapshots, (int) paragraph->lines->len);
  draw_atoms (self, paragraph, snapshots);
  layers[0] = take_lines (snapshots);
  if (self->plan->n_lanes > 0)
    draw_lanes (self, paragraph, snapshots);
  layers[1] = take_lines (snapshots);
  node = gsk_container_node_new (layers, G_N_ELEMENTS (layers));
  paragraph->node = quoth_node_in_clip (node, &place);
  gsk_render_node_unref (layers[0]);
  gsk_render_node_unref (layers[1]);
}
