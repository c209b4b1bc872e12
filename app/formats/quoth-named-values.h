/* quoth-named-values.h - values of attributes as plain words, and back
 *
 * Formats without types write an attribute as words: "direct", "true", "0.9", or one
 * word per value of a list. What comes back from them is what was there, for a scheme
 * that knows the attribute as the same kind; for every value of which that is not
 * certain, split says so, and the format keeps its JSON instead. Where the format does not
 * tell the kinds of attributes, only those of the default scheme are taken for certain.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-scheme.h"

#include "quoth-attributes.h"

G_BEGIN_DECLS

/* NULL: no words give the value back. */
GPtrArray       *quoth_named_values_split (QuothScheme     *scheme,
                                           gboolean         kinds_told,
                                           const char      *name,
                                           const char      *json);
/* NULL: there is no room for one more. */
QuothAttributes *quoth_named_values_add   (QuothScheme     *scheme,
                                           QuothAttributes *attributes,
                                           const char      *name,
                                           const char      *value);

G_END_DECLS
