/* bench-common.c - what all benchmarks measure and how they say it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "bench-common.h"

#include "quoth-json-writer.h"

#include <glib/gstdio.h>

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>
#include <unistd.h>

static double
clock_ms (clockid_t id)
{
  struct timespec now;

  clock_gettime (id, &now);
  return now.tv_sec * 1000.0 + now.tv_nsec / 1e6;
}

double
bench_cpu_ms (void)
{
  return clock_ms (CLOCK_PROCESS_CPUTIME_ID);
}

double
bench_wall_ms (void)
{
  return clock_ms (CLOCK_MONOTONIC);
}

/* The value of a line "NAME: VALUE" of a file of /proc. */
static char *
read_proc (const char *path,
           const char *name)
{
  g_autofree char *contents = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (path, &contents, NULL, NULL))
    return g_strdup ("");
  lines = g_strsplit (contents, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *colon = strchr (lines[i], ':');

      if (colon != NULL && g_str_has_prefix (lines[i], name))
        return g_strstrip (g_strdup (colon + 1));
    }
  return g_strdup ("");
}

static double
status_mb (const char *name)
{
  g_autofree char *value = read_proc ("/proc/self/status", name);

  return g_ascii_strtoull (value, NULL, 10) * 1024 / 1e6;
}

double
bench_rss_mb (void)
{
  return status_mb ("VmRSS");
}

double
bench_peak_mb (void)
{
  return status_mb ("VmHWM");
}

void
bench_machine (const char *bench)
{
  g_autofree char *cpu = read_proc ("/proc/cpuinfo", "model name");
  g_autofree char *memory = read_proc ("/proc/meminfo", "MemTotal");
  g_autofree char *os = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  g_autoptr (GString) out = g_string_new (NULL);
  struct utsname name;
  double load[3] = { 0 };
  QuothJsonWriter writer;

  uname (&name);
  if (getloadavg (load, 3) < 1)
    load[0] = 0;
  quoth_json_writer_init (&writer, out, FALSE);
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_key (&writer, "bench");
  quoth_json_writer_string (&writer, bench);
  quoth_json_writer_key (&writer, "machine");
  quoth_json_writer_begin_object (&writer);
  quoth_json_writer_key (&writer, "cpu");
  quoth_json_writer_string (&writer, cpu);
  quoth_json_writer_key (&writer, "cores");
  quoth_json_writer_int (&writer, g_get_num_processors ());
  quoth_json_writer_key (&writer, "memory_gb");
  quoth_json_writer_int (&writer, g_ascii_strtoull (memory, NULL, 10) / 1000000);
  quoth_json_writer_key (&writer, "system");
  quoth_json_writer_string (&writer, os);
  quoth_json_writer_key (&writer, "kernel");
  quoth_json_writer_string (&writer, name.release);
  quoth_json_writer_key (&writer, "load");
  quoth_json_writer_double (&writer, round (load[0] * 10) / 10);
  quoth_json_writer_end_object (&writer);
  quoth_json_writer_end_object (&writer);
  puts (out->str);
  fflush (stdout);
}

void
bench_series_init (BenchSeries *self,
                   const char  *bench,
                   const char  *name,
                   const char  *metric)
{
  *self = (BenchSeries) { .bench = bench, .name = name, .metric = metric };
  self->cpu = g_array_new (FALSE, FALSE, sizeof (double));
  self->wall = g_array_new (FALSE, FALSE, sizeof (double));
}

void
bench_series_start (BenchSeries *self)
{
  self->started_wall = bench_wall_ms ();
  self->started_cpu = bench_cpu_ms ();
}

void
bench_series_stop (BenchSeries *self)
{
  double cpu = bench_cpu_ms () - self->started_cpu;

  bench_series_add (self, cpu, bench_wall_ms () - self->started_wall);
}

void
bench_series_add (BenchSeries *self,
                  double       cpu,
                  double       wall)
{
  g_array_append_val (self->cpu, cpu);
  g_array_append_val (self->wall, wall);
}

static int
compare_doubles (gconstpointer a,
                 gconstpointer b)
{
  double x = *(const double *) a;
  double y = *(const double *) b;

  return (x > y) - (x < y);
}

void
bench_series_print (BenchSeries *self,
                    guint        per_second,
                    double       memory)
{
  guint n = self->cpu->len;

  g_array_sort (self->cpu, compare_doubles);
  g_array_sort (self->wall, compare_doubles);
  if (n > 0)
    {
      double cpu = g_array_index (self->cpu, double, n / 2);

      printf ("{\"bench\":\"%s\",\"case\":\"%s\",\"metric\":\"%s\",\"runs\":%u,\"cpu_ms\":%.3f,"
              "\"best_ms\":%.3f,\"worst_ms\":%.3f,\"wall_ms\":%.3f",
              self->bench, self->name, self->metric, n, cpu,
              g_array_index (self->cpu, double, 0), g_array_index (self->cpu, double, n - 1),
              g_array_index (self->wall, double, n / 2));
      if (per_second > 0)
        printf (",\"per_cpu_s\":%.0f", per_second / (cpu / 1000));
      printf (",\"memory_mb\":%.0f}\n", memory);
      fflush (stdout);
    }
  g_array_unref (self->cpu);
  g_array_unref (self->wall);
}

/* --- text --- */

#define N_WORDS 20000

/* A made-up word: the rarer, the longer. */
static void
append_word (GString *out,
             guint    rank)
{
  static const char *const frequent[] = {
    "the", "of", "to", "and", "in", "said", "that", "on", "for", "minister", "was", "with", "by",
    "is", "he", "it", "from", "she", "at", "not", "would", "after", "government", "talks", "who",
  };
  static const char *const syllables[] = {
    "ba", "ko", "ri", "ten", "mal", "so", "vi", "der", "an", "lu", "pe", "gra", "fi", "no", "ter",
    "ca", "sul", "é", "mon", "hi", "dro", "wa", "li", "ber", "ty", "ga", "ron", "ze", "qu", "ist",
  };

  if (rank < G_N_ELEMENTS (frequent))
    {
      g_string_append (out, frequent[rank]);
      return;
    }
  for (guint rest = rank; rest > 0; rest /= G_N_ELEMENTS (syllables))
    g_string_append (out, syllables[rest % G_N_ELEMENTS (syllables)]);
}

char *
bench_make_text (GRand    *rand,
                 guint     n_bytes,
                 gboolean  one_line)
{
  GString *text = g_string_sized_new (n_bytes + 64);
  gsize paragraph = 0;
  gboolean quoting = FALSE;

  while (text->len < n_bytes)
    {
      /* The rank falls off as in Zipf's law: an exponential of an even number. */
      append_word (text, (guint) pow (N_WORDS, g_rand_double (rand)) - 1);
      if (text->len - paragraph > 600)
        {
          g_string_append (text, quoting ? ".”" : ".");
          g_string_append (text, one_line ? " " : "\n\n");
          paragraph = text->len;
          quoting = FALSE;
        }
      else if (g_rand_int_range (rand, 0, 30) == 0)
        {
          g_string_append (text, quoting ? ",” " : " “");
          quoting = !quoting;
        }
      else
        g_string_append_c (text, ' ');
    }
  return g_string_free (text, FALSE);
}

void
bench_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_remove (path);
    }
  g_rmdir (folder);
}
