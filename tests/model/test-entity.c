/* test-entity.c - registry entries: names, aliases, JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-entity.h"

static void
test_aliases (void)
{
  g_autoptr (QuothEntity) entity = quoth_entity_new ("person", "Ada Lovelace");
  const char *const aliases[] = { "Lovelace", "Ada", "", "Ada Lovelace", "Ada", NULL };

  quoth_entity_set_aliases (entity, aliases);
  g_assert_cmpuint (g_strv_length (entity->aliases), ==, 2);
  g_assert_cmpstr (entity->aliases[0], ==, "Ada");
  g_assert_true (quoth_entity_add_alias (entity, "Countess"));
  g_assert_cmpstr (entity->aliases[1], ==, "Countess");
  g_assert_false (quoth_entity_add_alias (entity, "Countess"));
  g_assert_false (quoth_entity_add_alias (entity, "Ada Lovelace"));
  g_assert_true (quoth_entity_remove_alias (entity, "Ada"));
  g_assert_false (quoth_entity_remove_alias (entity, "Ada"));
  quoth_entity_set_name (entity, "Lovelace");
  g_assert_cmpuint (g_strv_length (entity->aliases), ==, 1);
}

static void
test_json (void)
{
  static const char line[] =
    "{\"id\":\"e1\",\"kind\":\"person\",\"name\":\"Ada\",\"aliases\":[\"A\",\"B\"],"
    "\"status\":\"unnamed\",\"wikidata\":\"Q7259\",\"note\":null,\"merged_into\":\"e2\"}";
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothEntity) entity = quoth_entity_new_from_json (line, -1, &error);
  g_autoptr (QuothEntity) sparse = quoth_entity_new_from_json ("{\"name\":\"x\"}", -1, &error);
  g_autoptr (QuothEntity) copy = NULL;
  g_autoptr (GString) out = g_string_new (NULL);

  g_assert_no_error (error);
  quoth_entity_append_json (entity, out);
  g_assert_cmpstr (out->str, ==, line);
  copy = quoth_entity_copy (entity);
  g_assert_true (quoth_entity_equal (entity, copy));
  quoth_entity_set_merged_into (copy, NULL);
  g_assert_false (quoth_entity_equal (entity, copy));
  g_assert_cmpstr (sparse->status, ==, "named");
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "{}", "{\"name\":\"\"}", "{\"name\":null}", "{\"name\":\"x\",\"aliases\":[1]}",
    "{\"name\":\"x\",\"aliases\":\"y\"}", "{\"name\":\"x\",\"wikidata\":1}", "[",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (quoth_entity_new_from_json (cases[i], -1, &error));
      g_assert_true (error != NULL && g_str_has_prefix (error->message, "entity: "));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/entity/aliases", test_aliases);
  g_test_add_func ("/entity/json", test_json);
  g_test_add_func ("/entity/refused", test_refused);
  return g_test_run ();
}
