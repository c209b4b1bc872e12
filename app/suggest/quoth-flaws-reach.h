/* quoth-flaws-reach.h - where to look again after a change
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

/* Returns: (transfer full) (nullable): the articles' ids; NULL when all are to be looked at
 * again, beside the main thread. */
GHashTable *quoth_flaws_reach (QuothProject *project,
                               QuothCommand *command);

G_END_DECLS
