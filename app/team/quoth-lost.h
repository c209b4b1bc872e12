/* quoth-lost.h - annotations that lost their place when a text was corrected
 *
 * A mark in the layer "remarks" of the later version, of a type that is hidden and automatic,
 * so that undo, merging and the exchange format need nothing new for it. It stands where the
 * words may be, holds the whole annotation with its links and its words, and so does not need
 * the older version. It stays when it is settled, and says how: what was settled once is not
 * brought again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-command.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ID_LOST "lost_annotation"

gboolean         quoth_lost_is_mark        (QuothAnnotation   *annotation);
/* Whether it waits for somebody to settle it. */
gboolean         quoth_lost_is_open        (QuothAnnotation   *mark);
/* What was lost, with the place it had in the older version. */
QuothAnnotation *quoth_lost_dup_annotation (QuothAnnotation   *mark,
                                            GError           **error);
/* Its words there; parts are joined by " … ". */
char            *quoth_lost_dup_words      (QuothAnnotation   *mark);
char            *quoth_lost_dup_layer      (QuothAnnotation   *mark);
/* Marks by their place. */
void             quoth_lost_sort           (GPtrArray         *marks);
/* Of QuothAnnotation: the open marks of an article, by their place. */
GPtrArray       *quoth_lost_list_open      (QuothArticleData  *data);

QuothCommand    *quoth_lost_place          (QuothScheme       *scheme,
                                            QuothArticleData  *data,
                                            QuothAnnotation   *mark,
                                            const QuothSpan   *parts,
                                            guint              n_parts,
                                            const char        *by,
                                            GError           **error);
QuothCommand    *quoth_lost_drop           (const char        *article,
                                            QuothAnnotation   *mark,
                                            const char        *by);

G_END_DECLS
