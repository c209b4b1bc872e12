/* test-journal.c - random work, taken back to the start and brought to the end again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"

#define N_GESTURES 120

static char *
random_text (void)
{
  static const gunichar alphabet[] = { 'a', 'Z', ' ', '"', '\\', '\n', '\r', '\t', 0x7f, 0x85,
                                       0xa0, 0x301, 0x5d0, 0x200f, 0x2028, 0x201c, 0x1f4f0,
                                       0x10ffff };
  GString *text = g_string_new ("x");

  for (int i = g_test_rand_int_range (0, 12); i > 0; i--)
    g_string_append_unichar (text, alphabet[g_test_rand_int_range (0, G_N_ELEMENTS (alphabet))]);
  return g_string_free (text, FALSE);
}

static char *
random_article (void)
{
  return g_strdup_printf ("article-%d", g_test_rand_int_range (0, 6));
}

static void
alter (QuothAnnotation *annotation)
{
  g_autofree char *text = random_text ();
  QuothSpan parts[2];

  parts[0].start = (guint) g_test_rand_int_range (0, 20);
  parts[0].end = parts[0].start + 1;
  parts[1].start = (guint) g_test_rand_int_range (22, 30);
  parts[1].end = parts[1].start + 4;
  switch (g_test_rand_int_range (0, 6))
    {
    case 0:
      quoth_annotation_set_parts (annotation, parts, 2);
      break;
    case 1:
      quoth_annotation_set_note (annotation, text);
      break;
    case 2:
      quoth_annotation_set_entity (annotation, text);
      break;
    case 3:
      quoth_annotation_take_attributes (annotation,
                                        quoth_attributes_with_string (annotation->attributes,
                                                                      text, text));
      break;
    case 4:
      if (!quoth_annotation_remove_link (annotation, NULL, NULL))
        quoth_annotation_add_link (annotation, "speaker", text, NULL);
      break;
    default:
      quoth_annotation_set_type (annotation, g_test_rand_bit () ? "claim" : "cue");
    }
}

/* NULL when the article chosen is not there. */
static QuothArticleData *
read_random (QuothProject *project)
{
  g_autofree char *id = random_article ();
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, id, NULL, NULL);

  return data != NULL && !data->article->removed ? g_steal_pointer (&data) : NULL;
}

/* Adds, alters or deletes some annotations of an article. */
static void
change_annotations (QuothProject *project,
                    QuothCommand *command)
{
  g_autoptr (QuothArticleData) data = read_random (project);

  for (int i = g_test_rand_int_range (0, 4); data != NULL && i > 0; i--)
    {
      g_autoptr (QuothAnnotation) fresh = fixture_annotation (NULL, "person", (guint) i, 9);

      alter (fresh);
      quoth_command_add_annotation (command, data->article->id, NULL, fresh);
    }
  for (guint i = 0; data != NULL && i < data->annotations->len; i++)
    {
      QuothAnnotation *before = data->annotations->pdata[i];
      g_autoptr (QuothAnnotation) after = NULL;

      if (g_test_rand_int_range (0, 3) > 0)
        continue;
      after = quoth_annotation_copy (before);
      alter (after);
      quoth_command_add_annotation (command, data->article->id, before,
                                    g_test_rand_bit () ? after : NULL);
    }
}

static void
change_entities (QuothProject *project,
                 QuothCommand *command)
{
  QuothRegistry *registry = quoth_project_get_registry (project);
  g_autoptr (GPtrArray) entities = quoth_registry_list (registry, NULL);
  g_autofree char *name = random_text ();
  g_autoptr (QuothEntity) entity = NULL;
  QuothEntity *before = NULL;

  if (entities->len > 0 && g_test_rand_bit ())
    before = entities->pdata[g_test_rand_int_range (0, (gint32) entities->len)];
  entity = before != NULL ? quoth_entity_copy (before) : quoth_entity_new ("person", name);
  quoth_entity_set_note (entity, name);
  quoth_entity_add_alias (entity, name);
  quoth_command_add_entity (command, before,
                            before != NULL && g_test_rand_int_range (0, 4) == 0 ? NULL : entity);
}

static void
change_article (QuothProject *project,
                QuothCommand *command)
{
  g_autofree char *name = random_text ();
  g_autoptr (QuothArticleData) data = read_random (project);
  g_autoptr (QuothArticle) after = NULL;

  if (data == NULL)
    return;
  after = quoth_article_copy (data->article);
  quoth_article_set_name (after, name);
  quoth_article_take_tags (after, quoth_attributes_with_string (after->tags, "status", name));
  after->removed = g_test_rand_int_range (0, 5) == 0;
  quoth_command_add_article (command, data->article, after);
}

static void
change_layer (QuothProject *project,
              QuothCommand *command)
{
  g_autoptr (QuothArticleData) data = read_random (project);
  g_autoptr (QuothLayer) done = quoth_layer_new ("ben", "done");
  const QuothLayer *before = NULL;

  for (guint i = 0; data != NULL && i < data->layers->len; i++)
    if (strcmp (((QuothLayer *) data->layers->pdata[i])->name, "ben") == 0)
      before = data->layers->pdata[i];
  if (data != NULL)
    quoth_command_add_layer (command, data->article->id, before, before == NULL ? done : NULL);
}

static void
change_scheme (QuothProject *project,
               QuothCommand *command)
{
  g_autofree char *id = g_strdup_printf ("type-%d", g_test_rand_int_range (0, 10));
  QuothScheme *before = quoth_project_get_scheme (project);
  g_autoptr (QuothScheme) after = quoth_scheme_with_type (before, id,
                                                          g_test_rand_bit ()
                                                          ? QUOTH_TYPE_KIND_CLAIM
                                                          : QUOTH_TYPE_KIND_MENTION);

  quoth_command_add_scheme (command, before, after);
}

static void
change_setting (QuothProject *project,
                QuothCommand *command)
{
  g_autofree char *value = quoth_project_dup_setting (project, "guidelines");
  g_autofree char *text = random_text ();
  g_autoptr (QuothSetting) before = value != NULL ? quoth_setting_new ("guidelines", value) : NULL;
  g_autoptr (QuothSetting) after = quoth_setting_new ("guidelines", text);

  quoth_command_add_setting (command, before,
                             before != NULL && g_test_rand_int_range (0, 4) == 0 ? NULL : after);
}

static void
gesture (QuothProject *project)
{
  static void (*const change[]) (QuothProject *, QuothCommand *) = {
    change_annotations, change_annotations, change_annotations, change_entities, change_article,
    change_layer, change_scheme, change_setting,
  };
  g_autoptr (QuothCommand) command = quoth_command_new ("random");
  g_autoptr (GError) error = NULL;

  if (g_test_rand_int_range (0, 12) == 0)
    {
      g_autofree char *id = random_article ();
      g_autoptr (QuothArticleData) article = fixture_article (id, id);

      g_ptr_array_add (article->annotations, fixture_annotation (NULL, "person", 0, 4));
      fixture_import (project, article);
      return;
    }
  for (int i = g_test_rand_int_range (1, 3); i > 0; i--)
    {
      g_autoptr (QuothCommand) some = quoth_command_new ("random");

      if (!quoth_command_is_empty (command))
        break;
      change[g_test_rand_int_range (0, G_N_ELEMENTS (change))] (project, some);
      quoth_command_append (command, some);
    }
  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
}

static void
step_all (Fixture  *fixture,
          gboolean  undo)
{
  g_autoptr (GError) error = NULL;

  while (undo ? quoth_project_can_undo (fixture->project)
              : quoth_project_can_redo (fixture->project))
    {
      g_autoptr (QuothCommand) command = undo ? quoth_project_undo (fixture->project, &error)
                                              : quoth_project_redo (fixture->project, &error);

      g_assert_no_error (error);
      g_assert_nonnull (command);
      if (g_test_rand_int_range (0, 40) == 0)
        fixture_reopen (fixture);
    }
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;
  g_autofree char *before_reopen = NULL;

  start = fixture_dump (fixture->project);
  for (int i = 0; i < N_GESTURES; i++)
    {
      gesture (fixture->project);
      /* Sometimes a few steps back, and on from there. */
      for (int back = g_test_rand_int_range (-9, 4); back > 0; back--)
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (QuothCommand) command = NULL;

          if (!quoth_project_can_undo (fixture->project))
            break;
          command = quoth_project_undo (fixture->project, &error);
          g_assert_no_error (error);
          g_assert_nonnull (command);
        }
    }
  step_all (fixture, FALSE);
  before_reopen = fixture_dump (fixture->project);
  fixture_reopen (fixture);
  end = fixture_dump (fixture->project);
  /* What memory followed by commands is what the file holds. */
  g_assert_cmpstr (before_reopen, ==, end);
  for (int round = 0; round < 2; round++)
    {
      g_autofree char *undone = NULL;
      g_autofree char *redone = NULL;

      step_all (fixture, TRUE);
      undone = fixture_dump (fixture->project);
      g_assert_cmpstr (undone, ==, start);
      step_all (fixture, FALSE);
      redone = fixture_dump (fixture->project);
      g_assert_cmpstr (redone, ==, end);
    }
}

/* The column that lists and filters rely on, against the rule itself. */
static gboolean
open_cb (QuothArticleData  *data,
         gpointer           user_data,
         GError           **error)
{
  guint *count = user_data;

  for (guint i = 0; i < data->annotations->len; i++)
    {
      QuothAnnotation *annotation = data->annotations->pdata[i];

      if (strcmp (annotation->type, "person") == 0)
        *count += annotation->entity == NULL;
      else if (strcmp (annotation->type, "claim") == 0)
        *count += quoth_annotation_get_link (annotation, "speaker") == NULL;
    }
  return TRUE;
}

static void
test_open_tasks (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  guint expected = 0;
  guint counted = 0;

  for (int i = 0; i < 60; i++)
    gesture (fixture->project);
  quoth_project_foreach_article (fixture->project, NULL, NULL, open_cb, &expected, &error);
  g_assert_no_error (error);
  counted = fixture_count (fixture->path,
                           "SELECT count (*) FROM annotation WHERE open = 1 AND article IN"
                           " (SELECT row FROM article WHERE removed = 0)");
  g_assert_cmpuint (counted, ==, expected);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/journal/random", Fixture, NULL, fixture_set_up, test_random, fixture_tear_down);
  g_test_add ("/journal/open-tasks", Fixture, NULL, fixture_set_up, test_open_tasks,
              fixture_tear_down);
  return g_test_run ();
}
