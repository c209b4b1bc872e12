/* quoth-matching.c - which marks of two annotators mean the same stretch of text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-matching.h"

/* Comparisons of parts that one matching may cost. */
#define MAX_COMPARISONS 8000000

/**
 * quoth_solid_init:
 * @self: to be filled; clear it
 * @text: the text that marks lie in
 *
 * Counts the code points that are no blanks.
 */
void
quoth_solid_init (QuothSolid *self,
                  QuothText  *text)
{
  const char *p = quoth_text_get_utf8 (text);

  self->length = quoth_text_get_length (text);
  self->before = g_new (guint, (gsize) self->length + 1);
  self->before[0] = 0;
  for (guint i = 0; i < self->length; i++, p = g_utf8_next_char (p))
    self->before[i + 1] = self->before[i] + !g_unichar_isspace (g_utf8_get_char (p));
}

void
quoth_solid_clear (QuothSolid *self)
{
  g_clear_pointer (&self->before, g_free);
}

guint
quoth_solid_count (QuothSolid      *self,
                   const QuothMark *mark)
{
  guint n = 0;

  for (guint i = 0; i < mark->n_parts; i++)
    n += self->before[mark->parts[i].end] - self->before[mark->parts[i].start];
  return n;
}

guint
quoth_solid_common (QuothSolid      *self,
                    const QuothMark *a,
                    const QuothMark *b)
{
  guint n = 0;

  for (guint i = 0, j = 0; i < a->n_parts && j < b->n_parts;)
    {
      guint start = MAX (a->parts[i].start, b->parts[j].start);
      guint end = MIN (a->parts[i].end, b->parts[j].end);

      if (start < end)
        n += self->before[end] - self->before[start];
      if (a->parts[i].end <= b->parts[j].end)
        i++;
      else
        j++;
    }
  return n;
}

/**
 * quoth_f1:
 * @matches: what both have
 * @n_a: what one has
 * @n_b: what the other has
 *
 * Returns: 2 matches / (a + b); 1 where both have nothing
 */
double
quoth_f1 (double matches,
          double n_a,
          double n_b)
{
  return n_a + n_b > 0 ? 2 * matches / (n_a + n_b) : 1;
}

double
quoth_marks_dice (QuothSolid      *self,
                  const QuothMark *a,
                  const QuothMark *b)
{
  return quoth_f1 (quoth_solid_common (self, a, b), quoth_solid_count (self, a),
                   quoth_solid_count (self, b));
}

static int
compare_spans_cb (gconstpointer a,
                  gconstpointer b)
{
  const QuothSpan *x = a, *y = b;

  return x->start != y->start ? (x->start < y->start ? -1 : 1)
         : (x->end > y->end) - (x->end < y->end);
}

/**
 * quoth_marks_cover:
 * @marks: (array length=n_marks): marks of one annotator
 * @n_marks: how many
 *
 * Returns: (transfer full) (element-type QuothSpan): the code points that any mark holds,
 *   as sorted spans that do not touch
 */
GArray *
quoth_marks_cover (const QuothMark *marks,
                   guint            n_marks)
{
  GArray *cover = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  guint n = 0;

  for (guint i = 0; i < n_marks; i++)
    g_array_append_vals (cover, marks[i].parts, marks[i].n_parts);
  g_array_sort (cover, compare_spans_cb);
  for (guint i = 0; i < cover->len; i++)
    {
      QuothSpan span = g_array_index (cover, QuothSpan, i);
      QuothSpan *last = n > 0 ? &g_array_index (cover, QuothSpan, n - 1) : NULL;

      if (last != NULL && span.start <= last->end)
        last->end = MAX (last->end, span.end);
      else
        g_array_index (cover, QuothSpan, n++) = span;
    }
  g_array_set_size (cover, n);
  return cover;
}

static int
compare_marks_cb (gconstpointer a,
                  gconstpointer b)
{
  const QuothMark *x = a, *y = b;
  guint n = MIN (x->n_parts, y->n_parts);

  for (guint i = 0; i < n; i++)
    {
      int order = compare_spans_cb (&x->parts[i], &y->parts[i]);

      if (order != 0)
        return order;
    }
  return (x->n_parts > y->n_parts) - (x->n_parts < y->n_parts);
}

static QuothMark *
sort_marks (const QuothMark *marks,
            guint            n)
{
  QuothMark *sorted = g_memdup2 (marks, sizeof (QuothMark) * n);

  if (n > 1)
    qsort (sorted, n, sizeof (QuothMark), compare_marks_cb);
  return sorted;
}

/**
 * quoth_match_exact:
 * @a: (array length=n_a): marks of one annotator
 * @n_a: how many
 * @b: (array length=n_b): marks of the other
 * @n_b: how many
 *
 * Returns: how many are the same set of code points, each taken once
 */
guint
quoth_match_exact (const QuothMark *a,
                   guint            n_a,
                   const QuothMark *b,
                   guint            n_b)
{
  g_autofree QuothMark *sorted_a = sort_marks (a, n_a);
  g_autofree QuothMark *sorted_b = sort_marks (b, n_b);
  guint n = 0;

  for (guint i = 0, j = 0; i < n_a && j < n_b;)
    {
      int order = compare_marks_cb (&sorted_a[i], &sorted_b[j]);

      n += order == 0;
      i += order <= 0;
      j += order >= 0;
    }
  return n;
}

/**
 * quoth_match_pair_compare:
 * @x: a pair
 * @y: another
 *
 * Returns: below 0 when @x comes first: the greater Dice coefficient, then the earlier
 *   start; 0 when nothing but their numbers tells them apart
 */
int
quoth_match_pair_compare (const QuothMatchPair *x,
                          const QuothMatchPair *y)
{
  if (x->dice != y->dice)
    return x->dice > y->dice ? -1 : 1;
  for (guint i = 0; i < 2; i++)
    if (x->starts[i] != y->starts[i])
      return x->starts[i] < y->starts[i] ? -1 : 1;
  for (guint i = 0; i < 2; i++)
    if (x->ends[i] != y->ends[i])
      return x->ends[i] < y->ends[i] ? -1 : 1;
  return 0;
}

static int
compare_pairs_cb (gconstpointer a,
                  gconstpointer b)
{
  const QuothMatchPair *x = a, *y = b;
  int order = quoth_match_pair_compare (x, y);

  if (order != 0)
    return order;
  return x->a != y->a ? (x->a < y->a ? -1 : 1) : (x->b > y->b) - (x->b < y->b);
}

static guint
get_start (const QuothMark *mark)
{
  return mark->parts[0].start;
}

static guint
get_end (const QuothMark *mark)
{
  return mark->parts[mark->n_parts - 1].end;
}

/* The marks of B by start, with the furthest end so far beside each: what a stretch of
 * text meets is between two places in this order. */
typedef struct
{
  const QuothMark *marks;
  guint           *order;
  guint           *furthest;
  guint            n;
} Order;

static int
compare_order_cb (gconstpointer a,
                  gconstpointer b,
                  gpointer      user_data)
{
  const QuothMark *marks = user_data;
  guint x = get_start (&marks[*(const guint *) a]), y = get_start (&marks[*(const guint *) b]);

  return (x > y) - (x < y);
}

static void
order_init (Order           *self,
            const QuothMark *marks,
            guint            n)
{
  *self = (Order) { marks, g_new (guint, n), g_new (guint, n), n };
  for (guint i = 0; i < n; i++)
    self->order[i] = i;
  if (n > 0)
    g_qsort_with_data (self->order, (int) n, sizeof (guint), compare_order_cb, (gpointer) marks);
  for (guint i = 0; i < n; i++)
    self->furthest[i] = MAX (i > 0 ? self->furthest[i - 1] : 0, get_end (&marks[self->order[i]]));
}

static void
order_clear (Order *self)
{
  g_free (self->order);
  g_free (self->furthest);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Order, order_clear)

static guint
order_first_after (Order *self,
                   guint  offset)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->furthest[middle] <= offset)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* What overlaps the mark @a at all; returns the cost. */
static guint
find_pairs (QuothSolid      *solid,
            Order           *order,
            const QuothMark *mark,
            guint            a,
            GArray          *pairs,
            gboolean        *touched_a,
            gboolean        *touched_b)
{
  guint n = quoth_solid_count (solid, mark), cost = 0;

  for (guint i = order_first_after (order, get_start (mark)); i < order->n; i++)
    {
      guint b = order->order[i];
      const QuothMark *other = &order->marks[b];
      guint common;
      QuothMatchPair pair;

      if (get_start (other) >= get_end (mark) || cost > MAX_COMPARISONS)
        break;
      cost += mark->n_parts + other->n_parts;
      common = quoth_solid_common (solid, mark, other);
      if (common == 0)
        continue;
      touched_a[a] = touched_b[b] = TRUE;
      pair = (QuothMatchPair) { quoth_f1 (common, n, quoth_solid_count (solid, other)), a, b,
                      { MIN (get_start (mark), get_start (other)),
                        MAX (get_start (mark), get_start (other)) },
                      { MIN (get_end (mark), get_end (other)),
                        MAX (get_end (mark), get_end (other)) } };
      if (pair.dice >= QUOTH_MATCH_DICE)
        g_array_append_val (pairs, pair);
    }
  return cost;
}

static void
take_pairs (GArray        *pairs,
            guint          n_b,
            QuothMatching *matching)
{
  g_autofree gboolean *taken = g_new0 (gboolean, n_b);

  for (guint i = 0; i < pairs->len; i++)
    {
      QuothMatchPair *pair = &g_array_index (pairs, QuothMatchPair, i);

      if (matching->match_of_a[pair->a] >= 0 || taken[pair->b])
        continue;
      matching->match_of_a[pair->a] = (int) pair->b;
      taken[pair->b] = TRUE;
      matching->n_matches++;
    }
}

static gboolean
find_all_pairs (QuothSolid      *solid,
                const QuothMark *a,
                guint            n_a,
                const QuothMark *b,
                guint            n_b,
                GArray          *pairs,
                gboolean        *touched_a,
                gboolean        *touched_b)
{
  g_auto (Order) order = { 0 };
  guint64 cost = 0;

  order_init (&order, b, n_b);
  for (guint i = 0; i < n_a && cost <= MAX_COMPARISONS; i++)
    cost += find_pairs (solid, &order, &a[i], i, pairs, touched_a, touched_b);
  g_array_sort (pairs, compare_pairs_cb);
  return cost <= MAX_COMPARISONS;
}

/**
 * quoth_match_list:
 * @solid: of the text
 * @a: (array length=n_a): marks of one annotator
 * @n_a: how many
 * @b: (array length=n_b): marks of the other
 * @n_b: how many
 * @out_pairs: (element-type QuothMatchPair): gets all pairs from %QUOTH_MATCH_DICE on
 *
 * Every mark may be in several pairs; see quoth_match_pair_compare() for their order.
 *
 * Returns: %FALSE when too many marks lie upon each other
 */
gboolean
quoth_match_list (QuothSolid      *solid,
                  const QuothMark *a,
                  guint            n_a,
                  const QuothMark *b,
                  guint            n_b,
                  GArray          *out_pairs)
{
  g_autofree gboolean *touched_a = g_new0 (gboolean, n_a);
  g_autofree gboolean *touched_b = g_new0 (gboolean, n_b);

  return find_all_pairs (solid, a, n_a, b, n_b, out_pairs, touched_a, touched_b);
}

/**
 * quoth_match_overlap:
 * @solid: of the text
 * @a: (array length=n_a): marks of one annotator
 * @n_a: how many
 * @b: (array length=n_b): marks of the other
 * @n_b: how many
 * @out_matching: (out): clear it
 *
 * Matches one to one by falling Dice coefficient, ties by earlier start, from
 * %QUOTH_MATCH_DICE on. The result does not depend on who is A.
 *
 * Returns: %FALSE when too many marks lie upon each other
 */
gboolean
quoth_match_overlap (QuothSolid      *solid,
                     const QuothMark *a,
                     guint            n_a,
                     const QuothMark *b,
                     guint            n_b,
                     QuothMatching   *out_matching)
{
  g_autoptr (GArray) pairs = g_array_new (FALSE, FALSE, sizeof (QuothMatchPair));
  g_autofree gboolean *touched_a = g_new0 (gboolean, n_a);
  g_autofree gboolean *touched_b = g_new0 (gboolean, n_b);

  *out_matching = (QuothMatching) { .match_of_a = g_new (int, n_a) };
  for (guint i = 0; i < n_a; i++)
    out_matching->match_of_a[i] = -1;
  if (!find_all_pairs (solid, a, n_a, b, n_b, pairs, touched_a, touched_b))
    {
      quoth_matching_clear (out_matching);
      return FALSE;
    }
  take_pairs (pairs, n_b, out_matching);
  for (guint i = 0; i < n_a; i++)
    out_matching->n_a_touched += touched_a[i];
  for (guint i = 0; i < n_b; i++)
    out_matching->n_b_touched += touched_b[i];
  return TRUE;
}

void
quoth_matching_clear (QuothMatching *self)
{
  g_clear_pointer (&self->match_of_a, g_free);
}
