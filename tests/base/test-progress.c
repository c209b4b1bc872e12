/* test-progress.c - counting and cancelling
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-progress.h"

static void
test_fraction (void)
{
  g_autoptr (QuothProgress) progress = quoth_progress_new (NULL);

  g_assert_cmpfloat (quoth_progress_get_fraction (progress), ==, -1);
  quoth_progress_set_total (progress, 4);
  quoth_progress_add (progress, 1);
  g_assert_cmpfloat (quoth_progress_get_fraction (progress), ==, 0.25);
  quoth_progress_add (progress, 9);
  g_assert_cmpfloat (quoth_progress_get_fraction (progress), ==, 1);
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  g_autoptr (GError) error = NULL;

  g_assert_false (quoth_progress_set_error_if_cancelled (progress, &error));
  g_assert_no_error (error);
  g_cancellable_cancel (cancellable);
  g_assert_true (quoth_progress_set_error_if_cancelled (progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (quoth_progress_is_cancelled (NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/progress/fraction", test_fraction);
  g_test_add_func ("/progress/cancel", test_cancel);
  return g_test_run ();
}
