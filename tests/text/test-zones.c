/* test-zones.c - headlines, captions, credits and tails
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-zones.h"
#include "random-text.h"

/* Lists what is found as "kind:text", joined by "|". */
static void
assert_zones (const char *utf8,
              const char *expected)
{
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (GArray) zones = quoth_zones_find (text);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < zones->len; i++)
    {
      QuothZone *zone = &g_array_index (zones, QuothZone, i);
      g_autofree char *slice = quoth_text_slice (text, zone->span.start, zone->span.end);

      g_string_append_printf (found, "%s%s:%s", i ? "|" : "", zone->kind, slice);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_top (void)
{
  assert_zones ("Council votes on the bridge\n\nBy Ada Roe and Ben Poe\n\n"
                "HARLOW (AP) — The council voted on Tuesday.\n\nNothing more was said.",
                "headline:Council votes on the bridge|byline:By Ada Roe and Ben Poe|"
                "dateline:HARLOW (AP) —");
  assert_zones ("BERLIN, 3. Mai - Der Rat hat heute abgestimmt.\nMehr nicht.",
                "dateline:BERLIN, 3. Mai -");
  assert_zones ("The council voted on Tuesday.\n\nBy then it was late.", "");
  assert_zones ("Only a line", "");
  assert_zones ("", "");
}

static void
test_captions (void)
{
  assert_zones ("Ada Roe speaks in Harlow. (Ben Poe/Harlow Pool Photo via AP)\n\nThe council met.",
                "caption:Ada Roe speaks in Harlow.|credit:(Ben Poe/Harlow Pool Photo via AP)");
  assert_zones ("The council met.\n\nThe bridge at dusk (AP Photo/Ben Poe)\n\nIt rained.",
                "caption:The bridge at dusk|credit:(AP Photo/Ben Poe)");
  assert_zones ("The council met (and voted).\n\nIt was late (9/11 was named).\n\n"
                "He came (by train and/or bus).", "");
}

static void
test_tail (void)
{
  assert_zones ("The council met.\n\nRead more:\n\nWhat the bridge costs\n\nA history of Harlow",
                "related-links:Read more:\n\nWhat the bridge costs\n\nA history of Harlow");
  assert_zones ("The council met.\n\nRead more: What the bridge costs\n\nIt voted no. It left.\n\n"
                "Correction: The council met on Tuesday.",
                "related-links:Read more: What the bridge costs|"
                "correction:Correction: The council met on Tuesday.");
  assert_zones ("The council met.\n\nRead more of its plans in the library, she said.", "");
}

static void
test_seed (void)
{
  const char *shared = g_getenv ("QUOTH_TEST_SHARED");
  g_autofree char *path = shared ? g_build_filename (shared, "seed-article.txt", NULL) : NULL;
  g_autofree char *utf8 = NULL;
  g_autoptr (QuothText) text = NULL;
  g_autoptr (GArray) zones = NULL;
  const QuothZone expected[] = {
    { { 0, 186 }, "caption" }, { { 187, 233 }, "credit" }, { { 4606, 4816 }, "related-links" }
  };

  if (path == NULL || !g_file_get_contents (path, &utf8, NULL, NULL))
    {
      g_test_skip ("no shared corpora");
      return;
    }
  text = quoth_text_new (utf8, -1, NULL);
  zones = quoth_zones_find (text);
  g_assert_cmpuint (zones->len, ==, 5);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      QuothZone *zone = &g_array_index (zones, QuothZone, i < 2 ? i : 4);

      g_assert_cmpuint (zone->span.start, ==, expected[i].span.start);
      g_assert_cmpuint (zone->span.end, ==, expected[i].span.end);
      g_assert_cmpstr (zone->kind, ==, expected[i].kind);
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (77);

  for (guint i = 0; i < 1000; i++)
    {
      static const char *const parts[] = {
        "Read more:", "By A", "(A/B)", "ABC", " — ", "(", ")", "\n", "\n\n", "\r", ".", "Correction:",
        "(Photo)", " ", "©", "(reporting by"
      };
      g_autoptr (GString) utf8 = g_string_new (NULL);
      g_autoptr (QuothText) text = NULL;
      g_autoptr (GArray) zones = NULL;
      guint last = 0;

      for (guint k = 0; k < 30; k++)
        {
          g_autofree char *noise = random_utf8 (rand, 3);

          g_string_append (utf8, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
          g_string_append (utf8, g_rand_boolean (rand) ? noise : "");
        }
      text = quoth_text_new (utf8->str, -1, NULL);
      zones = quoth_zones_find (text);
      for (guint k = 0; k < zones->len; k++)
        {
          QuothSpan span = g_array_index (zones, QuothZone, k).span;

          g_assert_cmpuint (span.start, >=, last);
          g_assert_cmpuint (span.start, <, span.end);
          last = span.end;
        }
      g_assert_cmpuint (last, <=, quoth_text_get_length (text));
    }
}

/* U+02D9 is no blank, but folds to one: there is nothing behind the word. */
static void
test_folded_blank (void)
{
  static const char *const texts[] = { "By˙", "By˙Ann", "Por˙˙˙ffff\n\nBy Ann Roe" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (QuothText) text = quoth_text_new (texts[i], -1, NULL);
      g_autoptr (GArray) zones = quoth_zones_find (text);

      for (guint k = 0; k < zones->len; k++)
        g_assert_cmpuint (g_array_index (zones, QuothZone, k).span.end, <=,
                          quoth_text_get_length (text));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/zones/top", test_top);
  g_test_add_func ("/zones/captions", test_captions);
  g_test_add_func ("/zones/tail", test_tail);
  g_test_add_func ("/zones/seed", test_seed);
  g_test_add_func ("/zones/folded-blank", test_folded_blank);
  g_test_add_func ("/zones/random", test_random);
  return g_test_run ();
}
