/* test-words.c - words, sentences, paragraphs and snapping
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-breaks-private.h"
#include "quoth-chars.h"
#include "quoth-sentence-ends-private.h"
#include "quoth-words.h"
#include "random-text.h"

/* In @marked, "[" and "]" stand where a selection starts and ends, "|" for both. */
static QuothText *
read_marked (const char *marked,
             QuothSpan  *out_span)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  guint at = 0;

  for (const char *p = marked; *p; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == '[' || c == '|')
        out_span->start = at;
      if (c == ']' || c == '|')
        out_span->end = at;
      if (c == '[' || c == ']' || c == '|')
        continue;
      g_string_append_unichar (plain, c);
      at++;
    }
  return quoth_text_new (plain->str, (gssize) plain->len, NULL);
}

static void
assert_snap (const char *marked,
             const char *expected)
{
  QuothSpan span = { 0, 0 }, result = { 0, 0 };
  g_autoptr (QuothText) text = read_marked (marked, &span);
  g_autofree char *snapped = NULL;

  if (!quoth_words_snap (text, span, &result))
    {
      g_assert_null (expected);
      return;
    }
  snapped = quoth_text_slice (text, result.start, result.end);
  g_assert_cmpstr (snapped, ==, expected);
}

static void
test_snap (void)
{
  assert_snap ("Russian P[ut]in spoke", "Putin");
  assert_snap ("Russian [Putin ]spoke", "Putin");
  assert_snap ("Vl[adimir Pu]tin spoke", "Vladimir Putin");
  assert_snap ("an [As]sad’s army", "Assad");
  assert_snap ("an [Assad’s] army", "Assad");
  assert_snap ("an [Assad's ]army", "Assad");
  assert_snap ("an Assad[’s arm]y", "army");
  assert_snap ("an Assad’[s] army", "Assad");
  assert_snap ("an O’B[ri]en’s army", "O’Brien");
  assert_snap ("“W[e suppo]rt it,” he said", "We support");
  assert_snap ("[“We support it,” ]he said", "“We support it,”");
  assert_snap ("\"W[e support i]t,\" he said", "We support it");
  assert_snap ("“terrorist aggre[ssion].”", "aggression");
  assert_snap ("more than 4\u00a0mil[li]on", "million");
  assert_snap ("more than [4\u00a0mil]lion", "4\u00a0million");
  assert_snap ("the U.[N]. said", "U.N.");
  assert_snap ("the [U.N.’s] chief", "U.N.");
  assert_snap ("the U.N.’[s] chief", "U.N.");
  assert_snap ("Pu|tin", "Putin");
  assert_snap ("Putin| spoke", "Putin");
  assert_snap ("Putin [ \n\t\u00a0] spoke", NULL);
  assert_snap ("a \u2014 | \u2014 b", NULL);
  assert_snap ("na\u0308[iv]e\u0301 x", "na\u0308ive\u0301");
  assert_snap ("x \U0001f469[\u200d]\U0001f680 y", "\U0001f469\u200d\U0001f680");
  assert_snap ("אמר [נתנ]יהו היום", "נתניהו");
  assert_snap ("|", NULL);
}

static void
test_walk (void)
{
  const char *expected[] = { "The", "U.N.", "chief", "Ban", "Ki", "moon", "s", "4", "million" };
  g_autoptr (QuothText) text = quoth_text_new ("“The U.N.’s chief (Ban Ki-moon’s) s 4\u00a0million",
                                               -1, NULL);
  QuothSpan word = { 0, 0 };
  guint n = 0;

  for (guint at = 0; quoth_words_next (text, at, &word); at = word.end)
    {
      g_autofree char *slice = quoth_text_slice (text, word.start, word.end);

      g_assert_cmpuint (n, <, G_N_ELEMENTS (expected));
      g_assert_cmpstr (slice, ==, expected[n++]);
    }
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (expected));
  for (guint at = quoth_text_get_length (text); quoth_words_previous (text, at, &word);
       at = word.start)
    {
      g_autofree char *slice = quoth_text_slice (text, word.start, word.end);

      g_assert_cmpstr (slice, ==, expected[--n]);
    }
  g_assert_cmpuint (n, ==, 0);
}

static void
test_sentences (void)
{
  const char *expected[] = {
    "“Why did Mr. Smith go?” he asked Sen. J. Doe.", "“It is so.”", "Then Gen. Roe left!",
    "New line", "مرحبا بالعالم."
  };
  g_autoptr (QuothText) text =
    quoth_text_new ("“Why did Mr. Smith go?” he asked Sen. J. Doe. “It is so.” Then Gen. Roe left!"
                    "\r\n\r\nNew line\u2029 مرحبا بالعالم. \n", -1, NULL);
  g_autoptr (GArray) sentences = quoth_sentences_find (text);

  g_assert_cmpuint (sentences->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < sentences->len; i++)
    {
      QuothSpan span = g_array_index (sentences, QuothSpan, i);
      g_autofree char *slice = quoth_text_slice (text, span.start, span.end);

      g_assert_cmpstr (slice, ==, expected[i]);
      for (guint at = span.start; at < span.end; at++)
        {
          QuothSpan same = quoth_sentence_at (text, at);

          g_assert_cmpuint (same.start, ==, span.start);
          g_assert_cmpuint (same.end, ==, span.end);
        }
    }
}

/* Of every class of UAX #29, and more of what the rules turn on. */
static gunichar
random_sentence_char (GRand *rand)
{
  static const gunichar chars[] = {
    '.', '.', '.', '!', '?', 0x3002, 0x2024, 0x203d, '\r', '\n', 0x85, 0x2028, 0x2029, ' ', ' ', '\t',
    '\v', '\f', 0xa0, 0x3000, '"', '\'', '(', ')', '[', 0x201c, 0x201d, 0xbb, 'a', 'z', 0xe9, 'A',
    'Z', 0xc9, 0x5d0, 0x4e2d, 0x1d49c, '0', '9', 0x663, ',', '-', ':', ';', 0x2014, 0x301, 0x200d,
    0xad, 0x200b, 0xfeff, 0xfe0f, '*', 0x1f600, '/', '_', 1
  };

  if (g_rand_int_range (rand, 0, 20) == 0)
    return random_char (rand);
  return chars[g_rand_int_range (rand, 0, G_N_ELEMENTS (chars))];
}

/* Our rules end sentences where ICU's do. */
static void
test_sentence_ends (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (29);

  for (guint i = 0; i < 20000; i++)
    {
      guint length = (guint) g_rand_int_range (rand, 1, 60);
      g_autoptr (GString) utf8 = g_string_new (NULL);
      g_autoptr (QuothText) text = NULL;
      g_auto (QuothBreaks) breaks = { 0 };
      gsize byte = 0;
      guint end;

      for (guint k = 0; k < length; k++)
        g_string_append_unichar (utf8, random_sentence_char (rand));
      text = quoth_text_new (utf8->str, (gssize) utf8->len, NULL);
      quoth_breaks_init (&breaks, text, UBRK_SENTENCE);
      for (quoth_breaks_first (&breaks); (end = quoth_breaks_step (&breaks)) != QUOTH_BREAKS_DONE;)
        {
          byte = quoth_sentence_ends_next (utf8->str, utf8->len, byte);
          g_assert_cmpuint (quoth_text_from_bytes (text, byte), ==, end);
        }
      g_assert_cmpuint (byte, ==, utf8->len);
    }
}

static void
test_paragraphs (void)
{
  g_autoptr (QuothText) text = quoth_text_new ("ab\r\nc\r\rd\xc2\x85" "e\u2029\n", -1, NULL);
  const QuothSpan expected[] = {
    { 0, 2 }, { 0, 2 }, { 0, 2 }, { 0, 2 }, { 4, 5 }, { 4, 5 }, { 6, 6 }, { 7, 8 }, { 7, 8 },
    { 9, 10 }, { 9, 10 }, { 11, 11 }, { 12, 12 }
  };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      QuothSpan span = quoth_paragraph_at (text, i);

      g_assert_cmpuint (span.start, ==, expected[i].start);
      g_assert_cmpuint (span.end, ==, expected[i].end);
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (4711);

  for (guint i = 0; i < 2000; i++)
    {
      guint length = (guint) g_rand_int_range (rand, 1, 120);
      g_autofree char *utf8 = random_utf8 (rand, length);
      g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
      QuothSpan span, snapped, again;

      span.start = (guint) g_rand_int_range (rand, 0, length);
      span.end = (guint) g_rand_int_range (rand, span.start, length + 1);
      if (quoth_words_snap (text, span, &snapped))
        {
          g_assert_cmpuint (snapped.start, <, snapped.end);
          g_assert_cmpuint (snapped.end, <=, length);
          g_assert_false (quoth_char_is_blank (quoth_text_get_char (text, snapped.end - 1)));
          g_assert_true (quoth_words_snap (text, snapped, &again));
          g_assert_cmpuint (again.start, ==, snapped.start);
          g_assert_cmpuint (again.end, ==, snapped.end);
        }
      again = quoth_sentence_at (text, span.start);
      g_assert_cmpuint (again.start, <=, again.end);
      g_assert_cmpuint (again.end, <=, length);
      g_assert_cmpuint (quoth_words_next_grapheme (text, span.start), >, span.start);
      g_assert_cmpuint (quoth_words_previous_grapheme (text, span.start + 1), <=, span.start);
    }
}

/* What a gesture asks must not depend on how long the article or its paragraph is. */
static void
test_long (void)
{
  g_autoptr (GString) long_one = g_string_new (NULL);
  g_autoptr (QuothText) text = NULL;
  g_autoptr (GArray) sentences = NULL;
  QuothSpan span;

  while (long_one->len < 5000000)
    g_string_append (long_one, "“Mr. Ünal’s plan,” she said, is Nr. 7 of U.S. plans. ");
  text = quoth_text_new (long_one->str, (gssize) long_one->len, NULL);
  for (guint i = 0; i < 2000; i++)
    {
      g_assert_true (quoth_words_next (text, i * 2200, &span));
      g_assert_true (quoth_words_previous (text, i * 2200 + 100, &span));
      g_assert_true (quoth_words_snap (text, span, &span));
    }
  sentences = quoth_sentences_find (text);
  g_assert_cmpuint (sentences->len, >, 80000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/snap", test_snap);
  g_test_add_func ("/words/walk", test_walk);
  g_test_add_func ("/words/sentences", test_sentences);
  g_test_add_func ("/words/sentence-ends", test_sentence_ends);
  g_test_add_func ("/words/paragraphs", test_paragraphs);
  g_test_add_func ("/words/random", test_random);
  g_test_add_func ("/words/long", test_long);
  return g_test_run ();
}
