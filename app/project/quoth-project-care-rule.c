/* quoth-project-care-rule.c - the rule by which old backups go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-care"

#include "config.h"

#include "quoth-project-care-private.h"

#include <string.h>

#define DAY (24 * 60 * 60)
#define N_NEWEST 5
#define N_DAYS 7
#define N_WEEKS 5
#define STAMP_FORMAT "%Y%m%dT%H%M%SZ"
#define STAMP_LENGTH 16
#define HASH_LENGTH 8

static int
compare_newest_first (gconstpointer a,
                      gconstpointer b,
                      gpointer      user_data)
{
  const gint64 *times = user_data;
  gint64 left = times[*(const guint *) a];
  gint64 right = times[*(const guint *) b];

  return left > right ? -1 : left < right;
}

/**
 * quoth_backups_choose:
 * @times: when the backups were made, seconds since 1970
 * @n_times: how many
 * @now: the present, seconds since 1970
 *
 * Keeps the newest five, the newest of each of the last seven days and the newest
 * of each of the last five weeks (days and weeks in UTC, weeks start on Monday).
 * What was made in the future (a clock set back) counts as made now.
 *
 * The choice is stable: what one call keeps and no newer backup replaces, a later
 * call keeps until its day or week is over.
 *
 * Returns: (transfer full) (element-type gboolean): for each of @times, whether it stays
 */
GArray *
quoth_backups_choose (const gint64 *times,
                      guint         n_times,
                      gint64        now)
{
  g_autofree guint *order = g_new (guint, n_times + 1);
  GArray *keep = g_array_sized_new (FALSE, TRUE, sizeof (gboolean), n_times);
  gint64 last_day = G_MAXINT64;
  gint64 last_week = G_MAXINT64;
  gint64 this_day = now / DAY;
  gint64 this_week = (this_day + 3) / 7; /* 1 January 1970 was a Thursday */

  g_array_set_size (keep, n_times);
  for (guint i = 0; i < n_times; i++)
    order[i] = i;
  g_qsort_with_data (order, (int) n_times, sizeof (guint), compare_newest_first,
                     (gpointer) times);
  for (guint i = 0; i < n_times; i++)
    {
      gint64 day = MIN (times[order[i]], now) / DAY;
      gint64 week = (day + 3) / 7;
      gboolean first_of_day = day != last_day;
      gboolean first_of_week = week != last_week;

      last_day = day;
      last_week = week;
      g_array_index (keep, gboolean, order[i]) =
        i < N_NEWEST
        || (first_of_day && this_day - day < N_DAYS)
        || (first_of_week && this_week - week < N_WEEKS);
    }
  return keep;
}

/* NAME-HASH- : two projects of one name in different folders share no backups. */
static char *
name_prefix (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, absolute, -1);

  if (g_str_has_suffix (base, ".quoth"))
    base[strlen (base) - strlen (".quoth")] = '\0';
  return g_strdup_printf ("%.180s-%.*s-", base, HASH_LENGTH, hash);
}

/* Documented in the header. */
char *
quoth_backup_name (const char *path,
                   gint64      time)
{
  g_autofree char *prefix = name_prefix (path);
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (time);
  g_autofree char *stamp = g_date_time_format (when, STAMP_FORMAT);

  return g_strconcat (prefix, stamp, ".quoth", NULL);
}

/* Documented in the header. */
gint64
quoth_backup_time (const char *path,
                   const char *name)
{
  g_autofree char *prefix = name_prefix (path);
  g_autofree char *stamp = NULL;
  g_autoptr (GDateTime) when = NULL;

  if (!g_str_has_prefix (name, prefix) || !g_str_has_suffix (name, ".quoth")
      || strlen (name) != strlen (prefix) + STAMP_LENGTH + strlen (".quoth"))
    return -1;
  stamp = g_strndup (name + strlen (prefix), STAMP_LENGTH);
  when = g_date_time_new_from_iso8601 (stamp, NULL);
  return when != NULL ? g_date_time_to_unix (when) : -1;
}
