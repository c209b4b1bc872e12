/* test-brat-names.c - names that brat's alphabet cannot spell
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-format-brat-private.h"

/* Each name that clashes gets the first number that is free, also where that was a name itself. */
static void
test_clashes (void)
{
  static const char *const cases[][2] = {
    { "a b", "a_b" },   { "a_b", "a_b_2" },   { "a_b_3", "a_b_3" }, { "a.b", "a_b_4" },
    { "a,b", "a_b_5" }, { "a_b_2", "a_b_2_2" }, { "a b", "a_b" },   { "ü", "_" }, { "", "__2" },
  };
  g_autoptr (QuothBratNames) names = quoth_brat_names_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (quoth_brat_names_to_brat (names, QUOTH_BRAT_TYPE, cases[i][0]), ==,
                     cases[i][1]);
  /* A note that begins so is none of an attribute. */
  g_assert_cmpstr (quoth_brat_names_to_brat (names, QUOTH_BRAT_ATTRIBUTE, "note"), ==, "note_2");
}

/* So many clash that trying every number for each would take minutes. */
static void
test_many_clashes (void)
{
  g_autoptr (QuothBratNames) names = quoth_brat_names_new ();
  const guint n = 20000;

  for (guint i = 0; i < n; i++)
    {
      char name[8] = { 0 };
      g_autofree char *expected = i == 0 ? g_strdup ("_") : g_strdup_printf ("__%u", i + 1);

      g_unichar_to_utf8 (0x4e00 + i, name);
      g_assert_cmpstr (quoth_brat_names_to_brat (names, QUOTH_BRAT_VALUE, name), ==, expected);
    }
  g_assert_cmpuint (quoth_brat_names_list (names, QUOTH_BRAT_VALUE)->len, ==, n);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/brat-names/clashes", test_clashes);
  g_test_add_func ("/brat-names/many-clashes", test_many_clashes);
  return g_test_run ();
}
