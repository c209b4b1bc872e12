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

#include <math.h>
#include <string.h>

/* So many points in time can be told apart on a screen. */
#define MOST_PERIODS 24

/* Each pair of layers keeps its bootstrap samples: of so many pairs 500, of more fewer. */
#define PAIRS_WITH_ALL_SAMPLES 45
#define LEAST_SAMPLES 100

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

void
quoth_insights_free (QuothInsights *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->agreement, quoth_agreement_free);
  g_ptr_array_unref (self->articles);
  g_ptr_array_unref (self->periods);
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
keep_article (QuothInsights    *self,
              QuothArticleData *data,
              QuothAgreement   *agreement,
              guint32           day)
{
  QuothInsightsArticle *article = g_new0 (QuothInsightsArticle, 1);
  guint n_types = quoth_agreement_get_n_types (agreement);
  guint all = quoth_agreement_get_n_pairs (agreement);

  article->id = g_strdup (data->article->id);
  article->name = g_strdup (data->article->name);
  article->day = day;
  article->apart = quoth_guidelines_are_apart (data->layers, NULL);
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
measured_cb (QuothArticleData *data,
             QuothAgreement   *agreement,
             gpointer          user_data)
{
  QuothInsights *self = user_data;
  GPtrArray *periods = self->periods;
  guint32 day = quoth_insights_find_day (data);

  keep_article (self, data, agreement, day);
  for (guint i = 0; i < periods->len; i++)
    {
      QuothInsightsPeriod *period = periods->pdata[i];

      if (day < period->first || day > period->last)
        continue;
      if (period->agreement == NULL)
        period->agreement =
          quoth_agreement_new (quoth_agreement_get_scheme (agreement),
                               quoth_agreement_get_layers (agreement),
                               quoth_agreement_get_settings (agreement));
      quoth_agreement_add_group (period->agreement, agreement, data->article->id);
    }
}

static gboolean
lay_out_periods (QuothInsights  *self,
                 QuothProject   *project,
                 QuothProgress  *progress,
                 GError        **error)
{
  g_autoptr (GArray) days = quoth_project_count_days (project, progress, error);
  guint32 first = G_MAXUINT32, last = 0;

  if (days == NULL)
    return FALSE;
  for (guint i = 0; i < days->len; i++)
    {
      const QuothLayerDay *day = &g_array_index (days, QuothLayerDay, i);

      if (!quoth_insights_is_compared (day->layer))
        continue;
      first = MIN (first, day->julian);
      last = MAX (last, day->julian);
    }
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

/**
 * quoth_insights_measure:
 * @project: a project, of the calling thread
 * @gamma: whether to measure gamma too
 * @progress: (nullable): counts articles
 * @error: return location; as quoth_measure_project()
 *
 * Returns: (transfer full) (nullable): agreement of all layers that annotators work in
 */
QuothInsights *
quoth_insights_measure (QuothProject   *project,
                        gboolean        gamma,
                        QuothProgress  *progress,
                        GError        **error)
{
  g_autoptr (QuothInsights) self = g_new0 (QuothInsights, 1);
  QuothAgreementSettings settings = QUOTH_AGREEMENT_SETTINGS;
  g_auto (GStrv) layers = quoth_project_list_layers (project, error);
  guint n = 0, n_pairs;

  self->gamma = gamma;
  self->articles = g_ptr_array_new_with_free_func (article_free);
  self->periods = g_ptr_array_new_with_free_func (period_free);
  if (layers == NULL || !lay_out_periods (self, project, progress, error))
    return NULL;
  for (guint i = 0; layers[i] != NULL; i++)
    n += quoth_insights_is_compared (layers[i]);
  n_pairs = MAX (1, n * (n - MIN (1, n)) / 2);
  settings.n_replicates = CLAMP (settings.n_replicates * PAIRS_WITH_ALL_SAMPLES / n_pairs,
                                 LEAST_SAMPLES, settings.n_replicates);
  if (!gamma)
    settings.n_samples = 0;
  self->agreement = quoth_measure_project (project, NULL, &settings, progress, measured_cb,
                                           self, error);
  return self->agreement != NULL ? g_steal_pointer (&self) : NULL;
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
