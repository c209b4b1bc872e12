/* quoth-cues.h - the words that signal an attribution
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-document.h"

G_BEGIN_DECLS

/* The reporting verb (with auxiliaries and negation) that governs a claim of these
 * parts: between two parts, else beside the nearest one in the same paragraph. */
gboolean quoth_cues_propose (QuothText       *text,
                             const QuothSpan *parts,
                             guint            n_parts,
                             QuothSpan       *out_cue);

G_END_DECLS
