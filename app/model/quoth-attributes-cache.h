/* quoth-attributes-cache.h - reads the same attributes many times, parses them once
 *
 * A corpus says `{"quote_type":"direct"}` a million times. The cache is of a fixed size
 * and holds short sets only: it saves time, never costs memory that grows. A cache
 * belongs to one thread; what it gives is a record and may go anywhere.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-attributes.h"

G_BEGIN_DECLS

typedef struct _QuothAttributesCache QuothAttributesCache;

QuothAttributesCache *quoth_attributes_cache_new   (void);
void                  quoth_attributes_cache_free  (QuothAttributesCache  *self);
/* As quoth_attributes_new_from_json(), which says what @error may be. */
QuothAttributes      *quoth_attributes_cache_parse (QuothAttributesCache  *self,
                                                    const char            *json,
                                                    gsize                  n_bytes,
                                                    GError               **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothAttributesCache, quoth_attributes_cache_free)

G_END_DECLS
