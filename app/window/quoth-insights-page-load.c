/* quoth-insights-page-load.c - measuring what Insights shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-insights-page"

#include "config.h"

#include "quoth-insights-page-private.h"

#include <glib/gi18n.h>

#include "quoth-describe.h"

static gboolean
needs_gamma (QuothInsightsPage *self)
{
  return self->insight != QUOTH_INSIGHT_STATISTICS && self->insight != QUOTH_INSIGHT_ATTRIBUTES
         && _quoth_insights_get_statistic (self) == QUOTH_STATISTIC_GAMMA;
}

static void
fill_types (QuothInsightsPage *self,
            QuothAgreement    *agreement)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->types));
  guint n = quoth_agreement_get_n_types (agreement);

  for (guint i = 0; i < n; i++)
    {
      const QuothType *type = quoth_agreement_get_type_at (agreement, i);

      gtk_string_list_append (names, type != NULL ? type->name : _("All types"));
    }
  _quoth_insights_fill (self, self->types, names, selected < n ? selected : 0);
}

static void
fill_layers (QuothInsightsPage *self,
             QuothInsightsLoad *load)
{
  g_autoptr (GtkStringList) names =
    gtk_string_list_new ((const char *const *) load->layers);
  guint selected = 0;

  for (guint i = 0; load->layers[i] != NULL; i++)
    if (g_strcmp0 (load->layers[i], load->layer) == 0)
      selected = i;
  _quoth_insights_fill (self, self->layers, names, selected);
}

/* The answer is freed by the job unless it is taken out of it. */
typedef struct
{
  QuothInsightsLoad *load;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  quoth_insights_load_unref (job->load);
  g_free (job);
}

static gpointer
run_job (QuothProject   *project,
         QuothProgress  *progress,
         gpointer        data,
         GError        **error)
{
  Job *job = data;

  return quoth_insights_load_run (project, progress, job->load, error) != NULL ? job : NULL;
}

/* Whole numbers say more than those of some articles, unless they lack what is asked for. */
static gboolean
is_growing_wanted (QuothInsightsPage *self)
{
  const QuothInsightsLoad *whole = self->loads[QUOTH_INSIGHTS_AGREEMENT];

  return whole == NULL || whole->insights == NULL
         || (needs_gamma (self) && !whole->insights->gamma);
}

QuothInsightsLoad *
_quoth_insights_get_load (QuothInsightsPage *self)
{
  QuothInsightsPart part = quoth_insight_get_part (self->insight);

  return part == QUOTH_INSIGHTS_AGREEMENT && self->growing != NULL && is_growing_wanted (self)
           ? self->growing : self->loads[part];
}

/* A table is read line by line: it is not filled anew below somebody's eyes. */
static void
looked_cb (QuothInsightsLoad *load,
           gpointer           owner)
{
  QuothInsightsPage *self = owner;
  gboolean first = self->growing == NULL;

  if (self->box == NULL || load->generation != self->generation || !is_growing_wanted (self)
      || !quoth_job_bar_is_busy (self->job_bar))
    return;
  quoth_insights_load_ref (load);
  g_clear_pointer (&self->growing, quoth_insights_load_unref);
  self->growing = load;
  if (first)
    fill_types (self, load->insights->agreement);
  if (quoth_insight_get_part (self->insight) == QUOTH_INSIGHTS_AGREEMENT
      && (self->plot == NULL
          || !gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->table_button))))
    _quoth_insights_refresh (self);
}

static void
tell_error (QuothInsightsPage *self,
            const GError      *error)
{
  g_autofree char *text = quoth_describe_error (error);
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  self->stopped = TRUE;
  /* What was measured until then stands, and says how much of all it is. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) && self->growing != NULL
      && _quoth_insights_get_load (self) == self->growing)
    _quoth_insights_refresh (self);
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    _quoth_insights_tell (self, _("Measuring was stopped"), NULL, _("_Measure"),
                          "insights.measure");
  else
    _quoth_insights_tell (self, _("This cannot be measured"), escaped, _("_Try Again"),
                          "insights.measure");
}

static void
loaded_cb (gpointer      result,
           const GError *error,
           gpointer      owner)
{
  QuothInsightsPage *self = owner;
  Job *job = result;

  /* What has changed meanwhile is asked for again when the job has ended. */
  if (self->box == NULL || self->asked != self->generation)
    return;
  if (error != NULL)
    {
      tell_error (self, error);
      return;
    }
  g_clear_pointer (&self->growing, quoth_insights_load_unref);
  g_clear_pointer (&self->loads[job->load->part], quoth_insights_load_unref);
  self->loads[job->load->part] = g_steal_pointer (&job->load);
  if (self->loads[QUOTH_INSIGHTS_AGREEMENT] != NULL
      && self->loads[QUOTH_INSIGHTS_AGREEMENT]->insights != NULL)
    fill_types (self, self->loads[QUOTH_INSIGHTS_AGREEMENT]->insights->agreement);
  if (self->loads[QUOTH_INSIGHTS_VOICES] != NULL
      && self->loads[QUOTH_INSIGHTS_VOICES]->layers != NULL)
    fill_layers (self, self->loads[QUOTH_INSIGHTS_VOICES]);
  _quoth_insights_refresh (self);
}

/* Whether what is shown has been measured, as the project is now. */
static gboolean
is_loaded (QuothInsightsPage *self)
{
  QuothInsightsLoad *load = self->loads[quoth_insight_get_part (self->insight)];

  return load != NULL && load->generation == self->generation
         && (load->insights == NULL || !needs_gamma (self) || load->insights->gamma);
}

static void
load_now (QuothInsightsPage *self)
{
  QuothInsightsPart part = quoth_insight_get_part (self->insight);
  Job *job;

  if (!self->shown || self->project == NULL || is_loaded (self) || self->stopped
      || quoth_job_bar_is_busy (self->job_bar))
    return;
  job = g_new0 (Job, 1);
  job->load = quoth_insights_load_new (part);
  job->load->gamma = needs_gamma (self);
  job->load->generation = self->asked = self->generation;
  job->load->looked = looked_cb;
  job->load->owner = self;
  job->load->cache = quoth_insights_cache_ref (self->cache);
  job->load->since = quoth_insights_cache_begin (self->cache);
  if (part == QUOTH_INSIGHTS_VOICES && self->loads[part] != NULL)
    job->load->layer = g_strdup (self->loads[part]->layer);
  quoth_job_bar_run (self->job_bar, _("Measuring…"), self->project, run_job, job, job_free,
                     loaded_cb, self);
}

void
_quoth_insights_load (QuothInsightsPage *self)
{
  if (self->box == NULL)
    return;
  if (!is_loaded (self) && self->shown && self->plot == NULL && !self->stopped)
    gtk_stack_set_visible_child_name (GTK_STACK (self->content), "busy");
  load_now (self);
}
