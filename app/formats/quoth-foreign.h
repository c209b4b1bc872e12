/* quoth-foreign.h - what files are that no format reads, and what helps
 *
 * People have corpora in more formats than anybody reads, and some of those look like an
 * article, a table or rows without annotations. Whatever is known here is refused by its name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *quoth_foreign_explain (const char *path,
                                   const char *head,
                                   gsize       n_head);

G_END_DECLS
