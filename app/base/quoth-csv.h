/* quoth-csv.h - fields of comma-separated values, as RFC 4180 has them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Appends a field, quoted where it must be. With @defuse, what a spreadsheet would take
 * for a formula begins with an apostrophe. */
void quoth_csv_append_field (GString    *out,
                             const char *field,
                             gssize      n_bytes,
                             gboolean    defuse);

G_END_DECLS
