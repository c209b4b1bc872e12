/* bench-article.h - articles of all sizes, and frames to wait for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "bench-common.h"

#include "quoth-article.h"

#include <adwaita.h>

G_BEGIN_DECLS

typedef struct
{
  const char *name;
  guint       n_bytes;
  guint       n_spans;
  gboolean    one_line; /* a single paragraph */
} BenchCase;

/* NULL-terminated by name. */
extern const BenchCase bench_cases[];

/* Up to five annotations lie on each other: nested, crossing and sharing ends. All are of
 * layer "me". */
QuothArticleData *bench_article_new  (const BenchCase *c);
/* Whether @name was asked for on the command line; all are without arguments. */
gboolean          bench_is_wanted    (const BenchCase *c,
                                      int              argc,
                                      char           **argv);
/* Registered, with the style sheet of Quoth: borders and shadows cost as much as words. */
AdwApplication   *bench_application_new (void);
void              bench_wait_frame   (GtkWidget       *widget);
/* Until nothing has happened for a tenth of a second. */
void              bench_settle       (void);
/* FALSE without a display, which is said. */
gboolean          bench_display_init (const char      *bench);

G_END_DECLS
