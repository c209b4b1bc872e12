/* test-fold.c - search that forgives case, accents, marks and blanks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-fold.h"
#include "random-text.h"

static void
assert_folds (const char *utf8,
              const char *expected)
{
  g_autofree char *folded = quoth_fold_string (utf8);
  g_autofree char *again = quoth_fold_string (folded);

  g_assert_cmpstr (folded, ==, expected);
  g_assert_cmpstr (again, ==, expected);
}

static void
test_string (void)
{
  assert_folds ("Élysée", "elysee");
  assert_folds ("E\u0301lyse\u0301e", "elysee");
  assert_folds ("“It’s” — ‘fine’ «oui» „ja“", "\"it's\" - 'fine' \"oui\" \"ja\"");
  assert_folds ("4\u00a0million\u2009\r\n\tmen", "4 million men");
  assert_folds ("STRASSE Straße Łódź Ørsted İstanbul", "strasse strasse lodz orsted istanbul");
  assert_folds ("co\u00adop\u200berate ﬁn", "cooperate fin");
  assert_folds ("مُحَمَّد Ελλάς", "محمد ελλασ");
  assert_folds ("", "");
}

static void
assert_finds (const char *utf8,
              const char *query,
              gboolean    whole_words,
              const char *expected)
{
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothFold) fold = quoth_fold_new (text);
  g_autoptr (GArray) spans = quoth_fold_find_all (fold, query, whole_words, 0);
  g_autoptr (GString) found = g_string_new (NULL);
  guint from = 0;

  for (guint i = 0; i < spans->len; i++)
    {
      QuothSpan span = g_array_index (spans, QuothSpan, i), one;
      g_autofree char *slice = quoth_text_slice (text, span.start, span.end);

      g_string_append_printf (found, "%s%s", i ? "|" : "", slice);
      g_assert_true (quoth_fold_find (fold, query, from, whole_words, &one));
      g_assert_cmpuint (one.start, ==, span.start);
      g_assert_cmpuint (one.end, ==, span.end);
      from = span.end;
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_find (void)
{
  assert_finds ("Putin and PUTIN, Putina", "putin", FALSE, "Putin|PUTIN|Putin");
  assert_finds ("Putin and PUTIN, Putina", "putin", TRUE, "Putin|PUTIN");
  assert_finds ("4\u00a0million and 4 \r\n million", "4 million", TRUE, "4\u00a0million|4 \r\n million");
  assert_finds ("Rene\u0301 René Rene", "rené", TRUE, "Rene\u0301|René|Rene");
  assert_finds ("Russia’s and Russia's", "russia's", TRUE, "Russia’s|Russia's");
  assert_finds ("Straße Strasse", "STRASSE", TRUE, "Straße|Strasse");
  assert_finds ("ßß", "s", FALSE, "ß|ß");
  assert_finds ("“a”", "\"A\"", TRUE, "“a”");
  assert_finds ("aaaa", "aa", FALSE, "aa|aa");
  assert_finds ("abc", "", FALSE, "");
  assert_finds ("", "a", FALSE, "");
}

/* Every whole character is found where it stands. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);

  for (guint i = 0; i < 500; i++)
    {
      guint length = (guint) g_rand_int_range (rand, 1, 600);
      g_autofree char *utf8 = random_utf8 (rand, length);
      g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
      g_autoptr (QuothFold) fold = quoth_fold_new (text);
      guint start = (guint) g_rand_int_range (rand, 0, length);
      guint end = MIN (length, start + 5);
      g_autofree char *query = quoth_text_slice (text, start, end);
      g_autofree char *folded = quoth_fold_string (query);
      g_autofree char *again = quoth_fold_string (folded);
      QuothSpan span;

      g_assert_cmpstr (folded, ==, again);
      if (*folded == '\0' || *folded == ' ')
        continue;
      g_assert_true (quoth_fold_find (fold, query, start, FALSE, &span));
      g_assert_cmpuint (span.start, >=, start);
      g_assert_cmpuint (span.start, <, end);
      g_assert_cmpuint (span.end, <=, length);
    }
}

static void
test_long (void)
{
  g_autoptr (GString) long_one = g_string_new (NULL);
  g_autoptr (GString) query = g_string_new (NULL);
  g_autoptr (QuothText) text = NULL;
  g_autoptr (QuothFold) fold = NULL;
  g_autoptr (GArray) spans = NULL;

  while (long_one->len < 3000000)
    g_string_append (long_one, "aaaaaaaaaaaaaaaa");
  g_string_append (long_one, "é");
  while (query->len < 2000)
    g_string_append_c (query, 'a');
  text = quoth_text_new (long_one->str, -1, NULL);
  fold = quoth_fold_new (text);
  spans = quoth_fold_find_all (fold, query->str, TRUE, 0);
  g_assert_cmpuint (spans->len, ==, 0);
  g_clear_pointer (&spans, g_array_unref);
  spans = quoth_fold_find_all (fold, "a", FALSE, 1000);
  g_assert_cmpuint (spans->len, ==, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/fold/string", test_string);
  g_test_add_func ("/fold/find", test_find);
  g_test_add_func ("/fold/random", test_random);
  g_test_add_func ("/fold/long", test_long);
  return g_test_run ();
}
