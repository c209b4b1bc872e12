/* quoth-period.h - days, weeks, months, quarters and years, whichever tell most
 *
 * Days are GDate's Julian days. Weeks begin on Monday, as ISO 8601 has it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  QUOTH_PERIOD_DAY,
  QUOTH_PERIOD_WEEK,
  QUOTH_PERIOD_MONTH,
  QUOTH_PERIOD_QUARTER,
  QUOTH_PERIOD_YEAR
} QuothPeriod;

QuothPeriod quoth_period_choose (guint32      first,
                                 guint32      last,
                                 guint        most);
guint32     quoth_period_begin  (QuothPeriod  period,
                                 guint32      day);
guint32     quoth_period_next   (QuothPeriod  period,
                                 guint32      day);
guint       quoth_period_count  (QuothPeriod  period,
                                 guint32      first,
                                 guint32      last);

G_END_DECLS
