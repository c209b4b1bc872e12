/* quoth-insights.h - agreement as people look at it: in all, article by article, over time
 *
 * Measured in a worker and asked many times, also while it grows: of every article all
 * statistics are kept as plain numbers, of every stretch of time the sums.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-insights-cache.h"
#include "quoth-measuring.h"
#include "quoth-period.h"

G_BEGIN_DECLS

typedef struct
{
  char    *id;
  char    *name;
  gboolean apart;   /* its layers were made under different versions of the guidelines */
  guint32  day;     /* when it was worked on last; 0: unknown */
  float   *values;  /* by type, statistic: the value of all layers, and what it rests on */
} QuothInsightsArticle;

typedef struct
{
  guint32         first; /* day */
  guint32         last;
  QuothAgreement *agreement;
} QuothInsightsPeriod;

typedef struct
{
  GMutex              lock;     /* of all below, while it runs */
  QuothAgreement     *agreement;
  gboolean            gamma;    /* it takes longer than all others: measured when asked for */
  GPtrArray          *articles; /* of QuothInsightsArticle, by their ids */
  GPtrArray          *periods;  /* of QuothInsightsPeriod, in order */
  QuothPeriod         period;
  guint               n_articles; /* that have work of two; 0 until they were counted */
  guint               n_done;   /* of them; fewer when it was stopped */
  guint               n_read;   /* of them; the others were known */
  QuothInsightsCache *cache;    /* owned, nullable */
  guint64             since;
  gint64              look_after; /* microseconds until the first look; 0: one at each article */
} QuothInsights;

typedef void (*QuothInsightsLooked)       (QuothInsights              *self,
                                           gpointer                    user_data);

QuothInsights *quoth_insights_new         (gboolean                    gamma);
void           quoth_insights_set_cache   (QuothInsights              *self,
                                           QuothInsightsCache         *cache,
                                           guint64                     since);
gboolean       quoth_insights_run         (QuothInsights              *self,
                                           QuothProject               *project,
                                           QuothProgress              *progress,
                                           QuothInsightsLooked         looked,
                                           gpointer                    user_data,
                                           GError                    **error);
void           quoth_insights_free        (QuothInsights              *self);
void           quoth_insights_get_article (QuothInsights              *self,
                                           const QuothInsightsArticle *article,
                                           guint                       type,
                                           QuothStatistic              statistic,
                                           QuothEstimate              *out_estimate);
gboolean       quoth_insights_get_period  (const QuothInsightsPeriod  *period,
                                           guint                       type,
                                           QuothStatistic              statistic,
                                           QuothEstimate              *out_estimate);
/* The day on which any of the layers that are compared was worked on last; 0: unknown. */
guint32        quoth_insights_find_day    (QuothArticleData           *data);
gboolean       quoth_insights_is_compared (const char                 *layer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothInsights, quoth_insights_free)

G_END_DECLS
