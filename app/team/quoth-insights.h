/* quoth-insights.h - agreement as people look at it: in all, article by article, over time
 *
 * Measured once, in a worker, and then asked many times: of every article all statistics
 * are kept as plain numbers, of every stretch of time the sums.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

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
  QuothAgreement *agreement;
  gboolean        gamma;    /* it takes longer than all others, so it is measured when asked */
  GPtrArray      *articles; /* of QuothInsightsArticle, as they stand in the project */
  GPtrArray      *periods;  /* of QuothInsightsPeriod, in order */
  QuothPeriod     period;
} QuothInsights;

QuothInsights *quoth_insights_measure     (QuothProject               *project,
                                           gboolean                    gamma,
                                           QuothProgress              *progress,
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
