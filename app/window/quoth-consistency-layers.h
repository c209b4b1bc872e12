/* quoth-consistency-layers.h - whose work can be looked through
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

/* Fills @menu with all layers in which there is work, gold among them. Returns: (transfer full):
 * where to look first: who reviews means gold, as soon as there is some. */
char *quoth_consistency_layers_fill (GMenu       *menu,
                                     QuothWindow *window);

G_END_DECLS
