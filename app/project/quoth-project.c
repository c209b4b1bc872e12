/* quoth-project.c - the file NAME.quoth, the one place that writes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-project"

#include "config.h"

#include "quoth-project.h"

G_DEFINE_QUARK (quoth-project-error-quark, quoth_project_error)
