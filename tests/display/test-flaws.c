/* test-flaws.c - how often the list of findings makes others look
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-flaw-list.h"

#define N_FLAWS 30

static QuothFlaws *
make (guint first)
{
  QuothFlaws *flaws = g_new0 (QuothFlaws, 1);

  flaws->list = g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_flaw_free);
  flaws->articles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (guint i = first; i < N_FLAWS; i++)
    {
      QuothFlaw *flaw = g_new0 (QuothFlaw, 1);

      flaw->kind = QUOTH_FLAW_CUE;
      flaw->article = g_strdup ("a");
      flaw->article_name = g_strdup ("article");
      flaw->annotation = g_strdup_printf ("cue%u", i);
      flaw->span = (QuothSpan) { 5 * i, 5 * i + 4 };
      flaw->before = g_strdup ("");
      flaw->match = g_strdup ("said");
      flaw->after = g_strdup ("");
      g_ptr_array_add (flaws->list, flaw);
    }
  quoth_flaws_recount (flaws, "a", QUOTH_FLAW_CUE, flaws->list->len);
  return flaws;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* What can be done about a finding is found out for the one that is selected in the end, once,
 * however many rows come and go. */
static void
test_told_once (void)
{
  GtkWidget *list = g_object_ref_sink (quoth_flaw_list_new ());
  QuothFlawList *flaws = QUOTH_FLAW_LIST (list);
  guint n = 0;

  g_signal_connect_swapped (list, "selected", G_CALLBACK (count_cb), &n);
  quoth_flaw_list_take (flaws, make (0), "anna");
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpstr (quoth_flaw_list_get_selected (flaws)->annotation, ==, "cue0");
  quoth_flaw_list_step (flaws, 3);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (quoth_flaw_list_get_selected (flaws)->annotation, ==, "cue3");
  quoth_flaw_list_take (flaws, make (4), "anna");
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpstr (quoth_flaw_list_get_selected (flaws)->annotation, ==, "cue7");
  g_object_unref (list);
}

int
main (int   argc,
      char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/flaws/told-once", test_told_once);
  return g_test_run ();
}
