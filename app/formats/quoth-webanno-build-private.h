/* quoth-webanno-build-private.h - the annotations of a WebAnno TSV file, as they gather
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-webanno-private.h"

G_BEGIN_DECLS

#define QUOTH_WEBANNO_SOFA 1

typedef struct
{
  guint        layer;
  guint        id;     /* as the file numbers it; of chains, the place in the chain; 0: none */
  guint        chain;
  guint        row;    /* the first */
  guint        start;
  guint        end;
  const char **values; /* of its features, in the file's words; NULL: none */
} QuothWebannoSpan;

typedef struct
{
  QuothWebanno *file;
  QuothCas     *cas;
  GArray       *spans;     /* of QuothWebannoSpan; their ids in the CAS begin behind the text's */
  GArray       *on_rows;   /* of guint: the spans of each row, one row after the other */
  GHashTable   *by_number; /* "layer:id" and, of chains, "layer:chain:link" → index + 1 */
  GHashTable   *by_id;     /* id → index + 1, of any layer */
  GHashTable   *addresses; /* address → row + 1 */
  GStringChunk *strings;
  guint         next_id;
} QuothWebannoBuild;

void     quoth_webanno_build_init  (QuothWebannoBuild *self,
                                    QuothWebanno      *file,
                                    QuothCas          *cas);
void     quoth_webanno_build_clear (QuothWebannoBuild *self);
/* Fills spans and what finds them. */
void     quoth_webanno_read_rows   (QuothWebannoBuild *self);

QuothWebannoLayer *quoth_webanno_get_layer (QuothWebannoBuild *self,
                                            guint              index);
QuothWebannoRow   *quoth_webanno_get_row   (QuothWebannoBuild *self,
                                            guint              index);
QuothWebannoSpan  *quoth_webanno_get_span  (QuothWebannoBuild *self,
                                            guint              index);
QuothWebannoKind   quoth_webanno_get_kind  (QuothWebannoBuild *self,
                                            guint              span);
const QuothWebannoFeature *quoth_webanno_get_feature (const QuothWebannoLayer *layer,
                                                      guint                    index);
/* Cuts a cell, or what stands in it, at every @separator that no backslash guards. */
GPtrArray *quoth_webanno_split     (QuothWebannoBuild *self,
                                    const char        *cell,
                                    char               separator);
/* Cuts "[7]" off the end; 0 when there is none. */
guint    quoth_webanno_cut_number  (char              *item);
gboolean quoth_webanno_is_none     (const char        *cell);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothWebannoBuild, quoth_webanno_build_clear)

G_END_DECLS
