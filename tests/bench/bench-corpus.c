/* bench-corpus.c - what a corpus costs: import, index, search, export, memory
 *
 * usage: bench-corpus [ARTICLES…] (1000 10000 100000 by default)
 * Each step runs in a process of its own, so that its peak memory is its own. The
 * corpus is made up: articles of 3 kB with 10 annotations, two of them claims with
 * speaker, cue and an attribute. It stands in $QUOTH_BENCH_DIR, else in a temporary folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-common.h"
#include "bench-made.h"

#include "quoth-export.h"
#include "quoth-import.h"
#include "quoth-project-query.h"
#include "quoth-search.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *
project_path (const char *folder)
{
  return g_build_filename (folder, "bench.quoth", NULL);
}

/* --- the steps, each in its own process --- */

static QuothProject *
open_project (const char *folder)
{
  g_autofree char *path = project_path (folder);
  g_autoptr (GError) error = NULL;
  QuothProject *project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);

  if (project == NULL)
    bench_die (path, error);
  return project;
}

static void
step_import (const char *folder)
{
  g_autofree char *corpus = g_build_filename (folder, "corpus", NULL);
  g_autofree char *path = project_path (folder);
  const char *const paths[] = { corpus, NULL };
  QuothReadOptions options = { .layer = "anna" };
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GError) error = NULL;

  project = quoth_project_create (path, scheme, &error);
  if (project == NULL)
    bench_die (path, error);
  report = quoth_import_run (project, paths, NULL, &options, NULL, &error);
  if (report == NULL || report->n_refused > 0)
    bench_die ("import", error);
  quoth_project_close (project);
}

static void
step_index (const char *folder)
{
  g_autoptr (QuothProject) project = open_project (folder);
  g_autoptr (GError) error = NULL;

  if (!quoth_search_fill (project, NULL, &error))
    bench_die ("index", error);
  quoth_project_close (project);
}

static void
step_export (const char *folder)
{
  g_autofree char *target = g_build_filename (folder, "export", NULL);
  g_autoptr (QuothProject) project = open_project (folder);
  g_autoptr (QuothExportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  report = quoth_export_run (project, "quoth-jsonl", target, NULL, NULL, &error);
  if (report == NULL)
    bench_die ("export", error);
  quoth_project_close (project);
}

/* What the window asks first when it opens a project. */
static void
step_open (const char *folder)
{
  g_autoptr (QuothProject) project = open_project (folder);
  g_autoptr (GPtrArray) rows = quoth_project_list_articles (project, NULL, 0, FALSE, 200,
                                                             NULL);

  if (rows == NULL)
    bench_die ("open", NULL);
  quoth_project_close (project);
}

/* The same rows in bare tables: what SQLite alone takes. */
static void
step_bare (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "bare.db", NULL);
  g_autofree char *articles = g_build_filename (folder, "corpus", "articles.jsonl", NULL);
  sqlite3_stmt *article, *span;
  sqlite3 *db = NULL;
  FILE *file = g_fopen (articles, "r");
  char *line = NULL;
  size_t capacity = 0;
  ssize_t n;

  if (file == NULL || sqlite3_open (path, &db) != SQLITE_OK)
    bench_die (path, NULL);
  sqlite3_exec (db, "PRAGMA journal_mode = WAL; PRAGMA cache_size = -4000;"
                "CREATE TABLE article (row INTEGER PRIMARY KEY, text TEXT);"
                "CREATE TABLE span (row INTEGER PRIMARY KEY, article INTEGER, type INTEGER,"
                " start INTEGER, end INTEGER); BEGIN", NULL, NULL, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO article (text) VALUES (?1)", -1, &article, NULL);
  sqlite3_prepare_v2 (db, "INSERT INTO span (article, type, start, end) VALUES (?1, ?2, ?3, ?4)",
                      -1, &span, NULL);
  while ((n = getline (&line, &capacity, file)) > 0)
    {
      sqlite3_bind_text (article, 1, line, MIN ((int) n, BENCH_TEXT_BYTES), SQLITE_STATIC);
      sqlite3_step (article);
      sqlite3_reset (article);
      for (int i = 0; i < 10; i++)
        {
          sqlite3_bind_int64 (span, 1, sqlite3_last_insert_rowid (db));
          sqlite3_bind_int (span, 2, i);
          sqlite3_bind_int (span, 3, i * 260);
          sqlite3_bind_int (span, 4, i * 260 + 20);
          sqlite3_step (span);
          sqlite3_reset (span);
        }
    }
  sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
  sqlite3_finalize (article);
  sqlite3_finalize (span);
  sqlite3_close (db);
  free (line);
  fclose (file);
}

static void
search_once (QuothProject *project,
             const char   *query,
             gboolean      count)
{
  g_autoptr (GError) error = NULL;

  if (count)
    {
      if (quoth_search_count_articles (project, query, NULL, &error) < 0)
        bench_die (query, error);
    }
  else
    {
      g_autoptr (GPtrArray) hits = quoth_search_run (project, query, 0, 20, 3, NULL, &error);

      if (hits == NULL)
        bench_die (query, error);
    }
}

static void
step_search (const char *folder,
             const char *name)
{
  static const struct { const char *metric; const char *query; gboolean count; } queries[] = {
    { "search-rare", "\"rontenmal\"", FALSE },
    { "search-common", "\"government\"", FALSE },
    { "search-phrase", "\"the minister\"", FALSE },
    { "search-prefix", "gov", FALSE },
    { "search-nothing", "\"nowhereatall\"", FALSE },
    { "count-common", "\"government\"", TRUE },
  };
  g_autoptr (QuothProject) project = open_project (folder);

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      BenchSeries series;

      bench_series_init (&series, "corpus", name, queries[i].metric);
      search_once (project, queries[i].query, queries[i].count);
      for (guint k = 0; k < 15; k++)
        {
          bench_series_start (&series);
          search_once (project, queries[i].query, queries[i].count);
          bench_series_stop (&series);
        }
      bench_series_print (&series, 0, bench_peak_mb ());
    }
  quoth_project_close (project);
}

static const struct
{
  const char *name;
  void      (*run) (const char *folder);
  gboolean    rate;
} steps[] = {
  { "bare-sqlite", step_bare, TRUE },
  { "import", step_import, TRUE },
  { "open", step_open, FALSE },
  { "export", step_export, TRUE },
  { "index", step_index, TRUE },
};

static int
run_step (const char *step,
          const char *folder,
          const char *name)
{
  double cpu, wall;

  if (g_str_equal (step, "search"))
    {
      step_search (folder, name);
      return 0;
    }
  cpu = bench_cpu_ms ();
  wall = bench_wall_ms ();
  if (g_str_equal (step, "corpus"))
    bench_make_corpus (folder, (guint) atoi (name));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (step, steps[i].name))
      steps[i].run (folder);
  printf ("%f %f %f\n", bench_cpu_ms () - cpu, bench_wall_ms () - wall, bench_peak_mb ());
  return 0;
}

/* --- the parent --- */

static void
remove_file (const char *folder,
             const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  bench_remove_tree (path);
}

static void
bench_corpus (const char *program,
              const char *folder,
              const char *name)
{
  guint n_articles = (guint) atoi (name);
  guint runs = n_articles > 20000 ? 1 : 5;
  g_autofree char *found = NULL;

  bench_make_corpus (folder, n_articles);
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      BenchSeries series;
      double peak = 0;

      bench_series_init (&series, "corpus", name, steps[i].name);
      /* The index is filled once: what is done stays done. */
      for (guint k = 0; k < (g_str_equal (steps[i].name, "index") ? 1 : runs); k++)
        {
          g_autofree char *out = NULL;
          double cpu = 0, wall = 0, memory = 0;

          if (g_str_equal (steps[i].name, "import"))
            {
              remove_file (folder, "bench.quoth");
              remove_file (folder, "bench.quoth-wal");
              remove_file (folder, "bench.quoth-shm");
            }
          remove_file (folder, "bare.db");
          out = bench_spawn (program, steps[i].name, folder, name);
          if (sscanf (out, "%lf %lf %lf", &cpu, &wall, &memory) != 3)
            bench_die (steps[i].name, NULL);
          bench_series_add (&series, cpu, wall);
          peak = MAX (peak, memory);
        }
      bench_series_print (&series, steps[i].rate ? n_articles : 0, peak);
    }
  found = bench_spawn (program, "search", folder, name);
  fputs (found, stdout);
  fflush (stdout);
}

int
main (int    argc,
      char **argv)
{
  static const char *const defaults[] = { "1000", "10000", "100000", NULL };
  const char *const *names = argc > 1 ? (const char *const *) argv + 1 : defaults;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  setlocale (LC_ALL, "");
  if (argc == 5 && g_str_equal (argv[1], "--step"))
    return run_step (argv[2], argv[3], argv[4]);
  bench_machine ("corpus");
  for (; *names != NULL; names++)
    {
      const char *given = g_getenv ("QUOTH_BENCH_DIR");
      g_autofree char *pattern = g_build_filename (given != NULL ? given : g_get_tmp_dir (),
                                                   "quoth-bench-XXXXXX", NULL);

      if (g_mkdtemp (pattern) == NULL)
        bench_die (pattern, NULL);
      bench_corpus (program, pattern, *names);
      if (g_getenv ("QUOTH_BENCH_KEEP") == NULL)
        bench_remove_tree (pattern);
      else
        g_printerr ("kept: %s\n", pattern);
    }
  return 0;
}
