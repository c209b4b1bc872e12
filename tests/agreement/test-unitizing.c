/* test-unitizing.c - alpha_u
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "agreement-fixture.h"

#include "quoth-unitizing.h"

#include "quoth-coding.h"

#define RATER(...) \
  ((QuothRater) { (const QuothSpan[]) { __VA_ARGS__ }, \
                  G_N_ELEMENTS (((const QuothSpan[]) { __VA_ARGS__ })) })
/* Begin and length, as the papers give them. */
#define UNIT(begin, length) { (begin), (begin) + (length) }

/* Krippendorff (2004), page 254. */
static void
test_krippendorff_2004 (void)
{
  const QuothSpan continuum = { 150, 450 };
  const QuothRater c[] = { RATER (UNIT (225, 70), UNIT (370, 30)),
                           RATER (UNIT (220, 80), UNIT (355, 20), UNIT (400, 20)) };
  const QuothRater k[] = { RATER (UNIT (180, 60), UNIT (300, 50)),
                           RATER (UNIT (180, 60), UNIT (300, 50)) };
  QuothUnitizing of_c = quoth_unitizing_measure (c, 2, continuum);
  QuothUnitizing of_k = quoth_unitizing_measure (k, 2, continuum);

  g_assert_cmpfloat_with_epsilon (of_c.observed, 0.014444, 0.0000005);
  g_assert_cmpfloat_with_epsilon (of_c.expected, 0.053222, 0.0000005);
  assert_printed (quoth_unitizing_alpha (of_c), 0.72860);
  assert_same (quoth_unitizing_alpha (of_k), 1);
  of_c.observed += of_k.observed;
  of_c.expected += of_k.expected;
  assert_printed (quoth_unitizing_alpha (of_c), 0.85867);
}

/* Each length times @factor. */
static double
stretched (const QuothRater *raters,
           guint             factor,
           guint             length)
{
  QuothSpan units[2][8];
  QuothRater other[2];

  for (guint r = 0; r < 2; r++)
    {
      for (guint i = 0; i < raters[r].n_units; i++)
        units[r][i] = (QuothSpan) { raters[r].units[i].start * factor,
                                    raters[r].units[i].end * factor };
      other[r] = (QuothRater) { units[r], raters[r].n_units };
    }
  return quoth_unitizing_alpha (quoth_unitizing_measure (other, 2,
                                                         (QuothSpan) { 0, length * factor }));
}

/* Krippendorff (1995), page 57. */
static void
test_krippendorff_1995 (void)
{
  const QuothRater a[] = { RATER (UNIT (2, 8), UNIT (14, 6)),
                           RATER (UNIT (4, 4), UNIT (15, 2)) };
  const QuothRater c[] = { RATER (UNIT (2, 6), UNIT (10, 2), UNIT (14, 4), UNIT (20, 2)),
                           RATER (UNIT (0, 2), UNIT (4, 4), UNIT (10, 4), UNIT (16, 2),
                                  UNIT (20, 2)) };
  int digits[2][24] = { { 0 } };

  assert_printed (stretched (a, 1, 24), 0.51529);
  assert_printed (stretched (c, 1, 24), 0.60335);
  assert_printed (stretched (a, 1000, 24), 0.55291);
  assert_printed (stretched (c, 1000, 24), 0.69300);
  /* The same cut into points: kappa sees less. */
  for (guint r = 0; r < 2; r++)
    for (guint i = 0; i < a[r].n_units; i++)
      for (guint at = a[r].units[i].start; at < a[r].units[i].end; at++)
        digits[r][at] = 1;
  assert_printed (quoth_kappa_cohen (digits[0], digits[1], 24, 2).value, 0.38462);
}

static GArray *
make_units (GRand *rand,
            guint  length)
{
  GArray *units = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  guint at = (guint) g_rand_int_range (rand, 0, 20);

  while (at < length)
    {
      QuothSpan unit = { at, MIN (length, at + (guint) g_rand_int_range (rand, 1, 12)) };

      g_array_append_val (units, unit);
      at = unit.end + (guint) g_rand_int_range (rand, 0, 20);
    }
  return units;
}

/* The definition word for word: every segment against every segment. */
static double
observed_by_hand (const QuothRater *raters,
                  guint             n_raters,
                  guint             length)
{
  double sum = 0;

  for (guint r = 0; r < n_raters; r++)
    for (guint s = 0; s < n_raters; s++)
      for (guint i = 0; r != s && i < raters[r].n_units; i++)
        {
          QuothSpan u = raters[r].units[i];
          gboolean in_gap = TRUE;

          for (guint j = 0; j < raters[s].n_units; j++)
            {
              QuothSpan v = raters[s].units[j];

              if (MAX (u.start, v.start) >= MIN (u.end, v.end))
                continue;
              in_gap = FALSE;
              sum += pow ((double) u.start - v.start, 2) + pow ((double) u.end - v.end, 2);
            }
          /* Once as unit against gap, once as gap against unit. */
          if (in_gap)
            sum += 2 * pow ((double) u.end - u.start, 2);
        }
  return sum / (n_raters * (n_raters - 1.0) * length * length);
}

static double
expected_by_hand (const QuothRater *raters,
                  guint             n_raters,
                  guint             length)
{
  double sum = 0, same = 0, all = (double) n_raters * length;
  guint n = 0;

  for (guint r = 0; r < n_raters; r++)
    n += raters[r].n_units;
  for (guint r = 0; r < n_raters; r++)
    for (guint i = 0; i < raters[r].n_units; i++)
      {
        double l = raters[r].units[i].end - raters[r].units[i].start, fits = 0;

        for (guint s = 0; s < n_raters; s++)
          for (guint j = 0; j <= raters[s].n_units; j++)
            {
              guint from = j == 0 ? 0 : raters[s].units[j - 1].end;
              double gap = (j < raters[s].n_units ? raters[s].units[j].start : length)
                           - (double) from;

              fits += gap >= l ? gap - l + 1 : 0;
            }
        sum += (n - 1.0) * (2 * l * l * l - 3 * l * l + l) / 3 + l * l * fits;
        same += l * (l - 1);
      }
  return 2.0 / length * sum / (all * (all - 1) - same);
}

static void
test_properties (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (2004);

  for (guint run = 0; run < 300; run++)
    {
      guint n = (guint) g_rand_int_range (rand, 2, 5);
      QuothRater raters[4], turned[4], alike[2], moved[4];
      GArray *units[4], *further[4];
      QuothUnitizing result, other;

      for (guint r = 0; r < n; r++)
        {
          units[r] = make_units (rand, 200);
          further[r] = g_array_copy (units[r]);
          for (guint i = 0; i < further[r]->len; i++)
            {
              g_array_index (further[r], QuothSpan, i).start += 77;
              g_array_index (further[r], QuothSpan, i).end += 77;
            }
          raters[r] = (QuothRater) { (const QuothSpan *) units[r]->data, units[r]->len };
          moved[r] = (QuothRater) { (const QuothSpan *) further[r]->data, further[r]->len };
          turned[n - 1 - r] = raters[r];
        }
      alike[0] = alike[1] = raters[0];
      result = quoth_unitizing_measure (raters, n, (QuothSpan) { 0, 200 });
      assert_same (result.observed, observed_by_hand (raters, n, 200));
      assert_same (result.expected, expected_by_hand (raters, n, 200));
      g_assert_cmpfloat (quoth_unitizing_alpha (result), <=, 1);
      other = quoth_unitizing_measure (turned, n, (QuothSpan) { 0, 200 });
      assert_same (other.observed, result.observed);
      assert_same (other.expected, result.expected);
      other = quoth_unitizing_measure (moved, n, (QuothSpan) { 77, 277 });
      assert_same (quoth_unitizing_alpha (other), quoth_unitizing_alpha (result));
      if (alike[0].n_units > 0)
        assert_same (quoth_unitizing_alpha (quoth_unitizing_measure (alike, 2,
                                                                     (QuothSpan) { 0, 200 })), 1);
      for (guint r = 0; r < n; r++)
        {
          g_array_unref (units[r]);
          g_array_unref (further[r]);
        }
    }
}

static void
test_nothing (void)
{
  const QuothRater empty[] = { { NULL, 0 }, { NULL, 0 } };
  const QuothRater one[] = { RATER (UNIT (3, 4)), { NULL, 0 } };
  QuothUnitizing result = quoth_unitizing_measure (empty, 2, (QuothSpan) { 0, 100 });

  g_assert_true (isnan (quoth_unitizing_alpha (result)));
  result = quoth_unitizing_measure (one, 2, (QuothSpan) { 0, 100 });
  g_assert_cmpfloat (quoth_unitizing_alpha (result), <, 0.1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/unitizing/krippendorff-2004", test_krippendorff_2004);
  g_test_add_func ("/unitizing/krippendorff-1995", test_krippendorff_1995);
  g_test_add_func ("/unitizing/properties", test_properties);
  g_test_add_func ("/unitizing/nothing", test_nothing);
  return g_test_run ();
}
