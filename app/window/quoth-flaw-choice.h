/* quoth-flaw-choice.h - which of many findings are listed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-flaws.h"

G_BEGIN_DECLS

GPtrArray *quoth_flaws_choose (GPtrArray *list,
                               guint      n_rows);
void       quoth_flaws_insert (GPtrArray *list,
                               QuothFlaw *flaw);

G_END_DECLS
