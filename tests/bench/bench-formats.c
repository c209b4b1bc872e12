/* bench-formats.c - what every format costs: reading, importing, writing, exporting, memory
 *
 * usage: bench-formats [--only FORMAT|release] [ARTICLES…] (1000 by default; 100000 takes long)
 * Walks the table of formats, so a new one is measured as soon as it has its line there.
 * Each step of bench-format-steps.h runs in a process of its own, so that its peak memory
 * is its own. The corpus is that of bench-made.h; formats that are only read get what
 * bench-format-inputs.h makes.
 *
 * All stands in memory (/dev/shm) where that can be written, else where temporary files do:
 * ext4 without a journal takes a hundred times longer for a new file while many have been
 * deleted in the last minute, which is what a benchmark does and nobody else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-common.h"
#include "bench-format-inputs.h"
#include "bench-format-steps.h"
#include "bench-made.h"

#include "quoth-format.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

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
  g_autofree char *data = g_build_filename (folder, format, NULL);
  guint runs = atoi (size) > 20000 ? 1 : 3;
  double best = 0, wall = 0, peak = 0;
  guint64 n_articles = 0;
  Bytes bytes = { 0 };
  double mb;

  for (guint i = 0; i < runs; i++)
    {
      double cpu = 0, this_wall = 0, memory = 0;
      g_autofree char *out = NULL;

      if (g_str_equal (step, "export") || g_str_equal (step, BENCH_BARE_FILES)
          || g_str_equal (step, BENCH_RELEASE))
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
  g_autofree char *bare = g_build_filename (folder, BENCH_BARE_FILES, NULL);
  g_autofree char *release = g_build_filename (folder, BENCH_RELEASE, NULL);

  bench_step (program, folder, size, BENCH_BARE_FILES, BENCH_BARE_FILES);
  bench_remove_tree (bare);
  if (only == NULL || g_str_equal (only, BENCH_RELEASE))
    bench_step (program, folder, size, BENCH_RELEASE, BENCH_RELEASE);
  bench_remove_tree (release);
  for (guint i = 0; quoth_formats_list (NULL)[i] != NULL; i++)
    {
      const QuothFormat *format = quoth_formats_list (NULL)[i];
      g_autofree char *data = g_build_filename (folder, format->name, NULL);

      if (only != NULL && strcmp (only, format->name) != 0)
        continue;
      if (format->article != NULL)
        {
          bench_step (program, folder, size, "export", format->name);
          bench_step (program, folder, size, "write", format->name);
          bench_step (program, folder, size, "write-files", format->name);
        }
      else if (!bench_format_make_input (folder, format->name, (guint) atoi (size)))
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
    return bench_format_step (argv[2], argv[3], argv[4]);
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
