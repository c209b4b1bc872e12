/* test-whole.c - a merge is one gesture: it comes in whole or not at all, and goes by one undo
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "team.h"

#include "quoth-project-care.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Work of all kinds, in every article. */
static void
fill (QuothProject *project)
{
  for (guint i = 0; i < 30; i++)
    {
      g_autofree char *article = g_strdup_printf ("article-%u", i % N_ARTICLES);
      g_autoptr (QuothEntity) entity = quoth_entity_new ("person", article);
      g_autoptr (QuothAnnotation) annotation = fixture_annotation (NULL, "person", 0, 1 + i % 9);
      g_autoptr (QuothCommand) command = quoth_command_new ("mark");

      quoth_annotation_set_layer (annotation, people[0]);
      quoth_annotation_set_entity (annotation, entity->id);
      quoth_command_add_entity (command, NULL, entity);
      quoth_command_add_annotation (command, article, NULL, annotation);
      g_assert_true (quoth_project_commit (project, command, NULL));
    }
}

static int
count_articles (QuothProject *project)
{
  return (int) quoth_project_count_articles (project, NULL, NULL);
}

static QuothProject *
open_newcomer (Team       *team,
               const char *name)
{
  g_autofree char *path = g_strdup_printf ("%s/%s.quoth", team->folder, name);
  QuothProject *project = quoth_project_create (path, NULL, NULL);

  g_assert_nonnull (project);
  return project;
}

static void
check_sound (QuothProject *project)
{
  g_autoptr (GPtrArray) messages = quoth_project_check (project, NULL, NULL);

  g_assert_nonnull (messages);
  g_assert_cmpstr (messages->len > 0 ? messages->pdata[0] : NULL, ==, NULL);
}

/* A package that brings articles comes in whole by one gesture, and goes by one undo. */
static void
test_newcomer (void)
{
  Team team = { NULL };
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothCommand) undone = NULL;
  g_autoptr (QuothCommand) redone = NULL;
  g_autofree char *before = NULL;
  g_autofree char *merged = NULL;
  g_autofree char *after = NULL;
  char *path;

  set_up (&team);
  fill (team.projects[0]);
  path = package (&team, team.projects[0], NULL);
  project = open_newcomer (&team, "fay");
  before = dump (&team, project);
  quoth_merge_report_free (take (project, path));
  merged = dump (&team, project);
  after = dump (&team, team.projects[0]);
  g_assert_cmpstr (after, ==, merged);
  g_clear_pointer (&after, g_free);
  undone = quoth_project_undo (project, NULL);
  g_assert_cmpstr (quoth_command_get_verb (undone), ==, "take-package");
  g_assert_cmpint (count_articles (project), ==, 0);
  g_assert_false (quoth_project_can_undo (project));
  after = dump (&team, project);
  g_assert_cmpstr (after, ==, before);
  g_clear_pointer (&after, g_free);
  check_sound (project);
  redone = quoth_project_redo (project, NULL);
  g_assert_nonnull (redone);
  after = dump (&team, project);
  g_assert_cmpstr (after, ==, merged);
  g_clear_pointer (&after, g_free);
  /* Taken back once more, the package can still be taken. */
  quoth_command_unref (quoth_project_undo (project, NULL));
  quoth_merge_report_free (take (project, path));
  after = dump (&team, project);
  g_assert_cmpstr (after, ==, merged);
  check_sound (project);
  discard (path);
  tear_down (&team);
}

/* A layer that was done and is not again has left two traces, and no record. Its own package
 * tells nothing new of it: nothing changes, and what was undone can still be redone. */
static void
test_implied_layer (void)
{
  Team team = { NULL };
  g_autoptr (QuothMergeReport) report = NULL;
  g_autoptr (QuothAnnotation) annotation = fixture_annotation (NULL, "person", 0, 2);
  g_autoptr (QuothLayer) done = quoth_layer_new ("anna", "done");
  g_autoptr (QuothCommand) mark = quoth_command_new ("mark");
  g_autoptr (QuothCommand) finish = quoth_command_new ("finish");
  QuothProject *project;
  char *path;

  set_up (&team);
  project = team.projects[0];
  quoth_annotation_set_layer (annotation, "anna");
  quoth_command_add_annotation (mark, "article-0", NULL, annotation);
  g_assert_true (quoth_project_commit (project, mark, NULL));
  quoth_command_add_layer (finish, "article-0", NULL, done);
  g_assert_true (quoth_project_commit (project, finish, NULL));
  quoth_command_unref (quoth_project_undo (project, NULL));
  path = package (&team, project, NULL);
  report = take (project, path);
  g_assert_cmpuint (report->n_changed, ==, 0);
  g_assert_true (quoth_project_can_redo (project));
  discard (path);
  tear_down (&team);
}

static gboolean
is_unchanged (Team         *team,
              QuothProject *project,
              const char   *before)
{
  g_autofree char *after = dump (team, project);

  return count_articles (project) == 0 && !quoth_project_can_undo (project)
         && strcmp (after, before) == 0;
}

/* A merge that fails late, when its texts are written already, or that is cancelled. */
static void
test_failed (void)
{
  Team team = { NULL };
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (QuothProgress) progress = quoth_progress_new (cancellable);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  sqlite3 *db;
  char *path;

  set_up (&team);
  path = package (&team, team.projects[0], NULL);
  project = open_newcomer (&team, "fay");
  before = dump (&team, project);
  g_cancellable_cancel (cancellable);
  g_assert_null (quoth_merge_run (project, path, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_true (is_unchanged (&team, project, before));
  g_assert_cmpint (sqlite3_open (quoth_project_get_path (project), &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "CREATE TRIGGER no BEFORE INSERT ON journal_part"
                                     " BEGIN SELECT RAISE (ABORT, 'no'); END", NULL, NULL, NULL),
                   ==, SQLITE_OK);
  g_assert_null (quoth_merge_run (project, path, NULL, &error));
  g_assert_nonnull (error);
  g_assert_true (is_unchanged (&team, project, before));
  g_assert_cmpint (sqlite3_exec (db, "DROP TRIGGER no", NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  quoth_merge_report_free (take (project, path));
  g_assert_cmpint (count_articles (project), ==, N_ARTICLES);
  discard (path);
  tear_down (&team);
}

/* The child is killed when a file would grow beyond so many bytes. */
static gboolean
merge_until (const char *file,
             const char *path,
             rlim_t      n_bytes)
{
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      const struct rlimit limit = { n_bytes, n_bytes };
      QuothProject *project = quoth_project_open (file, QUOTH_PROJECT_OPEN_DEFAULT, NULL);

      setrlimit (RLIMIT_FSIZE, &limit);
      _exit (project != NULL && quoth_merge_run (project, path, NULL, NULL) != NULL ? 0 : 1);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  if (WIFEXITED (status))
    g_assert_cmpint (WEXITSTATUS (status), ==, 0);
  else
    g_assert_cmpint (WTERMSIG (status), ==, SIGXFSZ);
  return WIFEXITED (status);
}

static gboolean
is_whole (Team         *team,
          QuothProject *project)
{
  g_autofree char *theirs = dump (team, team->projects[0]);
  g_autofree char *ours = dump (team, project);

  return quoth_project_can_undo (project) && strcmp (theirs, ours) == 0;
}

/* Killed at any point of its writing a merge has changed nothing, or is on the disk whole when
 * only the name of the file was still to be written; taken again it is whole. */
static void
test_killed (void)
{
  Team team = { NULL };
  g_autofree char *file = NULL;
  g_autofree char *before = NULL;
  guint n_killed = 0;
  gboolean done = FALSE;
  char *path;

  set_up (&team);
  fill (team.projects[0]);
  path = package (&team, team.projects[0], NULL);
  file = g_strdup_printf ("%s/fay.quoth", team.folder);
  g_object_unref (open_newcomer (&team, "fay"));
  for (rlim_t n_bytes = 8192; !done; n_bytes += 12000)
    {
      g_autoptr (QuothProject) project = NULL;

      done = merge_until (file, path, n_bytes);
      project = quoth_project_open (file, QUOTH_PROJECT_OPEN_DEFAULT, NULL);
      g_assert_nonnull (project);
      if (before == NULL)
        before = dump (&team, project);
      g_assert_true (is_whole (&team, project)
                     || (!done && is_unchanged (&team, project, before)));
      n_killed += count_articles (project) == 0 ? 1 : 0;
    }
  g_assert_cmpuint (n_killed, >, 2);
  discard (path);
  tear_down (&team);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/whole/failed", test_failed);
  g_test_add_func ("/whole/implied-layer", test_implied_layer);
  g_test_add_func ("/whole/killed", test_killed);
  g_test_add_func ("/whole/newcomer", test_newcomer);
  return g_test_run ();
}
