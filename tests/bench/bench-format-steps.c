/* bench-format-steps.c - what is measured of a format, each in a process of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-format-steps.h"

#include "bench-common.h"
#include "bench-made.h"
#include "bench-nowhere.h"

#include "quoth-export.h"
#include "quoth-import.h"
#include "quoth-release.h"
#include "quoth-writer.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* What a step did; printed to the parent. */
typedef struct
{
  double  cpu;        /* milliseconds */
  double  wall;       /* milliseconds */
  guint64 n_articles;
} Cost;

static QuothProject *
open_project (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "bench.quoth", NULL);
  g_autoptr (GError) error = NULL;
  QuothProject *project = quoth_project_open (path, QUOTH_PROJECT_OPEN_DEFAULT, &error);

  if (project == NULL)
    bench_die (path, error);
  return project;
}

static char *
data_path (const char *folder,
           const char *format)
{
  return g_build_filename (folder, format, NULL);
}

static void
start (Cost *cost)
{
  cost->wall = bench_wall_ms ();
  cost->cpu = bench_cpu_ms ();
}

static void
stop (Cost *cost)
{
  cost->cpu = bench_cpu_ms () - cost->cpu;
  cost->wall = bench_wall_ms () - cost->wall;
}

/* --- out --- */

static void
step_export (const char *folder,
             const char *name,
             Cost       *cost)
{
  g_autofree char *target = data_path (folder, name);
  g_autoptr (QuothProject) project = open_project (folder);
  g_autoptr (QuothExportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  start (cost);
  report = quoth_export_run (project, name, target, NULL, NULL, &error);
  stop (cost);
  if (report == NULL)
    bench_die (name, error);
  cost->n_articles = report->n_articles;
  quoth_project_close (project);
}

/* Three formats that trainers read, in splits, with sums and a card. */
static void
step_release (const char *folder,
              const char *name,
              Cost       *cost)
{
  static const char *const formats[] = { "quoth-jsonl", "conll2003", "hf", NULL };
  static const QuothSplit splits[] = { { "train", 80 }, { "dev", 10 }, { "test", 10 } };
  g_autofree char *target = data_path (folder, name);
  g_autoptr (QuothProject) project = open_project (folder);
  g_autoptr (GError) error = NULL;
  QuothReleaseOptions options = {
    .formats = formats,
    .corpus = { .splits = splits, .n_splits = G_N_ELEMENTS (splits), .seed = 1 },
  };
  g_autofree QuothReleaseReport *report = NULL;

  start (cost);
  report = quoth_release_run (project, target, &options, NULL, &error);
  stop (cost);
  if (report == NULL)
    bench_die (name, error);
  cost->n_articles = report->n_articles;
  quoth_project_close (project);
}

typedef struct
{
  QuothWriter *writer; /* nullable: @folder is written into */
  const char  *folder;
  Cost        *cost;
} Target;

static void
ignore_loss (gpointer    user_data,
             const char *article,
             const char *annotation,
             const char *reason)
{
}

static gboolean
write_cb (QuothArticleData  *data,
          gpointer           user_data,
          GError           **error)
{
  Target *self = user_data;
  double wall = bench_wall_ms ();
  double cpu = bench_cpu_ms ();
  gboolean ok = quoth_writer_add_article (self->writer, data, error);

  self->cost->cpu += bench_cpu_ms () - cpu;
  self->cost->wall += bench_wall_ms () - wall;
  self->cost->n_articles++;
  return ok;
}

static void
step_write_files (const char *folder,
                  const char *name,
                  Cost       *cost)
{
  g_autofree char *target = g_build_filename (folder, "written", NULL);
  g_autoptr (QuothProject) project = open_project (folder);
  QuothWriteOptions options = { .path = target, .scheme = quoth_project_get_scheme (project) };
  Target to = { .cost = cost };
  g_autoptr (GError) error = NULL;

  g_mkdir (target, 0700);
  to.writer = quoth_writer_new (quoth_formats_lookup (name), &options, ignore_loss, NULL, &error);
  if (to.writer == NULL
      || !quoth_project_foreach_article (project, NULL, NULL, write_cb, &to, &error)
      || !quoth_writer_end (to.writer, &error))
    bench_die (name, error);
  quoth_writer_free (to.writer);
  quoth_project_close (project);
  bench_remove_tree (target);
}

/* What the writer itself takes: it makes every byte, and the system drops them. */
static void
step_write (const char *folder,
            const char *name,
            Cost       *cost)
{
  g_autofree char *target = g_build_filename (folder, "written", NULL);

  bench_nowhere_set (target);
  step_write_files (folder, name, cost);
}

/* The text into a file of its own, as a format does that has one for each article. */
static gboolean
bare_file_cb (QuothArticleData  *data,
              gpointer           user_data,
              GError           **error)
{
  Target *self = user_data;
  g_autofree char *path = g_strdup_printf ("%s/%" G_GUINT64_FORMAT ".txt", self->folder,
                                           self->cost->n_articles++);
  const char *bytes = quoth_text_get_utf8 (data->text);
  size_t n_bytes = quoth_text_get_n_bytes (data->text);
  double wall = bench_wall_ms ();
  double cpu = bench_cpu_ms ();
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);

  if (fd < 0 || write (fd, bytes, n_bytes) != (ssize_t) n_bytes || close (fd) != 0)
    bench_die (path, NULL);
  self->cost->cpu += bench_cpu_ms () - cpu;
  self->cost->wall += bench_wall_ms () - wall;
  return TRUE;
}

static void
step_bare_files (const char *folder,
                 const char *name,
                 Cost       *cost)
{
  g_autofree char *target = data_path (folder, name);
  g_autoptr (QuothProject) project = open_project (folder);
  Target to = { .folder = target, .cost = cost };
  g_autoptr (GError) error = NULL;

  g_mkdir (target, 0700);
  if (!quoth_project_foreach_article (project, NULL, NULL, bare_file_cb, &to, &error))
    bench_die (name, error);
  quoth_project_close (project);
}

/* --- in --- */

static void
step_import (const char *folder,
             const char *name,
             Cost       *cost)
{
  g_autofree char *data = data_path (folder, name);
  g_autofree char *path = g_build_filename (folder, "in.quoth", NULL);
  const char *const paths[] = { data, NULL };
  QuothReadOptions options = { .layer = "anna" };
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (GError) error = NULL;

  project = quoth_project_create (path, scheme, &error);
  if (project == NULL)
    bench_die (path, error);
  start (cost);
  report = quoth_import_run (project, paths, name, &options, NULL, &error);
  stop (cost);
  if (report == NULL)
    bench_die (name, error);
  if (report->n_refused > 0)
    g_printerr ("bench-formats: %s refused %u of its own units\n", name, (guint) report->n_refused);
  cost->n_articles = report->counts.n_articles;
  quoth_project_close (project);
  g_remove (path);
}

static gboolean
count_scheme_cb (gpointer      user_data,
                 QuothScheme  *scheme,
                 GError      **error)
{
  return TRUE;
}

static gboolean
count_entity_cb (gpointer      user_data,
                 QuothEntity  *entity,
                 GError      **error)
{
  return TRUE;
}

static gboolean
count_article_cb (gpointer           user_data,
                  QuothArticleData  *data,
                  GError           **error)
{
  ((Cost *) user_data)->n_articles++;
  return TRUE;
}

static void
ignore_notice_cb (gpointer    user_data,
                  const char *path,
                  guint       line,
                  const char *message)
{
}

static void
step_read (const char *folder,
           const char *name,
           Cost       *cost)
{
  const QuothSink sink = { count_scheme_cb, count_entity_cb, count_article_cb, ignore_notice_cb,
                           cost };
  const QuothFormat *format = quoth_formats_lookup (name);
  g_autofree char *data = data_path (folder, name);
  const char *const paths[] = { data, NULL };
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  QuothReadOptions options = { .layer = "anna", .scheme = scheme, .session = 1 };
  QuothImportReport report = { .refused = g_ptr_array_new (), .notices = g_ptr_array_new () };
  g_autoptr (GPtrArray) units = NULL;
  g_autoptr (GError) error = NULL;

  units = quoth_import_plan (paths, name, &report, NULL, &error);
  if (units == NULL)
    bench_die (name, error);
  start (cost);
  for (guint i = 0; i < units->len; i++)
    if (!format->read (((QuothUnit *) units->pdata[i])->path, &options, &sink, NULL, &error))
      bench_die (name, error);
  stop (cost);
}

/* --- the table --- */

static const struct
{
  const char *name;
  void      (*run) (const char *folder, const char *format, Cost *cost);
} steps[] = {
  { "export", step_export },
  { "write", step_write },
  { "write-files", step_write_files },
  { "import", step_import },
  { "read", step_read },
  { BENCH_BARE_FILES, step_bare_files },
  { BENCH_RELEASE, step_release },
};

static void
make_project (const char *folder,
              guint       n_articles)
{
  g_autofree char *corpus = g_build_filename (folder, "corpus", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.quoth", NULL);
  const char *const paths[] = { corpus, NULL };
  g_autoptr (QuothScheme) scheme = quoth_scheme_new_default ();
  g_autoptr (QuothProject) project = NULL;
  g_autoptr (QuothImportReport) report = NULL;
  g_autoptr (GError) error = NULL;

  bench_make_corpus (folder, n_articles);
  project = quoth_project_create (path, scheme, &error);
  report = project != NULL
             ? quoth_import_run (project, paths, "quoth-jsonl", NULL, NULL, &error) : NULL;
  if (report == NULL)
    bench_die (path, error);
  quoth_project_close (project);
  bench_remove_tree (corpus);
}

int
bench_format_step (const char *step,
                   const char *folder,
                   const char *name)
{
  Cost cost = { 0 };

  if (g_str_equal (step, "project"))
    make_project (folder, (guint) atoi (name));
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (g_str_equal (step, steps[i].name))
      steps[i].run (folder, name, &cost);
  printf ("%f %f %f %" G_GUINT64_FORMAT "\n", cost.cpu, cost.wall, bench_peak_mb (),
          cost.n_articles);
  return 0;
}
