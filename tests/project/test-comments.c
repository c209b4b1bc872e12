/* test-comments.c - comments are kept, found, resolved, undone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "quoth-project-comments.h"
#include "quoth-project-query.h"
#include "quoth-remark.h"
#include "quoth-search.h"

#include "fixture.h"

static void
commit (Fixture      *self,
        QuothCommand *command) /* transfer full */
{
  g_autoptr (QuothCommand) owned = command;
  g_autoptr (GError) error = NULL;

  quoth_project_commit (self->project, owned, &error);
  g_assert_no_error (error);
}

static void
comment (Fixture         *self,
         const char      *article,
         QuothAnnotation *on,
         const char      *text,
         const char      *by)
{
  commit (self, quoth_remark_comment (quoth_project_get_scheme (self->project), article, 20, on,
                                      text, by, NULL));
}

static GPtrArray *
list (Fixture    *self,
      const char *article)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = quoth_project_list_comments (self->project, article, NULL, 100, &error);

  g_assert_no_error (error);
  return rows;
}

static void
prepare (Fixture *self)
{
  g_autoptr (QuothArticleData) data = fixture_article ("one", "The bridge is safe");

  g_ptr_array_add (data->annotations, fixture_annotation ("m", "person", 14, 22));
  fixture_import (self->project, data);
  fixture_import_new (self->project, "two", "Nothing");
}

static void
assert_open (Fixture *self,
             guint    n_articles,
             guint    n_comments,
             guint    n_with_people)
{
  const QuothArticleFilter filter = { .open_comments = TRUE };
  const QuothArticleFilter strict = { .open_comments = TRUE, .type = "person", .layer = "anna" };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = quoth_project_list_articles (self->project, &filter, 0, FALSE, 10,
                                                            &error);
  guint n = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, n_articles);
  for (guint i = 0; i < rows->len; i++)
    n += ((QuothArticleRow *) rows->pdata[i])->n_open_comments;
  g_assert_cmpuint (n, ==, n_comments);
  g_assert_cmpint (quoth_project_count_articles (self->project, &filter, NULL), ==, n_articles);
  /* Only the article "one" has a person. */
  g_assert_cmpint (quoth_project_count_articles (self->project, &strict, NULL), ==,
                   n_with_people);
}

static void
test_keep (Fixture       *self,
           gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (QuothAnnotation) mention = fixture_annotation ("m", "person", 14, 22);
  g_autoptr (QuothCommand) undone = NULL;
  g_autofree char *author = NULL, *subject = NULL;
  QuothAnnotation *first;

  prepare (self);
  assert_open (self, 0, 0, 0);
  comment (self, "one", mention, "Is that her full name?", "ben");
  comment (self, "one", NULL, "A fine article.", "cleo");
  assert_open (self, 1, 2, 1);
  fixture_reopen (self);
  rows = list (self, "one");
  g_assert_cmpuint (rows->len, ==, 2);
  first = ((QuothCommentRow *) rows->pdata[0])->comment;
  if (!g_str_has_prefix (first->note, "Is"))
    first = ((QuothCommentRow *) rows->pdata[1])->comment;
  g_assert_cmpstr (first->note, ==, "Is that her full name?");
  author = quoth_remark_dup_author (first);
  g_assert_cmpstr (author, ==, "ben");
  subject = quoth_remark_dup_subject (first);
  g_assert_cmpstr (subject, ==, "anna/m");
  g_assert_cmpuint (first->parts[0].start, ==, 14);
  commit (self, quoth_remark_set_resolved ("one", first, TRUE, "anna"));
  assert_open (self, 1, 1, 1);
  g_clear_pointer (&rows, g_ptr_array_unref);
  undone = quoth_project_undo (self->project, NULL);
  g_assert_cmpstr (quoth_command_get_verb (undone), ==, "resolve-comment");
  assert_open (self, 1, 2, 1);
  rows = list (self, "two");
  g_assert_cmpuint (rows->len, ==, 0);
}

static void
test_resolve_and_reopen (Fixture       *self,
                         gconstpointer  data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (QuothCommand) nothing = NULL;
  QuothAnnotation *found;
  g_autofree char *resolver = NULL;

  prepare (self);
  comment (self, "two", NULL, "Why?", "ben");
  rows = list (self, NULL);
  found = ((QuothCommentRow *) rows->pdata[0])->comment;
  commit (self, quoth_remark_set_resolved ("two", found, TRUE, "anna"));
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = list (self, NULL);
  found = ((QuothCommentRow *) rows->pdata[0])->comment;
  g_assert_true (quoth_remark_is_resolved (found));
  resolver = quoth_remark_dup_resolver (found);
  g_assert_cmpstr (resolver, ==, "anna");
  nothing = quoth_remark_set_resolved ("two", found, TRUE, "ben");
  g_assert_true (quoth_command_is_empty (nothing));
  assert_open (self, 0, 0, 0);
  commit (self, quoth_remark_set_resolved ("two", found, FALSE, "ben"));
  assert_open (self, 1, 1, 0);
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = list (self, NULL);
  commit (self, quoth_remark_remove ("two", ((QuothCommentRow *) rows->pdata[0])->comment));
  g_clear_pointer (&rows, g_ptr_array_unref);
  rows = list (self, NULL);
  g_assert_cmpuint (rows->len, ==, 0);
}

/* A comment stays when what it is about goes, and nobody's work is counted wrongly. */
static void
test_beside_the_work (Fixture       *self,
                      gconstpointer  data)
{
  g_autoptr (QuothAnnotation) mention = NULL;
  g_autoptr (QuothDocument) document = NULL;
  g_autoptr (QuothCommand) removal = quoth_command_new ("delete");
  g_autoptr (GPtrArray) rows = NULL, articles = NULL;

  prepare (self);
  document = quoth_project_open_document (self->project, "one", "anna", NULL);
  mention = quoth_annotation_ref (quoth_document_lookup (document, "m"));
  comment (self, "one", mention, "Why?", "ben");
  g_assert_cmpuint (quoth_document_get_n_annotations (document), ==, 1);
  articles = quoth_project_list_articles (self->project, NULL, 0, FALSE, 1, NULL);
  g_assert_cmpuint (((QuothArticleRow *) articles->pdata[0])->n_annotations, ==, 1);
  quoth_command_add_annotation (removal, "one", mention, NULL);
  quoth_project_commit (self->project, removal, NULL);
  rows = list (self, "one");
  g_assert_cmpuint (rows->len, ==, 1);
}

/* What could not be read again is not written, and nothing else of the command is. */
static void
test_without_words (Fixture       *self,
                    gconstpointer  data)
{
  g_autoptr (QuothText) text = quoth_text_new ("", 0, NULL);
  g_autoptr (QuothArticle) article = quoth_article_new ("empty", text);
  g_autoptr (QuothArticleData) empty = NULL, kept = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GError) error = NULL;

  quoth_article_set_id (article, "empty");
  empty = quoth_article_data_new (article, text);
  fixture_import (self->project, empty);
  command = quoth_remark_comment (quoth_project_get_scheme (self->project), "empty", 0, NULL,
                                  "Where is the text?", "ben", NULL);
  g_assert_false (quoth_project_commit (self->project, command, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "part [0, 0) is empty"));
  g_clear_error (&error);
  g_assert_cmpuint (fixture_count (self->path, "SELECT count (*) FROM annotation"), ==, 0);
  g_assert_null (quoth_scheme_lookup_type (quoth_project_get_scheme (self->project),
                                           QUOTH_TYPE_ID_COMMENT));
  fixture_reopen (self);
  kept = quoth_project_read_article (self->project, "empty", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (kept->annotations->len, ==, 0);
}

/* Where more was said than is asked for, the latest counts, of what is asked about. */
static void
test_limit (Fixture       *self,
            gconstpointer  data)
{
  g_autoptr (GPtrArray) on_it = NULL, latest = NULL;
  g_autoptr (QuothAnnotation) mention = fixture_annotation ("m", "person", 14, 22);
  g_autoptr (GError) error = NULL;

  prepare (self);
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *created = g_strdup_printf ("2026-01-0%uT00:00:00Z", i + 1);
      g_autofree char *text = g_strdup_printf ("%u", i + 1);
      g_autoptr (QuothCommand) made =
        quoth_remark_comment (quoth_project_get_scheme (self->project), "one", 20,
                              i == 0 ? mention : NULL, text, "ben", NULL);
      guint last = quoth_command_get_n_changes (made) - 1;

      quoth_annotation_set_created (quoth_command_get_change (made, last)->after, created);
      quoth_project_commit (self->project, made, &error);
      g_assert_no_error (error);
    }
  on_it = quoth_project_list_comments (self->project, "one", "anna/m", 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (on_it->len, ==, 1);
  g_assert_cmpstr (((QuothCommentRow *) on_it->pdata[0])->comment->note, ==, "1");
  latest = quoth_project_list_comments (self->project, "one", NULL, 2, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (latest->len, ==, 2);
  g_assert_cmpstr (((QuothCommentRow *) latest->pdata[0])->comment->note, ==, "2");
  g_assert_cmpstr (((QuothCommentRow *) latest->pdata[1])->comment->note, ==, "3");
}

static void
test_search (Fixture       *self,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (QuothAnnotation) mention = fixture_annotation ("m", "person", 14, 22);
  const QuothHit *hit;

  prepare (self);
  comment (self, "one", mention, "Ist das die Ministerin Müller?", "ben");
  hits = quoth_search_comments (self->project, "muller", 10, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (hits->len, ==, 1);
  hit = hits->pdata[0];
  g_assert_cmpstr (hit->match, ==, "Müller");
  g_assert_cmpstr (hit->author, ==, "ben");
  g_assert_cmpuint (hit->span.start, ==, 14);
  none = quoth_search_comments (self->project, "bridge", 10, NULL, &error);
  g_assert_cmpuint (none->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/comments/keep", Fixture, NULL, fixture_set_up, test_keep, fixture_tear_down);
  g_test_add ("/comments/resolve", Fixture, NULL, fixture_set_up, test_resolve_and_reopen,
              fixture_tear_down);
  g_test_add ("/comments/beside", Fixture, NULL, fixture_set_up, test_beside_the_work,
              fixture_tear_down);
  g_test_add ("/comments/without-words", Fixture, NULL, fixture_set_up, test_without_words,
              fixture_tear_down);
  g_test_add ("/comments/limit", Fixture, NULL, fixture_set_up, test_limit, fixture_tear_down);
  g_test_add ("/comments/search", Fixture, NULL, fixture_set_up, test_search, fixture_tear_down);
  return g_test_run ();
}
