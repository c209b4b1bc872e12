/* quoth-insights-words.h - statistics and stretches of time, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-insights.h"

G_BEGIN_DECLS

const char *quoth_insights_words_name    (QuothStatistic  statistic);
/* What it says, and what to beware of. */
const char *quoth_insights_words_explain (QuothStatistic  statistic);
/* The causes of disputes that lower it, as bits of #QuothCause. */
guint       quoth_insights_words_causes  (QuothStatistic  statistic);
char       *quoth_insights_words_period  (QuothPeriod     period,
                                          guint32         first);
char       *quoth_insights_words_causes_of (guint         causes);

G_END_DECLS
