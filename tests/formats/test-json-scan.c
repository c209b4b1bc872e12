/* test-json-scan.c - the JSON scanner: what it reads, what it refuses, where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-format.h"
#include "quoth-json-scan.h"

#include <string.h>

/* Reads one value of any kind. */
static char *
scan_raw (const char *json,
          gsize       n_bytes)
{
  g_auto (QuothJsonScan) scan = { 0 };
  g_autoptr (GError) error = NULL;
  /* A copy of the exact size, so that a sanitizer sees every step beyond it. */
  g_autofree char *copy = g_memdup2 (json, n_bytes);
  QuothSlice value = { NULL, 0 };

  quoth_json_scan_init (&scan, "file");
  quoth_json_scan_begin (&scan, 3, copy, n_bytes);
  quoth_json_scan_raw (&scan, &value);
  if (quoth_json_scan_finish (&scan, &error))
    return g_strndup (value.bytes, value.length);
  return g_strconcat ("! ", error->message, NULL);
}

static void
assert_raw (const char *json,
            const char *expected)
{
  g_autofree char *value = scan_raw (json, strlen (json));

  g_assert_cmpstr (value, ==, expected);
}

static void
test_values (void)
{
  const char *const same[] = { "null", "true", "false", "0", "-0", "12", "-1.5e+10", "1E5", "\"\"",
                               "\"a\\u00e9\\n\\ud83d\\ude00\"", "[]", "{}", "[1,[2,[]],{}]",
                               "{\"a\":{\"b\":[{}]},\"c\":\"d\"}", "\"ä€😀\"" };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    assert_raw (same[i], same[i]);
  assert_raw (" \t\r\n[ 1 , 2 ] \n", "[ 1 , 2 ]");
}

static void
test_refused (void)
{
  assert_raw ("", "! file:3: column 1: expected a value, but the line ends");
  assert_raw ("nul", "! file:3: column 1: expected a value, found nul");
  assert_raw ("01", "! file:3: column 1: expected a value, found 01");
  assert_raw ("1.", "! file:3: column 1: expected a value, found 1.");
  assert_raw ("[1 2]", "! file:3: column 4: expected \",\" or \"]\", found 2]");
  assert_raw ("[1,]", "! file:3: column 4: expected a value, found ]");
  assert_raw ("{\"a\" 1}", "! file:3: column 6: expected \":\", found 1}");
  assert_raw ("{a:1}", "! file:3: column 2: expected a member's name, found a:1}");
  assert_raw ("{\"a\":1,}", "! file:3: column 8: expected a member's name, found }");
  assert_raw ("[1}", "! file:3: column 3: expected \",\" or \"]\", found }");
  assert_raw ("[", "! file:3: column 2: expected a value, but the line ends");
  assert_raw ("1 1", "! file:3: column 3: expected nothing more, found 1");
  assert_raw ("\"a\tb\"", "! file:3: column 3: a control character must be escaped in a string");
  assert_raw ("\"a", "! file:3: column 3: expected the end of a string, but the line ends");
  assert_raw ("\"\\", "! file:3: column 3: expected the end of a string, but the line ends");
  assert_raw ("\"\\x\"", "! file:3: column 2: no such escape");
  assert_raw ("\"\\u12g4\"", "! file:3: column 2: an escape \\u needs four hexadecimal digits");
  assert_raw ("\"\\u0000\"", "! file:3: column 2: U+0000 cannot be kept");
  assert_raw ("\"\\ud800\"", "! file:3: column 2: a surrogate stands alone");
  assert_raw ("\"\\udc00\"", "! file:3: column 2: a surrogate stands alone");
  assert_raw ("\"\\ud800\\ud800\"", "! file:3: column 2: a surrogate stands alone");
  assert_raw ("\"ä€\xff\"", "! file:3: column 4: byte 0xff is not valid UTF-8");
  assert_raw ("\"\xed\xa0\x80\"", "! file:3: column 2: byte 0xed is not valid UTF-8");
  assert_raw ("\"\xc0\x80\"", "! file:3: column 2: byte 0xc0 is not valid UTF-8");
  assert_raw ("\"\xe2\x82", "! file:3: column 2: byte 0xe2 is not valid UTF-8");
  assert_raw ("[\n\n  x]", "! file:5: column 3: expected a value, found x]");
  assert_raw ("\xef\xbb\xbf[]", "! file:3: column 1: expected a value, found \xef\xbb\xbf[]");
}

static void
test_nul (void)
{
  g_autofree char *outside = scan_raw ("[\0]", 3);
  g_autofree char *inside = scan_raw ("\"\0\"", 3);

  g_assert_cmpstr (outside, ==, "! file:3: column 2: expected a value, found a control character");
  g_assert_cmpstr (inside, ==,
                   "! file:3: column 2: a control character must be escaped in a string");
}

static void
test_depth (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr (GString) allowed = g_string_new (NULL);
  g_autoptr (GString) pairs = g_string_new (NULL);

  for (guint i = 0; i < QUOTH_JSON_SCAN_MAX_DEPTH - 1; i++)
    g_string_append (allowed, i % 2 ? "{\"a\":" : "[");
  g_string_append (allowed, "0");
  for (guint i = QUOTH_JSON_SCAN_MAX_DEPTH - 1; i > 0; i--)
    g_string_append_c (allowed, (i - 1) % 2 ? '}' : ']');
  assert_raw (allowed->str, allowed->str);
  assert_raw (deep, "! file:3: column 64: nested deeper than 64 levels");
  for (guint i = 0; i < 100000; i++)
    g_string_append (pairs, "{\"a\":[");
  assert_raw (pairs->str, "! file:3: column 192: nested deeper than 64 levels");
}

static void
assert_string (const char *json,
               const char *expected,
               gboolean    expect_copy)
{
  g_auto (QuothJsonScan) scan = { 0 };
  g_autoptr (GError) error = NULL;
  QuothSlice value;

  quoth_json_scan_init (&scan, "file");
  quoth_json_scan_begin (&scan, 1, json, strlen (json));
  g_assert_true (quoth_json_scan_string (&scan, &value));
  g_assert_cmpmem (value.bytes, value.length, expected, strlen (expected));
  g_assert_true ((value.bytes < json || value.bytes > json + strlen (json)) == expect_copy);
  g_assert_true (quoth_json_scan_finish (&scan, &error));
}

static void
test_strings (void)
{
  assert_string ("\"plain text that is longer than a word\"", "plain text that is longer than a word",
                 FALSE);
  assert_string ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\/\b\f\n\r\t", TRUE);
  assert_string ("\"before \\u20AC between \\ud83D\\uDe00 behind\"", "before € between 😀 behind", TRUE);
  assert_string ("\"\\uffff\\u0001\"", "\xef\xbf\xbf\x01", TRUE);
}

/* A member that is expected is the same member read faster, or is left alone. */
static void
test_expected_member (void)
{
  static const struct { const char *json; guint n_passed; } cases[] = {
    { "{\"a\":1,\"bc\":2}", 2 },
    { "{\"a\":1 ,\"bc\":2}", 1 },
    { "{ \"a\":1,\"bc\":2}", 1 },
    { "{\"a\" :1, \"bc\":2}", 0 },
    { "{\"\\u0061\":1,\"bc\": 2}", 1 },
  };
  static const char *const keys[] = { "a", "bc" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (QuothJsonScan) scan = { 0 };
      g_autoptr (GError) error = NULL;
      guint n_passed = 0;
      guint value = 0;
      QuothSlice key;

      quoth_json_scan_init (&scan, "file");
      quoth_json_scan_begin (&scan, 1, cases[i].json, strlen (cases[i].json));
      quoth_json_scan_object (&scan);
      for (guint k = 0; k < 2; k++)
        {
          g_assert_false (quoth_json_scan_pass_member (&scan, "b"));
          g_assert_false (quoth_json_scan_pass_member (&scan, "and a name that is far too long"));
          if (quoth_json_scan_pass_member (&scan, keys[k]))
            n_passed++;
          else
            {
              g_assert_true (quoth_json_scan_member (&scan, &key));
              g_assert_true (quoth_slice_is (key, keys[k]));
            }
          g_assert_true (quoth_json_scan_offset (&scan, &value));
          g_assert_cmpuint (value, ==, k + 1);
        }
      g_assert_false (quoth_json_scan_pass_member (&scan, "a"));
      g_assert_false (quoth_json_scan_member (&scan, &key));
      g_assert_true (quoth_json_scan_finish (&scan, &error));
      g_assert_cmpuint (n_passed, ==, cases[i].n_passed);
    }
}

/* Every combination of a special byte and its distance to a word's border. */
static void
test_string_borders (void)
{
  for (guint length = 0; length < 40; length++)
    for (guint place = 0; place <= length; place++)
      {
        g_autoptr (GString) json = g_string_new ("\"");
        g_autoptr (GString) expected = g_string_new (NULL);

        for (guint i = 0; i < length; i++)
          {
            if (i == place)
              g_string_append (json, "\\\"");
            else
              g_string_append (json, i % 3 ? "\xc2\xa0" : "!");
            g_string_append (expected, i == place ? "\"" : i % 3 ? "\xc2\xa0" : "!");
          }
        g_string_append_c (json, '"');
        assert_string (json->str, expected->str, place < length);
      }
}

static void
assert_offset (const char *json,
               const char *expected)
{
  g_auto (QuothJsonScan) scan = { 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *shown = NULL;
  guint value = 0;

  quoth_json_scan_init (&scan, "file");
  quoth_json_scan_begin (&scan, 1, json, strlen (json));
  quoth_json_scan_offset (&scan, &value);
  if (quoth_json_scan_finish (&scan, &error))
    shown = g_strdup_printf ("%u", value);
  else
    shown = g_strdup (strstr (error->message, ": ") + 2);
  g_assert_cmpstr (shown, ==, expected);
}

static void
test_offsets (void)
{
  assert_offset ("0", "0");
  assert_offset ("4294967295", "4294967295");
  assert_offset ("4294967296", "column 1: the number is too large");
  assert_offset ("99999999999999999999999999999999", "column 1: the number is too large");
  assert_offset ("-1", "column 1: expected a whole number, not negative, found -1");
  assert_offset ("7.0", "7");
  assert_offset ("7.00", "7");
  assert_offset ("1.05", "column 1: expected a whole number, not negative, found 1.05");
  assert_offset ("1.0e1", "column 1: expected a whole number, not negative, found 1.0e1");
  assert_offset ("-0.0", "column 1: expected a whole number, not negative, found -0.0");
  assert_offset ("1e3", "column 1: expected a whole number, not negative, found 1e3");
  assert_offset ("\"1\"", "column 1: expected a whole number, found \"1\"");
}

static void
test_sticky (void)
{
  g_auto (QuothJsonScan) scan = { 0 };
  g_autoptr (GError) error = NULL;
  const char *json = "{\"a\":[1,x],\"b\":2}";
  QuothSlice key;
  guint n = 0;

  quoth_json_scan_init (&scan, "file");
  quoth_json_scan_begin (&scan, 1, json, strlen (json));
  g_assert_true (quoth_json_scan_object (&scan));
  while (quoth_json_scan_member (&scan, &key))
    {
      n++;
      quoth_json_scan_raw (&scan, NULL);
    }
  g_assert_cmpuint (n, ==, 1);
  g_assert_false (quoth_json_scan_null (&scan));
  g_assert_false (quoth_json_scan_finish (&scan, &error));
  g_assert_error (error, QUOTH_FORMAT_ERROR, QUOTH_FORMAT_ERROR_REFUSED);
  /* It can be used again. */
  quoth_json_scan_begin (&scan, 2, "null", 4);
  g_assert_true (quoth_json_scan_null (&scan));
  g_assert_true (quoth_json_scan_finish (&scan, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json-scan/values", test_values);
  g_test_add_func ("/json-scan/refused", test_refused);
  g_test_add_func ("/json-scan/nul", test_nul);
  g_test_add_func ("/json-scan/depth", test_depth);
  g_test_add_func ("/json-scan/strings", test_strings);
  g_test_add_func ("/json-scan/string-borders", test_string_borders);
  g_test_add_func ("/json-scan/expected-member", test_expected_member);
  g_test_add_func ("/json-scan/offsets", test_offsets);
  g_test_add_func ("/json-scan/sticky", test_sticky);
  return g_test_run ();
}
