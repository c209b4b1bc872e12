/* test-id.c - ids sort by time and never repeat
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-id.h"

#include <string.h>

static void
test_increasing (void)
{
  char last[QUOTH_ID_LENGTH + 1] = "";

  for (int i = 0; i < 100000; i++)
    {
      char id[QUOTH_ID_LENGTH + 1];

      quoth_id_fill (id);
      g_assert_cmpuint (strlen (id), ==, QUOTH_ID_LENGTH);
      g_assert_cmpint (strcmp (last, id), <, 0);
      memcpy (last, id, sizeof id);
    }
}

static void
test_now (void)
{
  g_autofree char *now = quoth_now ();
  g_autoptr (GDateTime) parsed = g_date_time_new_from_iso8601 (now, NULL);

  g_assert_nonnull (parsed);
  g_assert_true (g_str_has_suffix (now, "Z"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/id/increasing", test_increasing);
  g_test_add_func ("/id/now", test_now);
  return g_test_run ();
}
