/* quoth-span-index.h - finds the annotations at an offset or in a range
 *
 * Parts sorted by start, with the greatest end of every block, and of every block of
 * blocks, kept beside them: a query costs a binary search and what it returns, also
 * when one annotation spans the whole text. Ties are ordered: longer first, then by
 * id, so that drawing is stable. Adding and removing move memory, no more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-annotation.h"

G_BEGIN_DECLS

typedef struct
{
  guint            start;
  guint            end;
  guint            part;       /* index into annotation->parts */
  QuothAnnotation *annotation; /* borrowed from the index, which holds a reference */
} QuothIndexEntry;

typedef struct _QuothSpanIndex QuothSpanIndex;

QuothSpanIndex        *quoth_span_index_new      (void);
void                   quoth_span_index_free     (QuothSpanIndex   *self);
void                   quoth_span_index_add_all  (QuothSpanIndex   *self,
                                                  GPtrArray        *annotations);
void                   quoth_span_index_add      (QuothSpanIndex   *self,
                                                  QuothAnnotation  *annotation);
gboolean               quoth_span_index_remove   (QuothSpanIndex   *self,
                                                  QuothAnnotation  *annotation);
guint                  quoth_span_index_get_n    (QuothSpanIndex   *self);
const QuothIndexEntry *quoth_span_index_get      (QuothSpanIndex   *self,
                                                  guint             position);
void                   quoth_span_index_overlap  (QuothSpanIndex   *self,
                                                  guint             start,
                                                  guint             end,
                                                  GArray           *out_entries);
void                   quoth_span_index_at       (QuothSpanIndex   *self,
                                                  guint             offset,
                                                  GArray           *out_entries);
guint                  quoth_span_index_lower_bound (QuothSpanIndex *self,
                                                     guint           start);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothSpanIndex, quoth_span_index_free)

G_END_DECLS
