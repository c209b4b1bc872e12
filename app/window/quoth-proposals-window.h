/* quoth-proposals-window.h - entries of the registry that may be the same, pair by pair
 *
 * Shows of both the names, what they have in common, the Wikidata id, and how often and
 * in which sentences they are named. A digit merges the two under that entry, another key
 * keeps them apart for good; see quoth-proposals.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-window.h"

G_BEGIN_DECLS

/* @proposals: (transfer full): of QuothProposal */
GtkWidget *quoth_proposals_window_new (QuothWindow *window,
                                       GPtrArray   *proposals);

G_END_DECLS
