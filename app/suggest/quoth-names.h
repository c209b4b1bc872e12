/* quoth-names.h - where the next name stands
 *
 * Proposes names of people by their shape, titles, and what the registry knows.
 * Only a place for the caret to jump to; nothing is marked without the user.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-document.h"
#include "quoth-registry.h"

G_BEGIN_DECLS

/* Array of QuothSpan in order, none overlapping. */
GArray   *quoth_names_find (QuothText     *text,
                            QuothRegistry *registry);

G_END_DECLS
