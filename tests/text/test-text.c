/* test-text.c - offsets, refusals and identity of a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-text.h"
#include "random-text.h"

#include <string.h>

static void
assert_offsets (const char *utf8)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, &error);
  const char *at = utf8;
  guint offset = 0, unit = 0, back;

  g_assert_no_error (error);
  g_assert_cmpstr (quoth_text_get_utf8 (text), ==, utf8);
  while (*at)
    {
      gunichar c = g_utf8_get_char (at);
      guint units = c > 0xffff ? 2 : 1;
      const char *next = g_utf8_next_char (at);

      g_assert_cmpuint (quoth_text_get_char (text, offset), ==, c);
      g_assert_cmpuint (quoth_text_to_bytes (text, offset), ==, at - utf8);
      g_assert_cmpuint (quoth_text_to_utf16 (text, offset), ==, unit);
      for (const char *p = at; p < next; p++)
        g_assert_cmpuint (quoth_text_from_bytes (text, p - utf8), ==, offset);
      g_assert_true (quoth_text_from_utf16 (text, unit, &back));
      g_assert_cmpuint (back, ==, offset);
      if (units == 2)
        {
          g_assert_false (quoth_text_from_utf16 (text, unit + 1, &back));
          g_assert_cmpuint (back, ==, offset);
        }
      offset++;
      unit += units;
      at = next;
    }
  g_assert_cmpuint (quoth_text_get_length (text), ==, offset);
  g_assert_cmpuint (quoth_text_get_n_utf16 (text), ==, unit);
  g_assert_cmpuint (quoth_text_to_bytes (text, offset), ==, strlen (utf8));
  g_assert_cmpuint (quoth_text_from_bytes (text, strlen (utf8)), ==, offset);
  g_assert_cmpuint (quoth_text_to_utf16 (text, offset + 7), ==, unit);
  g_assert_true (quoth_text_from_utf16 (text, unit, &back));
  g_assert_cmpuint (back, ==, offset);
  g_assert_false (quoth_text_from_utf16 (text, unit + 1, &back));
  g_assert_cmpuint (quoth_text_get_char (text, offset), ==, 0);
}

static void
test_offsets (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20260101);

  assert_offsets ("");
  assert_offsets ("plain");
  assert_offsets ("\xf0\x9f\x98\x80");
  for (guint i = 0; i < 300; i++)
    {
      g_autofree char *utf8 = random_utf8 (rand, (guint) g_rand_int_range (rand, 0, 400));

      assert_offsets (utf8);
    }
  /* lengths around one entry of the table */
  for (guint n = 60; n < 70; n++)
    {
      g_autofree char *utf8 = random_utf8 (rand, n);

      assert_offsets (utf8);
    }
}

static void
test_slice (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *utf8 = random_utf8 (rand, 200);
      g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
      guint a = (guint) g_rand_int_range (rand, 0, 201);
      guint b = (guint) g_rand_int_range (rand, a, 201);
      g_autofree char *slice = quoth_text_slice (text, a, b);
      g_autofree char *expected = g_utf8_substring (utf8, a, b);
      gsize n_bytes;

      g_assert_cmpstr (slice, ==, expected);
      g_assert_true (strncmp (quoth_text_peek_slice (text, a, b, &n_bytes), expected,
                              strlen (expected)) == 0);
      g_assert_cmpuint (n_bytes, ==, strlen (expected));
    }
}

static void
assert_refused (const char *bytes,
                gsize       n_bytes,
                const char *message)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothText) text = quoth_text_new (bytes, (gssize) n_bytes, &error);

  g_assert_null (text);
  g_assert_error (error, QUOTH_TEXT_ERROR, QUOTH_TEXT_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_refused (void)
{
  assert_refused ("ab\0cd", 5, "NUL at byte 2");
  assert_refused ("0123456789\0abcdefgh", 19, "NUL at byte 10");
  assert_refused ("\xff", 1, "invalid UTF-8 (0xff) at byte 0");
  assert_refused ("12345678\xc0\x80", 10, "invalid UTF-8 (0xc0) at byte 8");
  assert_refused ("a\xed\xa0\x80", 4, "invalid UTF-8 (0xed) at byte 1");
  assert_refused ("a\xf4\x90\x80\x80", 5, "invalid UTF-8 (0xf4) at byte 1");
  assert_refused ("a\xe2\x80", 3, "invalid UTF-8 (0xe2) at byte 1");
  assert_refused ("a\xe2\x80z", 4, "invalid UTF-8 (0xe2) at byte 1");
  assert_refused ("\xe0\x9f\xbf", 3, "invalid UTF-8 (0xe0) at byte 0");
  assert_refused ("\xf0\x8f\xbf\xbf", 4, "invalid UTF-8 (0xf0) at byte 0");
  assert_refused ("\x80", 1, "invalid UTF-8 (0x80) at byte 0");
}

/* Agrees with GLib on every byte string. */
static void
test_random_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (99);
  static const char pool[] = "\x7f\x80\x8f\x90\x9f\xa0\xbf\xc0\xc2\xdf\xe0\xe2\xed\xef\xf0\xf1\xf4\xf5"
                             "abcdefghijkl";

  for (guint i = 0; i < 20000; i++)
    {
      char bytes[20];
      gsize n = (gsize) g_rand_int_range (rand, 1, 20);
      g_autoptr (QuothText) text = NULL;

      for (gsize k = 0; k < n; k++)
        bytes[k] = pool[g_rand_int_range (rand, 0, sizeof pool - 1)];
      text = quoth_text_new (bytes, (gssize) n, NULL);
      g_assert_cmpint (text != NULL, ==, g_utf8_validate_len (bytes, n, NULL));
    }
}

static void
test_identity (void)
{
  g_autoptr (QuothText) text = quoth_text_new ("abc", -1, NULL);
  g_autofree char *hash = quoth_text_get_hash (text);
  GValue value = G_VALUE_INIT;

  g_assert_cmpstr (hash, ==, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  g_value_init (&value, QUOTH_TYPE_TEXT);
  g_value_set_boxed (&value, text);
  g_assert_true (g_value_get_boxed (&value) == text);
  g_value_unset (&value);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/offsets", test_offsets);
  g_test_add_func ("/text/slice", test_slice);
  g_test_add_func ("/text/refused", test_refused);
  g_test_add_func ("/text/random-bytes", test_random_bytes);
  g_test_add_func ("/text/identity", test_identity);
  return g_test_run ();
}
