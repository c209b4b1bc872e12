/* test-json.c - guarded reading and the appending writer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-json-writer.h"
#include "quoth-json.h"

#include <string.h>

static void
test_deep (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autoptr (GError) error = NULL;

  g_assert_null (quoth_json_parse (deep, -1, &error));
  g_assert_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_TOO_DEEP);
}

static void
test_brackets_in_strings (void)
{
  g_autofree char *many = g_strnfill (1000, '[');
  g_autofree char *json = g_strdup_printf ("{\"a\": \"\\\"%s\"}", many);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = quoth_json_parse (json, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (node);
}

static void
test_refused (void)
{
  static const char *const bad[] = { "", "{", "[1,", "\"\xff\"", "{\"a\":1}}",
                                     "[9223372036854775808]", "-9223372036854775809", "[1e400]",
                                     "{\"a\\\"\":-1e400}", "{} {}", "1[]", "[]1", "\"a\"\"b\"",
                                     "{}{", "true {}" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (quoth_json_parse (bad[i], -1, &error));
      g_assert_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_SYNTAX);
    }
}

static void
test_parse_escapes (void)
{
  static const char *const bad[] = {
    "[\"\\ud83d\"]", "[\"\\ud83dx\"]", "[\"\\ud83d\\n\"]", "[\"\\ude00\"]", "[\"\\ud83d\\ud83d\"]",
    ("[\"\\ud83d\xc2\x80" "e9\"]"), "[\"\\x\"]", "[\"\\u12g4\"]", "[\"\\u12\"]",
    "[\"\\\xc3\xa9\"]", "\\",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_assert_null (quoth_json_parse (bad[i], -1, &error));
      g_assert_error (error, QUOTH_JSON_ERROR, QUOTH_JSON_ERROR_SYNTAX);
      g_clear_error (&error);
    }
  node = quoth_json_parse ("[\"\\ud83d\\ude00\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\\\ud83d\"]", -1, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (json_array_get_string_element (json_node_get_array (node), 0), ==,
                   "\xf0\x9f\x98\x80\"\\/\b\f\n\r\t\xc3\xa9\\ud83d");
}

static void
test_canonical (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *json =
    quoth_json_canonical ("{ \"b\" : [1, 2.5, true, null, -9223372036854775808],"
                          " \"a\" : {\"d\":\"99999999999999999999\",\"c\":1.0} }", -1, &error);
  g_autofree char *again = quoth_json_canonical (json, -1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (json, ==, "{\"a\":{\"c\":1.0,\"d\":\"99999999999999999999\"},"
                   "\"b\":[1,2.5,true,null,-9223372036854775808]}");
  g_assert_cmpstr (again, ==, json);
}

static void
test_escapes (void)
{
  g_autoptr (GString) utf8 = g_string_new (NULL);
  g_autoptr (GString) ascii = g_string_new (NULL);
  const char *value = "\"\\\n\t\x01 é“\xe2\x80\xa8\xc2\x85😀";

  quoth_json_append_string (utf8, value, strlen (value), FALSE);
  quoth_json_append_string (ascii, value, strlen (value), TRUE);
  g_assert_cmpstr (utf8->str, ==, "\"\\\"\\\\\\n\\t\\u0001 é“\\u2028\\u0085😀\"");
  g_assert_cmpstr (ascii->str, ==,
                   "\"\\\"\\\\\\n\\t\\u0001 \\u00e9\\u201c\\u2028\\u0085\\ud83d\\ude00\"");
}

/* A slice of a text: what stands behind it is not written, whatever it is. */
static void
test_slice (const char *value,
            gboolean    ascii,
            const char *expected)
{
  gsize n = strlen (value);
  g_autofree char *text = g_strconcat (value, "\"\xc2\x85“……………\"", NULL);

  for (gsize readable = n; readable <= strlen (text); readable++)
    {
      g_autoptr (GString) out = g_string_sized_new (1);

      quoth_json_append_slice (out, text, n, readable, ascii);
      g_assert_cmpstr (out->str, ==, expected);
      g_assert_cmpuint (out->len, ==, strlen (expected));
    }
}

/* The writer looks at eight bytes at once: what must be escaped may stand anywhere in them,
 * and the bytes around it must come through. */
static void
test_escapes_anywhere (void)
{
  static const struct { const char *value; const char *utf8; const char *ascii; } cases[] = {
    { "", "", "" },
    { "\"", "\\\"", "\\\"" },
    { "\\", "\\\\", "\\\\" },
    { "\x1f", "\\u001f", "\\u001f" },
    { "\x7f", "\\u007f", "\\u007f" },
    { " ~", " ~", " ~" },
    { "\xc2\x84", "\xc2\x84", "\\u0084" },
    { "\xc2\x85", "\\u0085", "\\u0085" },
    { "\xe2\x80\xa7", "\xe2\x80\xa7", "\\u2027" },
    { "\xe2\x80\xa8", "\\u2028", "\\u2028" },
    { "\xe2\x80\xa9", "\\u2029", "\\u2029" },
    { "\xe2\x82\xa8", "\xe2\x82\xa8", "\\u20a8" },
    { "😀", "😀", "\\ud83d\\ude00" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint before = 0; before < 18; before++)
      for (guint after = 0; after < 18; after++)
        for (guint ascii = 0; ascii < 2; ascii++)
          {
            g_autoptr (GString) out = g_string_sized_new (1);
            g_autofree char *value = g_strdup_printf ("%.*s%s%.*s", (int) before,
                                                      "abcdefghijklmnopqr", cases[i].value,
                                                      (int) after, "ABCDEFGHIJKLMNOPQR");
            g_autofree char *expected = g_strdup_printf ("\"%.*s%s%.*s\"", (int) before,
                                                         "abcdefghijklmnopqr",
                                                         ascii ? cases[i].ascii : cases[i].utf8,
                                                         (int) after, "ABCDEFGHIJKLMNOPQR");

            quoth_json_append_string (out, value, strlen (value), ascii != 0);
            g_assert_cmpstr (out->str, ==, expected);
            g_assert_cmpuint (out->len, ==, strlen (expected));
            test_slice (value, ascii != 0, expected);
          }
}

static void
test_numbers (void)
{
  g_autoptr (GString) out = g_string_new (NULL);
  QuothJsonWriter writer;

  quoth_json_writer_init (&writer, out, TRUE);
  quoth_json_writer_begin_array (&writer);
  quoth_json_writer_int (&writer, 0);
  quoth_json_writer_int (&writer, G_MININT64);
  quoth_json_writer_int (&writer, G_MAXINT64);
  quoth_json_writer_double (&writer, 0.1);
  quoth_json_writer_double (&writer, 3);
  quoth_json_writer_end_array (&writer);
  g_assert_cmpstr (out->str, ==,
                   "[0,-9223372036854775808,9223372036854775807,0.1,3.0]");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/json/deep", test_deep);
  g_test_add_func ("/json/brackets-in-strings", test_brackets_in_strings);
  g_test_add_func ("/json/refused", test_refused);
  g_test_add_func ("/json/parse-escapes", test_parse_escapes);
  g_test_add_func ("/json/canonical", test_canonical);
  g_test_add_func ("/json/escapes", test_escapes);
  g_test_add_func ("/json/escapes-anywhere", test_escapes_anywhere);
  g_test_add_func ("/json/numbers", test_numbers);
  return g_test_run ();
}
