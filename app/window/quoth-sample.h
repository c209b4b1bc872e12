/* quoth-sample.h - the sample project that comes with Quoth
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *quoth_sample_ensure (GError **error);

G_END_DECLS
