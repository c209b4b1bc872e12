/* bench-format-steps.h - what is measured of a format
 *
 *   export  the whole way from a project to the folder     import  the whole way back
 *   write   the format's writer alone, its files kept      read    its reader alone
 *           nowhere
 *   write-files  the same with its files
 *   bare-files   no format: what the system takes for a file for each article
 *   release      no format: a release in three formats
 *   project      nothing measured: makes FOLDER/bench.quoth with NAME articles
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Steps, and they stand where a format's name does. */
#define BENCH_BARE_FILES "bare-files"
#define BENCH_RELEASE "release"

/* Prints CPU and wall milliseconds, peak of memory in MB, and articles. @name: of a format,
 * whose files stand, or shall stand, in FOLDER/NAME. Returns the status of the process. */
int bench_format_step (const char *step,
                       const char *folder,
                       const char *name);

G_END_DECLS
