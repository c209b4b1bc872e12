/* bench-format-inputs.h - files for formats that are only read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Makes FOLDER/FORMAT; the same bytes for the same @n_articles. Returns FALSE when nothing
 * here makes files of that format. */
gboolean bench_format_make_input (const char *folder,
                                  const char *format,
                                  guint       n_articles);

/* bench-webanno.c: into FOLDER/webanno-tsv, which is there. */
void     bench_make_webanno      (const char *folder,
                                  GRand      *rand,
                                  guint       n_articles);

G_END_DECLS
