/* test-quotes.c - quotation marks, paired
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-quotes.h"
#include "random-text.h"

/* Lists what is found as "depth:inner", with "…" after one left open and "+" after
 * one that continues, joined by "|". */
static void
assert_quotes (const char *utf8,
               const char *expected)
{
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothQuotes) quotes = quoth_quotes_new (text);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < quoth_quotes_get_n (quotes); i++)
    {
      const QuothQuote *quote = quoth_quotes_get (quotes, i);
      g_autofree char *inner = quoth_text_slice (text, quote->inner.start, quote->inner.end);

      g_string_append_printf (found, "%s%u:%s%s%s", i ? "|" : "", quote->depth, inner,
                              quote->closed ? "" : "…", quote->continues ? "+" : "");
      g_assert_cmpuint (quote->outer.start + 1, ==, quote->inner.start);
      if (quote->closed)
        g_assert_cmpuint (quote->outer.end, ==, quote->inner.end + 1);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_kinds (void)
{
  assert_quotes ("“We go,” he said. “Now.”", "0:We go,|0:Now.");
  assert_quotes ("\"We go,\" he said. \"Now.\"", "0:We go,|0:Now.");
  assert_quotes ("«\u00a0On y va\u00a0», dit-il.", "0:\u00a0On y va\u00a0");
  assert_quotes ("„Wir gehen“, sagte er, »jetzt«.", "0:Wir gehen|0:jetzt");
  assert_quotes ("„Idziemy”, rzekł.", "0:Idziemy");
  assert_quotes ("Han sa: ”Vi går.”", "0:Vi går.");
  assert_quotes ("「行こう」と言った。", "0:行こう");
  assert_quotes ("‘We go,’ he said", "0:We go,");
  assert_quotes ("„Er rief ‚halt‘ und ging“", "0:Er rief ‚halt‘ und ging|1:halt");
  assert_quotes ("„Er rief ›halt‹ und ging“", "0:Er rief ›halt‹ und ging|1:halt");
}

static void
test_apostrophes (void)
{
  assert_quotes ("Russia’s army doesn’t move; the dogs’ bowls, the ’90s", "");
  assert_quotes ("Russia's army doesn't move; the dogs' bowls, the '90s", "");
  assert_quotes ("‘It’s the dogs’ bowl,’ he said", "0:It’s the dogs’ bowl,");
  assert_quotes ("the ‘radicals’ came", "0:radicals");
  assert_quotes ("“It’s Bob’s", "");
  assert_quotes ("a 5\" gun and a 6' 2\" man said \"no\"", "0:no");
}

static void
test_nested (void)
{
  assert_quotes ("“He told me ‘go’ and ‘don’t stop’ then,” she said",
                 "0:He told me ‘go’ and ‘don’t stop’ then,|1:go|1:don’t stop");
  assert_quotes ("\"He said 'go' to us\"", "0:He said 'go' to us|1:go");
  assert_quotes ("\"'Go,' he said\"", "0:'Go,' he said|1:Go,");
  assert_quotes ("‘She said “no” twice’", "0:She said “no” twice|1:no");
  assert_quotes ("« Il a dit “non” »", "0: Il a dit “non” |1:non");
}

static void
test_strays (void)
{
  assert_quotes ("“lost and “found” here", "0:found");
  assert_quotes ("\"lost and. \"Found,\" he said", "0:Found,");
  assert_quotes ("lost” and “found”", "0:found");
  assert_quotes ("“lost\nnext line", "");
  assert_quotes ("”", "");
  assert_quotes ("“", "");
  assert_quotes ("\"\"", "0:");
}

static void
test_paragraphs (void)
{
  assert_quotes ("“First. \n\n  “Second,” he said. “Third.”",
                 "0:First.…+|0:Second,|0:Third.");
  assert_quotes ("\"First.\r\n\"Second.\r\n\"Third,\" he said.",
                 "0:First.…+|0:Second.…+|0:Third,");
  assert_quotes ("“First ‘inner’ end.\n\n“Second.”",
                 "0:First ‘inner’ end.…+|1:inner|0:Second.");
}

static void
test_lookup (void)
{
  g_autoptr (QuothText) text = quoth_text_new ("a “b ‘c’ d” e “f”", -1, NULL);
  g_autoptr (QuothQuotes) quotes = quoth_quotes_new (text);

  g_assert_cmpuint (quoth_quotes_get_n (quotes), ==, 3);
  g_assert_null (quoth_quotes_at (quotes, 0));
  g_assert_null (quoth_quotes_at (quotes, 11));
  g_assert_null (quoth_quotes_at (quotes, G_MAXUINT));
  g_assert_true (quoth_quotes_at (quotes, 2) == quoth_quotes_get (quotes, 0));
  g_assert_true (quoth_quotes_at (quotes, 6) == quoth_quotes_get (quotes, 1));
  g_assert_true (quoth_quotes_at (quotes, 9) == quoth_quotes_get (quotes, 0));
  g_assert_true (quoth_quotes_next (quotes, 3) == quoth_quotes_get (quotes, 1));
  g_assert_true (quoth_quotes_next (quotes, 6) == quoth_quotes_get (quotes, 2));
  g_assert_null (quoth_quotes_next (quotes, 15));
}

static void
assert_share (const char *utf8,
              guint       start,
              guint       end,
              double      expected)
{
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (QuothQuotes) quotes = quoth_quotes_new (text);
  QuothSpan part = { start, end };

  g_assert_cmpfloat_with_epsilon (quoth_quotes_share (quotes, &part, 1), expected, 1e-9);
}

static void
test_share (void)
{
  assert_share ("“ab ‘cd’, 12,” x", 0, 14, 1);
  assert_share ("“ab,” cd", 0, 8, 0.5);
  assert_share ("ab “cd” ef “gh”", 0, 15, 0.5);
  assert_share ("ab “cd” ef “gh”", 4, 5, 1);
  assert_share ("ab cd", 0, 5, 0);
  assert_share ("…", 0, 1, 0);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (31);

  for (guint i = 0; i < 3000; i++)
    {
      guint length = (guint) g_rand_int_range (rand, 1, 200);
      g_autoptr (GString) utf8 = g_string_new (NULL);
      g_autoptr (QuothText) text = NULL;
      g_autoptr (QuothQuotes) quotes = NULL;
      QuothSpan all = { 0, length };
      double share;

      for (guint k = 0; k < length; k++)
        {
          static const gunichar dense[] = { '"', '\'', 0x201c, 0x201d, 0x2018, 0x2019, 0x201e, 0xab,
                                            0xbb, 'a', 's', ' ', '\n' };

          g_string_append_unichar (utf8, g_rand_boolean (rand) ? random_char (rand)
                                     : dense[g_rand_int_range (rand, 0, G_N_ELEMENTS (dense))]);
        }
      text = quoth_text_new (utf8->str, -1, NULL);
      quotes = quoth_quotes_new (text);
      for (guint k = 0; k < quoth_quotes_get_n (quotes); k++)
        {
          const QuothQuote *quote = quoth_quotes_get (quotes, k);

          g_assert_cmpuint (quote->inner.start, <=, quote->inner.end);
          g_assert_cmpuint (quote->outer.end, <=, length);
          for (guint other = k + 1; other < quoth_quotes_get_n (quotes); other++)
            {
              const QuothQuote *later = quoth_quotes_get (quotes, other);

              g_assert_cmpuint (later->outer.start, >, quote->outer.start);
              g_assert_true (later->outer.start >= quote->outer.end
                             || later->outer.end <= quote->outer.end);
            }
        }
      share = quoth_quotes_share (quotes, &all, 1);
      g_assert_true (share >= 0 && share <= 1);
      quoth_quotes_at (quotes, length / 2);
    }
}

static void
test_long (void)
{
  static const char *const units[] = { "“‘", "\"a ", "“a‘b", "‘dogs’ a ", "« »", "“a\n", "'a'" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) long_one = g_string_new (NULL);
      g_autoptr (QuothText) text = NULL;
      g_autoptr (QuothQuotes) quotes = NULL;
      QuothSpan all = { 0 };

      while (long_one->len < 2000000)
        g_string_append (long_one, units[i]);
      text = quoth_text_new (long_one->str, (gssize) long_one->len, NULL);
      quotes = quoth_quotes_new (text);
      all.end = quoth_text_get_length (text);
      g_assert_cmpfloat (quoth_quotes_share (quotes, &all, 1), <=, 1);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quotes/kinds", test_kinds);
  g_test_add_func ("/quotes/apostrophes", test_apostrophes);
  g_test_add_func ("/quotes/nested", test_nested);
  g_test_add_func ("/quotes/strays", test_strays);
  g_test_add_func ("/quotes/paragraphs", test_paragraphs);
  g_test_add_func ("/quotes/lookup", test_lookup);
  g_test_add_func ("/quotes/share", test_share);
  g_test_add_func ("/quotes/random", test_random);
  g_test_add_func ("/quotes/long", test_long);
  return g_test_run ();
}
