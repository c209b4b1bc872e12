/* test-command.c - commands: what they hold, their inverse, their JSON
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-command.h"

static QuothCommand *
command_of_all_kinds (void)
{
  QuothCommand *command = quoth_command_new ("mix");
  const QuothSpan part = { 2, 7 };
  g_autoptr (QuothAnnotation) annotation = quoth_annotation_new ("claim", "anna", &part, 1);
  g_autoptr (QuothAnnotation) changed = quoth_annotation_copy (annotation);
  g_autoptr (QuothEntity) entity = quoth_entity_new ("person", "Ada");
  g_autoptr (QuothText) text = quoth_text_new ("some text", -1, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("First", text);
  g_autoptr (QuothArticle) renamed = quoth_article_copy (article);
  g_autoptr (QuothLayer) open = quoth_layer_new ("anna", "open");
  g_autoptr (QuothLayer) done = quoth_layer_new ("anna", "done");
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothScheme) wider = quoth_scheme_with_type (scheme, "place", QUOTH_TYPE_KIND_SPAN);

  quoth_annotation_set_note (changed, "a \"note\"");
  quoth_annotation_add_link (changed, "speaker", "m1", NULL);
  quoth_article_set_name (renamed, "Second");
  quoth_article_set_language (renamed, "en");
  quoth_article_take_tags (renamed, quoth_attributes_with_string (NULL, "status", "done"));
  renamed->removed = TRUE;
  quoth_command_add_annotation (command, article->id, NULL, annotation);
  quoth_command_add_annotation (command, article->id, annotation, changed);
  quoth_command_add_entity (command, entity, NULL);
  quoth_command_add_article (command, article, renamed);
  quoth_command_add_layer (command, article->id, open, done);
  quoth_command_add_scheme (command, scheme, wider);
  return command;
}

static void
test_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothCommand) command = command_of_all_kinds ();
  g_autofree char *json = quoth_command_changes_to_json (command);
  g_autoptr (QuothCommand) again = quoth_command_new_from_json ("mix", json, -1, &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (quoth_command_get_n_changes (again), ==, 6);
  second = quoth_command_changes_to_json (again);
  g_assert_cmpstr (json, ==, second);
}

static void
test_invert (void)
{
  g_autoptr (QuothCommand) command = command_of_all_kinds ();
  g_autoptr (QuothCommand) inverse = quoth_command_invert (command);
  g_autoptr (QuothCommand) twice = quoth_command_invert (inverse);
  g_autofree char *json = quoth_command_changes_to_json (command);
  g_autofree char *second = quoth_command_changes_to_json (twice);
  const QuothChange *last = quoth_command_get_change (inverse, 5);

  g_assert_cmpstr (quoth_command_get_verb (inverse), ==, "mix");
  g_assert_cmpint (last->kind, ==, QUOTH_RECORD_ANNOTATION);
  g_assert_nonnull (last->before);
  g_assert_null (last->after);
  g_assert_cmpstr (json, ==, second);
}

static void
test_no_change (void)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("nothing");
  g_autoptr (QuothEntity) entity = quoth_entity_new ("person", "Ada");
  g_autoptr (QuothEntity) copy = quoth_entity_copy (entity);

  quoth_command_add_entity (command, entity, copy);
  quoth_command_add_entity (command, NULL, NULL);
  g_assert_true (quoth_command_is_empty (command));
}

static void
test_refused (void)
{
  static const char *const cases[] = {
    "", "{}", "[1]", "[{}]", "[{\"kind\":\"bogus\"}]", "[{\"kind\":\"annotation\"}]",
    "[{\"kind\":\"entity\",\"before\":null,\"after\":{}}]",
    "[{\"kind\":\"layer\",\"article\":\"a\",\"after\":{}}]",
    "[{\"kind\":\"entity\",\"before\":null,\"after\":null}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (quoth_command_new_from_json ("x", cases[i], -1, &error));
      g_assert_nonnull (error);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/command/json", test_json);
  g_test_add_func ("/command/invert", test_invert);
  g_test_add_func ("/command/no-change", test_no_change);
  g_test_add_func ("/command/refused", test_refused);
  return g_test_run ();
}
