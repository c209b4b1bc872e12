/* test-search.c - the index, the texts and what a person typed agree
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"

#include "../text/random-text.h"
#include "quoth-search.h"

static void
add (Fixture    *fixture,
     const char *id,
     const char *utf8)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothText) text = quoth_text_new (utf8, -1, &error);
  g_autoptr (QuothArticle) article = NULL;
  g_autoptr (QuothArticleData) data = NULL;

  g_assert_no_error (error);
  article = quoth_article_new (id, text);
  quoth_article_set_id (article, id);
  data = quoth_article_data_new (article, text);
  fixture_import (fixture->project, data);
}

/* Hits as "article:match article:match", after checking that spans fit. */
static char *
search_from (Fixture    *fixture,
             const char *query,
             gint64      from,
             guint       limit,
             guint       per_article)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = quoth_search_run (fixture->project, query, from, limit, per_article,
                                                 NULL, &error);
  GString *out = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < hits->len; i++)
    {
      QuothHit *hit = hits->pdata[i];
      g_autoptr (QuothArticleData) data = quoth_project_read_article (fixture->project,
                                                                      hit->article, NULL, &error);
      g_autofree char *slice = NULL;

      g_assert_no_error (error);
      g_assert_cmpuint (hit->span.start, <, hit->span.end);
      slice = quoth_text_slice (data->text, hit->span.start, hit->span.end);
      g_string_append_printf (out, "%s%s:%s", i > 0 ? " | " : "", hit->article, slice);
      g_assert_null (strchr (hit->before, '\n'));
      g_assert_null (strchr (hit->match, '\n'));
      g_assert_null (strchr (hit->after, '\n'));
    }
  return g_string_free (out, FALSE);
}

static void
expect (Fixture    *fixture,
        const char *query,
        const char *expected)
{
  g_autofree char *found = search_from (fixture, query, 0, 1000, 1000);

  g_assert_cmpstr (found, ==, expected);
}

static void
expect_count (Fixture    *fixture,
              const char *query,
              gint64      expected)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (quoth_search_count_articles (fixture->project, query, NULL, &error), ==,
                   expected);
  g_assert_no_error (error);
}

static void
fill (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (quoth_search_fill (fixture->project, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (quoth_search_is_complete (fixture->project));
}

static void
ask_everything (Fixture *fixture)
{
  expect (fixture, "4 million", "a:4\u00a0million | b:4 million | c:million | c:4");
  expect (fixture, "\"4 million\"", "a:4\u00a0million | b:4 million");
  expect (fixture, "million 4 ", "a:4 | a:million | b:4 | b:million | c:million | c:4");
  expect (fixture, "\"million 4\" ", "");
  expect (fixture, "mill", "a:mill | b:mill | c:mill");
  expect (fixture, "mill ", "");
  expect (fixture, "illion", "");
  expect (fixture, "CAFE ", "a:café | b:cafe\u0301");
  expect (fixture, "strasse", "a:Straße");
  expect (fixture, "Straße", "a:Straße");
  expect (fixture, "don't", "a:don’t | b:don't");
  expect (fixture, "don’t", "a:don’t | b:don't");
  expect (fixture, "“say don’t”", "a:say, don’t");
  expect (fixture, "😀", "c:😀");
  expect (fixture, "million 😀", "c:million | c:😀");
  expect (fixture, "北京", "c:北京");
  expect (fixture, "", "");
  expect (fixture, "  ", "");
  expect (fixture, "nothing*", "");
  expect (fixture, "million OR café", "");
  expect (fixture, "text:million", "");
  expect (fixture, "NEAR(4 million)", "");
  expect (fixture, "million\"", "a:million | b:million | c:million");
  expect (fixture, "-million ^4 {} ' AND \\", "");
  expect_count (fixture, "million", 3);
  expect_count (fixture, "4 million", 3);
  expect_count (fixture, "\"4 million\"", 2);
  expect_count (fixture, "😀", 1);
  expect_count (fixture, "北", 1);
  expect_count (fixture, "", 0);
  expect_count (fixture, "absent", 0);
}

/* Whatever part of the corpus is indexed, the answer is the same. */
static void
test_index_and_tail (Fixture       *fixture,
                     gconstpointer  data)
{
  g_assert_true (quoth_search_is_complete (fixture->project));
  add (fixture, "a", "They say, don’t pay 4\u00a0million in the café in the Straße.");
  g_assert_false (quoth_search_is_complete (fixture->project));
  fill (fixture);
  add (fixture, "b", "You don't get 4 million in a\ncafe\u0301!");
  add (fixture, "c", "A million, say 4, 😀 在北京的 \"x\"");
  ask_everything (fixture);
  fill (fixture);
  ask_everything (fixture);
  fixture_reopen (fixture);
  ask_everything (fixture);
}

static void
test_paging (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  gint64 from = 0;
  guint n = 0;

  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *id = g_strdup_printf ("id%02u", i);
      g_autofree char *text = g_strdup_printf ("%u: word word word, other%u", i, i);

      add (fixture, id, text);
      if (i == 17)
        fill (fixture);
    }
  for (;;)
    {
      g_autoptr (GPtrArray) hits = quoth_search_run (fixture->project, "word", from, 5, 2, NULL,
                                                     &error);

      g_assert_no_error (error);
      if (hits->len == 0)
        break;
      g_assert_cmpuint (hits->len, ==, 6);
      for (guint i = 0; i < hits->len; i++)
        {
          QuothHit *hit = hits->pdata[i];
          g_autofree char *id = g_strdup_printf ("id%02u", n++ / 2);

          g_assert_cmpstr (hit->article, ==, id);
          from = hit->row;
        }
    }
  g_assert_cmpuint (n, ==, 60);
  expect_count (fixture, "word", 30);
}

static void
test_removed (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothCommand) command = quoth_command_new ("remove-articles");
  g_autoptr (QuothArticleData) before = NULL;
  g_autoptr (QuothArticle) after = NULL;
  g_autoptr (QuothCommand) undone = NULL;

  add (fixture, "a", "one word");
  fill (fixture);
  add (fixture, "b", "one word more");
  before = quoth_project_read_article (fixture->project, "a", NULL, &error);
  after = quoth_article_copy (before->article);
  after->removed = TRUE;
  quoth_command_add_article (command, before->article, after);
  quoth_project_commit (fixture->project, command, &error);
  g_assert_no_error (error);
  expect (fixture, "word", "b:word");
  expect_count (fixture, "word", 1);
  undone = quoth_project_undo (fixture->project, &error);
  g_assert_no_error (error);
  expect (fixture, "word", "a:word | b:word");
  expect_count (fixture, "word", 2);
}

static void
test_cancel (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProgress) progress = quoth_progress_new (NULL);

  for (guint i = 0; i < 40; i++)
    {
      g_autofree char *id = g_strdup_printf ("id%02u", i);
      g_autofree char *text = g_strdup_printf ("%u: word", i);

      add (fixture, id, text);
    }
  g_cancellable_cancel (quoth_progress_get_cancellable (progress));
  g_assert_null (quoth_search_run (fixture->project, "word", 0, 9, 9, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_cmpint (quoth_search_count_articles (fixture->project, "word", progress, &error), ==,
                   -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (quoth_search_fill (fixture->project, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  expect_count (fixture, "word", 40);
  fill (fixture);
  expect_count (fixture, "word", 40);
}

static void
test_too_long (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr (GString) query = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 127; i++)
    g_string_append (query, "a ");
  add (fixture, "a", "a");
  fill (fixture);
  expect (fixture, query->str, "a:a");
  g_string_append (query, "b b");
  g_assert_null (quoth_search_run (fixture->project, query->str, 0, 9, 9, NULL, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_null (quoth_search_run (fixture->project, "\xff", 0, 9, 9, NULL, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED);
}

/* A piece of @text as a query. */
static char *
random_query (GRand     *rand,
              QuothText *text)
{
  guint length = quoth_text_get_length (text);
  guint start = (guint) g_rand_int_range (rand, 0, (gint32) length);
  guint end = MIN (length, start + (guint) g_rand_int_range (rand, 1, 12));

  return quoth_text_slice (text, start, end);
}

/* What the texts say before the index is filled, the index says after it. */
static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int_range (0, 1 << 30));
  g_autoptr (GPtrArray) queries = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) answers = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 60; i++)
    {
      g_autofree char *utf8 = random_utf8 (rand, 120);
      g_autofree char *id = g_strdup_printf ("id%u", i);
      g_autoptr (QuothText) text = quoth_text_new (utf8, -1, NULL);

      add (fixture, id, utf8);
      for (guint j = 0; j < 6; j++)
        g_ptr_array_add (queries, random_query (rand, text));
    }
  for (guint i = 0; i < queries->len; i++)
    g_ptr_array_add (answers, search_from (fixture, queries->pdata[i], 0, 1000, 100));
  fill (fixture);
  for (guint i = 0; i < queries->len; i++)
    {
      g_autofree char *escaped = g_strescape (queries->pdata[i], NULL);

      g_test_message ("query %s", escaped);
      expect (fixture, queries->pdata[i], answers->pdata[i]);
    }
}

/* Other writers get their turn while the index is filled. */
static void
test_fill_beside_writer (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProject) again = NULL;

  for (guint i = 0; i < 50; i++)
    {
      g_autofree char *id = g_strdup_printf ("id%u", i);

      add (fixture, id, id);
    }
  again = quoth_project_open_again (fixture->project, &error);
  g_assert_no_error (error);
  g_assert_true (quoth_search_fill (again, NULL, &error));
  g_assert_no_error (error);
  add (fixture, "later", "later");
  g_assert_false (quoth_search_is_complete (again));
  g_assert_true (quoth_search_fill (fixture->project, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (quoth_search_fill (again, NULL, &error));
  g_assert_no_error (error);
  expect_count (fixture, "id", 50);
  expect (fixture, "later", "later:later");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/search/index-and-tail", test_index_and_tail);
  ADD ("/search/paging", test_paging);
  ADD ("/search/removed", test_removed);
  ADD ("/search/cancel", test_cancel);
  ADD ("/search/too-long", test_too_long);
  ADD ("/search/random", test_random);
  ADD ("/search/fill-beside-writer", test_fill_beside_writer);
  return g_test_run ();
}
