/* quoth-fold.h - texts made comparable for search
 *
 * Folds case, accents, curly and straight quotation marks, dashes, and every
 * blank (U+00A0 included) for comparing only; what is stored never changes. A
 * folded text maps each of its code points back to the original offset.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

typedef struct _QuothFold QuothFold;

char      *quoth_fold_string  (const char *utf8);

QuothFold *quoth_fold_new     (QuothText  *text);
void       quoth_fold_free    (QuothFold  *self);
gboolean   quoth_fold_find    (QuothFold  *self,
                               const char *query,
                               guint       from,
                               gboolean    whole_words,
                               QuothSpan  *out_span);
GArray    *quoth_fold_find_all (QuothFold  *self,
                                const char *query,
                                gboolean    whole_words,
                                guint       limit);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothFold, quoth_fold_free)

G_END_DECLS
