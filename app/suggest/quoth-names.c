/* quoth-names.c - where the next name stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-names"

#include "config.h"

#include "quoth-names.h"
