/* bench-formats.c - what every format costs: reading, importing, writing, exporting, memory
 *
 * usage: bench-formats [--only FORMAT] [ARTICLES…] (1000 by default; 100000 takes long)
 * Walks the table of formats, so a new one is measured as soon as it has its line there.
 * Each step runs in a process of its own, so that its peak memory is its own. The corpus
 * is that of bench-made.h; formats that are only read get what another format wrote, or
 * a plain file made here.
 *
 *   export  the whole way from a project to the folder     import  the whole way back
 *   write   the format's writer alone, its files kept      read    its reader alone
 *           nowhere
 *   write-files  the same with its files
 *   bare-files   no format: what the system takes for a file for each article
 *
 * All stands in memory (/dev/shm) where that can be written, else where temporary files do:
 * ext4 without a journal takes a hundred times longer for a new file while many have been
 * deleted in the last minute, which is what a benchmark does and nobody else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-common.h"
#include "bench-made.h"
#include "bench-nowhere.h"

#include "quoth-export.h"
#include "quoth-import.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Stands where a format's name does. */
#define BARE_FILES "bare-files"

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

typedef struct
{
  const QuothFormat *format;
  gpointer           state;
  Cost              *cost;
} Writer;

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
  Writer *self = user_data;
  double wall = bench_wall_ms ();
  double cpu = bench_cpu_ms ();
  gboolean ok = self->format->article (self->state, data, error);

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
  Writer writer = { .format = quoth_formats_lookup (name), .cost = cost };
  g_autoptr (GError) error = NULL;

  g_mkdir (target, 0700);
  writer.state = writer.format->begin (&options, ignore_loss, NULL, &error);
  if (writer.state == NULL
      || !quoth_project_foreach_article (project, NULL, NULL, write_cb, &writer, &error)
      || !writer.format->finish (writer.state, TRUE, &error))
    bench_die (name, error);
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
  Writer *self = user_data;
  g_autofree char *path = g_strdup_printf ("%s/%" G_GUINT64_FORMAT ".txt", (char *) self->state,
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
  Writer writer = { .state = target, .cost = cost };
  g_autoptr (GError) error = NULL;

  g_mkdir (target, 0700);
  if (!quoth_project_foreach_article (project, NULL, NULL, bare_file_cb, &writer, &error))
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

/* --- input for formats that are only read --- */

static FILE *
begin_input (const char *folder,
             const char *format,
             const char *file)
{
  g_autofree char *path = g_build_filename (folder, format, file, NULL);
  FILE *out = g_fopen (path, "w");

  if (out == NULL)
    bench_die (path, NULL);
  return out;
}

static void
make_text (const char *folder,
           GRand      *rand,
           guint       n_articles)
{
  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *name = g_strdup_printf ("article-%u.txt", i);
      g_autofree char *text = bench_make_text (rand, BENCH_TEXT_BYTES, FALSE);
      FILE *out = begin_input (folder, "text", name);

      fputs (text, out);
      fclose (out);
    }
}

static void
make_table (const char *folder,
            GRand      *rand,
            guint       n_articles)
{
  FILE *out = begin_input (folder, "table", "articles.csv");

  fputs ("title,date,text\n", out);
  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *text = bench_make_text (rand, BENCH_TEXT_BYTES, FALSE);

      fprintf (out, "Article %u,2026-01-%02u,\"%s\"\n", i, 1 + i % 28, text);
    }
  fclose (out);
}

/* Each tenth word is a person. */
static void
make_conllu (const char *folder,
             GRand      *rand,
             guint       n_articles)
{
  FILE *out = begin_input (folder, "conllu", "articles.conllu");

  fputs ("# global.Entity = eid-etype-head-other\n", out);
  for (guint i = 0; i < n_articles; i++)
    {
      g_autofree char *text = bench_make_text (rand, BENCH_TEXT_BYTES, TRUE);
      g_auto (GStrv) words = g_strsplit (text, " ", -1);
      guint n = 0;

      fprintf (out, "# newdoc id = d%u\n", i);
      for (guint k = 0; words[k] != NULL; k++)
        {
          if (*words[k] == '\0')
            continue;
          n++;
          fprintf (out, "%u\t%s\t_\tX\t_\t_\t%u\tdep\t_\t", n, words[k], n == 1 ? 0 : 1);
          if (n % 10 == 3)
            fprintf (out, "Entity=(e%u-person-1-)\n", n % 7);
          else
            fputs ("_\n", out);
          if (n == 20)
            fputc ('\n', out);
          n %= 20;
        }
      if (n > 0)
        fputc ('\n', out);
    }
  fclose (out);
}

static const struct
{
  const char *format;
  void      (*make) (const char *folder, GRand *rand, guint n_articles);
} inputs[] = {
  { "text", make_text },
  { "table", make_table },
  { "conllu", make_conllu },
};

static gboolean
make_input (const char *folder,
            const char *format,
            guint       n_articles)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (n_articles);
  g_autofree char *path = data_path (folder, format);

  for (guint i = 0; i < G_N_ELEMENTS (inputs); i++)
    if (g_str_equal (inputs[i].format, format))
      {
        g_mkdir (path, 0700);
        inputs[i].make (folder, rand, n_articles);
        return TRUE;
      }
  return FALSE;
}

/* --- the steps, each in its own process --- */

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
  { BARE_FILES, step_bare_files },
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

static int
run_step (const char *step,
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

/* --- the parent --- */

typedef struct
{
  guint64 all;
  guint64 xml; /* in files that begin as XML does */
} Bytes;

static void
measure (const char *path,
         Bytes      *bytes)
{
  GDir *dir = g_dir_open (path, 0, NULL);
  const char *name;
  struct stat info;

  if (dir == NULL && stat (path, &info) == 0)
    {
      FILE *file = g_fopen (path, "r");

      bytes->all += (guint64) info.st_size;
      if (file != NULL && getc (file) == '<')
        bytes->xml += (guint64) info.st_size;
      if (file != NULL)
        fclose (file);
    }
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      measure (child, bytes);
    }
  g_clear_pointer (&dir, g_dir_close);
}

/* One line for one step: its bytes are those of the format's own files. */
static void
bench_step (const char *program,
            const char *folder,
            const char *size,
            const char *step,
            const char *format)
{
  g_autofree char *data = data_path (folder, format);
  guint runs = atoi (size) > 20000 ? 1 : 3;
  double best = 0, wall = 0, peak = 0;
  guint64 n_articles = 0;
  Bytes bytes = { 0 };
  double mb;

  for (guint i = 0; i < runs; i++)
    {
      double cpu = 0, this_wall = 0, memory = 0;
      g_autofree char *out = NULL;

      if (g_str_equal (step, "export") || g_str_equal (step, BARE_FILES))
        bench_remove_tree (data);
      out = bench_spawn (program, step, folder, format);
      if (sscanf (out, "%lf %lf %lf %" G_GUINT64_FORMAT, &cpu, &this_wall, &memory,
                  &n_articles) != 4)
        bench_die (step, NULL);
      if (i == 0 || cpu < best)
        {
          best = cpu;
          wall = this_wall;
        }
      peak = MAX (peak, memory);
    }
  measure (data, &bytes);
  mb = (double) bytes.all / 1e6;
  printf ("{\"bench\":\"formats\",\"case\":\"%s\",\"metric\":\"%s\",\"format\":\"%s\","
          "\"xml\":%s,\"runs\":%u,\"articles\":%" G_GUINT64_FORMAT ",\"mb\":%.2f,"
          "\"cpu_ms\":%.3f,\"wall_ms\":%.3f,\"per_cpu_s\":%.0f,\"mb_per_cpu_s\":%.1f,"
          "\"memory_mb\":%.0f}\n",
          size, step, format, bytes.xml > bytes.all / 2 ? "true" : "false", runs, n_articles, mb, best,
          wall, (double) n_articles / (best / 1000), mb / (best / 1000), peak);
  fflush (stdout);
}

static void
bench_formats (const char *program,
               const char *folder,
               const char *size,
               const char *only)
{
  G_GNUC_UNUSED g_autofree char *made = bench_spawn (program, "project", folder, size);
  g_autofree char *bare = data_path (folder, BARE_FILES);

  bench_step (program, folder, size, BARE_FILES, BARE_FILES);
  bench_remove_tree (bare);
  for (guint i = 0; quoth_formats_list (NULL)[i] != NULL; i++)
    {
      const QuothFormat *format = quoth_formats_list (NULL)[i];
      g_autofree char *data = data_path (folder, format->name);

      if (only != NULL && strcmp (only, format->name) != 0)
        continue;
      if (format->begin != NULL)
        {
          bench_step (program, folder, size, "export", format->name);
          bench_step (program, folder, size, "write", format->name);
          bench_step (program, folder, size, "write-files", format->name);
        }
      else if (!make_input (folder, format->name, (guint) atoi (size)))
        {
          printf ("{\"bench\":\"formats\",\"case\":\"%s\",\"metric\":\"skipped\","
                  "\"format\":\"%s\"}\n", size, format->name);
          continue;
        }
      if (format->read != NULL)
        {
          bench_step (program, folder, size, "import", format->name);
          bench_step (program, folder, size, "read", format->name);
        }
      bench_remove_tree (data);
    }
}

static const char *
parent_folder (void)
{
  const char *given = g_getenv ("QUOTH_BENCH_DIR");

  if (given != NULL)
    return given;
  return g_access ("/dev/shm", W_OK | X_OK) == 0 ? "/dev/shm" : g_get_tmp_dir ();
}

int
main (int    argc,
      char **argv)
{
  static const char *const defaults[] = { "1000", NULL };
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  const char *only = NULL;
  const char *const *sizes;

  setlocale (LC_ALL, "");
  if (argc == 5 && g_str_equal (argv[1], "--step"))
    return run_step (argv[2], argv[3], argv[4]);
  if (argc > 2 && g_str_equal (argv[1], "--only"))
    {
      only = argv[2];
      argc -= 2;
      argv += 2;
    }
  sizes = argc > 1 ? (const char *const *) argv + 1 : defaults;
  bench_machine ("formats");
  for (; *sizes != NULL; sizes++)
    {
      g_autofree char *folder = g_build_filename (parent_folder (), "quoth-bench-XXXXXX", NULL);

      if (g_mkdtemp (folder) == NULL)
        bench_die (folder, NULL);
      bench_formats (program, folder, *sizes, only);
      bench_remove_tree (folder);
    }
  return 0;
}
