/* test-coreference.c - MUC, B³, CEAF and their mean
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement-fixture.h"

#include "quoth-coreference.h"

#include "quoth-assignment.h"

#include <string.h>

/* Clusters are words, mentions their letters. */
static QuothCoreference
measure (const char *key,
         const char *response)
{
  guint keys[128], responses[128], mentions[128], cluster = 1, n = 0;
  QuothCoreference result = { { 0, 0, 0, 0 }, { 0, 0, 0, 0 }, { 0, 0, 0, 0 } };
  guint all_keys[128], all_responses[128];

  memset (keys, 0xff, sizeof keys);
  memset (responses, 0xff, sizeof responses);
  for (const char *p = key; *p != '\0'; p++)
    if (*p == ' ')
      cluster++;
    else
      keys[(guint) *p] = cluster;
  for (const char *p = response; *p != '\0'; p++)
    if (*p == ' ')
      cluster++;
    else
      responses[(guint) *p] = cluster;
  for (guint i = 0; i < 128; i++)
    if (keys[i] != QUOTH_NO_CLUSTER || responses[i] != QUOTH_NO_CLUSTER)
      mentions[n++] = i;
  for (guint i = 0; i < n; i++)
    {
      all_keys[i] = keys[mentions[i]];
      all_responses[i] = responses[mentions[i]];
    }
  quoth_coreference_measure (all_keys, all_responses, n, &result);
  return result;
}

static void
assert_ratio (const QuothRatio *ratio,
              double            recall,
              double            precision,
              double            f1)
{
  assert_printed (quoth_ratio_recall (ratio), recall);
  assert_printed (quoth_ratio_precision (ratio), precision);
  assert_printed (quoth_ratio_f1 (ratio), f1);
}

/* The test cases of the reference scorer, by their names there. */
static void
test_scorer (void)
{
  QuothCoreference a2 = measure ("a bc def", "a de");
  QuothCoreference a4 = measure ("a bc def", "a bcx dy z");
  QuothCoreference d1 = measure ("12345 67 89ABC", "12345 6789ABC");

  assert_ratio (&a2.muc, 1 / 3.0, 1, 0.5);
  assert_ratio (&a2.b_cubed, 0.38889, 1, 0.56);
  assert_ratio (&a2.ceaf, 0.6, 0.9, 0.72);
  assert_printed (quoth_coreference_conll (&a2), 0.59333);
  assert_ratio (&a4.muc, 1 / 3.0, 1 / 3.0, 1 / 3.0);
  assert_ratio (&a4.b_cubed, 0.55556, 0.40476, 0.46832);
  assert_ratio (&a4.ceaf, 0.73333, 0.55, 0.62857);
  assert_printed (quoth_coreference_conll (&a4), 0.47674);
  assert_ratio (&d1.muc, 1, 0.9, 0.94737);
  assert_ratio (&d1.b_cubed, 1, 0.76190, 0.86486);
  assert_ratio (&d1.ceaf, 0.61111, 0.91667, 0.73333);
}

static void
test_properties (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2012);

  for (guint run = 0; run < 300; run++)
    {
      guint n = (guint) g_rand_int_range (rand, 1, 40), a[40], b[40], order[40], c[40], d[40];
      QuothCoreference ab = { { 0 } }, ba = { { 0 } }, aa = { { 0 } }, cd = { { 0 } };

      for (guint i = 0; i < n; i++)
        {
          order[i] = i;
          a[i] = (guint) g_rand_int_range (rand, 0, 9);
          b[i] = g_rand_int_range (rand, 0, 3) != 0 ? a[i] + 100
                                                    : 100 + (guint) g_rand_int_range (rand, 0, 9);
          if (g_rand_int_range (rand, 0, 8) == 0)
            *(g_rand_boolean (rand) ? &a[i] : &b[i]) = QUOTH_NO_CLUSTER;
        }
      shuffle_ints (rand, order, n);
      for (guint i = 0; i < n; i++)
        {
          c[order[i]] = a[i] == QUOTH_NO_CLUSTER ? a[i] : 1000 - a[i];
          d[order[i]] = b[i];
        }
      quoth_coreference_measure (a, b, n, &ab);
      quoth_coreference_measure (b, a, n, &ba);
      quoth_coreference_measure (c, d, n, &cd);
      /* Who is the key turns recall and precision, and nothing else. */
      assert_same (ab.muc.recall_good, ba.muc.precision_good);
      assert_same (ab.b_cubed.recall_good, ba.b_cubed.precision_good);
      assert_same (ab.ceaf.recall_good, ba.ceaf.precision_good);
      assert_same (quoth_ratio_f1 (&ab.b_cubed), quoth_ratio_f1 (&ba.b_cubed));
      assert_same (quoth_ratio_f1 (&ab.b_cubed), quoth_ratio_f1 (&cd.b_cubed));
      assert_same (quoth_ratio_f1 (&ab.ceaf), quoth_ratio_f1 (&cd.ceaf));
      assert_same (ab.muc.recall_good, cd.muc.recall_good);
      g_assert_cmpfloat (quoth_ratio_f1 (&ab.ceaf), <=, 1 + 1e-9);
      g_assert_cmpfloat (quoth_ratio_f1 (&ab.b_cubed), >=, 0);
      if (!quoth_coreference_measure (a, a, n, &aa))
        continue;
      assert_same (quoth_ratio_f1 (&aa.b_cubed), 1);
      assert_same (quoth_ratio_f1 (&aa.ceaf), 1);
      if (aa.muc.recall_all > 0)
        assert_same (quoth_coreference_conll (&aa), 1);
      else
        g_assert_true (isnan (quoth_coreference_conll (&aa)));
    }
}

/* All ways to match the left nodes from @left on. */
static double
best_by_hand (double   gains[6][6],
              guint    left,
              guint    n,
              gboolean taken[6])
{
  double best;

  if (left == n)
    return 0;
  best = best_by_hand (gains, left + 1, n, taken);
  for (guint r = 0; r < n; r++)
    if (!taken[r] && gains[left][r] > 0)
      {
        taken[r] = TRUE;
        best = MAX (best, gains[left][r] + best_by_hand (gains, left + 1, n, taken));
        taken[r] = FALSE;
      }
  return best;
}

static void
test_assignment (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1955);

  for (guint run = 0; run < 500; run++)
    {
      guint n = (guint) g_rand_int_range (rand, 1, 7), n_list = 0;
      double gains[6][6] = { { 0 } };
      gboolean taken[6] = { FALSE };
      QuothGain list[36];
      int rights[6];
      double sum = 0, found;

      for (guint l = 0; l < n; l++)
        for (guint r = 0; r < n; r++)
          if (g_rand_boolean (rand))
            {
              gains[l][r] = g_rand_int_range (rand, 1, 9) / 4.0;
              list[n_list++] = (QuothGain) { l, r, gains[l][r] };
            }
      found = quoth_assignment_solve (list, n_list, n, n, rights);
      for (guint l = 0; l < n; l++)
        if (rights[l] >= 0)
          {
            g_assert_cmpfloat (gains[l][rights[l]], >, 0);
            g_assert_false (taken[rights[l]]);
            taken[rights[l]] = TRUE;
            sum += gains[l][rights[l]];
          }
      memset (taken, 0, sizeof taken);
      assert_same (found, sum);
      assert_same (found, best_by_hand (gains, 0, n, taken));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coreference/scorer", test_scorer);
  g_test_add_func ("/coreference/properties", test_properties);
  g_test_add_func ("/assignment/by-hand", test_assignment);
  return g_test_run ();
}
