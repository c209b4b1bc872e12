/* test-attributes.c - attributes keep any JSON value, sorted and canonical
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-annotation.h"
#include "quoth-attributes.h"
#include "quoth-attributes-cache.h"

#include <string.h>

static void
assert_json (QuothAttributes *attributes,
             const char      *expected)
{
  g_autofree char *json = quoth_attributes_to_json (attributes);

  g_assert_cmpstr (json, ==, expected);
}

static void
test_canonical (void)
{
  static const struct
  {
    const char *json;
    const char *canonical;
  } cases[] = {
    { "{}", "{}" },
    { "null", "{}" },
    { " { } ", "{}" },
    { "{\"b\":1,\"a\":2}", "{\"a\":2,\"b\":1}" },
    { "{\"a\":1,\"a\":2}", "{\"a\":2}" },
    { "{\"a\" : [ 1 , {\"z\":null, \"b\":true} ]}", "{\"a\":[1,{\"b\":true,\"z\":null}]}" },
    { "{\"a\":\"\\u00e9\\ud83d\\ude00\"}", "{\"a\":\"\u00e9\U0001f600\"}" },
    { "{\"a\":\"x\\ny\"}", "{\"a\":\"x\\ny\"}" },
    { "{\"a\":\"\u2028\xc2\x85\"}", "{\"a\":\"\\u2028\\u0085\"}" },
    { "{\"a\":\"\u201cso\u201d\"}", "{\"a\":\"\u201cso\u201d\"}" },
    { "{\"a\":1.50}", "{\"a\":1.5}" },
    { "{\"a\":-0}", "{\"a\":0}" },
    { "{\"\":null}", "{\"\":null}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (QuothAttributes) attributes =
        quoth_attributes_new_from_json (cases[i].json, -1, &error);

      g_assert_no_error (error);
      assert_json (attributes, cases[i].canonical);
    }
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "", "[]", "{", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\":1", "{\"a\":1,}", "{,}", "{a:1}",
    "{\"a\":1}x", "{\"a\":bogus}", "{\"a\":[1}", "{\"\\u0000\":1}", "{\"\\ud800\":1}",
    "{\"\\ud800\\u0041\":1}", "{\"\\udc00\":1}", "{\"a\n\":1}", "{\"\\x\":1}", "{\"\\u12",
    "{\"a\":\"", "{\"a\":\"\\", "\xff",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (quoth_attributes_new_from_json (cases[i], -1, &error));
      g_assert_nonnull (error);
      g_assert_cmpint (strlen (error->message), >, 5);
    }
}

static void
test_deep (void)
{
  g_autoptr (GString) json = g_string_new ("{\"a\":");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 1000000; i++)
    g_string_append_c (json, '[');
  g_assert_null (quoth_attributes_new_from_json (json->str, (gssize) json->len, &error));
  g_assert_nonnull (error);
}

static void
test_with (void)
{
  g_autoptr (QuothAttributes) one = quoth_attributes_with_string (NULL, "m", "a \"b\"");
  g_autoptr (QuothAttributes) two = quoth_attributes_with_boolean (one, "a", TRUE);
  const char *const values[] = { "x", "y", NULL };
  g_autoptr (QuothAttributes) three = quoth_attributes_with_strv (two, "z", values);
  g_autoptr (QuothAttributes) four = quoth_attributes_with_json (three, "m", " 12 ");
  g_autoptr (QuothAttributes) five = quoth_attributes_with_json (four, "a", NULL);
  g_autoptr (QuothAttributes) same = quoth_attributes_with_json (five, "none", NULL);
  g_autoptr (QuothAttributes) odd = quoth_attributes_with_json (NULL, "a", "not json");
  g_autoptr (QuothAttributes) empty = quoth_attributes_with_json (odd, "a", NULL);
  g_autofree char *text = quoth_attributes_dup_string (one, "m");
  g_autofree char *number = quoth_attributes_dup_string (four, "m");
  g_auto (GStrv) strv = quoth_attributes_dup_strv (five, "z");
  g_auto (GStrv) single = quoth_attributes_dup_strv (one, "m");

  assert_json (one, "{\"m\":\"a \\\"b\\\"\"}");
  assert_json (two, "{\"a\":true,\"m\":\"a \\\"b\\\"\"}");
  assert_json (four, "{\"a\":true,\"m\":12,\"z\":[\"x\",\"y\"]}");
  assert_json (five, "{\"m\":12,\"z\":[\"x\",\"y\"]}");
  g_assert_true (same == five);
  assert_json (odd, "{\"a\":\"not json\"}");
  g_assert_null (empty);
  g_assert_cmpstr (text, ==, "a \"b\"");
  g_assert_cmpstr (number, ==, "12");
  g_assert_true (g_strv_equal ((const char *const *) strv, values));
  g_assert_cmpuint (g_strv_length (single), ==, 1);
  g_assert_true (quoth_attributes_get_boolean (two, "a"));
  g_assert_false (quoth_attributes_get_boolean (five, "a"));
  g_assert_false (quoth_attributes_equal (four, five));
  g_assert_null (quoth_attributes_lookup (NULL, "a"));
}

/* What is read again is shared; what is wrong is refused each time; long sets come too. */
static void
test_cache (void)
{
  static const char json[] = "{\"b\":1,\"a\":\"x\"} and more";
  const gsize length = sizeof json - sizeof " and more";
  g_autoptr (QuothAttributesCache) cache = quoth_attributes_cache_new ();
  g_autofree char *words = g_strnfill (1000, 'w');
  g_autofree char *longer = g_strdup_printf ("{\"n\":\"%s\"}", words);
  g_autoptr (QuothAttributes) first = quoth_attributes_cache_parse (cache, json, length, NULL);
  g_autoptr (QuothAttributes) again = quoth_attributes_cache_parse (cache, json, length, NULL);
  g_autoptr (QuothAttributes) large = quoth_attributes_cache_parse (cache, longer,
                                                                    strlen (longer), NULL);

  assert_json (first, "{\"a\":\"x\",\"b\":1}");
  g_assert_true (first == again);
  assert_json (large, longer);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (quoth_attributes_cache_parse (cache, "{}", 2, &error));
      g_assert_no_error (error);
      g_assert_null (quoth_attributes_cache_parse (cache, "{\"a\":", 5, &error));
      g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID);
    }
  /* More than there are places for. */
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *one = g_strdup_printf ("{\"i\":%u}", i % 1000);
      g_autoptr (QuothAttributes) attributes = quoth_attributes_cache_parse (cache, one,
                                                                             strlen (one), NULL);

      assert_json (attributes, one);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/attributes/canonical", test_canonical);
  g_test_add_func ("/attributes/refused", test_refused);
  g_test_add_func ("/attributes/deep", test_deep);
  g_test_add_func ("/attributes/with", test_with);
  g_test_add_func ("/attributes/cache", test_cache);
  return g_test_run ();
}
