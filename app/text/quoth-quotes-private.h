/* quoth-quotes-private.h - the scan that pairs quotation marks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-quotes.h"

G_BEGIN_DECLS

/* Array of QuothQuote by start, each wholly within or wholly outside every other;
 * depth is not set yet. */
GArray *quoth_quotes_scan (QuothText *text);

G_END_DECLS
