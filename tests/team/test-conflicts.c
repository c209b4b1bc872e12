/* test-conflicts.c - what was done apart stays until somebody decides
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "team.h"

#include "quoth-review-letters.h"

static void
change_note (QuothProject *project,
             const char   *note)
{
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, "article-0", NULL, NULL);
  g_autoptr (QuothAnnotation) after = quoth_annotation_copy (data->annotations->pdata[0]);
  g_autoptr (QuothCommand) command = quoth_command_new ("note");

  quoth_annotation_set_note (after, note);
  quoth_command_add_annotation (command, "article-0", data->annotations->pdata[0], after);
  g_assert_true (quoth_project_commit (project, command, NULL));
}

static void
send_all (Team *team,
          guint from,
          guint to)
{
  char *path = package (team, team->projects[from], NULL);

  quoth_merge_report_free (take (team->projects[to], path));
  discard (path);
}

static GPtrArray *
list_conflicts (Team  *team,
                guint  who,
                guint  expected)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *conflicts = quoth_conflicts_list (team->projects[who], NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (conflicts->len, ==, expected);
  return conflicts;
}

/* Two edit one annotation: both versions stay until somebody decides, also while one of
 * them goes on editing; one undo brings the question back. */
static void
test_conflict (void)
{
  Team team = { NULL };
  g_autoptr (QuothCommand) first = quoth_command_new ("mark");
  g_autoptr (QuothAnnotation) mark = fixture_annotation (NULL, "person", 0, 2);
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = NULL;
  G_GNUC_UNUSED g_autoptr (GPtrArray) one = NULL;
  g_autoptr (GPtrArray) still = NULL;
  G_GNUC_UNUSED g_autoptr (GPtrArray) settled = NULL;
  G_GNUC_UNUSED g_autoptr (GPtrArray) again = NULL;
  G_GNUC_UNUSED g_autoptr (GPtrArray) everywhere = NULL;
  g_autoptr (QuothCommand) command = NULL;
  G_GNUC_UNUSED g_autoptr (QuothCommand) undone = NULL;
  g_autoptr (QuothCommand) redone = NULL;
  g_autoptr (QuothCommand) late = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *here = NULL;
  g_autofree char *there = NULL;
  g_autoptr (GPtrArray) third = NULL;
  const QuothConflict *conflict;
  const QuothConflict *elsewhere;

  set_up (&team);
  quoth_command_add_annotation (first, "article-0", NULL, mark);
  g_assert_true (quoth_project_commit (team.projects[0], first, NULL));
  send_all (&team, 0, 1);
  change_note (team.projects[0], "of anna");
  change_note (team.projects[0], "of anna, thought over");
  change_note (team.projects[1], "of ben");
  none = list_conflicts (&team, 0, 0);
  send_all (&team, 1, 0);
  one = list_conflicts (&team, 0, 1);
  quoth_project_set_annotator (team.projects[0], "dora");
  change_note (team.projects[0], "of anna, and more");
  quoth_project_set_annotator (team.projects[0], "anna");
  still = list_conflicts (&team, 0, 1);
  conflict = still->pdata[0];
  g_assert_cmpuint (conflict->contents->len, ==, 2);
  g_assert_nonnull (strstr (conflict->contents->pdata[0], "and more"));
  g_assert_nonnull (strstr (conflict->contents->pdata[1], "of ben"));
  g_assert_cmpuint (conflict->authors->len, ==, 2);
  g_assert_cmpstr (conflict->authors->pdata[0], ==, "anna, dora");
  g_assert_cmpstr (conflict->authors->pdata[1], ==, "ben");
  g_assert_nonnull (conflict->base);
  g_assert_null (strstr (conflict->base, "note\":\"of"));
  /* Who went on is known there alone: the third is not told that it was anna. */
  send_all (&team, 0, 2);
  third = list_conflicts (&team, 2, 1);
  elsewhere = third->pdata[0];
  g_assert_nonnull (strstr (elsewhere->contents->pdata[0], "and more"));
  g_assert_null (elsewhere->authors->pdata[0]);
  g_assert_cmpstr (elsewhere->authors->pdata[1], ==, "ben");
  command = quoth_conflict_settle (team.projects[0], conflict, 1, &error);
  g_assert_no_error (error);
  g_assert_true (quoth_project_commit (team.projects[0], command, NULL));
  settled = list_conflicts (&team, 0, 0);
  late = quoth_conflict_settle (team.projects[0], conflict, 0, &error);
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_STALE);
  undone = quoth_project_undo (team.projects[0], NULL);
  again = list_conflicts (&team, 0, 1);
  redone = quoth_project_redo (team.projects[0], NULL);
  g_assert_nonnull (redone);
  send_all (&team, 0, 1);
  everywhere = list_conflicts (&team, 1, 0);
  here = dump (&team, team.projects[0]);
  there = dump (&team, team.projects[1]);
  g_assert_cmpstr (here, ==, there);
  g_assert_nonnull (strstr (here, "of ben"));
  g_assert_null (late);
  tear_down (&team);
}

static QuothAnnotation *
find (QuothArticleData *data,
      const char       *id)
{
  for (guint i = 0; i < data->annotations->len; i++)
    if (strcmp (((QuothAnnotation *) data->annotations->pdata[i])->id, id) == 0)
      return data->annotations->pdata[i];
  return NULL;
}

/* What one of the project's people does with the annotation @id of article-0. */
typedef enum
{
  DELETE,
  RENOTE,
  COMMENT,
  LINK
} Act;

static void
act (QuothProject *project,
     Act           what,
     const char   *id)
{
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, "article-0", NULL, NULL);
  g_autoptr (QuothCommand) command = quoth_command_new ("act");
  QuothAnnotation *before = find (data, id);
  g_autoptr (QuothAnnotation) after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (before);
  if (what == COMMENT)
    {
      g_clear_pointer (&command, quoth_command_unref);
      command = quoth_remark_comment (quoth_project_get_scheme (project), "article-0", 9, before,
                                      "why?", "ben", NULL);
    }
  else if (what == LINK)
    {
      after = fixture_annotation (NULL, "person", 3, 5);
      quoth_annotation_set_layer (after, before->layer);
      quoth_annotation_add_link (after, "repeats", id, NULL);
      quoth_command_add_annotation (command, "article-0", NULL, after);
    }
  else
    {
      after = what == RENOTE ? quoth_annotation_copy (before) : NULL;
      if (after != NULL)
        quoth_annotation_set_note (after, "another note");
      quoth_command_add_annotation (command, "article-0", before, after);
    }
  quoth_project_commit (project, command, &error);
  g_assert_no_error (error);
}

static char *
mark (QuothProject *project)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("mark");
  g_autoptr (QuothAnnotation) annotation = fixture_annotation (NULL, "person", 0, 2);

  quoth_annotation_set_layer (annotation, "anna");
  quoth_command_add_annotation (command, "article-0", NULL, annotation);
  g_assert_true (quoth_project_commit (project, command, NULL));
  return g_strdup (annotation->id);
}

static void
settle_as (Team                *team,
           guint                who,
           const QuothConflict *conflict,
           gboolean             deleted)
{
  guint choice = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothCommand) command = NULL;

  for (guint i = 0; i < conflict->contents->len; i++)
    if ((strcmp (conflict->contents->pdata[i], "null") == 0) == deleted)
      choice = i;
  command = quoth_conflict_settle (team->projects[who], conflict, choice, &error);
  g_assert_no_error (error);
  quoth_project_commit (team->projects[who], command, &error);
  g_assert_no_error (error);
}

static void
check_all_same (Team *team)
{
  g_autofree char *expected = dump (team, team->projects[0]);

  for (guint i = 1; i < 3; i++)
    {
      g_autofree char *other = dump (team, team->projects[i]);

      g_assert_cmpstr (other, ==, expected);
    }
}

/* Whoever looks at it reads that anna deleted it, and what of ben leads there. */
static void
check_told (GPtrArray *conflicts,
            Act        what)
{
  const QuothConflict *conflict = conflicts->pdata[0];
  QuothAnnotation *lead;
  g_autofree char *author = NULL;

  g_assert_cmpstr (conflict->contents->pdata[1], ==, "null");
  g_assert_cmpstr (conflict->authors->pdata[1], ==, "anna");
  g_assert_cmpuint (conflict->leads->len, ==, what == RENOTE ? 0 : 1);
  if (what == RENOTE)
    return;
  lead = conflict->leads->pdata[0];
  g_assert_cmpint (quoth_remark_is_comment (lead), ==, what == COMMENT);
  g_assert_cmpuint (lead->n_links, ==, what == LINK ? 1 : 0);
  author = what == COMMENT ? quoth_remark_dup_author (lead) : NULL;
  if (what == COMMENT)
    g_assert_cmpstr (author, ==, "ben");
}

/* anna deletes what ben changes, comments on, or links to: both sides stay to be seen, for
 * a third as well, whoever is heard first; what is decided is decided for all. */
static void
test_deletion (gconstpointer data)
{
  guint number = GPOINTER_TO_UINT (data);
  Act what = (Act) (1 + number % 3);
  gboolean deletion_first = number / 3 % 2 != 0;
  gboolean deleted = number / 6 != 0;
  Team team = { NULL };
  g_autofree char *id = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GPtrArray) here = NULL;
  g_autoptr (GPtrArray) there = NULL;
  g_autoptr (GPtrArray) third = NULL;
  G_GNUC_UNUSED g_autoptr (GPtrArray) none = NULL;

  set_up (&team);
  id = mark (team.projects[0]);
  send_all (&team, 0, 1);
  send_all (&team, 0, 2);
  act (team.projects[0], DELETE, id);
  act (team.projects[1], what, id);
  send_all (&team, deletion_first ? 0 : 1, 2);
  send_all (&team, deletion_first ? 1 : 0, 2);
  send_all (&team, 1, 0);
  send_all (&team, 0, 1);
  check_all_same (&team);
  here = list_conflicts (&team, 0, 1);
  there = list_conflicts (&team, 1, 1);
  third = list_conflicts (&team, 2, 1);
  g_assert_cmpstr (((QuothConflict *) third->pdata[0])->id, ==, id);
  g_assert_nonnull (strstr (((QuothConflict *) third->pdata[0])->contents->pdata[0], id));
  check_told (here, what);
  check_told (there, what);
  check_told (third, what);
  g_assert_true (quoth_conflict_renew (third->pdata[0], team.projects[2], NULL));
  settle_as (&team, 2, third->pdata[0], deleted);
  g_assert_false (quoth_conflict_renew (third->pdata[0], team.projects[2], NULL));
  none = list_conflicts (&team, 2, 0);
  send_all (&team, 2, 0);
  send_all (&team, 2, 1);
  send_all (&team, 1, 2);
  check_all_same (&team);
  g_clear_pointer (&here, g_ptr_array_unref);
  here = list_conflicts (&team, 0, 0);
  after = dump (&team, team.projects[0]);
  if (what == RENOTE || what == LINK)
    g_assert_true ((strstr (after, id) == NULL) == deleted);
  tear_down (&team);
}

/* Who deletes the version that is shown has not decided about the other one. */
static void
test_deletion_in_conflict (void)
{
  Team team = { NULL };
  g_autofree char *id = NULL;
  g_autofree char *after = NULL;
  G_GNUC_UNUSED g_autoptr (GPtrArray) both = NULL;
  g_autoptr (GPtrArray) still = NULL;

  set_up (&team);
  id = mark (team.projects[0]);
  send_all (&team, 0, 1);
  change_note (team.projects[0], "of anna");
  change_note (team.projects[0], "of anna, thought over");
  change_note (team.projects[1], "of ben");
  send_all (&team, 1, 0);
  both = list_conflicts (&team, 0, 1);
  act (team.projects[0], DELETE, id);
  still = list_conflicts (&team, 0, 1);
  g_assert_nonnull (strstr (((QuothConflict *) still->pdata[0])->contents->pdata[0], "of ben"));
  g_assert_cmpstr (((QuothConflict *) still->pdata[0])->contents->pdata[1], ==, "null");
  send_all (&team, 0, 1);
  send_all (&team, 1, 0);
  after = dump (&team, team.projects[0]);
  g_assert_nonnull (strstr (after, "of ben"));
  tear_down (&team);
}

/* That somebody commented on what anna deleted, her package does not tell. */
static void
test_blind_deletion (void)
{
  static const char *const files[] = { "articles.jsonl", "versions.jsonl" };
  const QuothPackageOptions options = { "anna", NULL, FALSE };
  QuothPackageCounts counts;
  Team team = { NULL };
  g_autofree char *id = NULL;
  char *before;
  char *after;

  set_up (&team);
  id = mark (team.projects[0]);
  send_all (&team, 0, 1);
  act (team.projects[0], DELETE, id);
  send_all (&team, 0, 2);
  before = package (&team, team.projects[2], &options);
  act (team.projects[1], COMMENT, id);
  send_all (&team, 1, 2);
  g_ptr_array_unref (list_conflicts (&team, 2, 1));
  after = package (&team, team.projects[2], &options);
  g_assert_true (quoth_package_count (team.projects[2], &options, NULL, &counts, NULL));
  g_assert_cmpuint (counts.n_annotations, ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *a = g_build_filename (before, files[i], NULL);
      g_autofree char *b = g_build_filename (after, files[i], NULL);
      g_autofree char *bytes_a = NULL;
      g_autofree char *bytes_b = NULL;

      g_assert_true (g_file_get_contents (a, &bytes_a, NULL, NULL));
      g_assert_true (g_file_get_contents (b, &bytes_b, NULL, NULL));
      g_assert_cmpstr (bytes_a, ==, bytes_b);
    }
  discard (before);
  discard (after);
  tear_down (&team);
}

static char **
keep_letters (QuothProject *project,
              const char   *first,
              const char   *second,
              const char   *third)
{
  const char *names[] = { first, second, third, NULL };

  g_assert_true (quoth_review_letters_keep (project, "article-0", names, NULL));
  return quoth_review_letters_read (project, "article-0");
}

/* Two reviewers who began with different letters have the same ones when they have heard of
 * each other; who annotates blind hears of none. */
static void
test_letters (void)
{
  const QuothPackageOptions blind = { "anna", NULL, FALSE };
  Team team = { NULL };
  g_auto (GStrv) first = NULL;
  g_auto (GStrv) second = NULL;
  g_autofree char *joined = NULL;
  g_autofree char *file = NULL;
  char *path;

  set_up (&team);
  g_strfreev (keep_letters (team.projects[0], "emil", "cleo", NULL));
  g_strfreev (keep_letters (team.projects[1], "cleo", "emil", NULL));
  send_all (&team, 0, 2);
  send_all (&team, 1, 2);
  send_all (&team, 2, 0);
  send_all (&team, 0, 1);
  for (guint i = 0; i < 3; i++)
    {
      g_auto (GStrv) letters = quoth_review_letters_read (team.projects[i], "article-0");

      g_assert_nonnull (letters);
      g_assert_cmpstr (letters[0], ==, "cleo");
      g_assert_cmpstr (letters[1], ==, "emil");
    }
  /* One more annotator came: the longer order has all letters. */
  first = keep_letters (team.projects[2], "cleo", "emil", "dora");
  send_all (&team, 2, 1);
  send_all (&team, 1, 2);
  second = quoth_review_letters_read (team.projects[1], "article-0");
  joined = g_strjoinv (" ", second);
  g_assert_cmpstr (joined, ==, "cleo emil dora");
  path = package (&team, team.projects[2], &blind);
  file = g_build_filename (path, QUOTH_PACKAGE_LETTERS, NULL);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  discard (path);
  tear_down (&team);
}

/* anna made an entry and undid that, when ben had got it already and linked to it. */
static void
test_entity (void)
{
  Team team = { NULL };
  g_autoptr (QuothEntity) entity = quoth_entity_new ("person", "Ada");
  g_autoptr (QuothCommand) command = quoth_command_new ("add");
  g_autoptr (QuothCommand) link = quoth_command_new ("link");
  g_autoptr (QuothAnnotation) mention = fixture_annotation (NULL, "person", 0, 2);
  g_autofree char *all = NULL;

  set_up (&team);
  quoth_command_add_entity (command, NULL, entity);
  g_assert_true (quoth_project_commit (team.projects[0], command, NULL));
  send_all (&team, 0, 1);
  quoth_command_unref (quoth_project_undo (team.projects[0], NULL));
  quoth_annotation_set_entity (mention, entity->id);
  quoth_annotation_set_layer (mention, "ben");
  quoth_command_add_annotation (link, "article-0", NULL, mention);
  g_assert_true (quoth_project_commit (team.projects[1], link, NULL));
  send_all (&team, 0, 2);
  send_all (&team, 1, 2);
  send_all (&team, 1, 0);
  send_all (&team, 0, 1);
  check_all_same (&team);
  all = dump (&team, team.projects[0]);
  g_assert_nonnull (strstr (all, "\"name\":\"Ada\""));
  g_ptr_array_unref (list_conflicts (&team, 0, 0));
  tear_down (&team);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/conflicts/blind/deletion", test_blind_deletion);
  g_test_add_func ("/conflicts/settle", test_conflict);
  g_test_add_func ("/conflicts/entity", test_entity);
  g_test_add_func ("/conflicts/letters", test_letters);
  g_test_add_func ("/conflicts/deletion", test_deletion_in_conflict);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *path = g_strdup_printf ("/conflicts/deletion/%u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), test_deletion);
    }
  return g_test_run ();
}
