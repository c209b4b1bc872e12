/* quoth-flaw-words.h - what looks forgotten, and what can be done, in words for people
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-flaws.h"

G_BEGIN_DECLS

const char *quoth_flaw_words_kind    (QuothFlawKind     kind);
char       *quoth_flaw_words_dup_heading (QuothFlawKind  kind,
                                          guint          n_shown,
                                          guint64        n);
char       *quoth_flaw_words_explain (const QuothFlaw  *flaw,
                                      QuothDocument    *document,
                                      QuothRegistry    *registry);
char       *quoth_flaw_words_repair  (const QuothFlaw  *flaw,
                                      const QuothRepair *repair);

G_END_DECLS
