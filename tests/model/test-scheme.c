/* test-scheme.c - schemes: the default one, files, growing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-annotation.h"
#include "quoth-scheme-edit.h"
#include "quoth-scheme.h"

#include <string.h>

static void
test_default (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (GHashTable) colors = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpint (quoth_scheme_lookup_type (scheme, "person")->kind, ==, QUOTH_TYPE_KIND_MENTION);
  g_assert_cmpstr (quoth_scheme_first_of_kind (scheme, QUOTH_TYPE_KIND_CLAIM)->id, ==, "claim");
  g_assert_cmpstr (quoth_scheme_get_cue_type (scheme)->id, ==, "cue");
  g_assert_cmpstr (quoth_scheme_lookup_type (scheme, "person")->key, ==, "p");
  g_assert_true (quoth_scheme_lookup_attribute (scheme, "quote_type")->computed);
  g_assert_true (quoth_scheme_lookup_attribute (scheme, "certainty")->ordered);
  g_assert_false (quoth_scheme_lookup_attribute (scheme, "stance")->ordered);
  g_assert_true (quoth_scheme_lookup_role (scheme, "speaker")->multiple);
  g_assert_false (quoth_scheme_lookup_role (scheme, "cue")->multiple);
  g_assert_true (quoth_attribute_applies (quoth_scheme_lookup_attribute (scheme, "status"),
                                          "article"));
  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    g_assert_true (g_hash_table_add (colors,
                                     quoth_scheme_get_type_at (scheme, i)->color));
}

/* The window needs these for its commands. */
static void
test_default_keys (void)
{
  static const char reserved[] = "nqtjkosu0123456789.[]{}/?e";
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();

  for (guint i = 0; i < quoth_scheme_get_n_types (scheme); i++)
    {
      const char *key = quoth_scheme_get_type_at (scheme, i)->key;

      g_assert_true (key == NULL || strstr (reserved, key) == NULL);
    }
  for (guint i = 0; i < quoth_scheme_get_n_attributes (scheme); i++)
    {
      const QuothAttribute *attribute = quoth_scheme_get_attribute_at (scheme, i);

      g_assert_true (attribute->key == NULL || strstr (reserved, attribute->key) == NULL);
      for (guint j = 0; j < attribute->values->len; j++)
        {
          const QuothValue *value = attribute->values->pdata[j];

          g_assert_true (value->key == NULL || strstr (reserved, value->key) == NULL);
        }
    }
}

static void
test_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autofree char *json = quoth_scheme_to_json (scheme);
  g_autoptr (QuothScheme) again = quoth_scheme_new_from_json (json, -1, &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  g_assert_true (quoth_scheme_equal (scheme, again));
  second = quoth_scheme_to_json (again);
  g_assert_cmpstr (json, ==, second);
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "", "[]", "{\"types\":{}}", "{\"types\":[{}]}", "{\"types\":[{\"id\":\"\"}]}",
    "{\"types\":[{\"id\":\"a\"},{\"id\":\"a\"}]}",
    "{\"types\":[{\"id\":\"a\",\"kind\":\"bogus\"}]}",
    "{\"types\":[{\"id\":\"a\",\"color\":\"red\"}]}",
    "{\"types\":[{\"id\":\"a\",\"color\":\"#12345\"}]}",
    "{\"types\":[{\"id\":\"a\",\"color\":\"#1234567\"}]}",
    "{\"types\":[{\"id\":\"a\",\"key\":\"ab\"}]}",
    "{\"types\":[{\"id\":\"a\",\"key\":\"x\"},{\"id\":\"b\",\"key\":\"X\"}]}",
    ("{\"types\":[{\"id\":\"a\",\"key\":\"x\"}],"
     "\"attributes\":[{\"id\":\"b\",\"types\":[\"a\"],\"key\":\"x\"}]}"),
    "{\"attributes\":[{\"id\":\"b\",\"types\":[\"a\"],\"values\":[{\"id\":\"1\"},{\"id\":\"1\"}]}]}",
    "{\"roles\":[{\"id\":\"a\"},{\"id\":\"a\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (quoth_scheme_new_from_json (cases[i], -1, &error));
      g_assert_error (error, QUOTH_MODEL_ERROR, QUOTH_MODEL_ERROR_INVALID);
      g_assert_true (g_str_has_prefix (error->message, "scheme: "));
    }
}

/* One key may mean different things on different types. */
static void
test_key_contexts (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothScheme) scheme =
    quoth_scheme_new_from_json ("{\"types\":[{\"id\":\"a\"},{\"id\":\"b\"}],\"attributes\":["
                                "{\"id\":\"m\",\"types\":[\"a\"],\"key\":\"x\"},"
                                "{\"id\":\"n\",\"types\":[\"b\"],\"key\":\"x\"}]}",
                                -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (scheme);
}

static void
test_with (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothScheme) same = quoth_scheme_with_type (scheme, "person", QUOTH_TYPE_KIND_SPAN);
  g_autoptr (QuothScheme) typed = quoth_scheme_with_type (scheme, "PER", QUOTH_TYPE_KIND_MENTION);
  g_autoptr (QuothScheme) known =
    quoth_scheme_with_attribute (scheme, "claim", "quote_type", "\"direct\"");
  g_autoptr (QuothScheme) valued =
    quoth_scheme_with_attribute (scheme, "claim", "quote_type", "\"free\"");
  g_autoptr (QuothScheme) number = quoth_scheme_with_attribute (typed, "PER", "age", "7");
  g_autoptr (QuothScheme) role = quoth_scheme_with_role (scheme, "boss");
  const QuothAttribute *quote_type = quoth_scheme_lookup_attribute (valued, "quote_type");

  g_assert_true (same == scheme);
  g_assert_true (known == scheme);
  g_assert_cmpint (quoth_scheme_lookup_type (typed, "PER")->kind, ==, QUOTH_TYPE_KIND_MENTION);
  g_assert_cmpuint (quote_type->values->len, ==, 4);
  g_assert_cmpint (quoth_scheme_lookup_attribute (number, "age")->kind, ==,
                   QUOTH_ATTRIBUTE_NUMBER);
  g_assert_nonnull (quoth_scheme_lookup_role (role, "boss"));
  g_assert_null (quoth_scheme_lookup_role (scheme, "boss"));
}

static void
test_many_values (void)
{
  QuothScheme *scheme = quoth_scheme_new_default ();
  const QuothAttribute *attribute;

  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *value = g_strdup_printf ("\"v%d\"", i);
      QuothScheme *next = quoth_scheme_with_attribute (scheme, "claim", "habit", value);

      quoth_scheme_unref (scheme);
      scheme = next;
    }
  attribute = quoth_scheme_lookup_attribute (scheme, "habit");
  g_assert_cmpint (attribute->kind, ==, QUOTH_ATTRIBUTE_TEXT);
  g_assert_cmpuint (attribute->values->len, <, 100);
  quoth_scheme_unref (scheme);
}

static void
test_merge (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothScheme) other =
    quoth_scheme_new_from_json ("{\"types\":[{\"id\":\"place\",\"key\":\"p\"}],\"attributes\":["
                                "{\"id\":\"certainty\",\"kind\":\"single\",\"types\":[\"place\"],"
                                "\"values\":[{\"id\":\"dunno\"}]}],\"roles\":[{\"id\":\"in\"}]}",
                                -1, &error);
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (QuothScheme) merged = quoth_scheme_merge (scheme, other, added);
  g_autoptr (QuothScheme) again = quoth_scheme_merge (merged, other, NULL);

  g_assert_no_error (error);
  g_assert_true (again == merged);
  g_assert_cmpuint (added->len, ==, 3);
  g_assert_cmpstr (added->pdata[0], ==, "type: place");
  g_assert_cmpstr (added->pdata[1], ==, "value: certainty=dunno");
  g_assert_cmpstr (added->pdata[2], ==, "role: in");
  g_assert_null (quoth_scheme_lookup_type (merged, "place")->key);
  g_assert_cmpstr (quoth_scheme_lookup_type (merged, "person")->key, ==, "p");
}

/* A scheme with a clash cannot be read again: none may come from what a corpus brings. */
static void
test_grown_keys (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothScheme) wider =
    quoth_scheme_with_attribute (scheme, "zone", "quote_type", "\"direct\"");
  g_autoptr (QuothScheme) other =
    quoth_scheme_new_from_json ("{\"types\":[{\"id\":\"claim\"}],\"attributes\":["
                                "{\"id\":\"form\",\"kind\":\"single\",\"types\":[\"claim\"],"
                                "\"values\":[]}]}", -1, &error);
  g_autoptr (QuothScheme) merged = quoth_scheme_merge (scheme, other, NULL);
  QuothScheme *const grown[] = { wider, merged };

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (grown); i++)
    {
      g_autofree char *json = quoth_scheme_to_json (grown[i]);
      g_autoptr (QuothScheme) again = quoth_scheme_new_from_json (json, -1, &error);

      g_assert_no_error (error);
      g_assert_true (quoth_scheme_equal (again, grown[i]));
    }
  g_assert_cmpstr (quoth_scheme_lookup_attribute (merged, "stance")->key, ==, "f");
  g_assert_null (quoth_scheme_lookup_attribute (merged, "form")->key);
}

static void
test_full (void)
{
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  guint n = 0;

  while (!quoth_scheme_is_full (scheme))
    {
      g_autofree char *id = g_strdup_printf ("t%u", n++);
      QuothScheme *grown = quoth_scheme_with_type (scheme, id, QUOTH_TYPE_KIND_SPAN);

      g_assert_cmpuint (n, <, 5000);
      quoth_scheme_unref (scheme);
      scheme = grown;
    }
  /* A thousand types are nobody's attack. */
  g_assert_cmpuint (n, >, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scheme/default", test_default);
  g_test_add_func ("/scheme/default-keys", test_default_keys);
  g_test_add_func ("/scheme/json", test_json);
  g_test_add_func ("/scheme/refused", test_refused);
  g_test_add_func ("/scheme/key-contexts", test_key_contexts);
  g_test_add_func ("/scheme/with", test_with);
  g_test_add_func ("/scheme/many-values", test_many_values);
  g_test_add_func ("/scheme/merge", test_merge);
  g_test_add_func ("/scheme/grown-keys", test_grown_keys);
  g_test_add_func ("/scheme/full", test_full);
  return g_test_run ();
}
