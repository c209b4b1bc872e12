/* quoth-insights-plots.h - what Insights shows, as plots
 *
 * Turns what was measured into plots with words and, for each number, the query of the
 * places behind it (quoth-places.h). No GTK in here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-insights.h"
#include "quoth-plot.h"
#include "quoth-registry.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_INSIGHT_STATISTICS, /* all that is known of a type */
  QUOTH_INSIGHT_TYPES,
  QUOTH_INSIGHT_PAIRS,
  QUOTH_INSIGHT_ARTICLES,
  QUOTH_INSIGHT_ATTRIBUTES,
  QUOTH_INSIGHT_TIME,
  QUOTH_INSIGHT_PROGRESS,
  QUOTH_INSIGHT_THROUGHPUT,
  QUOTH_INSIGHT_VOICES
} QuothInsight;

#define QUOTH_N_INSIGHTS (QUOTH_INSIGHT_VOICES + 1)

const char *quoth_insight_get_name      (QuothInsight    insight);

/* Of agreement: all but the last three. */
QuothPlot  *quoth_insight_plot_agreement (QuothInsights  *insights,
                                          QuothInsight    insight,
                                          guint           type,
                                          QuothStatistic  statistic,
                                          QuothProgress  *progress);
/* @shares: of QuothLayerShare; @n_articles: in the whole project */
QuothPlot  *quoth_insight_plot_progress (GArray         *shares,
                                         guint           n_articles);
/* @days: of QuothLayerDay */
QuothPlot  *quoth_insight_plot_throughput (GArray       *days);
/* @voices: of QuothEntityVoice; @letters: how long claims are, not how many */
QuothPlot  *quoth_insight_plot_voices   (GPtrArray      *voices,
                                         QuothRegistry  *registry,
                                         const char     *layer,
                                         gboolean        letters);

G_END_DECLS
