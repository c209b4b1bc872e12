/* quoth-format.c - the small interface behind which every corpus format stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-format"

#include "config.h"

#include "quoth-format.h"

G_DEFINE_QUARK (quoth-format-error-quark, quoth_format_error)
