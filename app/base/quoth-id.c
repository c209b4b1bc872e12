/* quoth-id.c - identifiers that sort by the time they were made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-id"

#include "config.h"

#include "quoth-id.h"

#include <time.h>

/* Crockford's base 32 in lower case: no letter is mistaken for a digit, and the
 * ids sort as bytes in the order of their values. */
static const char alphabet[] = "0123456789abcdefghjkmnpqrstvwxyz";

/**
 * quoth_id_fill:
 * @out_id: room for the id and its terminating NUL
 *
 * Writes a new id: 9 digits of time in milliseconds, 11 digits of chance. Ids
 * made one after the other sit side by side in the project's index, which
 * keeps bulk import append-only. Within one process ids strictly increase.
 */
void
quoth_id_fill (char out_id[QUOTH_ID_LENGTH + 1])
{
  static GMutex mutex;
  static guint64 last_time;
  static guint64 last_chance;
  guint64 time;
  guint64 chance;

  g_mutex_lock (&mutex);
  time = (guint64) (g_get_real_time () / 1000);
  if (time <= last_time)
    {
      /* Same millisecond, or a clock set back: count up instead. */
      time = last_time;
      chance = last_chance + 1 + (g_random_int () & 0xffff);
    }
  else
    {
      /* The top bit stays clear, so that counting up cannot overflow 55 bits. */
      chance = (((guint64) g_random_int () << 32) | g_random_int ()) >> 10;
    }
  last_time = time;
  last_chance = chance;
  g_mutex_unlock (&mutex);

  for (int i = 8; i >= 0; i--, time >>= 5)
    out_id[i] = alphabet[time & 31];
  for (int i = QUOTH_ID_LENGTH - 1; i >= 9; i--, chance >>= 5)
    out_id[i] = alphabet[chance & 31];
  out_id[QUOTH_ID_LENGTH] = '\0';
}

/**
 * quoth_id_new:
 *
 * Returns: (transfer full): a new id, see quoth_id_fill()
 */
char *
quoth_id_new (void)
{
  char id[QUOTH_ID_LENGTH + 1];

  quoth_id_fill (id);
  return g_strdup (id);
}

/**
 * quoth_now:
 *
 * Returns: (transfer full): the present time in UTC as ISO 8601 with whole
 *   seconds, such as `2026-01-31T12:00:00Z`
 */
char *
quoth_now (void)
{
  static GMutex mutex;
  static gint64 last_second = -1;
  static char last[32];
  gint64 second = time (NULL);
  char *now;

  /* Each annotation that is read asks, and what takes long is the format. */
  g_mutex_lock (&mutex);
  if (second != last_second)
    {
      g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (second);
      g_autofree char *text = g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ");

      g_strlcpy (last, text, sizeof last);
      last_second = second;
    }
  now = g_strdup (last);
  g_mutex_unlock (&mutex);
  return now;
}
