/* quoth-text.c - an immutable article text and its offsets
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-text"

#include "config.h"

#include "quoth-text.h"

G_DEFINE_QUARK (quoth-text-error-quark, quoth_text_error)
