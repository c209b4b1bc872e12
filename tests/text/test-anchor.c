/* test-anchor.c - spans carried to the next version of a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-anchor.h"
#include "random-text.h"

#include <string.h>

/* @part of @from becomes @expected in @to; NULL: it is an orphan. */
static void
assert_maps (const char *from_utf8,
             const char *to_utf8,
             const char *part,
             const char *expected)
{
  g_autoptr (QuothText) from = quoth_text_new (from_utf8, -1, NULL);
  g_autoptr (QuothText) to = quoth_text_new (to_utf8, -1, NULL);
  g_autoptr (QuothAnchor) anchor = quoth_anchor_new (from, to);
  gsize byte = (gsize) (strstr (from_utf8, part) - from_utf8);
  QuothSpan span = { quoth_text_from_bytes (from, byte),
                     quoth_text_from_bytes (from, byte + strlen (part)) };
  QuothSpan mapped = { 0, 0 };
  g_autofree char *slice = NULL;

  if (!quoth_anchor_map (anchor, span, &mapped))
    {
      g_assert_null (expected);
      return;
    }
  slice = quoth_text_slice (to, mapped.start, mapped.end);
  g_assert_cmpstr (slice, ==, expected);
}

static void
test_edits (void)
{
  assert_maps ("Putin said no.", "President Putin said no.", "Putin", "Putin");
  assert_maps ("Putin said no.", "Putin said yes.", "Putin said", "Putin said");
  assert_maps ("Putin said no.", "Putin said yes.", "said no", NULL);
  assert_maps ("Putin said no.", "Putin firmly said no.", "Putin said", NULL);
  assert_maps ("Putin said no.", "Putin\u00a0said\n no.", "Putin said", "Putin\u00a0said");
  assert_maps ("“We go,” he said", "\"We go,\" he said", "“We go,”", "\"We go,\"");
  assert_maps ("Putin’s men", "Putin's two men", "Putin", "Putin");
  assert_maps ("Putin said no.", "Putin said no.", "tin sa", "tin sa");
  assert_maps ("Putin said no.", "So Putin said no.", "in said n", "in said n");
  assert_maps ("Putin said no.", "", "said", NULL);
  assert_maps ("a b", "a b", " ", " ");
  assert_maps ("a b", "a  b", " ", NULL);
  assert_maps ("x a  b", "y a  b", "a  ", "a  ");
  assert_maps ("a  b", "a b", "a ", "a");
}

/* Where @part may be; "-" before it: nothing stands in its place, and that follows. */
static void
assert_near (const char *from_utf8,
             const char *to_utf8,
             const char *part,
             const char *expected)
{
  g_autoptr (QuothText) from = quoth_text_new (from_utf8, -1, NULL);
  g_autoptr (QuothText) to = quoth_text_new (to_utf8, -1, NULL);
  g_autoptr (QuothAnchor) anchor = quoth_anchor_new (from, to);
  gsize byte = (gsize) (strstr (from_utf8, part) - from_utf8);
  QuothSpan span = { quoth_text_from_bytes (from, byte),
                     quoth_text_from_bytes (from, byte + strlen (part)) };
  gboolean stands = quoth_anchor_near (anchor, span, &span);
  g_autofree char *slice = quoth_text_slice (to, span.start, span.end);

  g_assert_true (stands == (*expected != '-'));
  g_assert_cmpstr (slice, ==, expected + (*expected == '-'));
}

static void
test_near (void)
{
  assert_near ("Mr Smith said no.", "Mr Smyth said no.", "Smith", "Smyth");
  assert_near ("Mr Smith said no.", "Mr Jo Smyth said no.", "Smith", "Jo Smyth");
  assert_near ("He said teh cat sat.", "He said the cat sat.", "said teh cat", "said the cat");
  assert_near ("He said the the cat.", "He said the cat.", "the the cat", "the cat");
  assert_near ("A b c d.", "A d.", "b c", "-d");
  assert_near ("A b.", "A.", "b", "-.");
  assert_near ("A b", "A", "b", "-A");
  assert_near ("A b", "", "b", "-");
  assert_near (" ", "x", " ", "-x");
  assert_near ("a b c", "a 1 2 3 4 5 6 7 8 9 10 11 12 13 c", "b", "1 2 3 4 5 6 7 8 9 10 11");
}

static void
test_new (void)
{
  g_autoptr (QuothText) from = quoth_text_new ("He said teh end.", -1, NULL);
  g_autoptr (QuothText) to = quoth_text_new ("Oh! He said the end. Yes", -1, NULL);
  g_autoptr (QuothAnchor) anchor = quoth_anchor_new (from, to);
  g_autoptr (GArray) spans = quoth_anchor_list_new (anchor);
  static const char *const expected[] = { "Oh!", "the", "Yes" };

  g_assert_cmpuint (spans->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < spans->len; i++)
    {
      const QuothSpan *span = &g_array_index (spans, QuothSpan, i);
      g_autofree char *slice = quoth_text_slice (to, span->start, span->end);

      g_assert_cmpstr (slice, ==, expected[i]);
    }
}

/* A paragraph more in the middle of an article leaves the rest where it was. */
static void
test_insertion (void)
{
  g_autoptr (GString) old = g_string_new (NULL);
  g_autoptr (GString) new = g_string_new (NULL);
  g_autoptr (QuothText) from = NULL, to = NULL;
  g_autoptr (QuothAnchor) anchor = NULL;
  QuothSpan mapped;
  guint length;

  for (guint i = 0; i < 2000; i++)
    g_string_append_printf (old, "Word%u said that it was %u. ", i, i % 7);
  g_string_append_len (new, old->str, 20000);
  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (new, "Other%u denied it was %u. ", i, i % 7);
  g_string_append (new, old->str + 20000);
  from = quoth_text_new (old->str, -1, NULL);
  to = quoth_text_new (new->str, -1, NULL);
  anchor = quoth_anchor_new (from, to);
  length = quoth_text_get_length (from);
  for (guint at = 0; at + 5 < length; at += 11)
    {
      guint shift = at < 20000 ? 0 : (guint) (new->len - old->len);

      if (at + 5 >= 19990 && at < 20010)
        continue;
      g_assert_true (quoth_anchor_map (anchor, (QuothSpan) { at, at + 5 }, &mapped));
      g_assert_cmpuint (mapped.start, ==, at + shift);
      g_assert_cmpuint (mapped.end, ==, at + 5 + shift);
    }
}

static char *
words_of (QuothText *text,
          QuothSpan  span)
{
  g_autofree char *slice = quoth_text_slice (text, span.start, span.end);
  GString *out = g_string_new (NULL);

  for (const char *p = slice; *p; p = g_utf8_next_char (p))
    if (g_unichar_isalnum (g_utf8_get_char (p)))
      g_string_append_unichar (out, g_utf8_get_char (p));
  return g_string_free (out, FALSE);
}

/* Identity maps to itself; after any edit, what maps has kept its words. */
static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (8);

  for (guint i = 0; i < 400; i++)
    {
      guint length = (guint) g_rand_int_range (rand, 1, 300);
      g_autofree char *utf8 = random_utf8 (rand, length);
      g_autoptr (QuothText) from = quoth_text_new (utf8, -1, NULL);
      g_autofree char *head = quoth_text_slice (from, 0, length / 3);
      g_autofree char *tail = quoth_text_slice (from, length / 2, length);
      g_autofree char *middle = random_utf8 (rand, (guint) g_rand_int_range (rand, 0, 40));
      g_autofree char *edited = g_strconcat (head, middle, tail, NULL);
      g_autoptr (QuothText) to = quoth_text_new (edited, -1, NULL);
      g_autoptr (QuothAnchor) same = quoth_anchor_new (from, from);
      g_autoptr (QuothAnchor) anchor = quoth_anchor_new (from, to);

      for (guint k = 0; k < 20; k++)
        {
          QuothSpan span, mapped;

          span.start = (guint) g_rand_int_range (rand, 0, length);
          span.end = (guint) g_rand_int_range (rand, span.start + 1, length + 1);
          g_assert_true (quoth_anchor_map (same, span, &mapped));
          g_assert_cmpuint (mapped.start, ==, span.start);
          g_assert_cmpuint (mapped.end, ==, span.end);
          if (quoth_anchor_map (anchor, span, &mapped))
            {
              g_autofree char *before = words_of (from, span);
              g_autofree char *after = words_of (to, mapped);

              g_assert_cmpuint (mapped.end, <=, quoth_text_get_length (to));
              g_assert_cmpstr (before, ==, after);
            }
        }
    }
}

static void
test_hostile (void)
{
  static const char *const units[] = { "a ", "a b ", "a b c d e f g ", "." };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    for (guint k = 0; k < G_N_ELEMENTS (units); k++)
      {
        g_autoptr (GString) one = g_string_new ("x ");
        g_autoptr (GString) other = g_string_new ("y ");
        g_autoptr (QuothText) from = NULL, to = NULL;
        g_autoptr (QuothAnchor) anchor = NULL;

        while (one->len < 300000)
          g_string_append (one, units[i]);
        while (other->len < 400000)
          g_string_append (other, units[k]);
        g_string_append (one, "x");
        g_string_append (other, "y");
        from = quoth_text_new (one->str, -1, NULL);
        to = quoth_text_new (other->str, -1, NULL);
        anchor = quoth_anchor_new (from, to);
        g_assert_nonnull (anchor);
      }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/anchor/edits", test_edits);
  g_test_add_func ("/anchor/near", test_near);
  g_test_add_func ("/anchor/new", test_new);
  g_test_add_func ("/anchor/insertion", test_insertion);
  g_test_add_func ("/anchor/random", test_random);
  g_test_add_func ("/anchor/hostile", test_hostile);
  return g_test_run ();
}
