/* quoth-span-painter.c - what annotations look like, as data
 *
 * Short annotations of the kinds that names and slots have come next to the text,
 * claims below them, so that a mark stands under its own words. A lane is taken for
 * the whole stretch from the first to the last part within the range. Which lanes are
 * taken is one byte of bits per character: ranges are paragraphs, a few kB at most.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-span-painter"

#include "config.h"

#include "quoth-span-painter.h"

/* More colours than this over each other cannot be told apart. */
#define MAX_BLENDED 8

/* How one type looks in one theme. */
typedef struct
{
  guint32        color;
  guint32        line;
  double         weight; /* of the fill */
  guint          rank;   /* 0 = next to the text */
  QuothPattern   pattern;
  QuothLaneFlags flags;
} Style;

typedef struct
{
  QuothAnnotation *annotation;
  const Style     *style;
  guint            length; /* of all parts, wherever they are */
  QuothSpan        hull;   /* of the parts within the range, clipped */
  gboolean         open;
  gboolean         active;
} Item;

typedef struct
{
  guint    offset;
  gboolean begins;
  guint    item;
} Edge;

typedef struct
{
  QuothSpanPlan    plan; /* first: what callers see */
  QuothScheme     *scheme;
  QuothPaintTheme  theme;
  GHashTable      *styles;  /* QuothType -> Style, for @scheme and @theme */
  GArray          *entries; /* of QuothIndexEntry; this and the rest are only reused */
  GArray          *items;
  GArray          *edges;
  GArray          *holding; /* of guint: items at the current edge, the lowest rank last */
  GHashTable      *seen;    /* annotations of several parts */
  guint8          *taken;
  gsize            n_taken;
} Painter;

/**
 * quoth_span_plan_new:
 *
 * Returns: (transfer full): an empty plan; its memory is reused by every make()
 */
QuothSpanPlan *
quoth_span_plan_new (void)
{
  Painter *self = g_new0 (Painter, 1);

  self->plan.atoms = g_array_new (FALSE, FALSE, sizeof (QuothAtom));
  self->plan.lanes = g_array_new (FALSE, FALSE, sizeof (QuothLane));
  self->styles = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->entries = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  self->edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  self->holding = g_array_new (FALSE, FALSE, sizeof (guint));
  self->seen = g_hash_table_new (NULL, NULL);
  return &self->plan;
}

void
quoth_span_plan_free (QuothSpanPlan *plan)
{
  Painter *self = (Painter *) plan;

  g_array_unref (self->plan.atoms);
  g_array_unref (self->plan.lanes);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  g_hash_table_unref (self->styles);
  g_array_unref (self->entries);
  g_array_unref (self->items);
  g_array_unref (self->edges);
  g_array_unref (self->holding);
  g_hash_table_unref (self->seen);
  g_free (self->taken);
  g_free (self);
}

/* --- types --- */

/* Types of one kind differ by pattern in the order of the scheme, so that two of them
 * can be told apart without colour. */
static QuothPattern
choose_pattern (QuothScheme     *scheme,
                const QuothType *type)
{
  static const QuothPattern line[] = { QUOTH_PATTERN_SOLID, QUOTH_PATTERN_DOUBLE,
                                       QUOTH_PATTERN_DASHED, QUOTH_PATTERN_DOTTED };
  static const QuothPattern plain[] = { QUOTH_PATTERN_DASHED, QUOTH_PATTERN_DOTTED,
                                        QUOTH_PATTERN_DOUBLE, QUOTH_PATTERN_SOLID };
  guint n_before = 0;

  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const QuothType *other = quoth_scheme_get_type_at (scheme, i);

      if (other == type)
        break;
      if (other->kind == type->kind && !other->hidden && !other->automatic)
        n_before++;
    }
  return (type->kind == QUOTH_TYPE_KIND_SPAN ? plain : line)[n_before % G_N_ELEMENTS (line)];
}

static Style *
style_new (Painter         *self,
           const QuothType *type)
{
  Style *style = g_new0 (Style, 1);

  style->color = quoth_color_parse (type->color, 0x77767b);
  style->line = quoth_color_line (&self->theme, style->color);
  switch (type->kind)
    {
    case QUOTH_TYPE_KIND_MENTION:
      style->weight = self->theme.dark ? 0.40 : 0.27;
      break;
    case QUOTH_TYPE_KIND_CLAIM:
      style->weight = self->theme.dark ? 0.16 : 0.11;
      style->rank = 2;
      style->flags = QUOTH_LANE_BRACKET;
      break;
    case QUOTH_TYPE_KIND_SPAN:
    default:
      style->weight = self->theme.dark ? 0.28 : 0.17;
      style->rank = type->slot ? 0 : 1;
      break;
    }
  if (type->automatic)
    {
      style->weight = 0;
      style->rank = 3;
      style->pattern = QUOTH_PATTERN_DOTTED;
      style->flags = QUOTH_LANE_FAINT;
    }
  else
    style->pattern = choose_pattern (self->scheme, type);
  return style;
}

static const Style *
lookup_style (Painter         *self,
              QuothDocument   *document,
              QuothAnnotation *annotation)
{
  const QuothType *type = quoth_document_get_type_of (document, annotation);
  Style           *style;

  if (type == NULL || type->hidden)
    return NULL;
  style = g_hash_table_lookup (self->styles, type);
  if (style == NULL)
    {
      style = style_new (self, type);
      g_hash_table_insert (self->styles, (gpointer) type, style);
    }
  return style;
}

static void
use_theme (Painter               *self,
           QuothScheme           *scheme,
           const QuothPaintTheme *theme)
{
  if (self->scheme == scheme && self->theme.background == theme->background
      && self->theme.foreground == theme->foreground && self->theme.dark == theme->dark
      && self->theme.high_contrast == theme->high_contrast)
    return;
  g_hash_table_remove_all (self->styles);
  quoth_scheme_ref (scheme);
  g_clear_pointer (&self->scheme, quoth_scheme_unref);
  self->scheme = scheme;
  self->theme = *theme;
}

/* --- items --- */

static gboolean
clip (QuothSpan  part,
      QuothSpan  range,
      QuothSpan *out)
{
  out->start = MAX (part.start, range.start);
  out->end = MIN (part.end, range.end);
  return out->start < out->end;
}

static void
add_edges (Painter  *self,
           QuothSpan part,
           guint     item)
{
  Edge begins = { part.start, TRUE, item };
  Edge ends = { part.end, FALSE, item };

  g_array_append_val (self->edges, begins);
  g_array_append_val (self->edges, ends);
}

static void
collect_items (Painter       *self,
               QuothDocument *document,
               const char    *active,
               QuothSpan      range)
{
  g_array_set_size (self->entries, 0);
  g_array_set_size (self->items, 0);
  g_hash_table_remove_all (self->seen);
  quoth_span_index_overlap (quoth_document_get_index (document), range.start, range.end,
                            self->entries);

  for (guint i = 0; i < self->entries->len; i++)
    {
      QuothAnnotation *annotation
        = g_array_index (self->entries, QuothIndexEntry, i).annotation;
      Item item = { .annotation = annotation, .hull = { G_MAXUINT, 0 } };

      item.style = lookup_style (self, document, annotation);
      if (item.style == NULL)
        continue;
      if (annotation->n_parts > 1 && !g_hash_table_add (self->seen, annotation))
        continue;
      for (guint p = 0; p < annotation->n_parts; p++)
        {
          QuothSpan part;

          item.length += annotation->parts[p].end - annotation->parts[p].start;
          if (!clip (annotation->parts[p], range, &part))
            continue;
          item.hull.start = MIN (item.hull.start, part.start);
          item.hull.end = MAX (item.hull.end, part.end);
        }
      if (item.hull.start >= item.hull.end)
        continue;
      item.open = quoth_document_is_open_task (document, annotation);
      item.active = active != NULL && g_str_equal (annotation->id, active);
      g_array_append_val (self->items, item);
    }
}

/* The order in which lanes are given out: total, so that the same annotations always
 * look the same. */
static int
compare_items (gconstpointer a,
               gconstpointer b)
{
  const Item *x = a, *y = b;

  if (x->style->rank != y->style->rank)
    return x->style->rank < y->style->rank ? -1 : 1;
  if (x->length != y->length)
    return x->length < y->length ? -1 : 1;
  if (x->hull.start != y->hull.start)
    return x->hull.start < y->hull.start ? -1 : 1;
  return g_strcmp0 (x->annotation->id, y->annotation->id);
}

/* --- lanes --- */

static guint
take_lane (Painter   *self,
           QuothSpan  hull,
           QuothSpan  range)
{
  const guint8 full = (1 << QUOTH_PAINT_MAX_LANES) - 1;
  guint8       taken = 0;
  guint        lane = 0;

  for (guint i = hull.start - range.start; i < hull.end - range.start && taken != full; i++)
    taken |= self->taken[i];
  while (lane < QUOTH_PAINT_MAX_LANES - 1 && (taken & (1 << lane)) != 0)
    lane++;
  if (taken != full)
    for (guint i = hull.start - range.start; i < hull.end - range.start; i++)
      self->taken[i] |= (guint8) (1 << lane);
  return lane;
}

static void
append_lane (Painter    *self,
             const Item *item,
             guint       lane,
             guint       start,
             guint       end,
             guint       part,
             guint       flags)
{
  QuothLane line = {
    .start = start,
    .end = end,
    .lane = lane,
    .color = item->style->line,
    .pattern = (flags & QUOTH_LANE_GAP) != 0 ? QUOTH_PATTERN_DOTTED : item->style->pattern,
    .flags = flags | item->style->flags | (item->open ? QUOTH_LANE_OPEN : 0)
             | (item->active ? QUOTH_LANE_ACTIVE : 0),
    .part = part,
    .annotation = item->annotation,
  };

  g_array_append_val (self->plan.lanes, line);
}

static void
append_lanes (Painter    *self,
              const Item *item,
              guint       lane,
              QuothSpan   range)
{
  QuothAnnotation *annotation = item->annotation;
  guint            last_end = 0;

  for (guint p = 0; p < annotation->n_parts; p++)
    {
      QuothSpan full = annotation->parts[p], part;
      guint     flags = 0;

      if (!clip (full, range, &part))
        continue;
      if (full.start >= range.start)
        flags |= QUOTH_LANE_CAP_START;
      if (full.end <= range.end)
        flags |= QUOTH_LANE_CAP_END;
      if (last_end > 0)
        append_lane (self, item, lane, last_end, part.start, p, QUOTH_LANE_GAP);
      else if (p > 0)
        flags |= QUOTH_LANE_FROM;
      if (p + 1 < annotation->n_parts && annotation->parts[p + 1].start >= range.end)
        flags |= QUOTH_LANE_TO;
      append_lane (self, item, lane, part.start, part.end, p, flags);
      last_end = part.end;
    }
  self->plan.n_lanes = MAX (self->plan.n_lanes, lane + 1);
}

static void
make_lanes (Painter  *self,
            QuothSpan range)
{
  gsize length = range.end - range.start;

  if (self->n_taken < length)
    {
      g_free (self->taken);
      self->taken = g_malloc (length);
      self->n_taken = length;
    }
  memset (self->taken, 0, length);
  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);

      append_lanes (self, item, take_lane (self, item->hull, range), range);
    }
}

/* --- atoms --- */

static int
compare_edges (gconstpointer a,
               gconstpointer b)
{
  const Edge *x = a, *y = b;

  if (x->offset != y->offset)
    return x->offset < y->offset ? -1 : 1;
  return (int) x->begins - (int) y->begins;
}

/* Keeps @holding in falling order of items: large ones are blended first. */
static void
hold (Painter    *self,
      const Edge *edge)
{
  guint i = 0;

  while (i < self->holding->len && g_array_index (self->holding, guint, i) > edge->item)
    i++;
  if (edge->begins)
    g_array_insert_val (self->holding, i, edge->item);
  else if (i < self->holding->len && g_array_index (self->holding, guint, i) == edge->item)
    g_array_remove_index (self->holding, i);
}

static void
append_atom (Painter *self,
             guint    start,
             guint    end)
{
  guint32   colors[MAX_BLENDED];
  double    weights[MAX_BLENDED];
  guint     n = 0;
  guint     first = self->holding->len - MIN (self->holding->len, MAX_BLENDED);
  QuothAtom atom = { start, end, 0 };

  for (guint i = first; i < self->holding->len; i++)
    {
      const Item *item
        = &g_array_index (self->items, Item, g_array_index (self->holding, guint, i));
      double weight = item->style->weight;

      if (item->open && item->style->rank == 0)
        weight *= 0.45; /* hollow: still to be done */
      if (item->active)
        weight += self->theme.dark ? 0.16 : 0.13;
      if (weight <= 0)
        continue;
      colors[n] = item->style->color;
      weights[n++] = weight;
    }
  if (n == 0)
    return;
  atom.fill = quoth_color_fill (&self->theme, colors, weights, n);
  g_array_append_val (self->plan.atoms, atom);
}

static void
make_atoms (Painter  *self,
            QuothSpan range)
{
  g_array_set_size (self->edges, 0);
  g_array_set_size (self->holding, 0);
  for (guint i = 0; i < self->items->len; i++)
    {
      QuothAnnotation *annotation = g_array_index (self->items, Item, i).annotation;
      QuothSpan        part;

      for (guint p = 0; p < annotation->n_parts; p++)
        if (clip (annotation->parts[p], range, &part))
          add_edges (self, part, i);
    }
  g_array_sort (self->edges, compare_edges);
  for (guint i = 0; i < self->edges->len; i++)
    {
      const Edge *edge = &g_array_index (self->edges, Edge, i);

      if (i > 0 && self->holding->len > 0 && edge[-1].offset < edge->offset)
        append_atom (self, edge[-1].offset, edge->offset);
      hold (self, edge);
    }
}

/**
 * quoth_span_plan_make:
 * @plan: a plan; what it held is forgotten
 * @document: whose annotations, types and open tasks
 * @theme: what is drawn on
 * @active: (nullable): id of the active annotation
 * @range: code points of the article, usually a paragraph
 *
 * Costs a query of the index and what it finds. Annotations of hidden types are left out.
 */
void
quoth_span_plan_make (QuothSpanPlan         *plan,
                      QuothDocument         *document,
                      const QuothPaintTheme *theme,
                      const char            *active,
                      QuothSpan              range)
{
  Painter *self = (Painter *) plan;

  g_return_if_fail (QUOTH_IS_DOCUMENT (document));
  g_return_if_fail (range.start <= range.end);

  g_array_set_size (plan->atoms, 0);
  g_array_set_size (plan->lanes, 0);
  plan->n_lanes = 0;
  use_theme (self, quoth_document_get_scheme (document), theme);
  collect_items (self, document, active, range);
  if (self->items->len == 0)
    return;
  g_array_sort (self->items, compare_items);
  make_lanes (self, range);
  make_atoms (self, range);
}
