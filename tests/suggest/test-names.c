/* test-names.c - where names of people stand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-names.h"

static void
assert_names (const char    *utf8,
              QuothRegistry *registry,
              const char    *expected)
{
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);
  g_autoptr (GArray) names = quoth_names_find (text, registry);
  g_autoptr (GString) found = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    {
      QuothSpan span = g_array_index (names, QuothSpan, i);
      g_autofree char *slice = quoth_text_slice (text, span.start, span.end);

      g_string_append_printf (found, "%s%s", i ? "|" : "", slice);
    }
  g_assert_cmpstr (found->str, ==, expected);
}

static void
test_shapes (void)
{
  assert_names ("Russian President Vladimir Putin met Putin’s aide on Tuesday in Moscow.", NULL,
                "Vladimir Putin|Putin");
  assert_names ("“No,” said Mr. Oakes. Then President Bashar al-Assad left; Assad smiled.", NULL,
                "Oakes|Bashar al-Assad|Assad");
  assert_names ("The Security Council of the United Nations met on Monday, May 4, in New York.",
                NULL, "");
  assert_names ("George W. Bush and Martin Luther King Jr. spoke.", NULL,
                "George W. Bush|Martin Luther King Jr");
  assert_names ("Meanwhile Ursula von der Leyen said nothing.", NULL, "Ursula von der Leyen");
  assert_names ("Bundeskanzlerin Brandt sagte, Frau Öztürk sei krank.", NULL, "Brandt|Öztürk");
  assert_names ("La presidenta María Núñez habló el lunes.", NULL, "María Núñez");
  assert_names ("Zarquon told nobody. “No,” said Oakes. Harlow was calm; Gant, 45, left.", NULL,
                "Zarquon|Oakes|Gant");
  assert_names ("Ada Roe Says Harlow Is Safe.\n\nAda Roe Goes Home.\n\nOn Monday Roe left.", NULL,
                "Ada Roe|Ada Roe|Roe");
  assert_names ("Zarquon, a former senator, met Gant, a town. Oakes openly admitted it.", NULL,
                "Zarquon|Oakes");
  assert_names ("Ada Roe meets Ben Poe in Harlow. (Cy Doe/Harlow Press)\n\nRoe met Doe.", NULL,
                "Ada Roe|Ben Poe|Roe|Doe");
  assert_names ("Recent reports said NATO warned those within Harlow called up.", NULL, "");
  assert_names ("Nothing here. However, they left.", NULL, "");
  assert_names ("", NULL, "");
}

static void
test_registry (void)
{
  g_autoptr (GPtrArray) entities =
    g_ptr_array_new_with_free_func ((GDestroyNotify) quoth_entity_unref);
  g_autoptr (QuothRegistry) registry = NULL;
  QuothEntity *entity = quoth_entity_new ("person", "Zarquon");

  quoth_entity_set_id (entity, "z");
  g_ptr_array_add (entities, entity);
  registry = quoth_registry_new (entities);
  assert_names ("Yesterday Zarquon came.", NULL, "");
  assert_names ("Yesterday Zarquon came.", registry, "Zarquon");
}

static void
test_long (void)
{
  static const char *const units[] = { "Ab ", "Ab al ", "A.", "(", "Ab-", "“Ab ", "Vladimir Putin said. " };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) long_one = g_string_new (NULL);
      g_autoptr (QuothText) text = NULL;
      g_autoptr (GArray) names = NULL;

      while (long_one->len < 500000)
        g_string_append (long_one, units[i]);
      text = quoth_text_new (long_one->str, -1, NULL);
      names = quoth_names_find (text, NULL);
      for (guint k = 1; k < names->len; k++)
        g_assert_cmpuint (g_array_index (names, QuothSpan, k).start, >=,
                          g_array_index (names, QuothSpan, k - 1).end);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/names/shapes", test_shapes);
  g_test_add_func ("/names/registry", test_registry);
  g_test_add_func ("/names/long", test_long);
  return g_test_run ();
}
