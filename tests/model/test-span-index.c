/* test-span-index.c - the index finds what a plain search finds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-span-index.h"

#include <string.h>
#include <time.h>

static QuothAnnotation *
random_annotation (GRand *rand,
                   guint  text_length)
{
  QuothSpan parts[3];
  guint n_parts = g_rand_int_range (rand, 0, 5) == 0 ? 3 : 1;
  guint longest = g_rand_int_range (rand, 0, 20) == 0 ? text_length : 12;

  for (guint i = 0; i < n_parts; i++)
    {
      parts[i].start = (guint) g_rand_int_range (rand, 0, (gint32) text_length);
      parts[i].end = parts[i].start + 1 + (guint) g_rand_int_range (rand, 0, (gint32) longest);
      parts[i].end = MIN (parts[i].end, text_length);
    }
  return quoth_annotation_new ("claim", "anna", parts, n_parts);
}

static void
assert_order (QuothSpanIndex *index)
{
  for (guint i = 1; i < quoth_span_index_get_n (index); i++)
    {
      const QuothIndexEntry *a = quoth_span_index_get (index, i - 1);
      const QuothIndexEntry *b = quoth_span_index_get (index, i);

      g_assert_true (a->start < b->start
                     || (a->start == b->start
                         && (a->end > b->end
                             || (a->end == b->end
                                 && strcmp (a->annotation->id, b->annotation->id) <= 0))));
    }
}

/* What the index returns is a subset, in order, of what it holds; counting what a
 * plain search finds makes it the right one. */
static void
assert_overlap (QuothSpanIndex *index,
                GPtrArray      *annotations,
                guint           start,
                guint           end)
{
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));
  guint expected = 0;

  quoth_span_index_overlap (index, start, end, found);
  for (guint i = 0; i < annotations->len; i++)
    {
      QuothAnnotation *annotation = annotations->pdata[i];

      for (guint j = 0; j < annotation->n_parts; j++)
        if (annotation->parts[j].start < end && annotation->parts[j].end > start)
          expected++;
    }
  g_assert_cmpuint (found->len, ==, expected);
  for (guint i = 0; i < found->len; i++)
    {
      const QuothIndexEntry *entry = &g_array_index (found, QuothIndexEntry, i);

      g_assert_true (entry->start < end && entry->end > start);
      g_assert_cmpuint (entry->start, ==, entry->annotation->parts[entry->part].start);
      g_assert_true (i == 0 || entry[-1].start <= entry->start);
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  for (int round = 0; round < 12; round++)
    {
      guint n = round < 6 ? 40 : 1500;
      guint text_length = round % 2 == 0 ? 60 : 20000;
      g_autoptr (QuothSpanIndex) index = quoth_span_index_new ();
      g_autoptr (GPtrArray) all =
        g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);

      for (guint i = 0; i < n; i++)
        g_ptr_array_add (all, random_annotation (rand, text_length));
      quoth_span_index_add_all (index, all);
      for (guint i = 0; i < 200; i++)
        {
          guint start = (guint) g_rand_int_range (rand, 0, (gint32) text_length);

          if (g_rand_boolean (rand) && all->len > 0)
            {
              guint victim = (guint) g_rand_int_range (rand, 0, (gint32) all->len);
              g_autoptr (QuothAnnotation) twin = quoth_annotation_copy (all->pdata[victim]);

              g_assert_true (quoth_span_index_remove (index, twin));
              g_assert_false (quoth_span_index_remove (index, twin));
              g_ptr_array_remove_index_fast (all, victim);
            }
          else
            {
              g_ptr_array_add (all, random_annotation (rand, text_length));
              quoth_span_index_add (index, all->pdata[all->len - 1]);
            }
          assert_overlap (index, all, start, start + 1);
          assert_overlap (index, all, start, start);
          assert_overlap (index, all, start, start + 50);
        }
      assert_overlap (index, all, 0, text_length);
      assert_order (index);
    }
}

static void
test_at (void)
{
  const QuothSpan spans[] = { { 0, 100 }, { 10, 20 }, { 5, 20 }, { 10, 15 } };
  g_autoptr (QuothSpanIndex) index = quoth_span_index_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      g_autoptr (QuothAnnotation) annotation = quoth_annotation_new ("x", "anna", &spans[i], 1);

      quoth_span_index_add (index, annotation);
    }
  quoth_span_index_at (index, 12, found);
  g_assert_cmpuint (found->len, ==, 4);
  g_assert_cmpuint (g_array_index (found, QuothIndexEntry, 0).end, ==, 15);
  g_assert_cmpuint (g_array_index (found, QuothIndexEntry, 1).start, ==, 10);
  g_assert_cmpuint (g_array_index (found, QuothIndexEntry, 2).start, ==, 5);
  g_assert_cmpuint (g_array_index (found, QuothIndexEntry, 3).end, ==, 100);
  quoth_span_index_at (index, 100, found);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (quoth_span_index_lower_bound (index, 6), ==, 2);
}

/* Reports the CPU time; the bound is loose enough for any machine. */
static void
test_large (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (QuothSpanIndex) index = quoth_span_index_new ();
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (QuothIndexEntry));
  g_autoptr (GPtrArray) all =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_annotation_unref);
  clock_t start;
  double micros;

  for (guint i = 0; i < 50000; i++)
    g_ptr_array_add (all, random_annotation (rand, 5000000));
  start = clock ();
  quoth_span_index_add_all (index, all);
  g_test_message ("50,000 annotations added at once: %.1f ms",
                  1e3 * (double) (clock () - start) / CLOCKS_PER_SEC);
  start = clock ();
  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (QuothAnnotation) one = random_annotation (rand, 5000000);

      quoth_span_index_add (index, one);
      quoth_span_index_at (index, one->parts[0].start, found);
      quoth_span_index_remove (index, one);
      quoth_span_index_at (index, one->parts[0].start, found);
    }
  micros = 1e6 * (double) (clock () - start) / CLOCKS_PER_SEC / 400;
  g_test_message ("adding or removing one, then a query: %.0f µs", micros);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/span-index/random", test_random);
  g_test_add_func ("/span-index/at", test_at);
  g_test_add_func ("/span-index/large", test_large);
  return g_test_run ();
}
