/* test-cues.c - the cue of a claim
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-clauses.h"
#include "quoth-cues.h"

/* The claim's parts stand in brackets. */
static void
assert_cue (const char *marked,
            const char *expected)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  g_autoptr (GArray) parts = g_array_new (FALSE, FALSE, sizeof (QuothSpan));
  g_autoptr (QuothText) text = NULL;
  g_autofree char *slice = NULL;
  QuothSpan part = { 0, 0 }, cue = { 0, 0 };
  guint at = 0;

  for (const char *p = marked; *p; p = g_utf8_next_char (p))
    {
      if (*p == '[')
        part.start = at;
      else if (*p == ']')
        {
          part.end = at;
          g_array_append_val (parts, part);
        }
      else
        {
          g_string_append_unichar (plain, g_utf8_get_char (p));
          at++;
        }
    }
  text = quoth_text_new (plain->str, -1, NULL);
  if (!quoth_cues_propose (text, (const QuothSpan *) parts->data, parts->len, &cue))
    {
      g_assert_null (expected);
      return;
    }
  slice = quoth_text_slice (text, cue.start, cue.end);
  g_assert_cmpstr (slice, ==, expected);
}

static void
test_places (void)
{
  assert_cue ("[“We go,”] Ada Roe said in Harlow. [“We stay.”]", "said");
  assert_cue ("“No,” Poe added. [“We go”] to the old bridge, Roe says.", "says");
  assert_cue ("Roe told us more. [“We go,”] replied Ben Poe on Tuesday.", "replied");
  assert_cue ("Ada Roe said on Tuesday [that the bridge was safe].", "said");
  assert_cue ("[The bridge was safe], according to the council.", "according to");
  assert_cue ("The council denied [that it knew].\n\n[“Go,”] she wrote.", "denied");
  assert_cue ("Roe did not say [what it would cost].", "did not say");
  assert_cue ("Roe has not yet publicly said [what it would cost].", "has not yet publicly said");
  assert_cue ("Roe also said [it was late].", "also said");
  assert_cue ("Roe came to warn [that it was late].", "to warn");
  assert_cue ("Roe has often complained about [the late hour].", "has often complained about");
  assert_cue ("Roe says: [“We go.”]", "says:");
  assert_cue ("Roe mocked [the bridge] for its age.", "mocked");
  assert_cue ("Roe mocked [the bridge], saying nothing of Poe.", "mocked");
  assert_cue ("Roe did appear to suggest [that it was late].", "did appear to suggest");
  assert_cue ("[The bridge] was praised by Roe.", "was praised by");
  assert_cue ("Roe said no. Poe then grilled [Ada Roe].", "then grilled");
  assert_cue ("Roe did not specify [what it cost], but it has been reported.", "did not specify");
  assert_cue ("Roe said no. The town sent [a letter to Poe] on Monday.", "sent");
  assert_cue ("Roe has been fretting over [the bridge].", "has been fretting over");
  assert_cue ("Roe told Poe that Harlow would discuss a [“big bridge”].", "told");
  assert_cue ("Roe told Poe that Harlow would discuss [a big bridge].", "would discuss");
  assert_cue ("ROE: [We go.]\n\nPOE: We stay.", ":");
  assert_cue ("[“We go.”] — Ada Roe", "—");
  assert_cue ("Roe came late. She said:\n\n[“We go.”]", "said:");
  assert_cue ("Roe called on [the council to leave].", "called on");
  /* A word with a capital is rather a name. */
  assert_cue ("Roe defended it, saying they beat the Islamic State and [“terror.”]", "saying");
  assert_cue ("Roe defended it, saying they had to hurry to beat the Grain State and [“terror.”]",
              "saying");
  assert_cue ("[Bridge Is Safe], Minister Says", "Says");
  assert_cue ("[„Wir gehen“], sagte Roe.", "sagte");
  assert_cue ("[«On y va»], a dit Roe.", "a dit");
}

static void
test_none (void)
{
  assert_cue ("The bridge is [“safe”] today.", NULL);
  assert_cue ("Roe said so.\n\n[The bridge is safe.]", NULL);
  assert_cue ("[]", NULL);
}

static void
test_long (void)
{
  g_autoptr (GString) long_one = g_string_new (NULL);
  g_autoptr (QuothText) text = NULL;
  QuothSpan parts[] = { { 100, 900000 }, { 900010, 900020 } }, cue;

  while (long_one->len < 1000000)
    g_string_append (long_one, "he said “no”, (yes. ");
  text = quoth_text_new (long_one->str, -1, NULL);
  for (guint i = 0; i < 20; i++)
    quoth_cues_propose (text, parts, 2, &cue);
}

/* @marked: bars where the steps stop, between the ends of the text */
static void
assert_clauses (const char *marked,
                gboolean    ends)
{
  g_auto (GStrv) pieces = g_strsplit (marked, "|", -1);
  g_autofree char *plain = g_strjoinv ("", pieces);
  g_autoptr (QuothText) text = quoth_text_new (plain, -1, NULL);
  g_autoptr (GArray) stops = g_array_new (FALSE, FALSE, sizeof (guint));
  guint at = 0;

  for (guint i = 0; pieces[i + 1] != NULL; i++)
    {
      guint next;

      at += (guint) g_utf8_strlen (pieces[i], -1);
      g_array_append_val (stops, at);
      next = quoth_clauses_step (text, i == 0 ? 0 : g_array_index (stops, guint, i - 1), ends,
                                 TRUE);
      g_assert_cmpuint (next, ==, at);
    }
  for (guint i = stops->len; i-- > 1;)
    g_assert_cmpuint (quoth_clauses_step (text, g_array_index (stops, guint, i), ends, FALSE), ==,
                      g_array_index (stops, guint, i - 1));
}

static void
test_clauses (void)
{
  assert_clauses ("Roe defended it, |saying |it was the Grain State and a “shame.” |He told |critics |that "
                  "6,500 left.", FALSE);
  assert_clauses ("Many left|, Roe said.| “We go,”| she said.|\n\nNobody stayed.|", TRUE);
  assert_clauses ("“We go,” Roe said. |“We stay.”\n\n|Poe left.", FALSE);
}

/* @marked: the quotation in brackets, @expected: with what belongs to it */
static void
assert_widened (const char *marked,
                const char *expected)
{
  g_auto (GStrv) pieces = g_strsplit_set (marked, "[]", -1);
  g_autofree char *plain = g_strjoinv ("", pieces);
  g_autoptr (QuothText) text = quoth_text_new (plain, -1, NULL);
  guint start = (guint) g_utf8_strlen (pieces[0], -1);
  QuothSpan quote = { start, start + (guint) g_utf8_strlen (pieces[1], -1) };
  QuothSpan widened = quoth_clauses_widen (text, quote);
  g_autofree char *slice = quoth_text_slice (text, widened.start, widened.end);

  g_assert_cmpstr (slice, ==, expected);
}

static void
test_widen (void)
{
  assert_widened ("Ada Roe of Harlow said that [“we go”] there.", "that “we go”");
  assert_widened ("Roe said that, [“We go.”]", "that, “We go.”");
  assert_widened ("Er sagte, dass [„wir“] gehen.", "dass „wir“");
  assert_widened ("Roe said [“we go”].", "“we go”");
  assert_widened ("Roe said that\n\n[“We go.”]", "“We go.”");
  assert_widened ("[“We go.”]", "“We go.”");
  assert_widened ("that [“We go.”]", "“We go.”");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cues/places", test_places);
  g_test_add_func ("/cues/none", test_none);
  g_test_add_func ("/cues/long", test_long);
  g_test_add_func ("/clauses/steps", test_clauses);
  g_test_add_func ("/clauses/widen", test_widen);
  return g_test_run ();
}
