/* test-coding.c - kappa, pi and alpha
 *
 * The worked values come from the papers that are named beside them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement-fixture.h"

#include "quoth-coding.h"

/* One word an item, one digit a rater; a dot is missing. Rater after rater. */
static int *
parse_items (const char *items,
             guint      *out_raters,
             guint      *out_items)
{
  g_auto (GStrv) words = g_strsplit (items, " ", -1);
  int *values;

  *out_items = g_strv_length (words);
  *out_raters = (guint) strlen (words[0]);
  values = g_new (int, *out_items * *out_raters);
  for (guint i = 0; i < *out_items; i++)
    {
      g_assert_cmpuint (strlen (words[i]), ==, *out_raters);
      for (guint r = 0; r < *out_raters; r++)
        values[r * *out_items + i] = words[i][r] == '.' ? QUOTH_MISSING
                                                         : g_ascii_digit_value (words[i][r]);
    }
  return values;
}

static double
alpha (const int  *values,
       guint       n_raters,
       guint       n_items,
       guint       n_categories,
       QuothMetric metric)
{
  g_autofree double *matrix = g_new0 (double, n_categories * n_categories);

  quoth_coincidences_add (matrix, n_categories, values, n_raters, n_items);
  return quoth_alpha (matrix, n_categories, metric, NULL).value;
}

static void
test_cohen (void)
{
  const double cohen[] = { 88, 14, 18, 10, 40, 10, 2, 6, 12 };
  const double artstein[] = { 20, 10, 20, 50 };
  const double skewed[] = { 80, 7, 8, 5 };
  QuothScore score = quoth_kappa_cohen_table (cohen, 3);

  /* Cohen (1960). */
  assert_same (score.observed, 0.70);
  assert_same (score.expected, 0.41);
  assert_printed (score.value, 0.49153);
  assert_same (score.n, 200);
  /* Artstein and Poesio (2008). */
  score = quoth_kappa_cohen_table (artstein, 2);
  assert_same (score.observed, 0.7);
  assert_same (score.expected, 0.54);
  assert_printed (score.value, 0.34783);
  g_assert_cmpfloat_with_epsilon (quoth_pi_scott_table (artstein, 2).value, 0.341, 0.0005);
  /* Most things are alike, and yet kappa is low. */
  score = quoth_kappa_cohen_table (skewed, 2);
  assert_same (score.observed, 0.85);
  g_assert_cmpfloat_with_epsilon (score.value, 0.314, 0.0005);
}

static void
test_fleiss (void)
{
  guint n_raters, n_items;
  g_autofree int *values = parse_items (
    "444444 222555 233335 555555 222444 113333 333355 113334 114444 555555 "
    "144444 124444 222333 144444 224445 333335 111455 111112 224444 133555 "
    "555555 244444 224555 114444 144445 222224 111155 224444 133333 555555",
    &n_raters, &n_items);
  QuothScore score = quoth_kappa_fleiss (values, n_raters, n_items, 6);

  g_assert_cmpuint (n_items, ==, 30);
  g_assert_cmpuint (n_raters, ==, 6);
  /* Fleiss (1971). */
  assert_printed (score.observed, 0.55556);
  assert_printed (score.expected, 0.21994);
  assert_printed (score.value, 0.43024);
  /* An item with a gap is no item. */
  values[0] = QUOTH_MISSING;
  assert_same (quoth_kappa_fleiss (values, n_raters, n_items, 6).n, 29);
}

static void
test_alpha (void)
{
  static const char *const raters[] = { "*****34121133*3", "1*213343*******",
                                        "**21344*21133*4" };
  int values[3 * 15];
  guint n_raters, n_items;
  g_autofree int *ordinal = NULL;
  QuothScore score;

  for (guint r = 0; r < 3; r++)
    for (guint i = 0; i < 15; i++)
      values[r * 15 + i] = raters[r][i] == '*' ? QUOTH_MISSING
                                               : g_ascii_digit_value (raters[r][i]);
  score = quoth_alpha_nominal (values, 3, 15, 5);
  assert_printed (score.observed, 0.23077);
  assert_printed (score.expected, 0.74769);
  assert_printed (score.value, 0.69136);
  assert_same (score.n, 26);
  assert_same (alpha (values, 3, 15, 5, QUOTH_METRIC_NOMINAL), score.value);
  assert_printed (alpha (values, 3, 15, 5, QUOTH_METRIC_INTERVAL), 0.81084);
  /* Hayes and Krippendorff (2007). */
  ordinal = parse_items (
    "112.2 1101. 2333. .00.0 000.0 000.0 102.1 1.20. 222.2 2111. "
    ".100. 0000. 1222. 33223 111.1 111.1 212.2 1233. 1101. 000.0 "
    "0011. 00.00 2333. 0000. 12.22 0111. 00010 1212. 1122. 112.2 "
    "110.0 2121. 22.22 3222. 222.2 223.2 222.2 22.12 2222. 111.1",
    &n_raters, &n_items);
  g_assert_cmpuint (n_items, ==, 40);
  assert_printed (alpha (ordinal, n_raters, n_items, 4, QUOTH_METRIC_ORDINAL), 0.75983);
}

/* Raters who mostly repeat the truth. */
static int *
make_values (GRand *rand,
             guint  n_raters,
             guint  n_items,
             guint  n_categories,
             gboolean with_gaps)
{
  int *values = g_new (int, n_raters * n_items);

  for (guint i = 0; i < n_items; i++)
    {
      int truth = g_rand_int_range (rand, 0, (int) n_categories);

      for (guint r = 0; r < n_raters; r++)
        {
          gboolean gap = with_gaps && g_rand_int_range (rand, 0, 5) == 0;

          values[r * n_items + i] = gap ? QUOTH_MISSING
                                    : g_rand_int_range (rand, 0, 4) != 0 ? truth
                                    : g_rand_int_range (rand, 0, (int) n_categories);
        }
    }
  return values;
}

/* Raters in another order, items in another order, categories by other names. */
static int *
permute (GRand     *rand,
         const int *values,
         guint      n_raters,
         guint      n_items,
         guint      n_categories)
{
  g_autofree guint *raters = g_new (guint, n_raters);
  g_autofree guint *items = g_new (guint, n_items);
  g_autofree guint *names = g_new (guint, n_categories);
  int *other = g_new (int, n_raters * n_items);

  for (guint r = 0; r < n_raters; r++)
    raters[r] = r;
  for (guint i = 0; i < n_items; i++)
    items[i] = i;
  for (guint c = 0; c < n_categories; c++)
    names[c] = c;
  shuffle_ints (rand, raters, n_raters);
  shuffle_ints (rand, items, n_items);
  shuffle_ints (rand, names, n_categories);
  for (guint r = 0; r < n_raters; r++)
    for (guint i = 0; i < n_items; i++)
      {
        int value = values[r * n_items + i];

        other[raters[r] * n_items + items[i]] = value < 0 ? value : (int) names[value];
      }
  return other;
}

static void
test_permuted (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1971);

  for (guint run = 0; run < 200; run++)
    {
      guint n_raters = (guint) g_rand_int_range (rand, 2, 6);
      guint n_items = (guint) g_rand_int_range (rand, 20, 60);
      guint n = (guint) g_rand_int_range (rand, 2, 6);
      g_autofree int *full = make_values (rand, n_raters, n_items, n, FALSE);
      g_autofree int *gaps = make_values (rand, n_raters, n_items, n, TRUE);
      g_autofree int *full_too = permute (rand, full, n_raters, n_items, n);
      g_autofree int *gaps_too = permute (rand, gaps, n_raters, n_items, n);
      double kappa = quoth_kappa_fleiss (full, n_raters, n_items, n).value;
      double cohen = quoth_kappa_cohen (gaps, gaps + n_items, n_items, n).value;
      double nominal = quoth_alpha_nominal (gaps, n_raters, n_items, n).value;

      assert_same (quoth_kappa_fleiss (full_too, n_raters, n_items, n).value, kappa);
      assert_same (quoth_alpha_nominal (gaps_too, n_raters, n_items, n).value, nominal);
      assert_same (alpha (gaps, n_raters, n_items, n, QUOTH_METRIC_NOMINAL), nominal);
      assert_same (quoth_kappa_cohen (gaps + n_items, gaps, n_items, n).value, cohen);
      g_assert_cmpfloat (kappa, <=, 1);
      g_assert_cmpfloat (kappa, >=, -1);
      g_assert_cmpfloat (cohen, <=, 1);
      g_assert_cmpfloat (cohen, >=, -1);
      g_assert_cmpfloat (nominal, <=, 1);
      g_assert_cmpfloat (nominal, >=, -1);
    }
}

static void
test_perfect (void)
{
  const int same[] = { 0, 1, 2, 1, 0, 1, 2, 1, 0, 1, 2, 1 };
  const int one[] = { 1, 1, 1, 1 };
  const int alone[] = { 0, QUOTH_MISSING, QUOTH_MISSING, 1 };

  assert_same (quoth_kappa_cohen (same, same + 4, 4, 3).value, 1);
  assert_same (quoth_kappa_fleiss (same, 3, 4, 3).value, 1);
  assert_same (quoth_alpha_nominal (same, 3, 4, 3).value, 1);
  assert_same (alpha (same, 3, 4, 3, QUOTH_METRIC_INTERVAL), 1);
  assert_same (alpha (same, 3, 4, 3, QUOTH_METRIC_ORDINAL), 1);
  /* One category only, or nothing to pair: no coefficient. */
  g_assert_true (isnan (quoth_kappa_cohen (one, one, 4, 2).value));
  g_assert_true (isnan (quoth_kappa_fleiss (one, 2, 2, 2).value));
  g_assert_true (isnan (quoth_alpha_nominal (one, 2, 2, 2).value));
  g_assert_true (isnan (quoth_alpha_nominal (alone, 2, 2, 2).value));
  g_assert_true (isnan (quoth_kappa_cohen (alone, alone + 2, 2, 2).value));
  g_assert_cmpfloat (quoth_kappa_cohen (alone, alone + 2, 2, 2).n, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/coding/cohen", test_cohen);
  g_test_add_func ("/coding/fleiss", test_fleiss);
  g_test_add_func ("/coding/alpha", test_alpha);
  g_test_add_func ("/coding/permuted", test_permuted);
  g_test_add_func ("/coding/perfect", test_perfect);
  return g_test_run ();
}
