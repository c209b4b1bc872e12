/* test-project.c - create, open, commit, undo, redo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"

static void
commit_annotation (QuothProject    *project,
                   const char      *article,
                   QuothAnnotation *before,
                   QuothAnnotation *after,
                   const char      *verb)
{
  g_autoptr (QuothCommand) command = quoth_command_new (verb);
  g_autoptr (GError) error = NULL;

  quoth_command_add_annotation (command, article, before, after);
  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
}

static guint
count_annotations (QuothProject *project,
                   const char   *article)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, article, NULL, &error);

  g_assert_no_error (error);
  return data->annotations->len;
}

static void
test_create (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProject) second = NULL;
  g_autofree char *name = quoth_project_dup_name (fixture->project);
  g_autofree char *folder = g_build_filename (fixture->folder, "none", "x.quoth", NULL);

  g_assert_cmpstr (name, ==, "news");
  g_assert_cmpstr (quoth_project_get_path (fixture->project), ==, fixture->path);
  g_assert_false (quoth_project_is_read_only (fixture->project));
  g_assert_false (quoth_project_can_undo (fixture->project));
  g_assert_cmpuint (quoth_scheme_get_n_types (quoth_project_get_scheme (fixture->project)), >, 0);

  second = quoth_project_create (fixture->path, NULL, &error);
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_EXISTS);
  g_clear_error (&error);
  second = quoth_project_create (folder, NULL, &error);
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING);
  g_clear_error (&error);
  second = quoth_project_open (folder, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING);
}

static void
test_close (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *log = g_strconcat (fixture->path, "-wal", NULL);
  g_autoptr (QuothCommand) command = quoth_command_new ("mark");
  g_autoptr (QuothAnnotation) annotation = fixture_annotation ("n1", "person", 0, 2);
  g_autoptr (GError) error = NULL;

  fixture_import_new (fixture->project, "a", "First");
  quoth_project_close (fixture->project);
  g_assert_false (g_file_test (log, G_FILE_TEST_EXISTS));
  g_assert_false (quoth_project_can_undo (fixture->project));
  quoth_command_add_annotation (command, "a", NULL, annotation);
  g_assert_false (quoth_project_commit (fixture->project, command, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_READ_ONLY);
}

/* Every member of an annotation comes back, whatever it holds. */
static void
test_round_trip (Fixture       *fixture,
                 gconstpointer  data)
{
  const QuothSpan parts[] = { { 3, 11 }, { 20, 21 }, { 30, 47 } };
  g_autoptr (QuothAnnotation) speaker = fixture_annotation ("weird \" id'\n", "person", 3, 11);
  g_autoptr (QuothAnnotation) claim = quoth_annotation_new ("claim", "béa\t2", parts, 3);
  g_autoptr (QuothAttributes) reason = quoth_attributes_new_from_json ("{\"why\":[1,null]}", -1,
                                                                       NULL);
  g_autoptr (QuothArticleData) read = NULL;
  g_autoptr (GError) error = NULL;

  quoth_annotation_set_entity (speaker, "Q-nobody");
  quoth_annotation_set_id (claim, "c1");
  quoth_annotation_take_attributes (claim, quoth_attributes_new_from_json (
    "{\"confidence\":0.5,\"topic\":[\"a\",\"\U0001F4F0\"],\"x\":{\"y\":false}}", -1, NULL));
  quoth_annotation_add_link (claim, "speaker", "weird \" id'\n", reason);
  quoth_annotation_add_link (claim, "cue", "elsewhere", NULL);
  quoth_annotation_add_link (claim, "speaker", "second", NULL);
  quoth_annotation_set_note (claim, "a \"note\"\r\n\u2028\u202e");
  quoth_annotation_set_origin (claim, "some-suggester");
  quoth_annotation_set_created (claim, "1999-12-31T23:59:59Z");

  fixture_import_new (fixture->project, "a", "First");
  commit_annotation (fixture->project, "a", NULL, speaker, "mark");
  commit_annotation (fixture->project, "a", NULL, claim, "mark");
  fixture_reopen (fixture);
  read = quoth_project_read_article (fixture->project, "a", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (read->annotations->len, ==, 2);
  g_assert_true (quoth_annotation_equal (read->annotations->pdata[0], claim));
  g_assert_true (quoth_annotation_equal (read->annotations->pdata[1], speaker));
  g_assert_cmpuint (read->layers->len, ==, 2);
  g_assert_cmpstr (((QuothLayer *) read->layers->pdata[0])->name, ==, "anna");
  g_assert_cmpstr (((QuothLayer *) read->layers->pdata[1])->state, ==, "open");

  g_clear_pointer (&read, quoth_article_data_free);
  read = quoth_project_read_article (fixture->project, "a", "béa\t2", &error);
  g_assert_cmpuint (read->annotations->len, ==, 1);
  g_assert_cmpuint (read->layers->len, ==, 1);
  g_clear_pointer (&read, quoth_article_data_free);
  read = quoth_project_read_article (fixture->project, "b", NULL, &error);
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING);
}

static void
count_cb (QuothProject *project,
          QuothCommand *command,
          guint        *count)
{
  g_assert_nonnull (command);
  (*count)++;
}

static void
test_undo (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (QuothAnnotation) first = fixture_annotation ("n1", "person", 0, 2);
  g_autoptr (QuothAnnotation) moved = fixture_annotation ("n1", "person", 0, 3);
  g_autoptr (QuothAnnotation) other = fixture_annotation ("n2", "person", 5, 7);
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *verb = NULL;
  guint n_commits = 0;

  fixture_import_new (fixture->project, "a", "First");
  g_signal_connect (fixture->project, "committed", G_CALLBACK (count_cb), &n_commits);
  commit_annotation (fixture->project, "a", NULL, first, "mark");
  quoth_annotation_set_created (moved, first->created);
  commit_annotation (fixture->project, "a", first, moved, "extend");
  g_assert_true (quoth_project_can_undo (fixture->project));
  g_assert_false (quoth_project_can_redo (fixture->project));
  verb = quoth_project_dup_undo_verb (fixture->project);
  g_assert_cmpstr (verb, ==, "extend");

  command = quoth_project_undo (fixture->project, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (quoth_command_get_verb (command), ==, "extend");
  g_assert_true (quoth_annotation_equal (quoth_command_get_change (command, 0)->after, first));
  g_assert_cmpuint (n_commits, ==, 3);
  g_clear_pointer (&command, quoth_command_unref);

  /* Undo goes on where it was after the file was closed. */
  fixture_reopen (fixture);
  g_assert_true (quoth_project_can_redo (fixture->project));
  command = quoth_project_undo (fixture->project, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_annotations (fixture->project, "a"), ==, 0);
  g_clear_pointer (&command, quoth_command_unref);
  command = quoth_project_redo (fixture->project, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_annotations (fixture->project, "a"), ==, 1);
  g_clear_pointer (&command, quoth_command_unref);

  /* Something else is done instead: what was undone is discarded. */
  commit_annotation (fixture->project, "a", NULL, other, "mark");
  g_assert_false (quoth_project_can_redo (fixture->project));
  g_assert_null (quoth_project_redo (fixture->project, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_MISSING);
  g_assert_cmpuint (count_annotations (fixture->project, "a"), ==, 2);
}

static void
test_undo_import (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (QuothAnnotation) annotation = fixture_annotation ("n1", "person", 0, 2);
  g_autoptr (QuothCommand) undone = NULL;
  g_autoptr (QuothCommand) redone = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *start = fixture_dump (fixture->project);
  g_autofree char *full = NULL;
  g_autofree char *now = NULL;

  fixture_import_new (fixture->project, "a", "First");
  commit_annotation (fixture->project, "a", NULL, annotation, "mark");
  full = fixture_dump (fixture->project);
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  undone = quoth_project_undo (fixture->project, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (quoth_command_get_n_changes (undone), ==, 1);
  now = fixture_dump (fixture->project);
  g_assert_cmpstr (now, ==, start);
  g_assert_false (quoth_project_can_undo (fixture->project));

  redone = quoth_project_redo (fixture->project, &error);
  quoth_command_unref (quoth_project_redo (fixture->project, &error));
  g_assert_no_error (error);
  g_clear_pointer (&now, g_free);
  now = fixture_dump (fixture->project);
  g_assert_cmpstr (now, ==, full);
}

static void
test_stale (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (QuothAnnotation) first = fixture_annotation ("n1", "person", 0, 2);
  g_autoptr (QuothAnnotation) mine = fixture_annotation ("n1", "person", 0, 4);
  g_autoptr (QuothAnnotation) theirs = fixture_annotation ("n1", "cue", 0, 2);
  g_autoptr (QuothProject) other = NULL;
  g_autoptr (QuothCommand) command = quoth_command_new ("extend");
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_import_new (fixture->project, "a", "First");
  commit_annotation (fixture->project, "a", NULL, first, "mark");
  other = quoth_project_open_again (fixture->project, &error);
  g_assert_no_error (error);
  commit_annotation (other, "a", first, theirs, "retype");

  before = fixture_dump (fixture->project);
  quoth_command_add_annotation (command, "a", first, mine);
  g_assert_false (quoth_project_commit (fixture->project, command, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_STALE);
  after = fixture_dump (fixture->project);
  g_assert_cmpstr (before, ==, after);

  g_assert_true (quoth_project_poll (fixture->project));
  g_assert_false (quoth_project_poll (fixture->project));
  /* A new annotation with an id that is taken is stale too, and so is one that went. */
  g_clear_error (&error);
  g_clear_pointer (&command, quoth_command_unref);
  command = quoth_command_new ("mark");
  quoth_command_add_annotation (command, "a", NULL, mine);
  g_assert_false (quoth_project_commit (fixture->project, command, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_STALE);
}

static void
test_documents (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (QuothAnnotation) first = fixture_annotation ("n1", "person", 0, 2);
  g_autoptr (QuothAnnotation) second = fixture_annotation ("n2", "person", 3, 5);
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (QuothDocument) same = NULL;
  g_autoptr (QuothDocument) elsewhere = NULL;
  g_autoptr (QuothProject) other = NULL;
  g_autoptr (GError) error = NULL;

  fixture_import_new (fixture->project, "a", "First");
  document = quoth_project_open_document (fixture->project, "a", "anna", &error);
  g_assert_no_error (error);
  same = quoth_project_open_document (fixture->project, "a", "anna", &error);
  elsewhere = quoth_project_open_document (fixture->project, "a", "ben", &error);
  g_assert_true (document == same);
  g_assert_true (document != elsewhere);

  commit_annotation (fixture->project, "a", NULL, first, "mark");
  g_assert_nonnull (quoth_document_lookup (document, "n1"));
  g_assert_null (quoth_document_lookup (elsewhere, "n1"));
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_null (quoth_document_lookup (document, "n1"));

  other = quoth_project_open_again (fixture->project, &error);
  commit_annotation (other, "a", NULL, second, "mark");
  g_assert_null (quoth_document_lookup (document, "n2"));
  g_assert_true (quoth_project_poll (fixture->project));
  g_assert_nonnull (quoth_document_lookup (document, "n2"));
}

static void
test_records (Fixture       *fixture,
              gconstpointer  data)
{
  const char *const aliases[] = { "Doe", "J. Doe", "ドウ", NULL };
  g_autoptr (QuothCommand) command = quoth_command_new ("edit");
  g_autoptr (QuothEntity) entity = quoth_entity_new ("person", "Jane Doe");
  g_autoptr (QuothLayer) open = quoth_layer_new ("anna", "open");
  g_autoptr (QuothLayer) done = quoth_layer_new ("anna", "done");
  g_autoptr (QuothArticleData) read = NULL;
  g_autoptr (QuothArticle) tagged = NULL;
  g_autoptr (QuothScheme) scheme = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *start = NULL;
  g_autofree char *end = NULL;

  fixture_import_new (fixture->project, "a", "First");
  start = fixture_dump (fixture->project);
  read = quoth_project_read_article (fixture->project, "a", NULL, &error);
  tagged = quoth_article_copy (read->article);
  quoth_article_set_name (tagged, "Another name");
  quoth_article_take_tags (tagged, quoth_attributes_with_string (NULL, "status", "done"));
  quoth_entity_set_aliases (entity, aliases);
  quoth_entity_set_note (entity, "a note");
  scheme = quoth_scheme_with_type (quoth_project_get_scheme (fixture->project), "place",
                                   QUOTH_TYPE_KIND_MENTION);
  quoth_command_add_article (command, read->article, tagged);
  quoth_command_add_entity (command, NULL, entity);
  quoth_command_add_layer (command, "a", NULL, open);
  quoth_command_add_layer (command, "a", open, done);
  quoth_command_add_scheme (command, quoth_project_get_scheme (fixture->project), scheme);
  quoth_project_commit (fixture->project, command, &error);
  g_assert_no_error (error);
  end = fixture_dump (fixture->project);

  fixture_reopen (fixture);
  g_assert_true (quoth_scheme_equal (quoth_project_get_scheme (fixture->project), scheme));
  g_assert_true (quoth_entity_equal (
    quoth_registry_lookup (quoth_project_get_registry (fixture->project), entity->id), entity));
  for (int i = 0; i < 2; i++)
    {
      g_autofree char *now = NULL;

      quoth_command_unref (i == 0 ? quoth_project_undo (fixture->project, &error)
                                  : quoth_project_redo (fixture->project, &error));
      g_assert_no_error (error);
      now = fixture_dump (fixture->project);
      g_assert_cmpstr (now, ==, i == 0 ? start : end);
    }
}

static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *value = NULL;

  g_assert_null (quoth_project_dup_setting (fixture->project, "position"));
  g_assert_true (quoth_project_set_setting (fixture->project, "position", "12", &error));
  g_assert_true (quoth_project_set_setting (fixture->project, "position", "\"13\"", &error));
  fixture_reopen (fixture);
  value = quoth_project_dup_setting (fixture->project, "position");
  g_assert_cmpstr (value, ==, "\"13\"");
  g_assert_true (quoth_project_set_setting (fixture->project, "position", NULL, &error));
  g_assert_null (quoth_project_dup_setting (fixture->project, "position"));
  g_assert_false (quoth_project_can_undo (fixture->project));
}

/* More changes than one part of a journal entry holds. */
static void
test_many_changes (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("mark-all");
  g_autoptr (QuothCommand) undone = NULL;
  g_autoptr (GError) error = NULL;

  fixture_import_new (fixture->project, "a", "First");
  for (guint i = 0; i < 1001; i++)
    {
      g_autoptr (QuothAnnotation) annotation = fixture_annotation (NULL, "person", i % 20, 21);

      quoth_command_add_annotation (command, "a", NULL, annotation);
    }
  quoth_project_commit (fixture->project, command, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_annotations (fixture->project, "a"), ==, 1001);
  undone = quoth_project_undo (fixture->project, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (quoth_command_get_n_changes (undone), ==, 1001);
  g_assert_cmpuint (count_annotations (fixture->project, "a"), ==, 0);
  quoth_command_unref (quoth_project_redo (fixture->project, &error));
  g_assert_cmpuint (count_annotations (fixture->project, "a"), ==, 1001);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/project/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("create", test_create);
  ADD ("close", test_close);
  ADD ("round-trip", test_round_trip);
  ADD ("undo", test_undo);
  ADD ("undo-import", test_undo_import);
  ADD ("stale", test_stale);
  ADD ("documents", test_documents);
  ADD ("records", test_records);
  ADD ("settings", test_settings);
  ADD ("many-changes", test_many_changes);
#undef ADD
  return g_test_run ();
}
