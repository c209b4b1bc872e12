/* quoth-insights.c - agreement as people look at it: in all, article by article, over time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-team"

#include "config.h"

#include "quoth-insights.h"

#include "quoth-guidelines-apart.h"
#include "quoth-project-query.h"
#include "quoth-project-work.h"
#include "quoth-remark.h"

#include <math.h>
#include <string.h>

/* So many points in time can be told apart on a screen. */
#define MOST_PERIODS 24

/* Each pair of layers keeps its bootstrap samples: of so many pairs 500, of more fewer. */
#define PAIRS_WITH_ALL_SAMPLES 45
#define LEAST_SAMPLES 100

/* After so long there is something to look at, and again after twice that. */
#define FIRST_LOOK (G_USEC_PER_SEC / 4)

static void
article_free (gpointer data)
{
  QuothInsightsArticle *self = data;

  g_free (self->id);
  g_free (self->name);
  g_free (self->values);
  g_free (self);
}

static void
period_free (gpointer data)
{
  QuothInsightsPeriod *self = data;

  g_clear_pointer (&self->agreement, quoth_agreement_free);
  g_free (self);
}

/**
 * quoth_insights_new:
 * @gamma: whether to measure gamma too
 *
 * Returns: (transfer full): nothing measured yet
 */
QuothInsights *
quoth_insights_new (gboolean gamma)
{
  QuothInsights *self = g_new0 (QuothInsights, 1);

  g_mutex_init (&self->lock);
  self->gamma = gamma;
  self->look_after = FIRST_LOOK;
  self->articles = g_ptr_array_new_with_free_func (article_free);
  self->periods = g_ptr_array_new_with_free_func (period_free);
  return self;
}

void
quoth_insights_free (QuothInsights *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->agreement, quoth_agreement_free);
  g_clear_pointer (&self->cache, quoth_insights_cache_unref);
  g_ptr_array_unref (self->articles);
  g_ptr_array_unref (self->periods);
  g_mutex_clear (&self->lock);
  g_free (self);
}

gboolean
quoth_insights_is_compared (const char *layer)
{
  return strcmp (layer, QUOTH_LAYER_GOLD) != 0 && !quoth_layer_is_about (layer);
}

guint32
quoth_insights_find_day (QuothArticleData *data)
{
  const char *latest = NULL;

  /* Times are ISO 8601 in UTC: their order is that of their letters. */
  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (quoth_insights_is_compared (annotation->layer)
          && g_strcmp0 (annotation->created, latest) > 0)
        latest = annotation->created;
    }
  return quoth_day_parse (latest);
}

static void
keep_article (QuothInsights       *self,
              const char          *id,
              const QuothMeasured *measured,
              QuothAgreement      *agreement)
{
  QuothInsightsArticle *article = g_new0 (QuothInsightsArticle, 1);
  guint n_types = quoth_agreement_get_n_types (agreement);
  guint all = quoth_agreement_get_n_pairs (agreement);

  article->id = g_strdup (id);
  article->name = g_strdup (measured->name);
  article->day = measured->day;
  article->apart = measured->apart;
  article->values = g_new (float, (gsize) n_types * QUOTH_N_STATISTICS * 2);
  for (guint t = 0; t < n_types; t++)
    for (guint s = 0; s < QUOTH_N_STATISTICS; s++)
      {
        float *slot = article->values + (gsize) (t * QUOTH_N_STATISTICS + s) * 2;
        QuothEstimate estimate;

        quoth_agreement_estimate (agreement, all, t, (QuothStatistic) s, &estimate);
        slot[0] = (float) estimate.value;
        slot[1] = (float) estimate.n;
      }
  g_ptr_array_add (self->articles, article);
}

static void
add_to_period (QuothInsights  *self,
               const char     *id,
               guint32         day,
               QuothAgreement *agreement)
{
  for (guint i = 0; i < self->periods->len; i++)
    {
      QuothInsightsPeriod *period = self->periods->pdata[i];

      if (day < period->first || day > period->last)
        continue;
      if (period->agreement == NULL)
        period->agreement =
          quoth_agreement_new (quoth_agreement_get_scheme (agreement),
                               quoth_agreement_get_layers (agreement),
                               quoth_agreement_get_settings (agreement));
      quoth_agreement_add_group (period->agreement, agreement, id);
    }
}

/* --- while articles are measured --- */

typedef struct
{
  QuothInsights       *insights;
  QuothMeasured       *recalled; /* owned, nullable: what the cache has of the article */
  QuothInsightsLooked  looked;   /* nullable */
  gpointer             user_data;
  gint64               started;
  gint64               look_after;
} Run;

static void
counted_cb (guint    n_articles,
            gpointer user_data)
{
  Run *run = user_data;

  g_mutex_lock (&run->insights->lock);
  run->insights->n_articles = n_articles;
  g_mutex_unlock (&run->insights->lock);
  run->started = g_get_monotonic_time ();
}

static QuothAgreement *
recall_cb (const char *article,
           gpointer    user_data)
{
  Run *run = user_data;
  QuothInsights *self = run->insights;

  g_clear_pointer (&run->recalled, quoth_measured_free);
  if (self->cache != NULL)
    run->recalled = quoth_insights_cache_lookup (self->cache, article, self->gamma);
  return run->recalled != NULL ? quoth_agreement_unpack (self->agreement, run->recalled->packed)
                               : NULL;
}

static void
store (QuothInsights       *self,
       const char          *id,
       const QuothMeasured *measured,
       QuothAgreement      *agreement)
{
  QuothMeasured *kept = g_new (QuothMeasured, 1);

  *kept = *measured;
  kept->name = g_strdup (measured->name);
  kept->packed = quoth_agreement_pack (agreement);
  quoth_insights_cache_store (self->cache, self->since, id, kept);
}

static void
measured_cb (const char       *id,
             QuothArticleData *data,
             QuothAgreement   *agreement,
             gpointer          user_data)
{
  Run *run = user_data;
  QuothInsights *self = run->insights;
  QuothMeasured read = { .gamma = self->gamma };
  const QuothMeasured *measured = data != NULL ? &read : run->recalled;

  if (data != NULL)
    {
      read.name = data->article->name;
      read.day = quoth_insights_find_day (data);
      read.apart = quoth_guidelines_are_apart (data->layers, NULL);
      self->n_read++;
      if (self->cache != NULL)
        store (self, id, &read, agreement);
    }
  keep_article (self, id, measured, agreement);
  add_to_period (self, id, measured->day, agreement);
}

/* What is there is looked at ever more seldom: each look costs a plot. */
static void
added_cb (gpointer user_data)
{
  Run *run = user_data;
  QuothInsights *self = run->insights;
  gint64 passed = g_get_monotonic_time () - run->started;

  g_mutex_lock (&self->lock);
  self->n_done++;
  g_mutex_unlock (&self->lock);
  if (run->looked == NULL || passed < run->look_after || self->articles->len == 0)
    return;
  run->look_after = self->look_after > 0 ? passed * 2 : 0;
  run->looked (self, run->user_data);
}

static gboolean
lay_out_periods (QuothInsights  *self,
                 QuothProject   *project,
                 QuothProgress  *progress,
                 GError        **error)
{
  guint32 first, last;

  if (!quoth_project_find_days (project, quoth_agreement_get_layers (self->agreement), progress,
                                &first, &last, error))
    return FALSE;
  if (last == 0)
    return TRUE;
  self->period = quoth_period_choose (first, last, MOST_PERIODS);
  for (guint32 day = first; day <= last;
       day = quoth_period_next (self->period, day))
    {
      QuothInsightsPeriod *period = g_new0 (QuothInsightsPeriod, 1);

      period->first = quoth_period_begin (self->period, day);
      period->last = quoth_period_next (self->period, day) - 1;
      g_ptr_array_add (self->periods, period);
    }
  /* A wrong date long ago takes nothing from what is recent. */
  if (self->periods->len > MOST_PERIODS * 10)
    g_ptr_array_remove_range (self->periods, 0, self->periods->len - MOST_PERIODS * 10);
  return TRUE;
}

/* The fewer samples, the more pairs keep them. */
static QuothAgreementSettings
get_settings (QuothInsights *self,
              char         **layers)
{
  QuothAgreementSettings settings = QUOTH_AGREEMENT_SETTINGS;
  guint n = 0, n_pairs;

  for (guint i = 0; layers[i] != NULL; i++)
    n += quoth_insights_is_compared (layers[i]);
  n_pairs = MAX (1, n * (n - MIN (1, n)) / 2);
  settings.n_replicates = CLAMP (settings.n_replicates * PAIRS_WITH_ALL_SAMPLES / n_pairs,
                                 LEAST_SAMPLES, settings.n_replicates);
  if (!self->gamma)
    settings.n_samples = 0;
  return settings;
}

/**
 * quoth_insights_run:
 * @self: insights, once
 * @project: a project, of the calling thread
 * @progress: (nullable): counts articles
 * @looked: (nullable): called now and then in the calling thread, when there is more to see
 * @user_data: for @looked
 * @error: return location; as quoth_measure_project()
 *
 * Measures all layers that annotators work in. Whoever looks at @self meanwhile, from another
 * thread and from @looked on, holds its lock.
 *
 * Returns: whether all was measured
 */
gboolean
quoth_insights_run (QuothInsights        *self,
                    QuothProject         *project,
                    QuothProgress        *progress,
                    QuothInsightsLooked   looked,
                    gpointer              user_data,
                    GError              **error)
{
  Run run = { self, NULL, looked, user_data, 0, self->look_after };
  const QuothMeasuringHooks hooks = { counted_cb, recall_cb, measured_cb, added_cb, &self->lock,
                                      &run };
  g_auto (GStrv) layers = quoth_project_list_layers (project, error);
  QuothAgreementSettings settings;
  gboolean ok;

  if (layers == NULL)
    return FALSE;
  settings = get_settings (self, layers);
  self->agreement = quoth_measuring_new (project, NULL, &settings, error);
  if (self->agreement == NULL || !lay_out_periods (self, project, progress, error))
    return FALSE;
  if (self->cache != NULL)
    quoth_insights_cache_prepare (self->cache, quoth_agreement_get_layers (self->agreement));
  ok = quoth_measuring_run (project, self->agreement, &hooks, progress, error);
  quoth_measured_free (run.recalled);
  return ok;
}

/**
 * quoth_insights_set_cache:
 * @self: insights that have not run
 * @cache: what is known of the project that they will run on
 * @since: from quoth_insights_cache_begin()
 */
void
quoth_insights_set_cache (QuothInsights      *self,
                          QuothInsightsCache *cache,
                          guint64             since)
{
  self->cache = quoth_insights_cache_ref (cache);
  self->since = since;
}

/**
 * quoth_insights_get_article:
 * @self: insights
 * @article: one of its articles
 * @type: a type, 0 for all
 * @statistic: what to know
 * @out_estimate: (out): of all layers of that article; one article has no interval
 */
void
quoth_insights_get_article (QuothInsights              *self,
                            const QuothInsightsArticle *article,
                            guint                       type,
                            QuothStatistic              statistic,
                            QuothEstimate              *out_estimate)
{
  const float *slot = article->values + (gsize) (type * QUOTH_N_STATISTICS + statistic) * 2;

  *out_estimate = (QuothEstimate) { (double) slot[0], NAN, NAN, (double) slot[1] };
}

gboolean
quoth_insights_get_period (const QuothInsightsPeriod *period,
                           guint                      type,
                           QuothStatistic             statistic,
                           QuothEstimate             *out_estimate)
{
  *out_estimate = (QuothEstimate) { NAN, NAN, NAN, 0 };
  return period->agreement != NULL
         && quoth_agreement_estimate (period->agreement,
                                      quoth_agreement_get_n_pairs (period->agreement), type,
                                      statistic, out_estimate);
}
