/* test-mend.c - what follows from the work is made anew, and never when work is hurt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"
#include "quoth-project-care-mend.h"
#include "quoth-project-care.h"
#include "quoth-search.h"

#define N_ARTICLES 30
#define PAGE_BYTES 16384

/* A whole project, as a file, and where its trees are. */
typedef struct
{
  char      *bytes;
  gsize      length;
  char      *dump;
  GPtrArray *names; /* of trees */
  GArray    *owner; /* index in names for each page, from 1; -1 = nobody's */
} Whole;

static void
add_article (Fixture *fixture,
             GRand   *rand,
             guint    number)
{
  g_autofree char *id = g_strdup_printf ("art%03u", number);
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (QuothArticleData) data = NULL;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (words, "w%x ", g_rand_int_range (rand, 0, 1 << 20));
  data = fixture_article (id, words->str);
  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("m%u", i);
      QuothAnnotation *mention = fixture_annotation (name, "person", 17 + i, 25 + i);

      quoth_annotation_set_entity (mention, "ent-0");
      g_ptr_array_add (data->annotations, mention);
    }
  fixture_import (fixture->project, data);
}

static void
mark (QuothProject *project,
      const char   *id)
{
  g_autoptr (QuothCommand) command = quoth_command_new ("mark");
  g_autoptr (QuothAnnotation) after = fixture_annotation (NULL, "person", 8, 16);
  g_autoptr (GError) error = NULL;

  quoth_command_add_annotation (command, id, NULL, after);
  g_assert_true (quoth_project_commit (project, command, &error));
  g_assert_no_error (error);
}

static void
find_trees (Whole      *whole,
            const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  const int nobody = -1;

  whole->names = g_ptr_array_new_with_free_func (g_free);
  whole->owner = g_array_new (FALSE, FALSE, sizeof (int));
  for (gsize i = 0; i <= whole->length / PAGE_BYTES; i++)
    g_array_append_val (whole->owner, nobody);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (db, "SELECT name, pageno FROM dbstat ORDER BY name", -1, &stmt, NULL)
      == SQLITE_OK)
    while (sqlite3_step (stmt) == SQLITE_ROW)
      {
        const char *name = (const char *) sqlite3_column_text (stmt, 0);

        if (whole->names->len == 0
            || !g_str_equal (whole->names->pdata[whole->names->len - 1], name))
          g_ptr_array_add (whole->names, g_strdup (name));
        g_array_index (whole->owner, int, sqlite3_column_int (stmt, 1)) =
          (int) whole->names->len - 1;
      }
  sqlite3_finalize (stmt);
  sqlite3_close (db);
}

static void
whole_init (Whole   *whole,
            Fixture *fixture)
{
  g_autofree char *path = g_build_filename (fixture->folder, "whole.quoth", NULL);
  g_autoptr (QuothCommand) command = quoth_command_new ("entity");
  g_autoptr (QuothEntity) entity = quoth_entity_new ("person", "Jane Doe");
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autoptr (QuothProject) project = NULL;

  quoth_entity_set_id (entity, "ent-0");
  quoth_command_add_entity (command, NULL, entity);
  g_assert_true (quoth_project_commit (fixture->project, command, NULL));
  for (guint i = 0; i < N_ARTICLES; i++)
    add_article (fixture, rand, i);
  for (guint i = 0; i < 5; i++)
    mark (fixture->project, "art001");
  g_assert_true (quoth_search_fill (fixture->project, NULL, NULL));
  g_assert_true (quoth_project_backup (fixture->project, path, NULL, NULL));
  /* A copy has no log; being opened to be written gives it one. */
  project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, NULL);
  whole->dump = fixture_dump (project);
  quoth_project_close (project);
  g_assert_true (g_file_get_contents (path, &whole->bytes, &whole->length, NULL));
  find_trees (whole, path);
}

static void
whole_clear (Whole *whole)
{
  g_free (whole->bytes);
  g_free (whole->dump);
  g_ptr_array_unref (whole->names);
  g_array_unref (whole->owner);
}

static void
put (const char *path,
     const char *bytes,
     gsize       length)
{
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);

  g_unlink (wal);
  g_unlink (shm);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static guint
count_problems (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProject) project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_autoptr (GPtrArray) problems = NULL;

  if (project == NULL)
    return 1;
  problems = quoth_project_check (project, NULL, &error);
  g_assert_no_error (error);
  if (problems->len > 0)
    g_test_message ("%s", (char *) problems->pdata[0]);
  return problems->len;
}

static guint
count_hits (QuothProject *project)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = quoth_search_run (project, "minister", 0, 500, 1, NULL, &error);

  g_assert_no_error (error);
  return hits->len;
}

/* Nothing is lost, all is found, and work goes on. */
static void
assert_as_before (Whole      *whole,
                  const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QuothProject) project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_autoptr (QuothCommand) undone = NULL;
  g_autofree char *dump = NULL;

  g_assert_no_error (error);
  g_assert_false (quoth_project_is_read_only (project));
  dump = fixture_dump (project);
  g_assert_cmpstr (dump, ==, whole->dump);
  g_assert_cmpuint (count_hits (project), ==, N_ARTICLES);
  g_assert_true (quoth_search_fill (project, NULL, NULL));
  g_assert_cmpuint (count_hits (project), ==, N_ARTICLES);
  mark (project, "art002");
  undone = quoth_project_undo (project, &error);
  g_assert_no_error (error);
  quoth_project_close (project);
  g_assert_cmpuint (count_problems (path), ==, 0);
}

/* @first to @last of the pages of a tree are overwritten. */
static char *
damage (Whole      *whole,
        const char *bytes,
        const char *name,
        guint       first,
        guint       last)
{
  char *broken = g_memdup2 (bytes, whole->length);
  guint n = 0;

  for (guint page = 1; page < whole->owner->len; page++)
    {
      int owner = g_array_index (whole->owner, int, page);

      if (owner < 0 || !g_str_equal (whole->names->pdata[owner], name))
        continue;
      if (n >= first && n <= last)
        memset (broken + (gsize) (page - 1) * PAGE_BYTES, 0xa5, PAGE_BYTES);
      n++;
    }
  return broken;
}

static QuothMend
kind_of (const char *name)
{
  static const char *const indexes[] = {
    "article_digest", "article_import", "article_status", "article_removed", "article_previous",
    "annotation_type", "annotation_entity", "annotation_open", "entity_name", "journal_stack", NULL
  };

  if (g_str_has_prefix (name, "search_"))
    return QUOTH_MEND_SEARCH;
  if (g_str_has_prefix (name, "sqlite_autoindex_") || g_strv_contains (indexes, name))
    return QUOTH_MEND_INDEXES;
  return QUOTH_MEND_NOTHING;
}

static void
try_damage (Whole      *whole,
            Fixture    *fixture,
            const char *broken,
            QuothMend   expected)
{
  g_autofree char *path = g_build_filename (fixture->folder, "broken.quoth", NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  put (path, broken, whole->length);
  g_assert_cmpuint (count_problems (path), >, 0);
  put (path, broken, whole->length);
  g_assert_cmpint (quoth_project_mend (path, FALSE, NULL, NULL), ==, expected);
  g_assert_true (g_file_get_contents (path, &after, &length, NULL));
  g_assert_cmpmem (after, length, broken, whole->length);
  g_assert_cmpint (quoth_project_mend (path, TRUE, NULL, NULL), ==, expected);
  if (expected != QUOTH_MEND_NOTHING)
    {
      assert_as_before (whole, path);
      g_assert_cmpint (quoth_project_mend (path, TRUE, NULL, &error), ==, QUOTH_MEND_NOTHING);
      g_assert_no_error (error);
      return;
    }
  g_clear_pointer (&after, g_free);
  g_assert_true (g_file_get_contents (path, &after, &length, NULL));
  g_assert_cmpmem (after, length, broken, whole->length);
}

/* Every tree: its first page, then all of it. What follows from the work is made anew, and
 * the file is left alone when work is hurt. */
static void
test_trees (Fixture       *fixture,
            gconstpointer  data)
{
  Whole whole;

  whole_init (&whole, fixture);
  if (whole.names->len == 0)
    g_test_skip ("this SQLite does not tell which pages are whose");
  for (guint i = 0; i < whole.names->len; i++)
    {
      const char *name = whole.names->pdata[i];
      g_autofree char *one = damage (&whole, whole.bytes, name, 0, 0);
      g_autofree char *all = damage (&whole, whole.bytes, name, 0, G_MAXUINT);

      if (g_str_equal (name, "sqlite_schema"))
        continue;
      g_test_message ("%s", name);
      try_damage (&whole, fixture, one, kind_of (name));
      if (memcmp (one, all, whole.length) != 0)
        try_damage (&whole, fixture, all, kind_of (name));
    }
  whole_clear (&whole);
}

/* The full text index and an index together; and either with a text or its like. */
static void
test_several (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const work[] = { "article_text", "annotation", "journal_part", "scheme" };
  g_autofree char *search = NULL;
  g_autofree char *both = NULL;
  Whole whole;

  whole_init (&whole, fixture);
  search = damage (&whole, whole.bytes, "search_data", 1, 3);
  both = damage (&whole, search, "annotation_type", 0, 0);
  if (whole.names->len > 0)
    try_damage (&whole, fixture, both, QUOTH_MEND_INDEXES);
  for (guint i = 0; i < G_N_ELEMENTS (work) && whole.names->len > 0; i++)
    {
      g_autofree char *too = damage (&whole, both, work[i], 1, 1);
      g_autofree char *root = damage (&whole, both, work[i], 0, 0);

      try_damage (&whole, fixture, root, QUOTH_MEND_NOTHING);
      if (memcmp (too, both, whole.length) != 0)
        try_damage (&whole, fixture, too, QUOTH_MEND_NOTHING);
    }
  whole_clear (&whole);
}

static void
run_sql (const char *path,
         const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* Trees that are sound, but do not say what the tables do. */
static void
test_contents (Fixture       *fixture,
               gconstpointer  data)
{
  static const struct
  {
    const char *sql;
    QuothMend   expected;
  } wrongs[] = {
    { "UPDATE search_data SET block = randomblob (3000) WHERE id > 10", QUOTH_MEND_SEARCH },
    { "UPDATE search_data SET block = randomblob (3000) WHERE id > 10;"
      "UPDATE article_text SET text = replace (text, 'Minister', 'Mayor') WHERE row = 3",
      QUOTH_MEND_NOTHING },
    { "UPDATE search_data SET block = randomblob (3000) WHERE id > 10;"
      "DELETE FROM journal WHERE seq = (SELECT max (seq) FROM journal)", QUOTH_MEND_NOTHING },
    { "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'article_status';",
      QUOTH_MEND_PAGES },
  };
  g_autofree char *path = g_build_filename (fixture->folder, "wrong.quoth", NULL);
  Whole whole;

  whole_init (&whole, fixture);
  for (guint i = 0; i < G_N_ELEMENTS (wrongs); i++)
    {
      g_autofree char *broken = NULL;
      gsize length = 0;

      put (path, whole.bytes, whole.length);
      run_sql (path, wrongs[i].sql);
      g_test_message ("%s", wrongs[i].sql);
      g_assert_true (g_file_get_contents (path, &broken, &length, NULL));
      g_assert_cmpuint (length, ==, whole.length);
      try_damage (&whole, fixture, broken, wrongs[i].expected);
    }
  whole_clear (&whole);
}

/* Others who have the file open go on, and see the new index. */
static void
test_open_elsewhere (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "shared.quoth", NULL);
  g_autofree char *broken = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  Whole whole;

  whole_init (&whole, fixture);
  broken = damage (&whole, whole.bytes, "search_data", 0, G_MAXUINT);
  put (path, broken, whole.length);
  project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  if (whole.names->len > 0)
    {
      hits = quoth_search_run (project, "minister", 0, 500, 1, NULL, &error);
      g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED);
      g_assert_null (hits);
      mark (project, "art003");
      g_assert_cmpint (quoth_project_mend (path, TRUE, NULL, NULL), ==, QUOTH_MEND_SEARCH);
      g_assert_cmpuint (count_hits (project), ==, N_ARTICLES);
      mark (project, "art003");
      g_assert_true (quoth_search_fill (project, NULL, NULL));
      g_assert_cmpuint (count_hits (project), ==, N_ARTICLES);
    }
  quoth_project_close (project);
  whole_clear (&whole);
}

/* Overwrites one to three pages, or some bytes anywhere. */
static char *
damage_at_random (Whole *whole,
                  GRand *rand)
{
  char *broken = g_memdup2 (whole->bytes, whole->length);
  gint32 n_pages = (gint32) (whole->length / PAGE_BYTES);

  for (gint32 i = g_rand_int_range (rand, 1, 4); i > 0; i--)
    {
      gsize at = (gsize) g_rand_int_range (rand, 0, n_pages) * PAGE_BYTES;
      gsize n = PAGE_BYTES;

      if (g_rand_boolean (rand))
        {
          at = (gsize) g_rand_int_range (rand, 0, (gint32) whole->length - 1);
          n = (gsize) g_rand_int_range (rand, 1, 3000);
        }
      for (gsize j = at; j < MIN (at + n, whole->length); j++)
        broken[j] = (char) g_rand_int (rand);
    }
  return broken;
}

/* Every article is there as it was, or said to be lost. */
static void
assert_recovered (const char *path)
{
  g_autofree char *target = g_strconcat (path, ".saved", NULL);
  g_autoptr (QuothRecovered) recovered = NULL;
  g_autoptr (QuothProject) saved = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  if (!quoth_project_recover (path, NULL, target, NULL, &recovered, &error))
    {
      g_assert_error (error, QUOTH_PROJECT_ERROR, QUOTH_PROJECT_ERROR_DAMAGED);
      return;
    }
  saved = quoth_project_open (target, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  problems = quoth_project_check (saved, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  quoth_project_close (saved);
  if (!recovered->lost_articles)
    g_assert_cmpuint (recovered->n_articles + recovered->lost->len, >=, N_ARTICLES);
  if (!recovered->lost_articles && !recovered->lost_annotations && recovered->lost->len == 0)
    g_assert_cmpuint (recovered->n_annotations, >=, 8 * N_ARTICLES);
  g_unlink (target);
  if (recovered->lost_path != NULL)
    g_unlink (recovered->lost_path);
}

/* What is found sound, or mended, is what it was; else it is said to be hurt, and saved. */
static QuothMend
try_random (Whole      *whole,
            const char *path,
            const char *broken)
{
  QuothMend what = QUOTH_MEND_NOTHING;

  put (path, broken, whole->length);
  if (count_problems (path) > 0)
    {
      what = quoth_project_mend (path, TRUE, NULL, NULL);
      if (what == QUOTH_MEND_NOTHING)
        {
          assert_recovered (path);
          return what;
        }
    }
  assert_as_before (whole, path);
  return what;
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "random.quoth", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  const char *times = g_getenv ("QUOTH_TEST_DAMAGE");
  guint n = times != NULL ? (guint) g_ascii_strtoull (times, NULL, 10) : 80;
  guint counts[QUOTH_MEND_INDEXES + 1] = { 0 };
  Whole whole;

  whole_init (&whole, fixture);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *broken = damage_at_random (&whole, rand);

      counts[try_random (&whole, path, broken)]++;
    }
  g_test_message ("%u not to be mended, %u pages, %u search, %u indexes", counts[0], counts[1],
                  counts[2], counts[3]);
  whole_clear (&whole);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/mend/trees", test_trees);
  ADD ("/mend/several", test_several);
  ADD ("/mend/contents", test_contents);
  ADD ("/mend/open-elsewhere", test_open_elsewhere);
  ADD ("/mend/random", test_random);
  return g_test_run ();
}
