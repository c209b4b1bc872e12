/* test-intern.c - a word is one string, whatever else was asked for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-intern.h"

static void
assert_interned (const char *word)
{
  g_autofree char *copy = g_strdup (word);
  char *first = quoth_intern (word);
  char *second = quoth_intern (copy);
  char *third = g_ref_string_new_intern (word);

  g_assert_cmpstr (first, ==, word);
  g_assert_true (first == second && second == third);
  g_ref_string_release (first);
  g_ref_string_release (second);
  g_ref_string_release (third);
}

/* More words than are kept, so that they push each other out while they are held. */
static void
test_many (void)
{
  g_autoptr (GPtrArray) held = g_ptr_array_new_with_free_func (
    (GDestroyNotify) g_ref_string_release);

  for (guint round = 0; round < 3; round++)
    for (guint i = 0; i < 500; i++)
      {
        g_autofree char *word = g_strdup_printf ("word %u", i);

        assert_interned (word);
        if (round == 0)
          g_ptr_array_add (held, quoth_intern (word));
        else
          g_assert_cmpstr (held->pdata[i], ==, word);
      }
}

static void
test_odd (void)
{
  g_autofree char *longest = g_strnfill (64, 'x');
  g_autofree char *longer = g_strnfill (65, 'x');

  assert_interned ("");
  assert_interned ("é");
  assert_interned ("ab");
  assert_interned ("aab");
  assert_interned (longest);
  assert_interned (longer);
}

static gpointer
thread_cb (gpointer data)
{
  test_many ();
  return quoth_intern ("shared");
}

static void
test_threads (void)
{
  char *here = quoth_intern ("shared");
  GThread *thread = g_thread_new ("intern", thread_cb, NULL);
  char *there = g_thread_join (thread);

  g_assert_true (here == there);
  g_ref_string_release (here);
  g_ref_string_release (there);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intern/many", test_many);
  g_test_add_func ("/intern/odd", test_odd);
  g_test_add_func ("/intern/threads", test_threads);
  return g_test_run ();
}
