/* quoth-scheme-free-keys.h - keys that an entry of the scheme could have
 *
 * A row below that of a key, shown while the key is missing or cannot be used: most
 * letters are taken, and nobody should have to try them one by one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-scheme-draft.h"

G_BEGIN_DECLS

void quoth_scheme_add_free_keys_row (GtkWidget              *group,
                                     QuothSchemeDraft       *draft,
                                     const QuothSchemePlace *place,
                                     GtkWidget              *entry);

G_END_DECLS
