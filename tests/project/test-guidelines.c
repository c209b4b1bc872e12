/* test-guidelines.c - the versions of the guidelines, and under which a layer was made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"
#include "quoth-guidelines.h"
#include "quoth-project-care.h"
#include "quoth-project-query.h"

static void
commit (QuothProject *project,
        QuothCommand *command)
{
  g_autoptr (GError) error = NULL;

  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
}

/* Returns: the id of the new version. */
static char *
set (QuothProject *project,
     const char   *text)
{
  g_autoptr (QuothCommand) command = quoth_guidelines_set (project, text, NULL);
  g_autoptr (GPtrArray) versions = NULL;

  commit (project, command);
  versions = quoth_guidelines_list (project, NULL);
  return g_strdup (((QuothGuidelines *) versions->pdata[versions->len - 1])->id);
}

static void
mark (Fixture    *fixture,
      const char *verb,
      const char *layer,
      const char *id)
{
  g_autoptr (QuothCommand) command = quoth_command_new (verb);
  g_autoptr (QuothAnnotation) annotation = fixture_annotation (id, "person", 0, 1);

  quoth_annotation_set_layer (annotation, layer);
  quoth_command_add_annotation (command, "a", NULL, annotation);
  commit (fixture->project, command);
}

/* "state id" of the record of a layer; NULL when it has none. */
static char *
dup_layer (Fixture    *fixture,
           const char *name)
{
  g_autoptr (QuothArticleData) data = quoth_project_read_article (fixture->project, "a", NULL, NULL);

  if (!quoth_project_has_layer (fixture->project, "a", name))
    return NULL;
  for (guint i = 0; i < data->layers->len; i++)
    {
      const QuothLayer *layer = data->layers->pdata[i];

      if (strcmp (layer->name, name) == 0)
        return g_strconcat (layer->state, " ",
                            layer->guidelines != NULL ? layer->guidelines : "unknown", NULL);
    }
  return NULL;
}

static void
assert_layer (Fixture    *fixture,
              const char *name,
              const char *state,  /* nullable: no record */
              const char *id)
{
  g_autofree char *found = dup_layer (fixture, name);
  g_autofree char *expected = state != NULL ? g_strconcat (state, " ", id, NULL) : NULL;

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_sound (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = quoth_project_check (fixture->project, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

static void
step (Fixture  *fixture,
      gboolean  redo)
{
  g_autoptr (GError) error = NULL;
  G_GNUC_UNUSED g_autoptr (QuothCommand) command =
    redo ? quoth_project_redo (fixture->project, &error)
         : quoth_project_undo (fixture->project, &error);

  g_assert_no_error (error);
}

static void
test_versions (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GPtrArray) versions = NULL;
  static const char *const texts[] = { "# One\n", "# Two\n", "# One\n" };
  char *ids[G_N_ELEMENTS (texts)];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    ids[i] = set (fixture->project, texts[i]);
  versions = quoth_guidelines_list (fixture->project, NULL);
  g_assert_cmpuint (versions->len, ==, 3);
  g_assert_cmpuint (strlen (ids[0]), ==, 16);
  g_assert_cmpstr (ids[0], ==, ids[2]);
  g_assert_cmpstr (ids[0], !=, ids[1]);
  /* The same text again is the newer version. */
  g_assert_cmpuint (quoth_guidelines_find (versions, ids[0])->number, ==, 3);
  g_assert_cmpuint (quoth_guidelines_find (versions, ids[1])->number, ==, 2);
  g_assert_null (quoth_guidelines_find (versions, "nothing"));
  g_assert_null (quoth_guidelines_find (versions, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (ids[i]);
}

static void
test_gestures (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  fixture_import_new (fixture->project, "a", "First");
  /* Without guidelines nothing is noted. */
  mark (fixture, "mark", "anna", "m1");
  assert_layer (fixture, "anna", NULL, NULL);
  first = set (fixture->project, "# One\n");
  mark (fixture, "mark", "anna", "m2");
  assert_layer (fixture, "anna", "open", first);
  second = set (fixture->project, "# Two\n");
  /* Nobody worked since. */
  assert_layer (fixture, "anna", "open", first);
  mark (fixture, "mark", "ben", "m3");
  assert_layer (fixture, "anna", "open", first);
  assert_layer (fixture, "ben", "open", second);
  mark (fixture, "mark", "anna", "m4");
  assert_layer (fixture, "anna", "open", second);
  /* One gesture, one undo: of the layer, too. */
  step (fixture, FALSE);
  assert_layer (fixture, "anna", "open", first);
  step (fixture, FALSE);
  assert_layer (fixture, "ben", NULL, NULL);
  step (fixture, TRUE);
  step (fixture, TRUE);
  assert_layer (fixture, "anna", "open", second);
  assert_layer (fixture, "ben", "open", second);
  fixture_reopen (fixture);
  assert_layer (fixture, "anna", "open", second);
  assert_sound (fixture);
  /* All taken back: as if there had never been any. */
  while (quoth_project_can_undo (fixture->project)
         && quoth_project_has_layer (fixture->project, "a", "anna"))
    step (fixture, FALSE);
  assert_layer (fixture, "anna", NULL, NULL);
  assert_sound (fixture);
}

/* What is said of annotations, and what others decided, is no work. */
static void
test_no_work (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const verbs[] = { "take-package", "settle-conflict", "merge-entities",
                                       "change-scheme", NULL };
  g_autofree char *id = set (fixture->project, "# One\n");

  fixture_import_new (fixture->project, "a", "First");
  mark (fixture, "comment", QUOTH_LAYER_REMARKS, "r1");
  mark (fixture, "review", QUOTH_LAYER_REVIEW, "r2");
  assert_layer (fixture, QUOTH_LAYER_REMARKS, NULL, NULL);
  assert_layer (fixture, QUOTH_LAYER_REVIEW, NULL, NULL);
  for (guint i = 0; verbs[i] != NULL; i++)
    mark (fixture, verbs[i], "anna", verbs[i]);
  assert_layer (fixture, "anna", NULL, NULL);
  mark (fixture, "review", QUOTH_LAYER_GOLD, "g1");
  assert_layer (fixture, QUOTH_LAYER_GOLD, "open", id);
}

static void
set_state (Fixture    *fixture,
           const char *name,
           const char *from, /* nullable */
           const char *to)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("set-state");
  g_autoptr (QuothArticleData) all = quoth_project_read_article (fixture->project, "a", NULL, NULL);
  g_autoptr (QuothLayer) after = quoth_layer_new (name, to);
  const QuothLayer *before = NULL;

  for (guint i = 0; i < all->layers->len; i++)
    if (from != NULL && strcmp (((QuothLayer *) all->layers->pdata[i])->name, name) == 0)
      before = all->layers->pdata[i];
  if (before != NULL)
    quoth_layer_set_guidelines (after, before->guidelines);
  quoth_command_add_layer (command, "a", before, after);
  commit (fixture->project, command);
}

static void
set_status (Fixture    *fixture,
            const char *status)
{
  g_autoptr (QuothArticleData) all = quoth_project_read_article (fixture->project, "a", NULL, NULL);
  g_autoptr (QuothCommand) command = quoth_command_new ("set-article-tag");
  g_autoptr (QuothArticle) after = quoth_article_copy (all->article);

  quoth_article_take_tags (after, quoth_attributes_with_string (all->article->tags, "status",
                                                                status));
  quoth_command_add_article (command, all->article, after);
  commit (fixture->project, command);
}

/* Who looked at the work again and says that it is done followed what stands now. */
static void
test_done (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *first = set (fixture->project, "# One\n");
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  fixture_import_new (fixture->project, "a", "First");
  quoth_project_set_annotator (fixture->project, "anna");
  /* Nothing of anna's is there yet, and being given an article is no work. */
  set_status (fixture, "done");
  assert_layer (fixture, "anna", NULL, NULL);
  set_state (fixture, "anna", NULL, "open");
  assert_layer (fixture, "anna", "open", "unknown");
  mark (fixture, "mark", "anna", "m1");
  assert_layer (fixture, "anna", "open", first);
  second = set (fixture->project, "# Two\n");
  set_status (fixture, "in_work");
  assert_layer (fixture, "anna", "open", first);
  set_status (fixture, "done");
  assert_layer (fixture, "anna", "open", second);
  third = set (fixture->project, "# Three\n");
  set_state (fixture, "anna", "open", "done");
  assert_layer (fixture, "anna", "done", third);
  step (fixture, FALSE);
  assert_layer (fixture, "anna", "open", second);
  assert_sound (fixture);
}

/* A window that is open hears of guidelines that another program set. */
static void
test_elsewhere (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProject) other = NULL;
  G_GNUC_UNUSED g_autofree char *first = set (fixture->project, "# One\n");
  g_autofree char *second = NULL;

  fixture_import_new (fixture->project, "a", "First");
  mark (fixture, "mark", "anna", "m1");
  other = quoth_project_open (fixture->path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  second = set (other, "# Two\n");
  mark (fixture, "mark", "anna", "m2");
  assert_layer (fixture, "anna", "open", second);
}

/* What other programs wrote says nothing, and nothing is made up. */
static void
test_imported (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (QuothArticleData) article = fixture_article ("a", "First");
  G_GNUC_UNUSED g_autofree char *id = set (fixture->project, "# One\n");
  QuothLayer *known = quoth_layer_new ("ben", "open");

  g_ptr_array_add (article->annotations, fixture_annotation ("m1", "person", 0, 1));
  quoth_article_data_add_layer (article, "anna", "open");
  quoth_layer_set_guidelines (known, "0123456789abcdef");
  g_ptr_array_add (article->layers, known);
  fixture_import (fixture->project, article);
  assert_layer (fixture, "anna", "open", "unknown");
  assert_layer (fixture, "ben", "open", "0123456789abcdef");
  assert_sound (fixture);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/guidelines/versions", Fixture, NULL, fixture_set_up, test_versions,
              fixture_tear_down);
  g_test_add ("/guidelines/gestures", Fixture, NULL, fixture_set_up, test_gestures,
              fixture_tear_down);
  g_test_add ("/guidelines/no-work", Fixture, NULL, fixture_set_up, test_no_work,
              fixture_tear_down);
  g_test_add ("/guidelines/done", Fixture, NULL, fixture_set_up, test_done, fixture_tear_down);
  g_test_add ("/guidelines/elsewhere", Fixture, NULL, fixture_set_up, test_elsewhere,
              fixture_tear_down);
  g_test_add ("/guidelines/imported", Fixture, NULL, fixture_set_up, test_imported,
              fixture_tear_down);
  return g_test_run ();
}
