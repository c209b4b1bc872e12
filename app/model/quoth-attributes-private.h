/* quoth-attributes-private.h - setting a value that is canonical JSON already
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-attributes.h"

G_BEGIN_DECLS

/* @json: canonical, or NULL to take the name out. */
QuothAttributes *quoth_attributes_with_canonical (QuothAttributes *self,
                                                  const char      *name,
                                                  const char      *json);

G_END_DECLS
