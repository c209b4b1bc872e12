/* test-open.c - files that are wrong, foreign, newer, damaged or not to be written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"
#include "quoth-db-private.h"
#include "quoth-project-query.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static void
assert_refused (const char        *path,
                QuothProjectError  code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProject) project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);

  g_assert_null (project);
  g_assert_error (error, QUOTH_PROJECT_ERROR, (int) code);
  g_assert_cmpuint (strlen (error->message), >, 0);
}

static void
change_file (const char *path,
             const char *sql)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static void
test_foreign (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "other.quoth", NULL);
  g_autofree char *garbage = g_strnfill (5000, 'x');

  assert_refused (fixture->folder, QUOTH_PROJECT_ERROR_NOT_PROJECT);
  g_file_set_contents (path, "", 0, NULL);
  assert_refused (path, QUOTH_PROJECT_ERROR_NOT_PROJECT);
  g_file_set_contents (path, "no data base", -1, NULL);
  assert_refused (path, QUOTH_PROJECT_ERROR_NOT_PROJECT);
  g_file_set_contents (path, garbage, -1, NULL);
  assert_refused (path, QUOTH_PROJECT_ERROR_NOT_PROJECT);
  g_unlink (path);
  change_file (path, "CREATE TABLE something (x)");
  assert_refused (path, QUOTH_PROJECT_ERROR_NOT_PROJECT);
}

static void
test_newer (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProject) project = NULL;

  fixture_import_new (fixture->project, "a", "First");
  g_clear_object (&fixture->project);
  change_file (fixture->path, "PRAGMA user_version = 99");
  assert_refused (fixture->path, QUOTH_PROJECT_ERROR_NEWER);
  project = quoth_project_open (fixture->path, QUOTH_PROJECT_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_true (quoth_project_is_read_only (project));
  /* Who tries to change it hears why that cannot be, not that its folder is read-only. */
  g_assert_null (quoth_project_undo (project, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_NEWER);
}

static void
assert_layers (QuothProject *project,
               const char   *guidelines) /* nullable */
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothArticleData) data = quoth_project_read_article (project, "a", NULL, &error);
  const QuothLayer *layer;

  g_assert_no_error (error);
  g_assert_cmpuint (data->layers->len, ==, 1);
  layer = data->layers->pdata[0];
  g_assert_cmpstr (layer->name, ==, "anna");
  g_assert_cmpstr (layer->state, ==, "done");
  g_assert_cmpstr (layer->guidelines, ==, guidelines);
  g_assert_true (quoth_project_has_layer (project, "a", "anna"));
}

/* What cannot be written is read as it is; what can is brought up to date, and a copy of
 * what it was stays beside it. */
static void
test_older (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothArticleData) article = fixture_article ("a", "First");
  g_autofree char *aside = g_strconcat (fixture->path, ".version-1", NULL);

  quoth_article_data_add_layer (article, "anna", "done");
  quoth_layer_set_guidelines (article->layers->pdata[0], "0123456789abcdef");
  fixture_import (fixture->project, article);
  assert_layers (fixture->project, "0123456789abcdef");
  g_clear_object (&fixture->project);
  change_file (fixture->path, "ALTER TABLE layer DROP COLUMN guidelines; DROP INDEX article_previous;"
               "PRAGMA user_version = 1");
  project = quoth_project_open (fixture->path, QUOTH_PROJECT_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_layers (project, NULL);
  g_assert_cmpuint (fixture_count (fixture->path, "PRAGMA user_version"), ==, 1);
  g_clear_object (&project);
  fixture_reopen (fixture);
  assert_layers (fixture->project, NULL);
  g_assert_cmpuint (fixture_count (fixture->path, "PRAGMA user_version"), ==, 3);
  g_assert_cmpuint (fixture_count (aside, "PRAGMA user_version"), ==, 1);
}

static void
test_truncated (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;

  fixture_import_new (fixture->project, "a", "First");
  g_clear_object (&fixture->project);
  g_file_get_contents (fixture->path, &bytes, &n_bytes, NULL);
  g_assert_cmpuint (n_bytes, >, 20000);
  g_file_set_contents (fixture->path, bytes, (gssize) n_bytes / 2, NULL);
  assert_refused (fixture->path, QUOTH_PROJECT_ERROR_DAMAGED);
  g_file_set_contents (fixture->path, bytes, 50, NULL);
  assert_refused (fixture->path, QUOTH_PROJECT_ERROR_NOT_PROJECT);
}

/* Whatever stands in the file: an error or data, never a crash. */
static void
test_noise (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *bytes = NULL;
  gsize n_bytes;
  guint n_opened = 0;

  fixture_import_new (fixture->project, "a", "First");
  g_clear_object (&fixture->project);
  g_file_get_contents (fixture->path, &bytes, &n_bytes, NULL);
  for (int round = 0; round < 60; round++)
    {
      g_autofree char *noisy = g_memdup2 (bytes, n_bytes);
      g_autoptr (GError) error = NULL;
      g_autoptr (QuothProject) project = NULL;
      g_autoptr (QuothArticleData) read = NULL;

      for (int i = 0; i < 40; i++)
        noisy[g_test_rand_int_range (100, (gint32) n_bytes)] = (char) g_test_rand_int ();
      g_file_set_contents (fixture->path, noisy, (gssize) n_bytes, NULL);
      project = quoth_project_open (fixture->path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
      g_assert_true ((project == NULL) == (error != NULL));
      if (project == NULL)
        continue;
      n_opened++;
      read = quoth_project_read_article (project, "a", NULL, &error);
      g_assert_true ((read == NULL) == (error != NULL));
    }
  g_test_message ("%u of 60 could be opened", n_opened);
}

static void
assert_cannot_write (QuothProject *project)
{
  g_autoptr (QuothAnnotation) annotation = fixture_annotation ("n1", "person", 0, 2);
  g_autoptr (QuothCommand) command = quoth_command_new ("mark");
  g_autoptr (QuothArticleData) read = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (quoth_project_is_read_only (project));
  g_assert_false (quoth_project_can_undo (project));
  read = quoth_project_read_article (project, "a", NULL, &error);
  g_assert_no_error (error);
  quoth_command_add_annotation (command, "a", NULL, annotation);
  g_assert_false (quoth_project_commit (project, command, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (quoth_project_undo (project, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_null (quoth_bulk_begin (project, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_READ_ONLY);
  g_clear_error (&error);
  g_assert_false (quoth_project_set_setting (project, "x", "y", &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_READ_ONLY);
}

static void
test_read_only (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProject) asked = NULL;

  fixture_import_new (fixture->project, "a", "First");
  /* While somebody else has it open to write. */
  asked = quoth_project_open (fixture->path, QUOTH_PROJECT_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  assert_cannot_write (asked);
}

static void
test_read_only_folder (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  QuothProject *project;

  fixture_import_new (fixture->project, "a", "First");
  g_clear_object (&fixture->project);
  g_chmod (fixture->folder, 0500);
  g_chmod (fixture->path, 0400);
  /* The superuser may write anywhere; in a child we can stop being that. */
  if (geteuid () == 0)
    {
      pid_t child;
      int status;

      g_assert_cmpint (chown (fixture->path, 65534, (gid_t) -1), ==, 0);
      g_assert_cmpint (chown (fixture->folder, 65534, (gid_t) -1), ==, 0);
      child = fork ();
      if (child == 0)
        {
          if (setuid (65534) != 0)
            _exit (0);
          project = quoth_project_open (fixture->path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
          g_assert_no_error (error);
          assert_cannot_write (project);
          g_object_unref (project);
          _exit (0);
        }
      g_assert_cmpint (waitpid (child, &status, 0), ==, child);
      g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) == 0);
    }
  else
    {
      project = quoth_project_open (fixture->path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
      g_assert_no_error (error);
      assert_cannot_write (project);
      g_object_unref (project);
    }
  g_chmod (fixture->folder, 0700);
}

/* No room: the gesture is refused, nothing is lost, and later it works again. */
static void
test_full (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (QuothAnnotation) annotation = fixture_annotation ("n1", "person", 0, 2);
  g_autoptr (QuothCommand) command = quoth_command_new ("mark");
  g_autoptr (GError) error = NULL;
  g_autofree char *start = NULL;
  g_autofree char *now = NULL;
  g_autofree char *note = g_strnfill (4 << 20, 'n');
  struct rlimit old;
  struct rlimit limit;

  fixture_import_new (fixture->project, "a", "First");
  start = fixture_dump (fixture->project);
  quoth_annotation_set_note (annotation, note);
  quoth_command_add_annotation (command, "a", NULL, annotation);

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old);
  limit = old;
  limit.rlim_cur = 1 << 20;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_false (quoth_project_commit (fixture->project, command, &error));
  setrlimit (RLIMIT_FSIZE, &old);
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FULL);
  now = fixture_dump (fixture->project);
  g_assert_cmpstr (now, ==, start);

  g_clear_error (&error);
  g_assert_true (quoth_project_commit (fixture->project, command, &error));
  g_assert_no_error (error);
}

static void
test_full_import (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *start = fixture_dump (fixture->project);
  g_autofree char *now = NULL;
  struct rlimit old;
  struct rlimit limit;
  gboolean ok = TRUE;
  QuothBulk *bulk = quoth_bulk_begin (fixture->project, &error);

  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &old);
  limit = old;
  limit.rlim_cur = 3 << 20;
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_true (quoth_bulk_begin_unit (bulk, &error));
  for (guint i = 0; ok && i < 20000; i++)
    {
      g_autofree char *id = g_strdup_printf ("article-%u", i);
      g_autoptr (QuothArticleData) article = fixture_article (id, id);

      ok = quoth_bulk_add_article (bulk, article, &error);
    }
  if (ok)
    ok = quoth_bulk_end_unit (bulk, &error);
  else
    quoth_bulk_abort_unit (bulk);
  g_assert_false (ok);
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FULL);
  setrlimit (RLIMIT_FSIZE, &old);
  quoth_bulk_cancel (bulk);
  now = fixture_dump (fixture->project);
  g_assert_cmpstr (now, ==, start);
  fixture_import_new (fixture->project, "a", "First");
}

static void
test_busy (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (QuothAnnotation) annotation = fixture_annotation ("n1", "person", 0, 2);
  g_autoptr (QuothCommand) command = quoth_command_new ("mark");
  g_autoptr (GError) error = NULL;
  sqlite3 *handle;

  fixture_import_new (fixture->project, "a", "First");
  quoth_command_add_annotation (command, "a", NULL, annotation);
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (quoth_project_commit (fixture->project, command, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_BUSY);
  sqlite3_close (handle);
  g_clear_error (&error);
  g_assert_true (quoth_project_commit (fixture->project, command, &error));
}

static gint64
get_patience (QuothProject *project)
{
  gint64 timeout;

  g_assert_true (quoth_db_get_int (quoth_project_get_db (project), "PRAGMA busy_timeout", &timeout,
                                   NULL));
  return timeout;
}

/* While workers of the same window write, it waits no longer than people take for granted. */
static void
test_hurry (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (QuothAnnotation) annotation = fixture_annotation ("n1", "person", 0, 2);
  g_autoptr (QuothCommand) command = quoth_command_new ("mark");
  g_autoptr (GError) error = NULL;
  gint64 patience = get_patience (fixture->project);
  sqlite3 *handle;

  fixture_import_new (fixture->project, "a", "First");
  quoth_command_add_annotation (command, "a", NULL, annotation);
  quoth_project_begin_hurry (fixture->project);
  quoth_project_begin_hurry (fixture->project);
  quoth_project_end_hurry (fixture->project);
  g_assert_cmpint (get_patience (fixture->project), <, 300);
  g_assert_cmpint (sqlite3_open (fixture->path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_false (quoth_project_commit (fixture->project, command, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_BUSY);
  sqlite3_close (handle);
  quoth_project_end_hurry (fixture->project);
  g_assert_cmpint (get_patience (fixture->project), ==, patience);
  g_clear_error (&error);
  g_assert_true (quoth_project_commit (fixture->project, command, &error));
}

/* Whether another process finds the file locked. */
static gboolean
is_locked (const char *path)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };
      int fd = open (path, O_RDWR);

      _exit (fd >= 0 && fcntl (fd, F_GETLK, &lock) == 0 ? lock.l_type != F_UNLCK : 2);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFEXITED (status) && WEXITSTATUS (status) < 2);
  return WEXITSTATUS (status) == 1;
}

/* A file dialog of the same process looks into the files that it lists. */
static void
test_looked_into (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *index = g_strconcat (fixture->path, "-shm", NULL);
  g_autofree char *contents = NULL;
  g_autoptr (QuothProject) other = NULL;
  g_autoptr (GError) error = NULL;

  fixture_import_new (fixture->project, "a", "First");
  g_assert_true (is_locked (fixture->path));
  g_assert_true (is_locked (index));
  g_assert_true (g_file_get_contents (fixture->path, &contents, NULL, &error));
  g_assert_true (is_locked (fixture->path));
  g_free (contents);
  g_assert_true (g_file_get_contents (index, &contents, NULL, &error));
  g_assert_true (is_locked (index));
  /* Of two connections of the process, the first that goes takes nothing along. */
  other = quoth_project_open_again (fixture->project, &error);
  g_assert_no_error (error);
  quoth_project_close (other);
  g_assert_true (is_locked (fixture->path));
  quoth_project_close (fixture->project);
  g_assert_false (is_locked (fixture->path));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) \
  g_test_add ("/open/" name, Fixture, NULL, fixture_set_up, function, fixture_tear_down)
  ADD ("foreign", test_foreign);
  ADD ("newer", test_newer);
  ADD ("older", test_older);
  ADD ("truncated", test_truncated);
  ADD ("noise", test_noise);
  ADD ("read-only", test_read_only);
  ADD ("read-only-folder", test_read_only_folder);
  ADD ("full", test_full);
  ADD ("full-import", test_full_import);
  ADD ("busy", test_busy);
  ADD ("hurry", test_hurry);
  ADD ("looked-into", test_looked_into);
#undef ADD
  return g_test_run ();
}
