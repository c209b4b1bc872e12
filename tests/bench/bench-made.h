/* bench-made.h - a made-up corpus, and steps in processes of their own
 *
 * Articles of 3 kB with 10 annotations, two of them claims with speaker, cue and an
 * attribute, in quoth-jsonl. A step is this program called again, so that its peak
 * memory is its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BENCH_TEXT_BYTES 3000

/* Prints and ends the program. @error: (nullable): errno is named without. */
void  bench_die         (const char   *what,
                         const GError *error) G_GNUC_NORETURN;
/* Makes FOLDER/corpus; the same bytes for the same @n_articles. */
void  bench_make_corpus (const char   *folder,
                         guint         n_articles);
void  bench_remove_tree (const char   *path);
/* Runs "PROGRAM --step STEP FOLDER NAME". Returns what it printed, to be freed. */
char *bench_spawn       (const char   *program,
                         const char   *step,
                         const char   *folder,
                         const char   *name);

G_END_DECLS
