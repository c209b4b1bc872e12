/* quoth-diff.c - which elements of one sequence live on in another
 *
 * E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1
 * (1986), within the gaps between anchors: runs of three elements that occur once
 * in each sequence, taken where their order agrees (J. Bram Cohen's patience idea).
 * Where a gap differs in more than a fixed number of elements it is given up, not
 * guessed at: that bounds the work to n log n whatever the input.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-diff"

#include "config.h"

#include "quoth-diff.h"

#include <stdlib.h>
#include <string.h>

#define RUN 3
#define MAX_DIFFERENCES 256

typedef struct
{
  guint64 key;
  guint   position;
} Key;

typedef struct
{
  guint from;
  guint to;
  guint previous; /* index of the pair before it in the longest chain */
} Pair;

typedef struct
{
  const guint *from;
  const guint *to;
  guint       *match;
  int         *trace; /* the furthest points of every round of one gap */
} Diff;

static int
compare_keys (gconstpointer a,
              gconstpointer b)
{
  const Key *x = a, *y = b;

  if (x->key != y->key)
    return x->key < y->key ? -1 : 1;
  return x->position < y->position ? -1 : x->position > y->position;
}

static int
compare_pairs (gconstpointer a,
               gconstpointer b)
{
  const Pair *x = a, *y = b;

  return x->from < y->from ? -1 : x->from > y->from;
}

/* Runs that occur once only, sorted by key. */
static GArray *
unique_runs (const guint *elements,
             guint        n_elements)
{
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (Key));
  guint kept = 0;

  for (guint i = 0; i + RUN <= n_elements; i++)
    {
      Key key = { 0, i };

      for (guint k = 0; k < RUN; k++)
        key.key = (key.key ^ elements[i + k]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) + k;
      g_array_append_val (keys, key);
    }
  if (keys->len > 0)
    qsort (keys->data, keys->len, sizeof (Key), compare_keys);
  for (guint i = 0, next; i < keys->len; i = next)
    {
      Key key = g_array_index (keys, Key, i);

      for (next = i + 1; next < keys->len; next++)
        if (g_array_index (keys, Key, next).key != key.key)
          break;
      if (next == i + 1)
        g_array_index (keys, Key, kept++) = key;
    }
  g_array_set_size (keys, kept);
  return keys;
}

/* Runs that are unique on both sides, by their position in the first. */
static GArray *
common_runs (Diff  *diff,
             guint  n_from,
             guint  n_to)
{
  g_autoptr (GArray) a = unique_runs (diff->from, n_from);
  g_autoptr (GArray) b = unique_runs (diff->to, n_to);
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (Pair));
  guint i = 0, j = 0;

  while (i < a->len && j < b->len)
    {
      Key *x = &g_array_index (a, Key, i), *y = &g_array_index (b, Key, j);

      if (x->key == y->key
          && memcmp (diff->from + x->position, diff->to + y->position, RUN * sizeof (guint)) == 0)
        {
          Pair pair = { x->position, y->position, QUOTH_DIFF_GONE };

          g_array_append_val (pairs, pair);
        }
      if (x->key <= y->key)
        i++;
      if (y->key <= x->key)
        j++;
    }
  if (pairs->len > 0)
    qsort (pairs->data, pairs->len, sizeof (Pair), compare_pairs);
  return pairs;
}

/* Matches the first element of each run in the longest chain that rises on both
 * sides; the rest of a run falls to the gap after it. */
static void
match_anchors (Diff   *diff,
               GArray *pairs)
{
  g_autofree guint *tails = g_new (guint, pairs->len + 1);
  guint n_tails = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      Pair *pair = &g_array_index (pairs, Pair, i);
      guint low = 0, high = n_tails;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (g_array_index (pairs, Pair, tails[middle]).to < pair->to)
            low = middle + 1;
          else
            high = middle;
        }
      pair->previous = low > 0 ? tails[low - 1] : QUOTH_DIFF_GONE;
      tails[low] = i;
      n_tails = MAX (n_tails, low + 1);
    }
  if (n_tails == 0)
    return;
  for (guint i = tails[n_tails - 1]; i != QUOTH_DIFF_GONE;
       i = g_array_index (pairs, Pair, i).previous)
    {
      Pair *pair = &g_array_index (pairs, Pair, i);

      diff->match[pair->from] = pair->to;
    }
}

/* The furthest point of diagonal @k before this round's own snake. */
static int
step (const int *furthest,
      int        k,
      int        d)
{
  if (k == -d || (k != d && furthest[k - 1] < furthest[k + 1]))
    return furthest[k + 1];
  return furthest[k - 1] + 1;
}

static void
trace_back (Diff  *diff,
            guint  a0,
            guint  b0,
            int    x,
            int    y,
            int    d)
{
  for (; d >= 0; d--)
    {
      const int *furthest = diff->trace + (gsize) d * (2 * MAX_DIFFERENCES + 3)
                            + MAX_DIFFERENCES + 1;
      int k = x - y;
      int start = d == 0 ? 0 : step (furthest, k, d);

      while (x > start)
        {
          x--;
          y--;
          diff->match[a0 + (guint) x] = b0 + (guint) y;
        }
      if (d == 0)
        return;
      if (k == -d || (k != d && furthest[k - 1] < furthest[k + 1]))
        y--;
      else
        x--;
    }
}

/* Myers' greedy search between [a0, a1) and [b0, b1). */
static void
match_differing (Diff *diff,
                 guint a0,
                 guint a1,
                 guint b0,
                 guint b1)
{
  int n = (int) (a1 - a0), m = (int) (b1 - b0);
  int limit = MIN (n + m, MAX_DIFFERENCES);
  gsize width = 2 * MAX_DIFFERENCES + 3;
  int row[2 * MAX_DIFFERENCES + 3];
  int *furthest = row + MAX_DIFFERENCES + 1;

  if (diff->trace == NULL)
    diff->trace = g_new (int, width * (MAX_DIFFERENCES + 1));
  furthest[1] = 0;
  for (int d = 0; d <= limit; d++)
    {
      int *saved = diff->trace + (gsize) d * width + MAX_DIFFERENCES + 1;

      /* What this round starts from is what tracing back needs. */
      memcpy (saved - d - 1, furthest - d - 1, (gsize) (2 * d + 3) * sizeof (int));
      for (int k = -d; k <= d; k += 2)
        {
          int x = step (saved, k, d);
          int y = x - k;

          if (x > n || y > m)
            {
              furthest[k] = x;
              continue;
            }
          while (x < n && y < m && diff->from[a0 + (guint) x] == diff->to[b0 + (guint) y])
            {
              x++;
              y++;
            }
          furthest[k] = x;
          if (x == n && y == m)
            {
              trace_back (diff, a0, b0, x, y, d);
              return;
            }
        }
    }
}

static void
match_gap (Diff *diff,
           guint a0,
           guint a1,
           guint b0,
           guint b1)
{
  while (a0 < a1 && b0 < b1 && diff->from[a0] == diff->to[b0])
    diff->match[a0++] = b0++;
  while (a0 < a1 && b0 < b1 && diff->from[a1 - 1] == diff->to[b1 - 1])
    diff->match[--a1] = --b1;
  if (a0 < a1 && b0 < b1)
    match_differing (diff, a0, a1, b0, b1);
}

/* Returns, for every element of @from, where it stands in @to or %QUOTH_DIFF_GONE;
 * rising. Free with g_free(). */
guint *
quoth_diff_match (const guint *from,
                  guint        n_from,
                  const guint *to,
                  guint        n_to)
{
  Diff diff = { .from = from, .to = to };
  g_autoptr (GArray) pairs = NULL;
  guint a = 0, b = 0;

  diff.match = g_new (guint, n_from + 1);
  memset (diff.match, 0xff, (n_from + 1) * sizeof (guint));
  pairs = common_runs (&diff, n_from, n_to);
  match_anchors (&diff, pairs);
  for (guint i = 0; i < n_from; i++)
    {
      /* What a gap matched lies before its anchor, so this meets anchors only. */
      if (i < a || diff.match[i] == QUOTH_DIFF_GONE)
        continue;
      match_gap (&diff, a, i, b, diff.match[i]);
      a = i + 1;
      b = diff.match[i] + 1;
    }
  match_gap (&diff, a, n_from, b, n_to);
  g_free (diff.trace);
  return diff.match;
}
