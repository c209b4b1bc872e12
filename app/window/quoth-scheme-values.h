/* quoth-scheme-values.h - the values of a choice: names, keys, order
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-scheme-draft.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_SCHEME_VALUES (quoth_scheme_values_get_type ())

G_DECLARE_FINAL_TYPE (QuothSchemeValues, quoth_scheme_values, QUOTH, SCHEME_VALUES,
                      AdwPreferencesGroup)

GtkWidget *quoth_scheme_values_new    (QuothSchemeDraft  *draft,
                                       const char        *attribute);
void       quoth_scheme_values_settle (QuothSchemeValues *self);

G_END_DECLS
