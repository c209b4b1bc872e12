/* bench-common.h - what all benchmarks measure and how they say it
 *
 * One JSON object a line on standard output. Time is CPU time of the whole process,
 * so that work put off to threads counts; memory is the resident set. Nothing is
 * asserted: report.py compares with the targets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Several timings of one thing. */
typedef struct
{
  const char *bench;
  const char *name;   /* of the case */
  const char *metric;
  GArray     *cpu;    /* of double: milliseconds */
  GArray     *wall;   /* of double: milliseconds */
  double      started_cpu;
  double      started_wall;
} BenchSeries;

double bench_cpu_ms      (void);
double bench_wall_ms     (void);
double bench_rss_mb      (void); /* now */
double bench_peak_mb     (void); /* since the program began */
/* The first line of every benchmark: where it ran. */
void   bench_machine     (const char  *bench);

void   bench_series_init  (BenchSeries *self,
                           const char  *bench,
                           const char  *name,
                           const char  *metric);
void   bench_series_start (BenchSeries *self);
void   bench_series_stop  (BenchSeries *self);
void   bench_series_add   (BenchSeries *self,
                           double       cpu,
                           double       wall);
/* Prints and clears. @per_second: how many things one timing did, for a rate; 0 for none.
 * @memory: in MB. */
void   bench_series_print (BenchSeries *self,
                           guint        per_second,
                           double       memory);

/* Words as news has them: few that are everywhere, many that are rare, and some marks
 * and letters outside ASCII. About @n_bytes, in paragraphs of about 600 characters. */
char  *bench_make_text    (GRand       *rand,
                           guint        n_bytes,
                           gboolean     one_line);

/* With the files in it; folders in it are left alone. */
void   bench_remove_folder (const char *folder);

G_END_DECLS
