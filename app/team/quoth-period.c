/* quoth-period.c - days, weeks, months, quarters and years, whichever tell most
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-period.h"

/**
 * quoth_period_begin:
 * @period: a length
 * @day: any day
 *
 * Returns: the first day of the period that @day is in
 */
guint32
quoth_period_begin (QuothPeriod period,
                    guint32     day)
{
  GDate date;
  guint month;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  month = g_date_get_month (&date);
  if (period == QUOTH_PERIOD_DAY)
    return day;
  if (period == QUOTH_PERIOD_WEEK)
    return day - (guint32) (g_date_get_weekday (&date) - G_DATE_MONDAY);
  if (period == QUOTH_PERIOD_QUARTER)
    month -= (month - 1) % 3;
  if (period == QUOTH_PERIOD_YEAR)
    month = 1;
  g_date_set_dmy (&date, 1, (GDateMonth) month, g_date_get_year (&date));
  return g_date_get_julian (&date);
}

/**
 * quoth_period_next:
 * @period: a length
 * @day: any day
 *
 * Returns: the first day of the period after the one that @day is in
 */
guint32
quoth_period_next (QuothPeriod period,
                   guint32     day)
{
  guint32 begin = quoth_period_begin (period, day);
  GDate date;

  if (period == QUOTH_PERIOD_DAY)
    return begin + 1;
  if (period == QUOTH_PERIOD_WEEK)
    return begin + 7;
  g_date_clear (&date, 1);
  g_date_set_julian (&date, begin);
  g_date_add_months (&date, period == QUOTH_PERIOD_MONTH ? 1
                            : period == QUOTH_PERIOD_QUARTER ? 3 : 12);
  return g_date_get_julian (&date);
}

/**
 * quoth_period_count:
 * @period: a length
 * @first: a day
 * @last: a day, not before @first
 *
 * Returns: how many periods the days from @first to @last touch
 */
guint
quoth_period_count (QuothPeriod period,
                    guint32     first,
                    guint32     last)
{
  guint n = 0;

  if (period <= QUOTH_PERIOD_WEEK)
    return (quoth_period_begin (period, last) - quoth_period_begin (period, first))
           / (period == QUOTH_PERIOD_DAY ? 1 : 7) + 1;
  for (guint32 day = first; quoth_period_begin (period, day) <= last && n < G_MAXUINT16; n++)
    day = quoth_period_next (period, day);
  return n;
}

/**
 * quoth_period_choose:
 * @first: a day
 * @last: a day, not before @first
 * @most: periods that can be shown
 *
 * Returns: the shortest period of which no more than @most are needed; else years
 */
QuothPeriod
quoth_period_choose (guint32 first,
                     guint32 last,
                     guint   most)
{
  for (QuothPeriod period = QUOTH_PERIOD_DAY; period < QUOTH_PERIOD_YEAR; period++)
    if (quoth_period_count (period, first, last) <= most)
      return period;
  return QUOTH_PERIOD_YEAR;
}
