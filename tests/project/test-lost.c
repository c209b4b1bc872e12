/* test-lost.c - texts whose tree is lost are found, and what is not is said by name
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "fixture.h"
#include "quoth-project-care.h"
#include "quoth-project-private.h"

#define N_ARTICLES 60
#define PAGE_BYTES QUOTH_PROJECT_PAGE_BYTES
#define LEAF_TYPE 0x0d

/* Short texts, and one in five that goes on over several pages. */
static void
populate (Fixture *fixture)
{
  for (guint i = 0; i < N_ARTICLES; i++)
    {
      g_autofree char *id = g_strdup_printf ("art%03u", i);
      g_autofree char *words = g_strnfill (i % 5 == 0 ? 30000 + 1000 * i : 2000,
                                           'a' + (char) (i % 26));
      g_autoptr (QuothArticleData) data = fixture_article (id, words);

      g_ptr_array_add (data->annotations, fixture_annotation ("m", "person", 17, 25));
      g_ptr_array_add (data->annotations, fixture_annotation ("n", "person", 8, 16));
      fixture_import (fixture->project, data);
    }
}

static guint
page_of (const char *path,
         const char *name)
{
  g_autofree char *sql = g_strdup_printf ("SELECT rootpage FROM sqlite_schema WHERE name = '%s'",
                                          name);

  return fixture_count (path, sql);
}

static guchar *
find_page (char  *bytes,
           guint  page)
{
  return (guchar *) bytes + (gsize) (page - 1) * PAGE_BYTES;
}

/* Where on a page its cell @i begins. */
static guint
find_cell (const guchar *page,
           guint         i)
{
  return (guint) page[8 + 2 * i] << 8 | page[9 + 2 * i];
}

static guint
count_cells (const guchar *page)
{
  return (guint) page[3] << 8 | page[4];
}

/* The bytes of a project, whose file is one alone. */
static char *
read_whole (Fixture *fixture,
            gsize   *out_length)
{
  g_autofree char *path = g_build_filename (fixture->folder, "whole.quoth", NULL);
  char *bytes = NULL;

  g_assert_true (quoth_project_backup (fixture->project, path, NULL, NULL));
  g_assert_true (g_file_get_contents (path, &bytes, out_length, NULL));
  return bytes;
}

static QuothRecovered *
recover (Fixture    *fixture,
         const char *bytes,
         gsize       length)
{
  g_autofree char *broken = g_build_filename (fixture->folder, "broken.quoth", NULL);
  g_autofree char *target = g_build_filename (fixture->folder, "saved.quoth", NULL);
  g_autoptr (QuothProject) saved = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  QuothRecovered *recovered = NULL;

  g_assert_true (g_file_set_contents (broken, bytes, (gssize) length, NULL));
  quoth_project_recover (broken, NULL, target, NULL, &recovered, &error);
  g_assert_no_error (error);
  saved = quoth_project_open (target, QUOTH_PROJECT_OPEN_DEFAULT, &error);
  g_assert_no_error (error);
  problems = quoth_project_check (saved, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  quoth_project_close (saved);
  g_unlink (target);
  return recovered;
}

/* A leaf on which several texts stand. */
static guint
find_leaf (const char *path)
{
  sqlite3 *db = NULL;
  sqlite3_stmt *stmt = NULL;
  guint found = 0;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  if (sqlite3_prepare_v2 (db, "SELECT pageno FROM dbstat WHERE name = 'article_text'"
                          " AND pagetype = 'leaf' AND ncell > 3", -1, &stmt, NULL) == SQLITE_OK)
    while (found == 0 && sqlite3_step (stmt) == SQLITE_ROW)
      found = (guint) sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  sqlite3_close (db);
  return found;
}

/* Without the page where the tree of the texts begins nothing is lost; without a leaf too, what
 * stood on it, and that is said. */
static void
test_texts (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.quoth", NULL);
  g_autofree char *bytes = NULL;
  g_autofree char *json = NULL;
  g_autoptr (QuothRecovered) all = NULL;
  g_autoptr (QuothRecovered) some = NULL;
  g_auto (GStrv) lines = NULL;
  gsize length = 0;
  guint leaf, n_lost;

  populate (fixture);
  bytes = read_whole (fixture, &length);
  leaf = find_leaf (whole);
  memset (find_page (bytes, page_of (whole, "article_text")), 0xa5, PAGE_BYTES);
  all = recover (fixture, bytes, length);
  g_assert_cmpuint (all->n_articles, ==, N_ARTICLES);
  g_assert_cmpuint (all->n_annotations, ==, 2 * N_ARTICLES);
  g_assert_cmpuint (all->lost->len, ==, 0);
  if (leaf == 0)
    {
      g_test_skip ("this SQLite does not tell which pages are whose");
      return;
    }
  n_lost = count_cells (find_page (bytes, leaf));
  memset (find_page (bytes, leaf), 0xa5, PAGE_BYTES);
  some = recover (fixture, bytes, length);
  g_assert_cmpuint (some->n_articles, ==, N_ARTICLES - n_lost);
  g_assert_cmpuint (some->lost->len, ==, n_lost);
  g_assert_true (g_file_get_contents (some->lost_path, &json, NULL, NULL));
  lines = g_strsplit (json, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, n_lost + 1);
  for (guint i = 0; i < n_lost; i++)
    {
      const QuothLostArticle *lost = some->lost->pdata[i];

      g_assert_true (g_str_has_prefix (lost->id, "art"));
      g_assert_cmpstr (lost->name, ==, lost->id);
      g_assert_cmpuint (lost->n_annotations, ==, 2);
      g_assert_nonnull (strstr (lines[i], lost->id));
      g_assert_nonnull (strstr (lines[i], "\"type\":\"person\""));
    }
}

/* A letter of a text is another: that text is lost, and no other is taken for it. */
static void
test_altered (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.quoth", NULL);
  g_autofree char *bytes = NULL;
  g_autoptr (QuothRecovered) recovered = NULL;
  gsize length = 0;
  guchar *page;
  guint leaf;

  populate (fixture);
  bytes = read_whole (fixture, &length);
  leaf = find_leaf (whole);
  if (leaf == 0)
    {
      g_test_skip ("this SQLite does not tell which pages are whose");
      return;
    }
  page = find_page (bytes, leaf);
  page[find_cell (page, 1) + 200] ^= 1;
  memset (find_page (bytes, page_of (whole, "article_text")), 0xa5, PAGE_BYTES);
  recovered = recover (fixture, bytes, length);
  g_assert_cmpuint (recovered->lost->len, ==, 1);
  g_assert_cmpuint (recovered->n_articles, ==, N_ARTICLES - 1);
}

static gsize
put_varint (guchar  *at,
            guint64  value)
{
  guint n = 1;

  while (n < 8 && value >> (7 * n) != 0)
    n++;
  for (guint i = 0; i < n; i++)
    at[i] = (guchar) (value >> (7 * (n - 1 - i)) & 0x7f) | (i + 1 < n ? 0x80 : 0);
  return n;
}

/* Leaves made to do harm: texts of any length, that go on on any page, their own too. */
static void
make_hostile (GRand  *rand,
              guchar *page,
              guint   n_pages)
{
  const guint n_cells = 300;

  memset (page, 0, PAGE_BYTES);
  page[0] = LEAF_TYPE;
  page[3] = n_cells >> 8;
  page[4] = n_cells & 0xff;
  for (guint i = 0; i < n_cells; i++)
    {
      guint at = (guint) g_rand_int_range (rand, 8, PAGE_BYTES);
      guint64 n_text = (guint64) g_rand_int (rand) >> g_rand_int_range (rand, 0, 32);
      guchar cell[40];
      gsize n = put_varint (cell, n_text + 3);

      n += put_varint (cell + n, (guint64) g_rand_int_range (rand, 1, N_ARTICLES));
      cell[n++] = 7;
      cell[n++] = 0;
      n += put_varint (cell + n, 2 * n_text + 13);
      for (guint j = 0; j < 8; j++)
        cell[n++] = (guchar) (g_rand_int_range (rand, 0, (gint) n_pages + 2) >> 8 * (3 - j % 4));
      memcpy (page + MIN (at, PAGE_BYTES - n), cell, n);
      page[8 + 2 * i] = (guchar) (at >> 8);
      page[9 + 2 * i] = (guchar) at;
    }
}

static void
test_hostile (Fixture       *fixture,
              gconstpointer  data)
{
  g_autofree char *whole = g_build_filename (fixture->folder, "whole.quoth", NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed ((guint32) g_test_rand_int ());
  g_autofree char *bytes = NULL;
  gsize length = 0;
  guint n_pages, root;

  populate (fixture);
  bytes = read_whole (fixture, &length);
  root = page_of (whole, "article_text");
  n_pages = (guint) (length / PAGE_BYTES);
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *broken = g_memdup2 (bytes, length);
      g_autoptr (QuothRecovered) recovered = NULL;

      memset (find_page (broken, root), 0xa5, PAGE_BYTES);
      for (guint j = 0; j < 3; j++)
        make_hostile (rand, find_page (broken, (guint) g_rand_int_range (rand, 40, (gint) n_pages)),
                      n_pages);
      recovered = recover (fixture, broken, length);
      g_assert_cmpuint (recovered->n_articles + recovered->lost->len, ==, N_ARTICLES);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("/lost/texts", test_texts);
  ADD ("/lost/altered", test_altered);
  ADD ("/lost/hostile", test_hostile);
  return g_test_run ();
}
