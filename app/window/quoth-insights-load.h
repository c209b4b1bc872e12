/* quoth-insights-load.h - what Insights asks a project for, in a worker
 *
 * Each part is asked for when one of its plots is first looked at. No GTK in here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-insights-plots.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_INSIGHTS_AGREEMENT,
  QUOTH_INSIGHTS_WORK,
  QUOTH_INSIGHTS_VOICES
} QuothInsightsPart;

#define QUOTH_N_INSIGHTS_PARTS (QUOTH_INSIGHTS_VOICES + 1)

typedef struct _QuothInsightsLoad QuothInsightsLoad;

/* A question, and in time its answer: counted, as plots are drawn of it in a worker. */
struct _QuothInsightsLoad
{
  QuothInsightsPart  part;
  gboolean           gamma;
  /* Of agreement, nullable: called in the main thread when there is more to see, and what was
   * measured before. @owner lives as long as the worker does. */
  void             (*looked) (QuothInsightsLoad *self, gpointer owner);
  gpointer           owner;      /* a GObject */
  QuothInsightsCache *cache;
  guint64            since;
  char              *layer;      /* whose voices; NULL: chosen, then it says which */
  guint              generation; /* of the project's content that was asked about */

  QuothInsights     *insights;   /* NULL: there are not two layers to compare */
  GArray            *shares;
  GArray            *days;
  guint              n_articles;
  GPtrArray         *voices;
  char             **layers;
};

QuothInsightsPart  quoth_insight_get_part   (QuothInsight        insight);
QuothInsightsLoad *quoth_insights_load_new  (QuothInsightsPart   part);
QuothInsightsLoad *quoth_insights_load_ref  (QuothInsightsLoad  *self);
void               quoth_insights_load_unref (QuothInsightsLoad *self);
/* Returns: (transfer none): @data, a #QuothInsightsLoad, answered. */
gpointer           quoth_insights_load_run  (QuothProject       *project,
                                             QuothProgress      *progress,
                                             gpointer            data,
                                             GError            **error);
/* Of agreement in any thread, then without @registry; of the others in the main thread. */
QuothPlot         *quoth_insights_load_plot (QuothInsightsLoad  *self,
                                             QuothRegistry      *registry,
                                             QuothInsight        insight,
                                             guint               type,
                                             QuothStatistic      statistic,
                                             gboolean            letters,
                                             QuothProgress      *progress);

G_END_DECLS
