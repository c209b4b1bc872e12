/* test-migrate.c - a new scheme over a corpus: one step, one undo, or nothing at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"
#include "quoth-project-care.h"
#include "quoth-project-migrate.h"
#include "quoth-project-query.h"

/* More than one part of the journal, and more changes than listeners are told of. */
#define N_ARTICLES 1100

static const QuothSchemePlace person = { QUOTH_SCHEME_TYPES, "person" };

/* In each article a person who makes a claim; every tenth has a genre. */
static void
populate (Fixture *fixture,
          guint    n_articles)
{
  g_autoptr (GError) error = NULL;
  QuothBulk *bulk = quoth_bulk_begin (fixture->project, &error);

  g_assert_true (quoth_bulk_begin_unit (bulk, &error));
  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *id = g_strdup_printf ("art%04u", i);
      g_autoptr (QuothArticleData) data = fixture_article (id, "We go.");
      QuothAnnotation *mention = fixture_annotation ("m", "person", 18, 26);
      QuothAnnotation *claim = fixture_annotation ("c", "claim", 34, 40);

      quoth_annotation_take_attributes (
        claim, quoth_attributes_with_string (NULL, "stance", i % 2 == 0 ? "favour" : "against"));
      quoth_annotation_add_link (claim, "speaker", "m", NULL);
      g_ptr_array_add (data->annotations, mention);
      g_ptr_array_add (data->annotations, claim);
      if (i % 10 == 0)
        quoth_article_take_tags (data->article,
                                 quoth_attributes_with_string (NULL, "genre", "news"));
      g_assert_true (quoth_bulk_add_article (bulk, data, &error));
    }
  g_assert_true (quoth_bulk_end_unit (bulk, &error));
  g_assert_true (quoth_bulk_finish (bulk, &error));
  g_assert_no_error (error);
}

static QuothUseCounts
migrate (Fixture               *fixture,
         QuothScheme           *scheme,
         const QuothSchemeFate *fate)
{
  g_autoptr (GError) error = NULL;
  QuothUseCounts counted = { 0 };
  QuothUseCounts done = { 0 };

  g_assert_true (quoth_project_count_uses (fixture->project, scheme, fate, 1, NULL, &counted,
                                           &error));
  g_assert_no_error (error);
  g_assert_true (quoth_project_migrate_scheme (fixture->project, scheme, fate, 1, NULL, &done,
                                               &error));
  g_assert_no_error (error);
  g_assert_cmpuint (counted.n_annotations, ==, done.n_annotations);
  g_assert_cmpuint (counted.n_articles, ==, done.n_articles);
  return done;
}

/* Undo brings back every byte, also after the file was closed; redo makes it again. */
static void
undo_and_redo (Fixture    *fixture,
               const char *before)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *after = fixture_dump (fixture->project);
  g_autofree char *undone = NULL;
  g_autofree char *redone = NULL;
  g_autofree char *undone_again = NULL;

  g_assert_cmpstr (after, !=, before);
  fixture_reopen (fixture);
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_no_error (error);
  undone = fixture_dump (fixture->project);
  g_assert_cmpstr (undone, ==, before);
  quoth_command_unref (quoth_project_redo (fixture->project, &error));
  g_assert_no_error (error);
  redone = fixture_dump (fixture->project);
  g_assert_cmpstr (redone, ==, after);
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_no_error (error);
  undone_again = fixture_dump (fixture->project);
  g_assert_cmpstr (undone_again, ==, before);
}

static void
test_move_type (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autoptr (QuothScheme) scheme = NULL;
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (GError) error = NULL;
  const QuothSchemeFate move = { person, QUOTH_FATE_MOVE, "source" };
  QuothUseCounts counts;

  populate (fixture, N_ARTICLES);
  before = fixture_dump (fixture->project);
  document = quoth_project_open_document (fixture->project, "art0500", "anna", &error);
  scheme = quoth_scheme_without (quoth_project_get_scheme (fixture->project), &person, "source");
  counts = migrate (fixture, scheme, &move);
  g_assert_cmpuint (counts.n_annotations, ==, N_ARTICLES);
  g_assert_cmpuint (counts.n_articles, ==, N_ARTICLES);
  g_assert_cmpint (quoth_project_count_type (fixture->project, "person"), ==, 0);
  g_assert_cmpint (quoth_project_count_type (fixture->project, "source"), ==, N_ARTICLES);
  /* The open article follows. */
  g_assert_cmpstr (quoth_document_lookup (document, "m")->type, ==, "source");
  g_assert_null (quoth_scheme_lookup_type (quoth_document_get_scheme (document), "person"));
  g_assert_cmpuint (quoth_annotation_get_link (quoth_document_lookup (document, "c"),
                                               "speaker") != NULL, ==, 1);
  g_assert_cmpuint (quoth_project_get_step_size (fixture->project, FALSE), >, 1);
  g_clear_object (&document);
  undo_and_redo (fixture, before);
}

/* More changes than a command tells: what is open and what listens still follows. */
static void
test_delete_type (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autoptr (QuothScheme) scheme = NULL;
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (QuothCommand) undone = NULL;
  g_autoptr (GError) error = NULL;
  const QuothSchemeFate drop = { person, QUOTH_FATE_DELETE };
  QuothUseCounts counts;

  populate (fixture, N_ARTICLES);
  before = fixture_dump (fixture->project);
  scheme = quoth_scheme_without (quoth_project_get_scheme (fixture->project), &person, NULL);
  counts = migrate (fixture, scheme, &drop);
  g_assert_cmpuint (counts.n_annotations, ==, N_ARTICLES);
  document = quoth_project_open_document (fixture->project, "art1099", "anna", &error);
  g_assert_cmpuint (quoth_document_get_n_annotations (document), ==, 1);
  g_assert_cmpuint (quoth_document_lookup (document, "c")->n_links, ==, 0);
  undone = quoth_project_undo (fixture->project, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (quoth_command_get_n_changes (undone), >, 2000);
  g_assert_cmpuint (quoth_document_get_n_annotations (document), ==, 2);
  g_assert_nonnull (quoth_scheme_lookup_type (quoth_document_get_scheme (document), "person"));
  quoth_command_unref (quoth_project_redo (fixture->project, &error));
  g_clear_object (&document);
  undo_and_redo (fixture, before);
}

static void
test_attributes_and_roles (Fixture       *fixture,
                           gconstpointer  data)
{
  const QuothSchemePlace stance = { QUOTH_SCHEME_ATTRIBUTES, "stance" };
  const QuothSchemePlace favour = { QUOTH_SCHEME_ATTRIBUTES, "stance", "favour" };
  const QuothSchemePlace genre = { QUOTH_SCHEME_ATTRIBUTES, "genre" };
  const QuothSchemePlace speaker = { QUOTH_SCHEME_ROLES, "speaker" };
  const struct
  {
    QuothSchemeFate fate;
    guint           n_annotations;
    guint           n_articles;
  } cases[] = {
    { { stance, QUOTH_FATE_DELETE }, 40, 40 },
    { { favour, QUOTH_FATE_MOVE, "neutral" }, 20, 20 },
    { { favour, QUOTH_FATE_DELETE }, 20, 20 },
    { { genre, QUOTH_FATE_DELETE }, 0, 4 },
    { { speaker, QUOTH_FATE_DELETE }, 40, 40 },
    { { speaker, QUOTH_FATE_MOVE, "via" }, 40, 40 },
  };

  populate (fixture, 40);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *before = fixture_dump (fixture->project);
      g_autoptr (QuothScheme) scheme =
        quoth_scheme_without (quoth_project_get_scheme (fixture->project), &cases[i].fate.place,
                              NULL);
      QuothUseCounts counts = migrate (fixture, scheme, &cases[i].fate);

      g_assert_cmpuint (counts.n_annotations, ==, cases[i].n_annotations);
      g_assert_cmpuint (counts.n_articles, ==, cases[i].n_articles);
      undo_and_redo (fixture, before);
    }
}

/* Open tasks are reckoned by the new scheme, and the file passes its check. */
static void
test_file_is_sound (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothScheme) scheme = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  const QuothArticleFilter open = { .open_tasks = TRUE };
  const QuothSchemeFate move = { person, QUOTH_FATE_MOVE, "role" };

  populate (fixture, 20);
  g_assert_cmpint (quoth_project_count_articles (fixture->project, &open, &error), ==, 20);
  scheme = quoth_scheme_without (quoth_project_get_scheme (fixture->project), &person, NULL);
  migrate (fixture, scheme, &move);
  /* No role points to plain spans: now the claims are open, and nothing else. */
  g_assert_cmpint (quoth_project_count_articles (fixture->project, &open, &error), ==, 20);
  g_assert_cmpuint (fixture_count (fixture->path, "SELECT count (*) FROM annotation WHERE open"),
                    ==, 20);
  problems = quoth_project_check (fixture->project, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Removed articles follow, so that undo of everything brings back what was there. */
static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (QuothScheme) scheme = NULL;
  g_autoptr (QuothCommand) remove = NULL;
  g_autoptr (QuothArticleData) article = NULL;
  const QuothSchemeFate move = { person, QUOTH_FATE_MOVE, "source" };
  QuothUseCounts counts;

  populate (fixture, 10);
  before = fixture_dump (fixture->project);
  remove = quoth_project_remove_articles (fixture->project,
                                          (const char *const[]){ "art0004", NULL }, &error);
  g_assert_true (quoth_project_commit (fixture->project, remove, &error));
  scheme = quoth_scheme_without (quoth_project_get_scheme (fixture->project), &person, "source");
  g_assert_true (quoth_project_count_uses (fixture->project, scheme, &move, 1, NULL, &counts,
                                           &error));
  g_assert_cmpuint (counts.n_annotations, ==, 9);
  g_assert_true (quoth_project_migrate_scheme (fixture->project, scheme, &move, 1, NULL, &counts,
                                               &error));
  g_assert_cmpuint (counts.n_annotations, ==, 10);
  article = quoth_project_read_article (fixture->project, "art0004", NULL, &error);
  g_assert_cmpstr (((QuothAnnotation *) article->annotations->pdata[1])->type, ==, "source");
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_no_error (error);
  after = fixture_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

/* What an undone import brought is out of reach, and in nobody's way. */
static void
test_undone_import (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (QuothScheme) scheme = NULL;
  const QuothSchemeFate drop = { person, QUOTH_FATE_DELETE };
  QuothUseCounts counts;

  populate (fixture, 3);
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  before = fixture_dump (fixture->project);
  scheme = quoth_scheme_without (quoth_project_get_scheme (fixture->project), &person, NULL);
  counts = migrate (fixture, scheme, &drop);
  g_assert_cmpuint (counts.n_annotations, ==, 0);
  quoth_command_unref (quoth_project_undo (fixture->project, &error));
  g_assert_no_error (error);
  after = fixture_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

/* Whatever stops it, nothing has changed. */
static void
test_all_or_nothing (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (QuothScheme) scheme = NULL;
  const QuothSchemeFate drop = { person, QUOTH_FATE_DELETE };
  const QuothSchemeFate nowhere = { person, QUOTH_FATE_MOVE, "nobody" };
  QuothUseCounts counts;

  populate (fixture, 10);
  before = fixture_dump (fixture->project);
  scheme = quoth_scheme_without (quoth_project_get_scheme (fixture->project), &person, NULL);
  g_assert_false (quoth_project_migrate_scheme (fixture->project, scheme, &nowhere, 1, NULL,
                                                &counts, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED);
  g_clear_error (&error);
  g_cancellable_cancel (cancellable);
  g_assert_false (quoth_project_migrate_scheme (fixture->project, scheme, &drop, 1, progress,
                                                &counts, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  after = fixture_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
  g_assert_nonnull (quoth_scheme_lookup_type (quoth_project_get_scheme (fixture->project),
                                              "person"));

  g_assert_true (quoth_project_migrate_scheme (fixture->project, scheme, &drop, 1, NULL, &counts,
                                               &error));
  g_clear_pointer (&after, g_free);
  after = fixture_dump (fixture->project);
  g_assert_null (quoth_project_step (fixture->project, FALSE, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_clear_pointer (&before, g_free);
  before = fixture_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/migrate/move-type", test_move_type);
  ADD ("/migrate/delete-type", test_delete_type);
  ADD ("/migrate/attributes-and-roles", test_attributes_and_roles);
  ADD ("/migrate/file-is-sound", test_file_is_sound);
  ADD ("/migrate/removed", test_removed);
  ADD ("/migrate/undone-import", test_undone_import);
  ADD ("/migrate/all-or-nothing", test_all_or_nothing);
  return g_test_run ();
}
