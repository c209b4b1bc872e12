/* test-care.c - damage is found, backed up against, and survived
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"
#include "quoth-project-care-private.h"
#include "quoth-project-care.h"
#include "quoth-project-private.h"
#include "quoth-project-query.h"
#include "quoth-search.h"

#include <signal.h>
#include <sqlite3.h>
#include <sys/resource.h>

#define N_ARTICLES 120

static void
commit (QuothProject *project,
        QuothCommand *command)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (quoth_project_commit (project, command, &error));
  g_assert_no_error (error);
}

static void
populate (Fixture *fixture)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("entity");
  g_autoptr (QuothEntity) entity = quoth_entity_new ("person", "Jane Doe");
  g_autoptr (QuothCommand) undone = NULL;

  quoth_entity_set_id (entity, "ent-0");
  quoth_entity_add_alias (entity, "Doe");
  quoth_command_add_entity (command, NULL, entity);
  commit (fixture->project, command);
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *id = g_strdup_printf ("art%03u", i);
      g_autofree char *words = g_strnfill (100 + i * 13 % 900, 'a' + (char) (i % 26));
      g_autoptr (QuothArticleData) data = fixture_article (id, words);
      QuothAnnotation *mention = fixture_annotation ("m", "person", 17, 25);
      QuothAnnotation *claim = fixture_annotation ("c", "claim", 33, 43);

      quoth_annotation_set_entity (mention, "ent-0");
      quoth_annotation_add_link (claim, "speaker", "m", NULL);
      g_ptr_array_add (data->annotations, mention);
      g_ptr_array_add (data->annotations, claim);
      fixture_import (fixture->project, data);
    }
  for (guint i = 0; i < 6; i++)
    {
      g_autofree char *id = g_strdup_printf ("art%03u", i);
      g_autoptr (QuothCommand) mark = quoth_command_new ("mark");
      g_autoptr (QuothAnnotation) after = fixture_annotation (NULL, "person", 8, 16);

      quoth_command_add_annotation (mark, id, NULL, after);
      commit (fixture->project, mark);
    }
  undone = quoth_project_undo (fixture->project, NULL);
  g_assert_nonnull (undone);
}

static guint
count_problems (QuothProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = quoth_project_check (project, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < problems->len; i++)
    g_test_message ("%s", (char *) problems->pdata[i]);
  return problems->len;
}

/* Changes the file behind the project's back. */
static void
vandalise (Fixture    *fixture,
           const char *sql)
{
  sqlite3 *db = NULL;

  g_clear_object (&fixture->project);
  g_assert_cmpint (sqlite3_open (fixture->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
  fixture_reopen (fixture);
}

static void
test_check (Fixture       *fixture,
            gconstpointer  data)
{
  populate (fixture);
  g_assert_cmpuint (count_problems (fixture->project), ==, 0);
  g_assert_true (quoth_search_fill (fixture->project, NULL, NULL));
  g_assert_cmpuint (count_problems (fixture->project), ==, 0);
}

/* One thing wrong at a time, and the check sees it. */
static void
test_check_finds (Fixture       *fixture,
                  gconstpointer  data)
{
  static const char *const wrongs[] = {
    "UPDATE article_text SET text = replace (text, 'Minister', 'Mayor') WHERE row = 3",
    "UPDATE annotation SET start = 5000000, end = 5000001 WHERE article = 4 AND id = 'm'",
    "UPDATE annotation SET entity = 'nobody' WHERE article = 5 AND id = 'm'",
    "UPDATE annotation SET open = 1 - open WHERE article = 6 AND id = 'm'",
    "UPDATE link SET target = 'nothing' WHERE article = 7",
    "DELETE FROM article_text WHERE row = 8",
    "DELETE FROM article WHERE row = 9",
    "UPDATE article SET length = 1 WHERE row = 10",
    "UPDATE entity SET merged_into = id",
    "UPDATE entity SET merged_into = 'nobody'",
    "UPDATE entity SET name = 'John Doe'",
    "UPDATE scheme SET json = '{'",
    "UPDATE journal_part SET changes = '[' WHERE seq = 1",
    "DELETE FROM annotation WHERE article = 1 AND id NOT IN ('m', 'c')",
    "DELETE FROM journal WHERE seq = (SELECT max (seq) FROM journal)",
  };

  populate (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *copy = g_strdup_printf ("%s.copy", fixture->path);
      g_autoptr (QuothProject) project = NULL;
      g_autoptr (GError) error = NULL;
      sqlite3 *db = NULL;

      g_assert_true (quoth_project_backup (fixture->project, copy, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpint (sqlite3_open (copy, &db), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_exec (db, wrongs[i], NULL, NULL, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_changes (db), >, 0);
      sqlite3_close (db);
      g_test_message ("%s", wrongs[i]);
      project = quoth_project_open (copy, QUOTH_PROJECT_OPEN_DEFAULT, &error);
      if (project == NULL)
        g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED);
      else
        g_assert_cmpuint (count_problems (project), >, 0);
    }
  vandalise (fixture, "PRAGMA user_version");
  g_assert_cmpuint (count_problems (fixture->project), ==, 0);
}

static void
test_backup (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *target = g_build_filename (fixture->folder, "copy.quoth", NULL);
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (QuothProject) copy = NULL;
  g_autoptr (QuothProgress) progress = quoth_progress_new (NULL);

  populate (fixture);
  before = fixture_dump (fixture->project);
  g_assert_false (quoth_project_backup (fixture->project, fixture->path, NULL, &error));
  g_clear_error (&error);
  g_assert_true (quoth_project_backup (fixture->project, target, progress, &error));
  g_assert_no_error (error);
  g_assert_cmpfloat (quoth_progress_get_fraction (progress), ==, 1);
  g_cancellable_cancel (quoth_progress_get_cancellable (progress));
  g_assert_false (quoth_project_backup (fixture->project, target, progress, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  copy = quoth_project_open (target, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  after = fixture_dump (copy);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (count_problems (copy), ==, 0);
}

static void
test_roll (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (fixture->folder, "backups", NULL);
  g_autoptr (GPtrArray) first = NULL;
  g_autoptr (GPtrArray) second = NULL;

  g_assert_true (quoth_project_roll_backups (fixture->project, folder, 3600, NULL, &error));
  g_assert_no_error (error);
  fixture_import_new (fixture->project, "one", "One.");
  g_assert_true (quoth_project_roll_backups (fixture->project, folder, 3600, NULL, &error));
  first = quoth_project_list_backups (fixture->path, folder);
  g_assert_cmpuint (first->len, ==, 1);
  /* The same second gives the same name: the newer state replaces the older. */
  g_assert_true (quoth_project_roll_backups (fixture->project, folder, 0, NULL, &error));
  g_assert_true (quoth_project_roll_backups (fixture->project, folder, 0, NULL, &error));
  second = quoth_project_list_backups (fixture->path, folder);
  g_assert_cmpuint (second->len, <=, 2);
  fixture_remove_folder (folder);
}

typedef struct
{
  char  *name;
  guint  page;
} Root;

/* Every table and index, but for those of the full text, by where it begins. */
static GArray *
list_roots (const char *path)
{
  GArray *roots = g_array_new (FALSE, FALSE, sizeof (Root));
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (db, "SELECT name, rootpage FROM sqlite_schema"
                                       " WHERE rootpage > 0 AND name NOT LIKE 'search_%'", -1,
                                       &stmt, NULL), ==, SQLITE_OK);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      Root root = { g_strdup ((const char *) sqlite3_column_text (stmt, 0)),
                    (guint) sqlite3_column_int (stmt, 1) };

      g_array_append_val (roots, root);
    }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return roots;
}

static void
destroy_page (char  *bytes,
              gsize  length,
              gsize  size,
              guint  page)
{
  g_assert_cmpuint (page * size, <=, length);
  memset (bytes + (page - 1) * size, 0xa5, size);
}

/* The page on which a table or index begins. */
static guint
find_root (const char *path,
           const char *name)
{
  g_autoptr (GArray) roots = list_roots (path);
  guint page = 0;

  for (guint i = 0; i < roots->len; i++)
    {
      Root *root = &g_array_index (roots, Root, i);

      if (g_str_equal (root->name, name))
        page = root->page;
      g_free (root->name);
    }
  g_assert_cmpuint (page, >, 0);
  return page;
}

/* Writes a project with one page destroyed and opens it: fails when opening notices. */
static QuothProject *
open_damaged (Fixture     *fixture,
              const char  *table,
              GError     **error)
{
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.quoth", NULL);
  g_autofree char *broken = g_build_filename (fixture->folder, "broken.quoth", NULL);
  g_autofree char *bytes = NULL;
  gsize length;
  gsize page_bytes;

  g_assert_true (quoth_project_backup (fixture->project, whole, NULL, NULL));
  g_assert_true (g_file_get_contents (whole, &bytes, &length, NULL));
  page_bytes = (gsize) (guchar) bytes[16] << 8 | (guchar) bytes[17];
  destroy_page (bytes, length, page_bytes, find_root (whole, table));
  g_assert_true (g_file_set_contents (broken, bytes, (gssize) length, NULL));
  return quoth_project_open (broken, QUOTH_PROJECT_OPEN_DEFAULT, error);
}

/* Damage that nothing has read yet is not copied over the good backups. */
static void
test_roll_damaged (Fixture       *fixture,
                   gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "backups", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "broken.quoth", NULL);
  g_autoptr (QuothProject) broken = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (QuothProgress) stopped = quoth_progress_new (NULL);
  g_autoptr (GError) error = NULL;

  populate (fixture);
  broken = open_damaged (fixture, "link", &error);
  g_assert_no_error (error);
  g_cancellable_cancel (quoth_progress_get_cancellable (stopped));
  g_assert_false (quoth_project_roll_backups (broken, folder, 0, stopped, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (quoth_project_roll_backups (broken, folder, 0, NULL, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED);
  backups = quoth_project_list_backups (path, folder);
  g_assert_cmpuint (backups->len, ==, 0);
  fixture_remove_folder (folder);
}

static sqlite3_vfs *real_vfs;
static sqlite3_io_methods bad_methods;
static const sqlite3_io_methods *real_methods;

static int
write_badly (sqlite3_file  *file,
             const void    *bytes,
             int            n_bytes,
             sqlite3_int64  at)
{
  g_autofree char *wrong = g_memdup2 (bytes, (gsize) n_bytes);

  if (at > 0)
    memset (wrong, 0xa5, (gsize) n_bytes);
  return real_methods->xWrite (file, wrong, n_bytes, at);
}

static int
open_badly (sqlite3_vfs   *vfs,
            const char    *name,
            sqlite3_file  *file,
            int            flags,
            int           *out_flags)
{
  int rc = real_vfs->xOpen (real_vfs, name, file, flags, out_flags);

  if (rc == SQLITE_OK && name != NULL && g_str_has_suffix (name, ".part"))
    {
      real_methods = file->pMethods;
      bad_methods = *real_methods;
      bad_methods.xWrite = write_badly;
      file->pMethods = &bad_methods;
    }
  return rc;
}

/* A disk that keeps copies badly: the project is not to be distrusted for that. */
static void
test_roll_on_bad_disk (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "backups", NULL);
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3_vfs bad_vfs;

  populate (fixture);
  real_vfs = sqlite3_vfs_find (NULL);
  bad_vfs = *real_vfs;
  bad_vfs.zName = "bad";
  bad_vfs.xOpen = open_badly;
  sqlite3_vfs_register (&bad_vfs, TRUE);
  g_assert_false (quoth_project_roll_backups (fixture->project, folder, 0, NULL, &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FAILED);
  sqlite3_vfs_unregister (&bad_vfs);
  sqlite3_vfs_register (real_vfs, TRUE);
  backups = quoth_project_list_backups (fixture->path, folder);
  g_assert_cmpuint (backups->len, ==, 0);
  fixture_remove_folder (folder);
}

/* A full disk is no damage either, and what was begun goes. */
static void
test_roll_on_full_disk (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "backups", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  struct rlimit before, less;

  populate (fixture);
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  for (rlim_t limit = 4096; limit < 512 * 1024; limit *= 4)
    {
      less = before;
      less.rlim_cur = limit;
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &less), ==, 0);
      g_assert_false (quoth_project_roll_backups (fixture->project, folder, 0, NULL, &error));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
      g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_FULL);
      g_clear_error (&error);
    }
  dir = g_dir_open (folder, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
  fixture_remove_folder (folder);
}

/* As an earlier version made projects. */
static void
test_roll_small_pages (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "backups", NULL);
  g_autofree char *path = g_build_filename (fixture->folder, "small.quoth", NULL);
  g_autoptr (QuothProject) project = quoth_project_create_paged (path, NULL, 4096, NULL);
  g_autoptr (QuothProject) copy = NULL;
  g_autoptr (GPtrArray) backups = NULL;
  g_autoptr (GError) error = NULL;

  fixture_import_new (project, "one", "One.");
  g_assert_true (quoth_project_roll_backups (project, folder, 0, NULL, &error));
  g_assert_no_error (error);
  backups = quoth_project_list_backups (path, folder);
  g_assert_cmpuint (backups->len, ==, 1);
  copy = quoth_project_open (backups->pdata[0], QUOTH_PROJECT_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_problems (copy), ==, 0);
  g_clear_object (&copy);
  fixture_remove_folder (folder);
}

static void
put_file (const char *folder,
          const char *name,
          const char *ending)
{
  g_autofree char *path = g_strconcat (folder, G_DIR_SEPARATOR_S, name, ending, NULL);

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
}

/* Whoever was stopped while copying leaves as much as a project; others are at it now. */
static void
test_roll_drops_parts (Fixture       *fixture,
                       gconstpointer  data)
{
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  g_autofree char *folder = g_build_filename (fixture->folder, "backups", NULL);
  g_autofree char *old = quoth_backup_name (fixture->path, now - 2 * 24 * 60 * 60);
  g_autofree char *fresh = quoth_backup_name (fixture->path, now - 60);
  g_autofree char *foreign = quoth_backup_name ("/elsewhere.quoth", now - 2 * 24 * 60 * 60);
  g_autoptr (GString) left = g_string_new (NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;
  guint n = 0;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  put_file (folder, old, ".part");
  put_file (folder, old, ".part-journal");
  put_file (folder, fresh, ".part");
  put_file (folder, foreign, ".part");
  g_assert_true (quoth_project_roll_backups (fixture->project, folder, 0, NULL, NULL));
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_string_append_printf (left, "%s\n", name);
      n++;
    }
  g_assert_cmpuint (n, ==, 3); /* the new backup, and two parts */
  g_assert_null (strstr (left->str, old));
  fixture_remove_folder (folder);
}

/* Without its journal nothing can be taken back: opening says so, and reading goes on. */
static void
test_open_without_journal (Fixture       *fixture,
                           gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "broken.quoth", NULL);
  g_autoptr (QuothProject) broken = NULL;
  g_autoptr (GError) error = NULL;

  populate (fixture);
  g_assert_null (open_damaged (fixture, "journal", &error));
  g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED);
  g_clear_error (&error);
  broken = quoth_project_open (path, QUOTH_PROJECT_OPEN_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_nonnull (broken);
}

static void
test_recover_whole (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *target = g_build_filename (fixture->folder, "saved.quoth", NULL);
  g_autoptr (QuothProject) saved = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autoptr (QuothRecovered) recovered = NULL;

  populate (fixture);
  before = fixture_dump (fixture->project);
  g_assert_true (quoth_project_recover (fixture->path, NULL, target, NULL, &recovered, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (recovered->n_articles, ==, N_ARTICLES);
  g_assert_cmpuint (recovered->n_annotations, ==, 2 * N_ARTICLES + 5);
  g_assert_cmpuint (recovered->lost->len, ==, 0);
  g_assert_false (recovered->lost_articles || recovered->lost_annotations
                  || recovered->lost_entities || recovered->lost_scheme);
  g_assert_null (recovered->lost_path);
  saved = quoth_project_open (target, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  after = fixture_dump (saved);
  g_assert_cmpstr (after, ==, before);
  g_assert_cmpuint (count_problems (saved), ==, 0);
}

/* What is recovered when these pages are gone. */
static guint64
recover_without (Fixture     *fixture,
                 const char  *whole,
                 const char  *backup,
                 const guint *pages,
                 guint        n_pages,
                 gboolean     lost_aliases,
                 guint64     *out_articles)
{
  g_autofree char *broken = g_build_filename (fixture->folder, "broken.quoth", NULL);
  g_autofree char *target = g_build_filename (fixture->folder, "saved.quoth", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (QuothProject) saved = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  gsize page_bytes;
  g_autoptr (QuothRecovered) recovered = NULL;

  *out_articles = 0;
  g_assert_true (g_file_get_contents (whole, &bytes, &length, NULL));
  page_bytes = (gsize) (guchar) bytes[16] << 8 | (guchar) bytes[17];
  for (guint i = 0; i < n_pages; i++)
    destroy_page (bytes, length, page_bytes, pages[i]);
  g_assert_true (g_file_set_contents (broken, bytes, (gssize) length, NULL));
  if (!quoth_project_recover (broken, backup, target, NULL, &recovered, &error))
    {
      g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED);
      return 0;
    }
  g_clear_error (&error);
  saved = quoth_project_open (target, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_problems (saved), ==, 0);
  /* People come back as they were, and not only as the mentions call them. */
  if (backup != NULL)
    {
      QuothEntity *entity = quoth_registry_lookup (quoth_project_get_registry (saved), "ent-0");

      g_assert_nonnull (entity);
      if (!lost_aliases)
        g_assert_true (g_strv_contains ((const char *const *) entity->aliases, "Doe"));
    }
  quoth_project_close (saved);
  g_unlink (target);
  if (recovered->lost_path != NULL)
    g_unlink (recovered->lost_path);
  *out_articles = recovered->n_articles;
  return recovered->n_annotations;
}

/* Each table loses the page it begins on: what the others hold is saved all the same. */
static void
test_recover_without_roots (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.quoth", NULL);
  g_autoptr (GArray) roots = NULL;
  guint words[2] = { 0, 0 };
  const guint first = 1;
  guint64 n_articles;

  populate (fixture);
  g_assert_true (quoth_project_backup (fixture->project, whole, NULL, NULL));
  roots = list_roots (whole);
  g_assert_cmpuint (roots->len, >, 20);
  for (guint i = 0; i < roots->len; i++)
    {
      Root *root = &g_array_index (roots, Root, i);
      gboolean marks = g_str_equal (root->name, "annotation");
      guint64 n = recover_without (fixture, whole, NULL, &root->page, 1, FALSE, &n_articles);

      g_test_message ("%s: %" G_GUINT64_FORMAT ", %" G_GUINT64_FORMAT, root->name, n_articles, n);
      g_assert_cmpuint (n_articles, ==, N_ARTICLES);
      g_assert_cmpuint (n, ==, marks ? 0 : 2 * N_ARTICLES + 5);
      if (g_str_equal (root->name, "word"))
        words[0] = root->page;
      else if (g_str_equal (root->name, "sqlite_autoindex_word_1"))
        words[1] = root->page;
    }
  /* The first page says where the tables are: every project begins with the same. */
  g_assert_cmpuint (recover_without (fixture, whole, NULL, &first, 1, FALSE, &n_articles), ==,
                    2 * N_ARTICLES + 5);
  g_assert_cmpuint (n_articles, ==, N_ARTICLES);
  /* Not even the names of types are left: what was marked where is. */
  g_assert_cmpuint (recover_without (fixture, whole, NULL, words, 2, FALSE, &n_articles), ==,
                    2 * N_ARTICLES + 5);
  g_assert_cmpuint (n_articles, ==, N_ARTICLES);
  for (guint i = 0; i < roots->len; i++)
    g_free (g_array_index (roots, Root, i).name);
}

/* Projects of earlier versions have smaller pages. */
static void
test_recover_small_pages (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.quoth", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (GError) error = NULL;
  const guint first = 1;
  guint64 n_articles;
  gsize length;

  g_clear_object (&fixture->project);
  g_unlink (fixture->path);
  fixture->project = quoth_project_create_paged (fixture->path, NULL, 8192, &error);
  g_assert_no_error (error);
  populate (fixture);
  g_assert_true (quoth_project_backup (fixture->project, whole, NULL, NULL));
  g_assert_cmpuint (recover_without (fixture, whole, NULL, &first, 1, FALSE, &n_articles), ==,
                    2 * N_ARTICLES + 5);
  g_assert_cmpuint (n_articles, ==, N_ARTICLES);
  /* Only the header is gone. */
  g_assert_true (g_file_get_contents (whole, &bytes, &length, NULL));
  memset (bytes, 0xa5, 100);
  g_assert_true (g_file_set_contents (whole, bytes, (gssize) length, NULL));
  g_assert_cmpuint (recover_without (fixture, whole, NULL, NULL, 0, FALSE, &n_articles), ==,
                    2 * N_ARTICLES + 5);
}

/* With a backup nothing is lost, whichever page a table begins on is gone; not even the first
 * page of the file, which says where the tables are. */
static void
test_recover_with_backup (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.quoth", NULL);
  g_autofree char *older = g_build_filename (fixture->folder, "older.quoth", NULL);
  g_autoptr (QuothCommand) command = NULL;
  g_autoptr (GArray) roots = NULL;
  const char *const gone[] = { "art001", NULL };
  const guint first = 1;
  guint64 n_articles;

  populate (fixture);
  g_assert_true (quoth_project_backup (fixture->project, older, NULL, NULL));
  command = quoth_project_remove_articles (fixture->project, gone, NULL);
  commit (fixture->project, command);
  g_assert_true (quoth_project_backup (fixture->project, whole, NULL, NULL));
  roots = list_roots (whole);
  for (guint i = 0; i < roots->len; i++)
    {
      Root *root = &g_array_index (roots, Root, i);
      gboolean known = !g_str_equal (root->name, "article")
                       && !g_str_equal (root->name, "sqlite_autoindex_article_1");

      recover_without (fixture, whole, older, &root->page, 1,
                       strstr (root->name, "alias") != NULL, &n_articles);
      g_test_message ("%s: %" G_GUINT64_FORMAT, root->name, n_articles);
      /* What was taken away since stays away, where that can be read. */
      if (known)
        g_assert_cmpuint (n_articles, ==, N_ARTICLES - 1);
      else
        g_assert_cmpuint (n_articles, >=, N_ARTICLES - 1);
      g_free (root->name);
    }
  g_assert_cmpuint (recover_without (fixture, whole, older, &first, 1, FALSE, &n_articles), ==,
                    recover_without (fixture, whole, NULL, NULL, 0, FALSE, &n_articles));
  g_assert_cmpuint (n_articles, ==, N_ARTICLES - 1);
}

/* Uses a project in every way that reads. Errors are fine, crashes are not. */
static void
use (const char *path)
{
  g_autoptr (QuothProject) project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, NULL);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GPtrArray) mentions = NULL;
  g_autoptr (GPtrArray) claims = NULL;
  g_autoptr (GPtrArray) history = NULL;
  g_autoptr (QuothProjectInfo) info = NULL;

  if (project == NULL)
    return;
  info = quoth_project_get_info (project, NULL);
  rows = quoth_project_list_articles (project, NULL, 0, FALSE, 500, NULL);
  mentions = quoth_project_list_ledger (project, "ent-0", NULL, FALSE, NULL, 500, NULL);
  claims = quoth_project_list_ledger (project, "ent-0", NULL, TRUE, NULL, 500, NULL);
  history = quoth_project_list_history (project, "ent-0", 50, NULL);
  hits = quoth_search_run (project, "minister", 0, 500, 10, NULL, NULL);
  problems = quoth_project_check (project, NULL, NULL);
}

static gsize
damage (GRand *rand,
        char  *bytes,
        gsize  length)
{
  gsize at = (gsize) g_rand_double_range (rand, 0, (double) length);

  switch (g_rand_int_range (rand, 0, 4))
    {
    case 0: /* a page of zeros */
      at &= ~(gsize) 4095;
      memset (bytes + at, 0, MIN (4096, length - at));
      return length;
    case 1: /* the end is missing */
      return MAX (at, 1);
    default:
      for (int i = g_rand_int_range (rand, 1, 40); i > 0; i--)
        bytes[(gsize) g_rand_double_range (rand, 0, (double) length)] = (char) g_rand_int (rand);
      return length;
    }
}

/* Returns how many annotations were saved. */
static guint64
damage_and_recover (Fixture    *fixture,
                    GRand      *rand,
                    const char *bytes,
                    gsize       length)
{
  g_autofree char *broken = g_build_filename (fixture->folder, "broken.quoth", NULL);
  g_autofree char *saved = g_build_filename (fixture->folder, "saved.quoth", NULL);
  g_autofree char *copy = g_memdup2 (bytes, length);
  g_autofree char *wal = g_strconcat (broken, "-wal", NULL);
  g_autofree char *shm = g_strconcat (broken, "-shm", NULL);
  g_autofree char *saved_wal = g_strconcat (saved, "-wal", NULL);
  g_autofree char *saved_shm = g_strconcat (saved, "-shm", NULL);
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothRecovered) recovered = NULL;

  length = damage (rand, copy, length);
  g_assert_true (g_file_set_contents (broken, copy, (gssize) length, NULL));
  g_unlink (wal);
  g_unlink (shm);
  use (broken);
  g_assert_true (g_file_set_contents (broken, copy, (gssize) length, NULL));
  g_unlink (wal);
  g_unlink (shm);
  if (quoth_project_recover (broken, NULL, saved, NULL, &recovered, NULL))
    {
      g_autoptr (GError) error = NULL;

      project = quoth_project_open (saved, QUOTH_PROJECT_OPEN_DEFAULT, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (count_problems (project), ==, 0);
      quoth_project_close (project);
    }
  g_unlink (saved);
  g_unlink (saved_wal);
  g_unlink (saved_shm);
  if (recovered != NULL && recovered->lost_path != NULL)
    g_unlink (recovered->lost_path);
  return recovered != NULL ? recovered->n_annotations : 0;
}

/* Random damage: nothing crashes, what is recovered is sound, and on the whole most
 * of it is there. */
static void
test_random_damage (Fixture       *fixture,
                    gconstpointer  data)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autofree char *target = g_build_filename (fixture->folder, "whole.quoth", NULL);
  g_autofree char *bytes = NULL;
  const char *times = g_getenv ("QUOTH_TEST_DAMAGE");
  guint n = times != NULL ? (guint) g_ascii_strtoull (times, NULL, 10) : 25;
  gsize length = 0;
  guint64 n_saved = 0;

  populate (fixture);
  quoth_search_fill (fixture->project, NULL, NULL);
  g_assert_true (quoth_project_backup (fixture->project, target, NULL, NULL));
  g_assert_true (g_file_get_contents (target, &bytes, &length, NULL));
  for (guint i = 0; i < n; i++)
    n_saved += damage_and_recover (fixture, rand, bytes, length);
  g_test_message ("%" G_GUINT64_FORMAT " annotations a file saved of %d", n_saved / n,
                  2 * N_ARTICLES + 5);
  g_assert_cmpuint (n_saved / n, >, N_ARTICLES / 2);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/care/check", test_check);
  ADD ("/care/check-finds", test_check_finds);
  ADD ("/care/backup", test_backup);
  ADD ("/care/roll", test_roll);
  ADD ("/care/roll-damaged", test_roll_damaged);
  ADD ("/care/roll-on-bad-disk", test_roll_on_bad_disk);
  ADD ("/care/roll-on-full-disk", test_roll_on_full_disk);
  ADD ("/care/roll-small-pages", test_roll_small_pages);
  ADD ("/care/roll-drops-parts", test_roll_drops_parts);
  ADD ("/care/open-without-journal", test_open_without_journal);
  ADD ("/care/recover-whole", test_recover_whole);
  ADD ("/care/recover-without-roots", test_recover_without_roots);
  ADD ("/care/recover-small-pages", test_recover_small_pages);
  ADD ("/care/recover-with-backup", test_recover_with_backup);
  ADD ("/care/random-damage", test_random_damage);
  return g_test_run ();
}
