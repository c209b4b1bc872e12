/* test-insights.c - agreement by article and time, work, voices, and what lies behind them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"

#include "quoth-insights.h"
#include "quoth-places.h"
#include "quoth-project-work.h"

#include <math.h>

#define N_ARTICLES 6

static QuothAnnotation *
mark (QuothArticleData *data,
      const char       *layer,
      const char       *name,
      const char       *type,
      guint             start,
      guint             end,
      const char       *created)
{
  g_autofree char *id = g_strdup_printf ("%s-%s", layer, name);
  QuothAnnotation *annotation = fixture_annotation (id, type, start, end);

  quoth_annotation_set_layer (annotation, layer);
  quoth_annotation_set_created (annotation, created);
  quoth_annotation_set_origin (annotation, "human");
  g_ptr_array_add (data->annotations, annotation);
  return annotation;
}

/* Article i: both have the person; ben's claim is shorter in odd articles; the last is anna's
 * alone, and ben's state there is @last. Each is of a day of its own; ben is done with even
 * ones. */
static void
add_articles_as (QuothProject *project,
                 const char   *last)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("entities");
  g_autoptr (QuothEntity) entity = quoth_entity_new ("person", "Jane Doe");

  quoth_entity_set_id (entity, "doe");
  quoth_command_add_entity (command, NULL, entity);
  g_assert_true (quoth_project_commit (project, command, NULL));
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *id = g_strdup_printf ("article%u", i);
      g_autofree char *day = g_strdup_printf ("2026-03-%02uT10:00:00Z", i + 1);
      g_autoptr (QuothArticleData) data = fixture_article (id, "words");
      QuothAnnotation *claim = mark (data, "anna", "claim", "claim", 35, 40, day);

      quoth_annotation_set_entity (mark (data, "anna", "doe", "person", 19, 27, day), "doe");
      quoth_annotation_add_link (claim, "speaker", "anna-doe", NULL);
      quoth_article_data_add_layer (data, "anna", "open");
      if (i + 1 < N_ARTICLES)
        {
          mark (data, "ben", "doe", "person", 19, 27, day);
          mark (data, "ben", "claim", "claim", 35, i % 2 == 0 ? 40 : 38, day);
          quoth_article_data_add_layer (data, "ben", i % 2 == 0 ? "done" : "open");
        }
      else
        quoth_article_data_add_layer (data, "ben", last);
      fixture_import (project, data);
    }
}

static void
add_articles (QuothProject *project)
{
  add_articles_as (project, "open");
}

static QuothInsights *
measure_with (QuothProject       *project,
              QuothInsightsCache *cache)
{
  g_autoptr (GError) error = NULL;
  QuothInsights *insights = quoth_insights_new (FALSE);

  if (cache != NULL)
    quoth_insights_set_cache (insights, cache, quoth_insights_cache_begin (cache));
  quoth_insights_run (insights, project, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return insights;
}

static QuothInsights *
measure (QuothProject *project)
{
  return measure_with (project, NULL);
}

static void
test_articles (Fixture       *self,
               gconstpointer  data)
{
  g_autoptr (QuothInsights) insights = NULL;
  QuothEstimate estimate;

  add_articles (self->project);
  insights = measure (self->project);
  /* Ben was given the last one too, and has not begun: no disagreement. */
  g_assert_cmpuint (insights->articles->len, ==, N_ARTICLES - 1);
  for (guint i = 0; i + 1 < N_ARTICLES; i++)
    {
      const QuothInsightsArticle *article = insights->articles->pdata[i];
      double expected = i % 2 == 0 ? 1 : 0.5;

      quoth_insights_get_article (insights, article, 0, QUOTH_STATISTIC_F1_EXACT, &estimate);
      g_assert_cmpfloat_with_epsilon (estimate.value, expected, 1e-6);
      g_assert_cmpuint (article->day, ==, quoth_day_parse ("2026-03-01") + i);
    }
}

static void
test_periods (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (QuothInsights) insights = NULL;
  QuothEstimate estimate;

  add_articles (self->project);
  insights = measure (self->project);
  g_assert_cmpint (insights->period, ==, QUOTH_PERIOD_DAY);
  g_assert_cmpuint (insights->periods->len, ==, N_ARTICLES);
  g_assert_true (quoth_insights_get_period (insights->periods->pdata[1], 0,
                                            QUOTH_STATISTIC_F1_EXACT, &estimate));
  g_assert_cmpfloat_with_epsilon (estimate.value, 0.5, 1e-6);
  g_assert_cmpfloat (estimate.n, ==, 4);
}

static void
test_days (Fixture       *self,
           gconstpointer  data)
{
  const char *const anna[] = { "anna", NULL }, *const nobody[] = { "nobody", NULL };
  g_autoptr (QuothCommand) command = quoth_command_new ("mark");
  g_autoptr (QuothArticleData) scratch = fixture_article ("scratch", "words");
  guint32 first = quoth_day_parse ("2026-03-01"), a, b;
  g_autoptr (GError) error = NULL;

  add_articles (self->project);
  g_assert_true (quoth_project_find_days (self->project, nobody, NULL, &a, &b, &error));
  g_assert_cmpuint (a + b, ==, 0);
  g_assert_true (quoth_project_find_days (self->project, anna, NULL, &a, &b, &error));
  g_assert_cmpuint (a, ==, first);
  g_assert_cmpuint (b, ==, first + N_ARTICLES - 1);
  /* What is no time is passed over, wherever it would sort. */
  quoth_command_add_annotation (command, "article0", NULL,
                                mark (scratch, "anna", "odd", "cue", 4, 9, "soon"));
  g_assert_true (quoth_project_commit (self->project, command, &error));
  g_assert_true (quoth_project_find_days (self->project, anna, NULL, &a, &b, &error));
  g_assert_cmpuint (b, ==, first + N_ARTICLES - 1);
  g_assert_no_error (error);
}

static void
test_period_lengths (void)
{
  guint32 first = quoth_day_parse ("2026-01-31"), last = quoth_day_parse ("2026-03-01");

  g_assert_cmpuint (quoth_day_parse ("2026-02-30"), ==, 0);
  g_assert_cmpuint (quoth_day_parse ("999999"), ==, 0);
  g_assert_cmpuint (quoth_period_count (QUOTH_PERIOD_DAY, first, last), ==, 30);
  g_assert_cmpuint (quoth_period_count (QUOTH_PERIOD_WEEK, first, last), ==, 5);
  g_assert_cmpuint (quoth_period_count (QUOTH_PERIOD_MONTH, first, last), ==, 3);
  g_assert_cmpuint (quoth_period_count (QUOTH_PERIOD_QUARTER, first, last), ==, 1);
  g_assert_cmpint (quoth_period_choose (first, last, 24), ==, QUOTH_PERIOD_WEEK);
  g_assert_cmpint (quoth_period_choose (first, last, 3), ==, QUOTH_PERIOD_MONTH);
  g_assert_cmpint (quoth_period_choose (first, last + 36500, 24), ==, QUOTH_PERIOD_YEAR);
  g_assert_cmpuint (quoth_period_next (QUOTH_PERIOD_MONTH, first), ==,
                    quoth_day_parse ("2026-02-01"));
  g_assert_cmpuint (quoth_period_begin (QUOTH_PERIOD_WEEK, last), ==,
                    quoth_day_parse ("2026-02-23"));
}

static void
test_work (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (QuothProgress) progress = quoth_progress_new (NULL);
  g_autoptr (GArray) shares = NULL, days = NULL;
  guint n_done = 0, n_assigned = 0, n_open = 0;

  add_articles (self->project);
  shares = quoth_project_count_states (self->project, progress, NULL);
  for (guint i = 0; i < shares->len; i++)
    {
      const QuothLayerShare *share = &g_array_index (shares, QuothLayerShare, i);

      if (strcmp (share->layer, "ben") != 0)
        continue;
      if (strcmp (share->state, "done") == 0)
        n_done += share->n_articles;
      else if (share->begun)
        n_open += share->n_articles;
      else
        n_assigned += share->n_articles;
    }
  g_assert_cmpuint (n_done, ==, 3);
  g_assert_cmpuint (n_open, ==, 2);
  g_assert_cmpuint (n_assigned, ==, 1);
  days = quoth_project_count_days (self->project, progress, NULL);
  g_assert_cmpuint (days->len, ==, 2 * N_ARTICLES - 1);
  g_assert_cmpuint (g_array_index (days, QuothLayerDay, 0).n_made, ==, 2);
}

static void
test_voices (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GPtrArray) voices = NULL, none = NULL;
  const QuothEntityVoice *voice;

  add_articles (self->project);
  voices = quoth_project_count_voices (self->project, "anna", NULL, NULL);
  g_assert_cmpuint (voices->len, ==, 1);
  voice = voices->pdata[0];
  g_assert_cmpstr (voice->entity, ==, "doe");
  g_assert_cmpuint (voice->n_claims, ==, N_ARTICLES);
  g_assert_cmpuint (voice->n_chars, ==, 5 * N_ARTICLES);
  none = quoth_project_count_voices (self->project, "ben", NULL, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static GPtrArray *
list_all (QuothProject     *project,
          QuothPlacesQuery  query,
          guint             limit)
{
  g_autoptr (GVariant) packed = g_variant_ref_sink (quoth_places_query_pack (&query));
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_place_free);
  g_autofree char *key = NULL;
  QuothPlacesQuery unpacked;

  g_assert_true (quoth_places_query_unpack (packed, &unpacked));
  do
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) page = quoth_places_list (project, &unpacked, &key, limit, NULL,
                                                      &error);

      g_assert_no_error (error);
      g_assert_cmpuint (page->len, <=, limit);
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&page));
    }
  while (key != NULL);
  return all;
}

/* However it is cut into pages, the same places come, each once. */
static void
test_disputes (Fixture       *self,
               gconstpointer  data)
{
  add_articles_as (self->project, "done");
  for (guint limit = 1; limit < 6; limit++)
    {
      g_autoptr (GPtrArray) all = list_all (self->project,
        (QuothPlacesQuery) { .kind = QUOTH_PLACES_DISPUTES, .subject = "claim",
                             .causes = QUOTH_CAUSE_MISSING | QUOTH_CAUSE_BOUNDARY }, limit);
      const QuothPlace *first = all->pdata[0];

      g_assert_cmpuint (all->len, ==, 3);
      g_assert_cmpstr (first->article, ==, "article1");
      g_assert_cmpstr (first->quote, ==, "words");
      g_assert_true (g_str_has_suffix (first->before, "Minister Jane Doe said: “"));
      g_assert_cmpuint (first->causes & QUOTH_CAUSE_BOUNDARY, !=, 0);
      g_assert_cmpstr (first->with, ==, "anna, ben");
      g_assert_null (first->without);
      g_assert_cmpstr (((QuothPlace *) all->pdata[2])->without, ==, "ben");
    }
}

static void
test_disputes_chosen (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (GPtrArray) missing = NULL, nobody = NULL, of_day = NULL, of_article = NULL;
  guint32 day = quoth_day_parse ("2026-03-04");

  add_articles_as (self->project, "done");
  missing = list_all (self->project, (QuothPlacesQuery) {
    .kind = QUOTH_PLACES_DISPUTES, .layer = "anna", .other = "ben", .causes = QUOTH_CAUSE_MISSING
  }, 50);
  g_assert_cmpuint (missing->len, ==, 2);
  nobody = list_all (self->project, (QuothPlacesQuery) {
    .kind = QUOTH_PLACES_DISPUTES, .layer = "anna", .other = "dora" }, 50);
  g_assert_cmpuint (nobody->len, ==, 0);
  of_day = list_all (self->project, (QuothPlacesQuery) {
    .kind = QUOTH_PLACES_DISPUTES, .subject = "claim", .first = day, .last = day }, 50);
  g_assert_cmpuint (of_day->len, ==, 1);
  of_article = list_all (self->project, (QuothPlacesQuery) {
    .kind = QUOTH_PLACES_DISPUTES, .subject = "claim", .article = "article3" }, 50);
  g_assert_cmpuint (of_article->len, ==, 1);
}

static void
test_work_places (Fixture       *self,
                  gconstpointer  data)
{
  g_autoptr (GPtrArray) made = NULL, assigned = NULL, said = NULL;
  guint32 day = quoth_day_parse ("2026-03-02");

  add_articles (self->project);
  made = list_all (self->project, (QuothPlacesQuery) {
    .kind = QUOTH_PLACES_MADE, .layer = "ben", .first = day, .last = day + 1 }, 3);
  g_assert_cmpuint (made->len, ==, 4);
  g_assert_cmpstr (((QuothPlace *) made->pdata[0])->quote, ==, "Jane Doe");
  assigned = list_all (self->project, (QuothPlacesQuery) {
    .kind = QUOTH_PLACES_STATE, .layer = "ben", .subject = QUOTH_STATE_ASSIGNED }, 3);
  g_assert_cmpuint (assigned->len, ==, 1);
  g_assert_cmpstr (((QuothPlace *) assigned->pdata[0])->article, ==, "article5");
  said = list_all (self->project, (QuothPlacesQuery) {
    .kind = QUOTH_PLACES_SAID, .layer = "anna", .subject = "doe" }, 4);
  g_assert_cmpuint (said->len, ==, N_ARTICLES);
}

static void
test_cancelled (Fixture       *self,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  g_autoptr (QuothInsights) insights = quoth_insights_new (FALSE);
  g_autoptr (GError) error = NULL;

  add_articles (self->project);
  g_cancellable_cancel (cancellable);
  g_assert_false (quoth_insights_run (insights, self->project, progress, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_alone (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (QuothInsights) insights = quoth_insights_new (FALSE);
  g_autoptr (GError) error = NULL;

  g_assert_false (quoth_insights_run (insights, self->project, NULL, NULL, NULL, &error));
  g_assert_error (error, QUOTH_TEAM_ERROR, QUOTH_TEAM_ERROR_FEW_LAYERS);
}

/* Numbers that are not defined are the same, too. */
static void
assert_same (double a,
             double b)
{
  g_assert_cmpint (isnan (a) != 0, ==, isnan (b) != 0);
  if (!isnan (a))
    g_assert_cmpfloat (a, ==, b);
}

static void
assert_same_estimates (QuothAgreement *a,
                       QuothAgreement *b)
{
  g_assert_cmpuint (quoth_agreement_get_n_pairs (a), ==, quoth_agreement_get_n_pairs (b));
  for (guint pair = 0; pair <= quoth_agreement_get_n_pairs (a); pair++)
    for (guint t = 0; t < quoth_agreement_get_n_types (a); t++)
      for (guint s = 0; s < QUOTH_N_STATISTICS; s++)
        {
          QuothEstimate x, y;

          g_assert_cmpint (quoth_agreement_estimate (a, pair, t, (QuothStatistic) s, &x), ==,
                           quoth_agreement_estimate (b, pair, t, (QuothStatistic) s, &y));
          assert_same (x.value, y.value);
          assert_same (x.low, y.low);
          assert_same (x.high, y.high);
          assert_same (x.n, y.n);
        }
}

/* To the last bit, in all, by article and over time. */
static void
assert_same_insights (QuothInsights *a,
                      QuothInsights *b)
{
  assert_same_estimates (a->agreement, b->agreement);
  g_assert_cmpuint (a->articles->len, ==, b->articles->len);
  for (guint i = 0; i < a->articles->len; i++)
    {
      const QuothInsightsArticle *x = a->articles->pdata[i], *y = b->articles->pdata[i];

      g_assert_cmpstr (x->name, ==, y->name);
      g_assert_cmpuint (x->day, ==, y->day);
      for (guint k = 0; k < quoth_agreement_get_n_types (a->agreement) * QUOTH_N_STATISTICS * 2; k++)
        assert_same ((double) x->values[k], (double) y->values[k]);
    }
  g_assert_cmpuint (a->periods->len, ==, b->periods->len);
  for (guint i = 0; i < a->periods->len; i++)
    {
      const QuothInsightsPeriod *x = a->periods->pdata[i], *y = b->periods->pdata[i];

      g_assert_cmpint (x->agreement != NULL, ==, y->agreement != NULL);
      if (x->agreement != NULL)
        assert_same_estimates (x->agreement, y->agreement);
    }
}

/* What can be looked at meanwhile is what that many articles come to. */
static void
looked_cb (QuothInsights *insights,
           gpointer       user_data)
{
  guint *n = user_data;
  QuothEstimate estimate;

  g_assert_cmpuint (++*n, ==, insights->n_done);
  g_assert_cmpuint (insights->n_articles, ==, N_ARTICLES);
  /* The last is nobody's but anna's. */
  g_assert_cmpuint (insights->articles->len, ==, MIN (*n, N_ARTICLES - 1));
  g_assert_true (quoth_agreement_estimate (insights->agreement, 0, 0, QUOTH_STATISTIC_F1_EXACT,
                                           &estimate));
  g_assert_cmpfloat (estimate.n, ==, insights->articles->len * 4);
}

static void
test_growing (Fixture       *self,
              gconstpointer  data)
{
  g_autoptr (QuothInsights) insights = quoth_insights_new (TRUE);
  const QuothAgreementSettings settings = QUOTH_AGREEMENT_SETTINGS;
  g_autoptr (QuothAgreement) expected = NULL;
  g_autoptr (GError) error = NULL;
  guint n = 0;

  add_articles (self->project);
  insights->look_after = 0;
  g_assert_true (quoth_insights_run (insights, self->project, NULL, looked_cb, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, N_ARTICLES);
  expected = quoth_measure_project (self->project, NULL, &settings, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_same_estimates (insights->agreement, expected);
}

/* Measures with the cache, which reads so many articles, and without. */
static void
check_read (QuothProject       *project,
            QuothInsightsCache *cache,
            guint               n_read)
{
  g_autoptr (QuothInsights) known = measure_with (project, cache);
  g_autoptr (QuothInsights) fresh = measure (project);

  g_assert_cmpuint (known->n_read, ==, n_read);
  g_assert_cmpuint (fresh->n_read, ==, fresh->articles->len);
  assert_same_insights (known, fresh);
}

static void
commit (QuothProject       *project,
        QuothInsightsCache *cache,
        QuothCommand       *command)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (quoth_project_commit (project, command, &error));
  g_assert_no_error (error);
  quoth_insights_cache_forget (cache, command);
}

static QuothCommand *
make_mark (const char *article,
           const char *layer)
{
  g_autoptr (QuothArticleData) scratch = fixture_article ("scratch", "words");
  QuothCommand *command = quoth_command_new ("mark");

  quoth_command_add_annotation (command, article, NULL,
                                mark (scratch, layer, article, "cue", 4, 9,
                                      "2026-03-09T10:00:00Z"));
  return command;
}

static void
test_cache (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (QuothInsightsCache) cache = quoth_insights_cache_new ();
  g_autoptr (QuothCommand) mark_one = make_mark ("article1", "ben");
  g_autoptr (QuothCommand) mark_new = make_mark ("article2", "cleo");
  g_autoptr (QuothCommand) name = quoth_command_new ("name"), merge = quoth_command_new ("merge");
  g_autoptr (QuothEntity) heir = quoth_entity_new ("person", "J. Doe");
  QuothEntity *doe;
  g_autoptr (QuothEntity) merged = NULL;

  add_articles (self->project);
  check_read (self->project, cache, N_ARTICLES - 1);
  check_read (self->project, cache, 0);
  commit (self->project, cache, mark_one);
  check_read (self->project, cache, 1);
  /* Who is added to the registry is named by nobody else yet; who is merged may be. */
  quoth_command_add_entity (name, NULL, heir);
  commit (self->project, cache, name);
  check_read (self->project, cache, 0);
  doe = quoth_registry_lookup (quoth_project_get_registry (self->project), "doe");
  merged = quoth_entity_copy (doe);
  quoth_entity_set_merged_into (merged, heir->id);
  quoth_command_add_entity (merge, doe, merged);
  commit (self->project, cache, merge);
  check_read (self->project, cache, N_ARTICLES - 1);
  /* Other pairs. */
  commit (self->project, cache, mark_new);
  check_read (self->project, cache, N_ARTICLES - 1);
}

/* A worker that read an article before a gesture does not bring back what it saw. */
static void
test_cache_meanwhile (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (QuothInsightsCache) cache = quoth_insights_cache_new ();
  g_autoptr (QuothCommand) gesture = make_mark ("article1", "ben");
  guint64 since = quoth_insights_cache_begin (cache);
  const char *const articles[] = { "article1", "article2" };

  quoth_insights_cache_forget (cache, gesture);
  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    {
      g_autoptr (QuothMeasured) found = NULL;
      QuothMeasured *measured = g_new0 (QuothMeasured, 1);

      measured->name = g_strdup (articles[i]);
      measured->packed = g_bytes_new_static ("x", 1);
      quoth_insights_cache_store (cache, since, articles[i], measured);
      found = quoth_insights_cache_lookup (cache, articles[i], FALSE);
      g_assert_cmpint (found != NULL, ==, i == 1);
      g_assert_null (quoth_insights_cache_lookup (cache, articles[i], TRUE));
    }
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/insights/articles", test_articles);
  ADD ("/insights/periods", test_periods);
  ADD ("/insights/days", test_days);
  ADD ("/insights/work", test_work);
  ADD ("/insights/voices", test_voices);
  ADD ("/insights/disputes", test_disputes);
  ADD ("/insights/disputes-chosen", test_disputes_chosen);
  ADD ("/insights/work-places", test_work_places);
  ADD ("/insights/cancelled", test_cancelled);
  ADD ("/insights/alone", test_alone);
  ADD ("/insights/growing", test_growing);
  ADD ("/insights/cache", test_cache);
  ADD ("/insights/cache-meanwhile", test_cache_meanwhile);
  g_test_add_func ("/insights/period-lengths", test_period_lengths);
  return g_test_run ();
}
