/* test-assign.c - the table of who gets what, and the versions of the guidelines
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"
#include "quoth-assign.h"
#include "quoth-edit.h"
#include "quoth-guidelines-changes.h"
#include "quoth-guidelines.h"

#define N_ARTICLES 40

static const char *const annotators[] = { "anna", "ben", "cleo", NULL };

static void
import_articles (QuothProject *project)
{
  for (int i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *id = g_strdup_printf ("article-%02d", i);
      g_autofree char *words = g_strnfill ((gsize) (i * 37 % 200), 'w');
      g_autoptr (QuothArticleData) data = fixture_article (id, words);

      fixture_import (project, data);
    }
}

static void
commit (QuothProject *project,
        QuothCommand *command)
{
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (command);
  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
}

/* How many layers each article has, as a histogram of up to three. */
static gboolean
count_cb (QuothArticleData  *data,
          gpointer           user_data,
          GError           **error)
{
  guint *counts = user_data;

  g_assert_cmpuint (data->layers->len, <=, 3);
  for (guint i = 0; i < data->layers->len; i++)
    g_assert_cmpstr (((QuothLayer *) data->layers->pdata[i])->state, ==, "open");
  counts[data->layers->len]++;
  return TRUE;
}

static void
test_share (Fixture       *fixture,
            gconstpointer  data)
{
  const QuothAssignOptions options = { annotators, 1, 0.2, 7 };
  g_autoptr (GPtrArray) loads = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (QuothCommand) again = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (QuothCommand) undone = NULL;
  guint counts[4] = { 0 };
  guint64 least = G_MAXUINT64;
  guint64 most = 0;

  import_articles (fixture->project);
  before = fixture_dump (fixture->project);
  command = quoth_assign (fixture->project, &options, &loads, NULL);
  commit (fixture->project, command);
  quoth_project_foreach_article (fixture->project, NULL, NULL, count_cb, counts, NULL);
  g_assert_cmpuint (counts[1], ==, 32);
  g_assert_cmpuint (counts[2], ==, 8);
  for (guint i = 0; i < loads->len; i++)
    {
      least = MIN (least, ((QuothAssignLoad *) loads->pdata[i])->n_chars);
      most = MAX (most, ((QuothAssignLoad *) loads->pdata[i])->n_chars);
    }
  /* No article is longer than 300. */
  g_assert_cmpuint (most - least, <=, 300);
  again = quoth_assign (fixture->project, &options, NULL, NULL);
  g_assert_true (quoth_command_is_empty (again));
  undone = quoth_project_undo (fixture->project, NULL);
  g_assert_nonnull (undone);
  after = fixture_dump (fixture->project);
  g_assert_cmpstr (after, ==, before);
}

static void
test_seed (Fixture       *fixture,
           gconstpointer  data)
{
  QuothAssignOptions options = { annotators, 1, 0.5, 1 };
  g_autoptr (QuothCommand) first = NULL;
  g_autoptr (QuothCommand) same = NULL;
  g_autoptr (QuothCommand) other = NULL;
  g_autofree char *json[3] = { NULL };

  import_articles (fixture->project);
  first = quoth_assign (fixture->project, &options, NULL, NULL);
  same = quoth_assign (fixture->project, &options, NULL, NULL);
  options.seed = 2;
  other = quoth_assign (fixture->project, &options, NULL, NULL);
  json[0] = quoth_command_changes_to_json (first);
  json[1] = quoth_command_changes_to_json (same);
  json[2] = quoth_command_changes_to_json (other);
  g_assert_cmpstr (json[0], ==, json[1]);
  g_assert_cmpstr (json[0], !=, json[2]);
  g_free (g_steal_pointer (&json[1]));
  g_free (g_steal_pointer (&json[2]));
}

/* Whose article something is; "" for nobody's. */
static char *
dup_names (QuothProject *project,
           const char   *article)
{
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, article, NULL, NULL);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < data->layers->len; i++)
    g_string_append_printf (names, "%s ", ((QuothLayer *) data->layers->pdata[i])->name);
  return g_string_free (g_steal_pointer (&names), FALSE);
}

static void
mark (QuothProject *project,
      const char   *article,
      const char   *layer)
{
  g_autoptr (QuothDocument) document = quoth_project_open_document (project, article, layer, NULL);
  const QuothSpan span = { 0, 1 };
  g_autoptr (QuothCommand) command =
    quoth_edit_mark (document, quoth_project_get_registry (project), "person", &span, 1, NULL, NULL);

  commit (project, command);
}

/* Only of the chosen articles something is given, and the share is one of them. */
static void
test_articles (Fixture       *fixture,
               gconstpointer  data)
{
  static const char *const chosen[] = { "article-03", "article-07", NULL };
  const QuothAssignOptions options = { annotators, 1, 0.5, 7, chosen, FALSE };
  g_autoptr (GPtrArray) works = NULL;
  g_autoptr (QuothAssignPlan) plan = NULL;
  g_autofree char *other = NULL;

  import_articles (fixture->project);
  works = quoth_project_list_work (fixture->project, 0, NULL, NULL);
  plan = quoth_assign_plan (works, &options, NULL, NULL);
  g_assert_cmpuint (plan->n_articles, ==, 2);
  g_assert_cmpuint (plan->n_given, ==, 3);
  g_assert_cmpuint (g_array_index (plan->by_number, guint, 0), ==, 0);
  g_assert_cmpuint (g_array_index (plan->by_number, guint, 1), ==, 1);
  g_assert_cmpuint (g_array_index (plan->by_number, guint, 2), ==, 1);
  commit (fixture->project, plan->command);
  other = dup_names (fixture->project, "article-04");
  g_assert_cmpstr (other, ==, "");
}

/* Who leaves loses what is not begun, and keeps the rest; one undo brings all back. */
static void
test_afresh (Fixture       *fixture,
             gconstpointer  data)
{
  static const char *const two[] = { "ben", "cleo", NULL };
  static const char *const one[] = { "anna", NULL };
  const QuothAssignOptions before = { one, 1, 0, 0 };
  const QuothAssignOptions kept = { two, 1, 0, 0 };
  const QuothAssignOptions afresh = { two, 1, 0, 0, NULL, TRUE };
  g_autoptr (GPtrArray) works = NULL;
  g_autoptr (QuothAssignPlan) plan = NULL;
  g_autoptr (QuothAssignPlan) same = NULL;
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (QuothCommand) undone = NULL;
  g_autofree char *dumps[2] = { NULL };
  g_autofree char *begun = NULL;
  g_autofree char *moved = NULL;

  import_articles (fixture->project);
  command = quoth_assign (fixture->project, &before, NULL, NULL);
  commit (fixture->project, command);
  mark (fixture->project, "article-05", "anna");
  dumps[0] = fixture_dump (fixture->project);
  works = quoth_project_list_work (fixture->project, 0, NULL, NULL);
  same = quoth_assign_plan (works, &kept, NULL, NULL);
  g_assert_cmpuint (same->n_taken, ==, 0);
  plan = quoth_assign_plan (works, &afresh, NULL, NULL);
  g_assert_cmpuint (plan->n_taken, ==, N_ARTICLES - 1);
  g_assert_cmpuint (plan->n_given, ==, N_ARTICLES);
  commit (fixture->project, plan->command);
  begun = dup_names (fixture->project, "article-05");
  g_assert_true (g_str_has_prefix (begun, "anna "));
  moved = dup_names (fixture->project, "article-06");
  g_assert_null (strstr (moved, "anna"));
  /* Again changes nothing: what is taken back is given to the same. */
  g_clear_pointer (&works, g_ptr_array_unref);
  g_clear_pointer (&plan, quoth_assign_plan_free);
  works = quoth_project_list_work (fixture->project, 0, NULL, NULL);
  plan = quoth_assign_plan (works, &afresh, NULL, NULL);
  g_assert_true (quoth_command_is_empty (plan->command));
  undone = quoth_project_undo (fixture->project, NULL);
  g_assert_nonnull (undone);
  dumps[1] = fixture_dump (fixture->project);
  g_assert_cmpstr (dumps[0], ==, dumps[1]);
  g_free (g_steal_pointer (&dumps[1]));
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  const QuothAssignOptions too_many = { annotators, 3, 0.1, 0 };
  const QuothAssignOptions none = { annotators, 0, 0, 0 };
  static const char *const twins[] = { "anna", "anna", NULL };
  const QuothAssignOptions twice = { twins, 1, 0, 0 };

  g_assert_null (quoth_assign (fixture->project, &too_many, NULL, NULL));
  g_assert_null (quoth_assign (fixture->project, &none, NULL, NULL));
  g_assert_null (quoth_assign (fixture->project, &twice, NULL, NULL));
}

static void
test_guidelines (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (GPtrArray) fewer = NULL;
  g_autoptr (QuothCommand) undone = NULL;
  const QuothGuidelines *newest;
  static const char *const texts[] = { "# Rules\n", "# Rules\n\nMark names.\n",
                                       "# Rules\n\nMark names.\n" };

  quoth_project_set_annotator (fixture->project, "cora");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (QuothCommand) command = quoth_guidelines_set (fixture->project, texts[i], NULL);

      g_assert_cmpint (quoth_command_is_empty (command), ==, i == 2);
      commit (fixture->project, command);
    }
  versions = quoth_guidelines_list (fixture->project, NULL);
  g_assert_cmpuint (versions->len, ==, 2);
  newest = versions->pdata[1];
  g_assert_cmpuint (newest->number, ==, 2);
  g_assert_cmpstr (newest->author, ==, "cora");
  g_assert_cmpstr (newest->text, ==, texts[1]);
  g_assert_cmpstr (((QuothGuidelines *) versions->pdata[0])->text, ==, texts[0]);
  undone = quoth_project_undo (fixture->project, NULL);
  g_assert_nonnull (undone);
  fewer = quoth_guidelines_list (fixture->project, NULL);
  g_assert_cmpuint (fewer->len, ==, 1);
}

static void
test_changes (void)
{
  const char *before = "# Persons\n\nMark names.\nNever titles.\n\n## Groups\n\nNone.\n";
  const char *after = "# Persons\n\nMark names.\nPronouns, too.\n\n## Groups\n\nNone.\nBut teams.\n"
                      "# Claims\n";
  static const char *const expected[] = { "# Persons", "− Never titles.", "+ Pronouns, too.",
                                          "## Groups", "+ But teams.", "+ # Claims", NULL };
  g_auto (GStrv) changes = quoth_guidelines_dup_changes (before, after);
  g_auto (GStrv) none = quoth_guidelines_dup_changes (after, after);
  g_auto (GStrv) all = quoth_guidelines_dup_changes ("", "One.\n");

  g_assert_cmpstrv (changes, expected);
  g_assert_cmpuint (g_strv_length (none), ==, 0);
  g_assert_cmpuint (g_strv_length (all), ==, 1);
  g_assert_cmpstr (all[0], ==, "+ One.");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/assign/share", Fixture, NULL, fixture_set_up, test_share, fixture_tear_down);
  g_test_add ("/assign/seed", Fixture, NULL, fixture_set_up, test_seed, fixture_tear_down);
  g_test_add ("/assign/articles", Fixture, NULL, fixture_set_up, test_articles, fixture_tear_down);
  g_test_add ("/assign/afresh", Fixture, NULL, fixture_set_up, test_afresh, fixture_tear_down);
  g_test_add ("/assign/refused", Fixture, NULL, fixture_set_up, test_refused, fixture_tear_down);
  g_test_add_func ("/guidelines/changes", test_changes);
  g_test_add ("/guidelines/versions", Fixture, NULL, fixture_set_up, test_guidelines,
              fixture_tear_down);
  return g_test_run ();
}
