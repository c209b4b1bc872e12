/* quoth-diff.h - which elements of one sequence live on in another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QUOTH_DIFF_GONE G_MAXUINT

guint *quoth_diff_match (const guint *from,
                         guint        n_from,
                         const guint *to,
                         guint        n_to);

G_END_DECLS
