/* test-insights-plots.c - what was measured, as plots with words and targets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"

#include "quoth-insights-load.h"
#include "quoth-insights-save.h"
#include "quoth-insights-words.h"
#include "quoth-places.h"
#include "quoth-project-work.h"

#include <math.h>

#define N_ARTICLES 4

static void
mark (QuothArticleData *data,
      const char       *layer,
      const char       *type,
      guint             start,
      guint             end,
      guint             day)
{
  g_autofree char *id = g_strdup_printf ("%s-%u", layer, start);
  g_autofree char *created = g_strdup_printf ("2026-03-%02uT10:00:00Z", day);
  QuothAnnotation *annotation = fixture_annotation (id, type, start, end);

  quoth_annotation_set_layer (annotation, layer);
  quoth_annotation_set_created (annotation, created);
  quoth_annotation_set_origin (annotation, "human");
  if (strcmp (type, "person") == 0)
    quoth_annotation_set_entity (annotation, "doe");
  else
    {
      g_autofree char *speaker = g_strdup_printf ("%s-19", layer);

      quoth_annotation_add_link (annotation, "speaker", speaker, NULL);
    }
  g_ptr_array_add (data->annotations, annotation);
}

/* Ben and cora agree; anna has no claim in the first article. */
static void
add_articles (QuothProject *project)
{
  static const char *const layers[] = { "anna", "ben", "cora" };
  g_autoptr (QuothCommand) command = quoth_command_new ("entities");
  g_autoptr (QuothEntity) entity = quoth_entity_new ("person", "Jane Doe");

  quoth_entity_set_id (entity, "doe");
  quoth_command_add_entity (command, NULL, entity);
  g_assert_true (quoth_project_commit (project, command, NULL));
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *id = g_strdup_printf ("article%u", i);
      g_autoptr (QuothArticleData) data = fixture_article (id, "words");

      for (guint l = 0; l < G_N_ELEMENTS (layers); l++)
        {
          mark (data, layers[l], "person", 19, 27, 1 + 2 * i);
          if (i > 0 || l > 0)
            mark (data, layers[l], "claim", 35, 40, 1 + 2 * i);
          quoth_article_data_add_layer (data, layers[l], i == 0 ? "done" : "open");
        }
      fixture_import (project, data);
    }
}

static QuothInsightsLoad *
load (QuothProject      *project,
      QuothInsightsPart  part,
      gboolean           gamma)
{
  QuothInsightsLoad *answer = quoth_insights_load_new (part);
  g_autoptr (GError) error = NULL;

  answer->gamma = gamma;
  g_assert_true (quoth_insights_load_run (project, NULL, answer, &error) == answer);
  g_assert_no_error (error);
  return answer;
}

static QuothPlot *
make (QuothProject   *project,
      QuothInsight    insight,
      QuothStatistic  statistic)
{
  QuothInsightsLoad *answer = load (project, quoth_insight_get_part (insight), TRUE);
  QuothPlot *plot = quoth_insights_load_plot (answer, quoth_project_get_registry (project), insight,
                                              0, statistic, FALSE, NULL);

  quoth_insights_load_unref (answer);
  return plot;
}

/* Every number that is known leads somewhere. */
static QuothPlacesQuery
unpack (const QuothPlot *plot,
        guint            row,
        guint            series)
{
  const QuothPlotCell *cell = quoth_plot_get (plot, row, series);
  QuothPlacesQuery query;

  g_assert_nonnull (cell->target);
  g_assert_true (quoth_places_query_unpack (cell->target, &query));
  return query;
}

static void
test_pairs (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (QuothPlot) plot = NULL;
  QuothPlacesQuery query;

  add_articles (self->project);
  plot = make (self->project, QUOTH_INSIGHT_PAIRS, QUOTH_STATISTIC_F1_EXACT);
  g_assert_true (plot->symmetric);
  g_assert_cmpuint (quoth_plot_count_lines (plot), ==, 3);
  for (guint a = 0; a < 3; a++)
    for (guint b = 0; b < 3; b++)
      if (a != b)
        g_assert_cmpfloat (quoth_plot_get (plot, a, b)->value, ==,
                           quoth_plot_get (plot, b, a)->value);
  g_assert_cmpfloat (quoth_plot_get (plot, 1, 2)->value, ==, 1);
  g_assert_cmpfloat_with_epsilon (quoth_plot_get (plot, 0, 1)->value, 14 / 15.0, 1e-9);
  query = unpack (plot, 0, 1);
  g_assert_cmpstr (query.layer, ==, "anna");
  g_assert_cmpstr (query.other, ==, "ben");
  g_assert_null (query.subject);
}

static void
test_types (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (QuothPlot) plot = NULL;

  add_articles (self->project);
  plot = make (self->project, QUOTH_INSIGHT_TYPES, QUOTH_STATISTIC_F1_EXACT);
  g_assert_cmpuint (plot->rows->len, ==, 3);
  g_assert_cmpstr (plot->rows->pdata[1], ==, "Person");
  g_assert_cmpfloat (quoth_plot_get (plot, 1, 0)->value, ==, 1);
  g_assert_cmpstr (unpack (plot, 2, 0).subject, ==, "claim");
  g_assert_cmpuint (unpack (plot, 2, 0).causes & QUOTH_CAUSE_MISSING, !=, 0);
}

static void
test_articles (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (QuothPlot) plot = NULL;

  add_articles (self->project);
  plot = make (self->project, QUOTH_INSIGHT_ARTICLES, QUOTH_STATISTIC_F1_EXACT);
  g_assert_cmpuint (plot->rows->len, ==, N_ARTICLES);
  g_assert_cmpstr (plot->rows->pdata[0], ==, "article0");
  g_assert_cmpstr (unpack (plot, 0, 0).article, ==, "article0");
  g_assert_cmpfloat (quoth_plot_get (plot, 0, 0)->value, <, quoth_plot_get (plot, 1, 0)->value);
}

/* Gamma of all is a mean over pairs: known in all, by pair and by type, but not over time. */
static void
test_gamma (Fixture       *self,
            gconstpointer  data)
{
  QuothInsightsLoad *without;
  g_autoptr (QuothPlot) pairs = NULL, time = NULL, none = NULL;

  add_articles (self->project);
  pairs = make (self->project, QUOTH_INSIGHT_PAIRS, QUOTH_STATISTIC_GAMMA);
  g_assert_nonnull (pairs);
  time = make (self->project, QUOTH_INSIGHT_TIME, QUOTH_STATISTIC_GAMMA);
  g_assert_null (time);
  without = load (self->project, QUOTH_INSIGHTS_AGREEMENT, FALSE);
  none = quoth_insights_load_plot (without, quoth_project_get_registry (self->project),
                                   QUOTH_INSIGHT_PAIRS, 0, QUOTH_STATISTIC_GAMMA, FALSE, NULL);
  g_assert_null (none);
  quoth_insights_load_unref (without);
}

static void
test_time (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (QuothPlot) plot = NULL;
  QuothPlacesQuery query;

  add_articles (self->project);
  plot = make (self->project, QUOTH_INSIGHT_TIME, QUOTH_STATISTIC_F1_EXACT);
  g_assert_cmpuint (plot->rows->len, ==, 2 * N_ARTICLES - 1);
  g_assert_cmpfloat (quoth_plot_get (plot, 0, 0)->value, <, 1);
  /* A day without work is a gap, no zero. */
  g_assert_true (isnan (quoth_plot_get (plot, 1, 0)->value));
  query = unpack (plot, 2, 0);
  g_assert_cmpuint (query.first, ==, quoth_day_parse ("2026-03-03"));
  g_assert_cmpuint (query.last, ==, query.first);
}

static void
test_work (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (QuothPlot) progress = NULL, throughput = NULL;

  add_articles (self->project);
  progress = make (self->project, QUOTH_INSIGHT_PROGRESS, 0);
  g_assert_cmpuint (progress->rows->len, ==, 3);
  g_assert_cmpfloat (quoth_plot_get (progress, 0, 1)->value, ==, 1);
  g_assert_cmpfloat (quoth_plot_get (progress, 0, 2)->value, ==, N_ARTICLES - 1);
  g_assert_cmpstr (unpack (progress, 0, 1).subject, ==, "done");
  throughput = make (self->project, QUOTH_INSIGHT_THROUGHPUT, 0);
  g_assert_cmpuint (throughput->rows->len, ==, 2 * N_ARTICLES - 1);
  g_assert_cmpuint (throughput->series->len, ==, 3);
  /* Here nothing is a number: nobody made anything that day. */
  g_assert_cmpfloat (quoth_plot_get (throughput, 1, 0)->value, ==, 0);
  g_assert_cmpfloat (quoth_plot_get (throughput, 2, 0)->value, ==, 2);
  g_assert_cmpint (unpack (throughput, 2, 0).kind, ==, QUOTH_PLACES_MADE);
}

static void
test_voices (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (QuothPlot) plot = NULL;
  g_autoptr (QuothArticleData) decided = fixture_article ("decided", "words");
  QuothInsightsLoad *answer;

  /* What review decided is nobody's claim, even where its layer is the first. */
  g_ptr_array_add (decided->annotations, fixture_annotation ("decision", "claim", 35, 40));
  quoth_annotation_set_layer (decided->annotations->pdata[0], QUOTH_LAYER_REVIEW);
  fixture_import (self->project, decided);
  answer = load (self->project, QUOTH_INSIGHTS_VOICES, FALSE);
  g_assert_null (answer->layer);
  quoth_insights_load_unref (answer);
  add_articles (self->project);
  plot = make (self->project, QUOTH_INSIGHT_VOICES, 0);
  g_assert_cmpuint (plot->rows->len, ==, 1);
  g_assert_cmpstr (plot->rows->pdata[0], ==, "Jane Doe");
  g_assert_cmpfloat (quoth_plot_get (plot, 0, 0)->value, ==, N_ARTICLES - 1);
  g_assert_cmpstr (unpack (plot, 0, 0).subject, ==, "doe");
}

/* Nobody is left without an answer, and none crashes. */
static void
test_empty (Fixture       *self,
            gconstpointer  data)
{
  for (guint i = 0; i < QUOTH_N_INSIGHTS; i++)
    g_assert_null (make (self->project, (QuothInsight) i, QUOTH_STATISTIC_F1_EXACT));
}

static void
test_words (void)
{
  g_autofree char *causes = quoth_insights_words_causes_of (QUOTH_CAUSE_MISSING
                                                            | QUOTH_CAUSE_SPEAKER);
  g_autofree char *quarter = quoth_insights_words_period (QUOTH_PERIOD_QUARTER,
                                                          quoth_day_parse ("2026-04-01"));
  g_autofree char *day = quoth_insights_words_period (QUOTH_PERIOD_DAY,
                                                      quoth_day_parse ("2026-04-01"));

  g_assert_cmpstr (causes, ==, "missing, speaker");
  g_assert_cmpstr (quarter, ==, "Q2 2026");
  g_assert_cmpstr (day, ==, "1 Apr");
  for (guint s = 0; s < QUOTH_N_STATISTICS; s++)
    {
      g_assert_cmpstr (quoth_insights_words_name ((QuothStatistic) s), !=, "");
      g_assert_cmpstr (quoth_insights_words_explain ((QuothStatistic) s), !=, "");
      g_assert_cmpuint (quoth_insights_words_causes ((QuothStatistic) s), !=, 0);
    }
}

/* A plot that somebody waits for is drawn in a worker: it stops between two numbers. */
static void
test_stopped (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (QuothProgress) whole = quoth_progress_new (NULL);
  g_autoptr (QuothProgress) stopped = quoth_progress_new (NULL);
  g_autoptr (QuothPlot) plot = NULL;
  QuothInsightsLoad *answer;

  add_articles (self->project);
  answer = load (self->project, QUOTH_INSIGHTS_AGREEMENT, FALSE);
  plot = quoth_insights_load_plot (answer, NULL, QUOTH_INSIGHT_PAIRS, 0,
                                   QUOTH_STATISTIC_F1_EXACT, FALSE, whole);
  g_assert_nonnull (plot);
  g_assert_cmpuint (quoth_progress_get_done (whole), ==, quoth_progress_get_total (whole));
  g_assert_cmpuint (quoth_progress_get_done (whole), >, 0);
  g_clear_pointer (&plot, quoth_plot_free);
  g_cancellable_cancel (quoth_progress_get_cancellable (stopped));
  plot = quoth_insights_load_plot (answer, NULL, QUOTH_INSIGHT_PAIRS, 0,
                                   QUOTH_STATISTIC_F1_EXACT, FALSE, stopped);
  g_assert_cmpuint (quoth_progress_get_done (stopped), ==, 0);
  quoth_insights_load_unref (answer);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

/* A type may be called anything, and its name stands in that of a file. */
static void
test_file_name (void)
{
  g_autofree char *long_title = g_strnfill (500, 'x');
  g_autoptr (QuothPlot) odd = quoth_plot_new (QUOTH_PLOT_BARS, "By type: a/b\n\"ü\\\"?", NULL);
  g_autoptr (QuothPlot) endless = quoth_plot_new (QUOTH_PLOT_BARS, long_title, NULL);
  g_autofree char *name = quoth_insights_save_dup_name (odd, "csv");
  g_autofree char *cut = quoth_insights_save_dup_name (endless, "svg");

  g_assert_cmpstr (name, ==, "By type- a-b--ü---.csv");
  g_assert_cmpuint (strlen (cut), <=, 205);
  g_assert_true (g_str_has_suffix (cut, "x.svg"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/insights-plots/pairs", test_pairs);
  ADD ("/insights-plots/types", test_types);
  ADD ("/insights-plots/articles", test_articles);
  ADD ("/insights-plots/gamma", test_gamma);
  ADD ("/insights-plots/stopped", test_stopped);
  ADD ("/insights-plots/time", test_time);
  ADD ("/insights-plots/work", test_work);
  ADD ("/insights-plots/voices", test_voices);
  ADD ("/insights-plots/empty", test_empty);
  g_test_add_func ("/insights-plots/words", test_words);
  g_test_add_func ("/insights-plots/file-name", test_file_name);
  return g_test_run ();
}
