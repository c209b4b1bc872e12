/* test-care-rule.c - which backups stay and what they are called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-project-care-private.h"

#include <string.h>

#define DAY ((gint64) 86400)
#define NOW (1000 * 7 * DAY - 3 * DAY + 12 * 3600) /* noon of a Monday */

static void
drop_old (GArray *times,
          gint64  now)
{
  g_autoptr (GArray) keep = quoth_backups_choose ((const gint64 *) (gpointer) times->data,
                                                  times->len, now);

  for (guint i = times->len; i-- > 0;)
    if (!g_array_index (keep, gboolean, i))
      g_array_remove_index (times, i);
}

static gboolean
has_between (GArray *times,
             gint64  from,
             gint64  to)
{
  for (guint i = 0; i < times->len; i++)
    if (g_array_index (times, gint64, i) >= from && g_array_index (times, gint64, i) < to)
      return TRUE;
  return FALSE;
}

/* A backup every hour for three months, the rule after each. */
static void
test_rolling (void)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 begin = NOW - 90 * DAY;

  for (gint64 now = begin; now <= NOW; now += 3600)
    {
      gint64 today = now / DAY * DAY;

      g_array_append_val (times, now);
      drop_old (times, now);
      g_assert_cmpuint (times->len, <=, 5 + 7 + 5);
      for (int i = 0; i < 5; i++)
        g_assert_true (now - i * 3600 < begin || has_between (times, now - i * 3600,
                                                              now - i * 3600 + 1));
      for (int i = 0; i < 7; i++)
        g_assert_true (today - i * DAY < begin
                       || has_between (times, today - i * DAY, today - (i - 1) * DAY));
      for (int i = 1; i <= 4; i++)
        g_assert_true (now - i * 7 * DAY < begin
                       || has_between (times, now - (i + 1) * 7 * DAY, now - (i - 1) * 7 * DAY));
    }
  g_assert_false (has_between (times, 0, NOW - 36 * DAY));
}

static void
test_order_and_future (void)
{
  const gint64 times[] = { NOW - 300 * DAY, NOW + 50 * DAY, NOW - 1, NOW - 60 * DAY, NOW - 2,
                           NOW - 3, NOW - 4, NOW - 5 };
  const gboolean expected[] = { FALSE, TRUE, TRUE, FALSE, TRUE, TRUE, TRUE, FALSE };
  g_autoptr (GArray) keep = quoth_backups_choose (times, G_N_ELEMENTS (times), NOW);
  g_autoptr (GArray) none = quoth_backups_choose (NULL, 0, NOW);

  for (guint i = 0; i < G_N_ELEMENTS (times); i++)
    g_assert_cmpint (g_array_index (keep, gboolean, i), ==, expected[i]);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_names (void)
{
  g_autofree char *name = quoth_backup_name ("/a/news.quoth", NOW);
  g_autofree char *other = quoth_backup_name ("/b/news.quoth", NOW);

  g_assert_cmpstr (name, !=, other);
  g_assert_cmpint (quoth_backup_time ("/a/news.quoth", name), ==, NOW);
  g_assert_cmpint (quoth_backup_time ("/a/../a/news.quoth", name), ==, NOW);
  g_assert_cmpint (quoth_backup_time ("/b/news.quoth", name), ==, -1);
  g_assert_cmpint (quoth_backup_time ("/a/news.quoth", "news.quoth"), ==, -1);
  name[strlen (name) - 10] = 'x';
  g_assert_cmpint (quoth_backup_time ("/a/news.quoth", name), ==, -1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/care/rule/rolling", test_rolling);
  g_test_add_func ("/care/rule/order-and-future", test_order_and_future);
  g_test_add_func ("/care/rule/names", test_names);
  return g_test_run ();
}
