/* quoth-annotation.c - one annotation, immutable
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-annotation"

#include "config.h"

#include "quoth-annotation.h"

G_DEFINE_QUARK (quoth-model-error-quark, quoth_model_error)
