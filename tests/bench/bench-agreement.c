/* bench-agreement.c - what the statistics of agreement cost
 *
 * The data are made up: eight labels of which raters agree on 85 in 100; units of about
 * 20 code points every 50, whose ends the raters move by up to five. One article of the
 * same kind goes through all statistics at once, bootstrap included.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-common.h"

#include "quoth-agreement.h"
#include "quoth-coding.h"
#include "quoth-gamma.h"
#include "quoth-matching.h"
#include "quoth-unitizing.h"

#include <math.h>

#define RUNS 15
#define N_LABELS 8

/* Results are summed up here, so that no compiler leaves the work out. */
static volatile double sink;

static int *
make_labels (GRand *rand,
             guint  n_raters,
             guint  n_items)
{
  int *labels = g_new (int, (gsize) n_raters * n_items);

  for (guint i = 0; i < n_items; i++)
    {
      int truth = g_rand_int_range (rand, 0, N_LABELS);

      for (guint r = 0; r < n_raters; r++)
        labels[(gsize) r * n_items + i] = g_rand_int_range (rand, 0, 100) < 92 ? truth
                                          : g_rand_int_range (rand, 0, N_LABELS);
    }
  return labels;
}

/* One rater after the other, each @n units. */
static QuothSpan *
make_units (GRand *rand,
            guint  n_raters,
            guint  n)
{
  QuothSpan *units = g_new (QuothSpan, (gsize) n_raters * n);

  for (guint i = 0; i < n; i++)
    {
      guint start = i * 50 + 10, end = start + (guint) g_rand_int_range (rand, 10, 30);

      for (guint r = 0; r < n_raters; r++)
        units[(gsize) r * n + i] = (QuothSpan) { start + (guint) g_rand_int_range (rand, 0, 6),
                                                 end + (guint) g_rand_int_range (rand, 0, 6) };
    }
  return units;
}

static void
bench_coding (void)
{
  const guint n_raters = 10, n_items = 100000;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree int *labels = make_labels (rand, n_raters, n_items);
  BenchSeries alpha, kappa, fleiss;

  bench_series_init (&alpha, "agreement", "10 x 100,000", "alpha-nominal");
  bench_series_init (&kappa, "agreement", "2 x 100,000", "kappa-cohen");
  bench_series_init (&fleiss, "agreement", "10 x 100,000", "kappa-fleiss");
  for (guint i = 0; i < RUNS; i++)
    {
      bench_series_start (&alpha);
      sink += quoth_alpha_nominal (labels, n_raters, n_items, N_LABELS).value;
      bench_series_stop (&alpha);
      bench_series_start (&kappa);
      sink += quoth_kappa_cohen (labels, labels + n_items, n_items, N_LABELS).value;
      bench_series_stop (&kappa);
      bench_series_start (&fleiss);
      sink += quoth_kappa_fleiss (labels, n_raters, n_items, N_LABELS).value;
      bench_series_stop (&fleiss);
    }
  bench_series_print (&alpha, 0, bench_rss_mb ());
  bench_series_print (&kappa, 0, bench_rss_mb ());
  bench_series_print (&fleiss, 0, bench_rss_mb ());
}

static void
bench_units (void)
{
  const guint n = 10000, length = n * 50 + 100;
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autofree QuothSpan *units = make_units (rand, 3, n);
  const QuothRater raters[] = { { units, n }, { units + n, n }, { units + 2 * n, n } };
  g_autofree QuothMark *marks = g_new (QuothMark, 2 * n);
  g_autofree char *blank = g_strnfill (length, 'x');
  g_autoptr (QuothText) text = quoth_text_new (blank, -1, NULL);
  g_auto (QuothSolid) solid = { 0 };
  BenchSeries alpha_u, exact, overlap;

  quoth_solid_init (&solid, text);
  for (guint i = 0; i < 2 * n; i++)
    marks[i] = (QuothMark) { &units[i], 1 };
  bench_series_init (&alpha_u, "agreement", "3 x 10,000", "alpha-u");
  bench_series_init (&exact, "agreement", "2 x 10,000", "f1-exact");
  bench_series_init (&overlap, "agreement", "2 x 10,000", "f1-overlap");
  for (guint i = 0; i < RUNS; i++)
    {
      g_auto (QuothMatching) matching = { 0 };

      bench_series_start (&alpha_u);
      sink += quoth_unitizing_measure (raters, 3, (QuothSpan) { 0, length }).observed;
      bench_series_stop (&alpha_u);
      bench_series_start (&exact);
      sink += quoth_match_exact (marks, n, marks + n, n);
      bench_series_stop (&exact);
      bench_series_start (&overlap);
      sink += quoth_match_overlap (&solid, marks, n, marks + n, n, &matching);
      bench_series_stop (&overlap);
    }
  bench_series_print (&alpha_u, 0, bench_rss_mb ());
  bench_series_print (&exact, 0, bench_rss_mb ());
  bench_series_print (&overlap, 0, bench_rss_mb ());
}

static QuothGammaUnit *
make_gamma_units (GRand *rand,
                  guint  n_raters,
                  guint  n)
{
  g_autofree QuothSpan *spans = make_units (rand, n_raters, n);
  QuothGammaUnit *units = g_new (QuothGammaUnit, (gsize) n_raters * n);

  for (guint i = 0; i < n_raters * n; i++)
    units[i] = (QuothGammaUnit) { spans[i].start, spans[i].end,
                                  (guint) g_rand_int_range (rand, 0, 100) < 92
                                  ? (i % n) % N_LABELS
                                  : (guint) g_rand_int_range (rand, 0, N_LABELS) };
  return units;
}

static void
bench_gamma (guint       n,
             const char *name)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autofree QuothGammaUnit *units = make_gamma_units (rand, 3, n);
  const QuothGammaRater raters[] = { { units, n }, { units + n, n }, { units + 2 * n, n } };
  const QuothGammaWeights weights = QUOTH_GAMMA_WEIGHTS;
  BenchSeries gamma;
  double observed, chance;

  bench_series_init (&gamma, "agreement", name, "gamma-30-samples");
  for (guint i = 0; i < RUNS; i++)
    {
      bench_series_start (&gamma);
      quoth_gamma_disorder (&raters[0], &raters[1], &weights, &observed);
      quoth_gamma_chance (&raters[0], &raters[1], &weights, n * 50.0 + 100, 30, i, &chance);
      bench_series_stop (&gamma);
      sink += 1 - observed / chance;
    }
  bench_series_print (&gamma, 0, bench_rss_mb ());
}

/* Exact for three: the best alignment of what they did, without chance. */
static void
bench_three (void)
{
  const guint n = 100;
  g_autoptr (GRand) rand = g_rand_new_with_seed (4);
  g_autofree QuothGammaUnit *units = make_gamma_units (rand, 3, n);
  const QuothGammaRater raters[] = { { units, n }, { units + n, n }, { units + 2 * n, n } };
  const QuothGammaWeights weights = QUOTH_GAMMA_WEIGHTS;
  BenchSeries many;
  double observed = NAN;

  bench_series_init (&many, "agreement", "3 x 100", "gamma-exact-alignment");
  for (guint i = 0; i < RUNS; i++)
    {
      bench_series_start (&many);
      if (!quoth_gamma_disorder_many (raters, 3, &weights, &observed))
        g_printerr ("bench-agreement: three annotators were refused\n");
      bench_series_stop (&many);
      sink += observed;
    }
  bench_series_print (&many, 0, bench_rss_mb ());
}

static QuothArticleData *
make_article (GRand *rand,
              guint  n_layers,
              guint  n)
{
  static const char *const names[] = { "a", "b", "c", "d", "e", "f" };
  static const char *const types[] = { "person", "claim", "cue", "source" };
  g_autofree QuothSpan *units = make_units (rand, n_layers, n);
  g_autofree char *utf8 = bench_make_text (rand, n * 70 + 4000, FALSE);
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("bench", text);
  QuothArticleData *data = quoth_article_data_new (article, text);

  for (guint l = 0; l < n_layers; l++)
    {
      quoth_article_data_add_layer (data, names[l], "done");
      for (guint i = 0; i < n; i++)
        {
          QuothAnnotation *annotation = quoth_annotation_new (types[i % 4], names[l],
                                                              &units[l * n + i], 1);
          g_autofree char *id = g_strdup_printf ("%u-%u", l, i);

          quoth_annotation_set_id (annotation, id);
          g_ptr_array_add (data->annotations, annotation);
        }
    }
  return data;
}

/* All statistics of an article that six people worked on. */
static void
bench_article (guint       n,
               const char *name)
{
  static const char *const layers[] = { "a", "b", "c", "d", "e", "f", NULL };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  const QuothAgreementSettings settings = QUOTH_AGREEMENT_SETTINGS;
  g_autoptr (QuothAgreement) total = quoth_agreement_new (scheme, layers, &settings);
  QuothArticleData *data = make_article (rand, 6, n);
  BenchSeries series;

  bench_series_init (&series, "agreement", name, "article");
  for (guint i = 0; i < RUNS; i++)
    {
      QuothAgreement *one;

      bench_series_start (&series);
      one = quoth_agreement_compare (total, data, NULL, NULL);
      quoth_agreement_add (total, one, data->article->id);
      bench_series_stop (&series);
      quoth_agreement_free (one);
    }
  bench_series_print (&series, 0, bench_rss_mb ());
  quoth_article_data_free (data);
}

int
main (int    argc,
      char **argv)
{
  bench_machine ("agreement");
  bench_coding ();
  bench_units ();
  bench_gamma (100, "2 x 100");
  bench_gamma (1000, "2 x 1,000");
  bench_three ();
  bench_article (60, "6 layers x 60");
  bench_article (2000, "6 layers x 2,000");
  return 0;
}
