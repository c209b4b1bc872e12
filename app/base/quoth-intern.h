/* quoth-intern.h - one copy of words that come again and again
 *
 * Types, layers and roles are few. GLib forgets an interned string with its last use, so
 * that a reader that holds one article at a time would make them anew for each; here each
 * thread keeps those that it used lately.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *quoth_intern (const char *word);

G_END_DECLS
