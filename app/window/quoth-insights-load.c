/* quoth-insights-load.c - what Insights asks a project for, in a worker
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-insights-load"

#include "config.h"

#include "quoth-insights-load.h"

#include "quoth-project-query.h"
#include "quoth-project-work.h"

QuothInsightsPart
quoth_insight_get_part (QuothInsight insight)
{
  if (insight == QUOTH_INSIGHT_VOICES)
    return QUOTH_INSIGHTS_VOICES;
  return insight == QUOTH_INSIGHT_PROGRESS || insight == QUOTH_INSIGHT_THROUGHPUT
           ? QUOTH_INSIGHTS_WORK : QUOTH_INSIGHTS_AGREEMENT;
}

QuothInsightsLoad *
quoth_insights_load_new (QuothInsightsPart part)
{
  QuothInsightsLoad *self = g_atomic_rc_box_new0 (QuothInsightsLoad);

  self->part = part;
  return self;
}

QuothInsightsLoad *
quoth_insights_load_ref (QuothInsightsLoad *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  QuothInsightsLoad *self = data;

  g_clear_pointer (&self->insights, quoth_insights_free);
  g_clear_pointer (&self->cache, quoth_insights_cache_unref);
  g_clear_pointer (&self->shares, g_array_unref);
  g_clear_pointer (&self->days, g_array_unref);
  g_clear_pointer (&self->voices, g_ptr_array_unref);
  g_strfreev (self->layers);
  g_free (self->layer);
}

void
quoth_insights_load_unref (QuothInsightsLoad *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

typedef struct
{
  QuothInsightsLoad *load;  /* owned */
  GObject           *owner; /* owned */
} Look;

static void
look_free (gpointer data)
{
  Look *look = data;

  quoth_insights_load_unref (look->load);
  g_object_unref (look->owner);
  g_free (look);
}

static gboolean
look_cb (gpointer data)
{
  Look *look = data;

  look->load->looked (look->load, look->owner);
  return G_SOURCE_REMOVE;
}

/* The job keeps the owner alive until here, the look until the main thread has had it. */
static void
looked_cb (QuothInsights *insights,
           gpointer       user_data)
{
  QuothInsightsLoad *self = user_data;
  Look *look = g_new (Look, 1);

  *look = (Look) { quoth_insights_load_ref (self), g_object_ref (self->owner) };
  g_idle_add_full (G_PRIORITY_DEFAULT, look_cb, look, look_free);
}

static gboolean
load_agreement (QuothInsightsLoad  *self,
                QuothProject       *project,
                QuothProgress      *progress,
                GError            **error)
{
  g_autoptr (GError) local_error = NULL;

  self->insights = quoth_insights_new (self->gamma);
  if (self->cache != NULL)
    quoth_insights_set_cache (self->insights, self->cache, self->since);
  if (quoth_insights_run (self->insights, project, progress,
                          self->looked != NULL ? looked_cb : NULL, self, &local_error))
    return TRUE;
  /* One annotator alone is no mistake. */
  if (g_error_matches (local_error, QUOTH_TEAM_ERROR, QUOTH_TEAM_ERROR_FEW_LAYERS))
    {
      g_clear_pointer (&self->insights, quoth_insights_free);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
load_work (QuothInsightsLoad  *self,
           QuothProject       *project,
           QuothProgress      *progress,
           GError            **error)
{
  gint64 n_articles = quoth_project_count_articles (project, NULL, error);

  if (n_articles < 0)
    return FALSE;
  self->n_articles = (guint) n_articles;
  self->shares = quoth_project_count_states (project, progress, error);
  if (self->shares == NULL)
    return FALSE;
  self->days = quoth_project_count_days (project, progress, error);
  return self->days != NULL;
}

/* Those in which somebody annotates. */
static char **
list_layers (QuothProject  *project,
             GError       **error)
{
  g_auto (GStrv) all = quoth_project_list_layers (project, error);
  g_autoptr (GStrvBuilder) layers = g_strv_builder_new ();

  if (all == NULL)
    return NULL;
  for (guint i = 0; all[i] != NULL; i++)
    if (!quoth_layer_is_about (all[i]))
      g_strv_builder_add (layers, all[i]);
  return g_strv_builder_end (layers);
}

/* What was reviewed is the best there is. */
static gboolean
load_voices (QuothInsightsLoad  *self,
             QuothProject       *project,
             QuothProgress      *progress,
             GError            **error)
{
  self->layers = list_layers (project, error);
  if (self->layers == NULL)
    return FALSE;
  if (self->layer == NULL
      || !g_strv_contains ((const char *const *) self->layers, self->layer))
    {
      g_free (self->layer);
      self->layer = g_strdup (g_strv_contains ((const char *const *) self->layers,
                                               QUOTH_LAYER_GOLD) ? QUOTH_LAYER_GOLD
                                                                 : self->layers[0]);
    }
  if (self->layer == NULL)
    return TRUE;
  self->voices = quoth_project_count_voices (project, self->layer, progress, error);
  return self->voices != NULL;
}

gpointer
quoth_insights_load_run (QuothProject   *project,
                         QuothProgress  *progress,
                         gpointer        data,
                         GError        **error)
{
  QuothInsightsLoad *self = data;
  gboolean ok;

  if (self->part == QUOTH_INSIGHTS_AGREEMENT)
    ok = load_agreement (self, project, progress, error);
  else if (self->part == QUOTH_INSIGHTS_WORK)
    ok = load_work (self, project, progress, error);
  else
    ok = load_voices (self, project, progress, error);
  return ok ? self : NULL;
}

/**
 * quoth_insights_load_plot:
 * @self: an answer
 * @registry: knows names
 * @insight: a plot of that part
 * @type: a type, 0 for all
 * @statistic: which agreement
 * @letters: of voices: how long claims are, not how many
 * @progress: of agreement: stops it
 *
 * Returns: (transfer full) (nullable): a plot; %NULL where there is nothing to show
 */
QuothPlot *
quoth_insights_load_plot (QuothInsightsLoad *self,
                          QuothRegistry     *registry,
                          QuothInsight       insight,
                          guint              type,
                          QuothStatistic     statistic,
                          gboolean           letters,
                          QuothProgress     *progress)
{
  g_autoptr (QuothPlot) plot = NULL;

  if (self->part == QUOTH_INSIGHTS_AGREEMENT && self->insights != NULL)
    {
      /* It may still be measured. */
      g_mutex_lock (&self->insights->lock);
      plot = quoth_insight_plot_agreement (self->insights, insight,
                                           MIN (type, quoth_agreement_get_n_types (
                                                        self->insights->agreement) - 1),
                                           statistic, progress);
      g_mutex_unlock (&self->insights->lock);
    }
  else if (insight == QUOTH_INSIGHT_PROGRESS)
    plot = quoth_insight_plot_progress (self->shares, self->n_articles);
  else if (insight == QUOTH_INSIGHT_THROUGHPUT)
    plot = quoth_insight_plot_throughput (self->days);
  else if (self->voices != NULL)
    plot = quoth_insight_plot_voices (self->voices, registry, self->layer, letters);
  return plot != NULL && quoth_plot_count_lines (plot) > 0 ? g_steal_pointer (&plot) : NULL;
}
