/* quoth-scheme-edit-private.h - what the files that change schemes share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-scheme-edit.h"
#include "quoth-scheme-private.h"

G_BEGIN_DECLS

GPtrArray  *_quoth_scheme_entries         (QuothScheme            *self,
                                           QuothSchemePart         part);
GHashTable *_quoth_scheme_table           (QuothScheme            *self,
                                           QuothSchemePart         part);
/* Types, attributes, roles and values all begin with their id. */
const char *_quoth_scheme_entry_id        (gconstpointer           entry);
gpointer    _quoth_scheme_find            (QuothScheme            *self,
                                           const QuothSchemePlace *place);
char      **_quoth_scheme_replace_in_list (char                  **list,
                                           const char             *type,
                                           const char             *other);

G_END_DECLS
