/* quoth-matching.h - which marks of two annotators mean the same stretch of text
 *
 * A mark is a set of code points: sorted parts that neither overlap nor touch. Marks of
 * one annotator may overlap and nest. Overlap is counted in code points that are no
 * blanks, so that a blank more or less at an end is no difference. Work grows with the
 * pairs of marks that lie upon each other; where they are too many, it is refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

typedef struct
{
  const QuothSpan *parts;
  guint            n_parts; /* >= 1 */
} QuothMark;

/* How many code points before each offset are no blanks. */
typedef struct
{
  guint *before; /* length + 1 numbers */
  guint  length;
} QuothSolid;

typedef struct
{
  int  *match_of_a; /* of each mark of A: the mark of B, or -1 */
  guint n_matches;
  guint n_a_touched; /* marks of A that some mark of B overlaps at all */
  guint n_b_touched;
} QuothMatching;

/* Two marks that match as far as they go; the starts and ends with the earlier first, so
 * that they do not tell who is A. */
typedef struct
{
  double dice;
  guint  a;
  guint  b;
  guint  starts[2];
  guint  ends[2];
} QuothMatchPair;

/* Marks match from this share of common code points on: 2 common / (a + b). */
#define QUOTH_MATCH_DICE 0.5

void      quoth_solid_init         (QuothSolid      *self,
                                    QuothText       *text);
void      quoth_solid_clear        (QuothSolid      *self);
guint     quoth_solid_count        (QuothSolid      *self,
                                    const QuothMark *mark);
guint     quoth_solid_common       (QuothSolid      *self,
                                    const QuothMark *a,
                                    const QuothMark *b);
double    quoth_marks_dice         (QuothSolid      *self,
                                    const QuothMark *a,
                                    const QuothMark *b);
GArray   *quoth_marks_cover        (const QuothMark *marks,
                                    guint            n_marks);

guint     quoth_match_exact        (const QuothMark *a,
                                    guint            n_a,
                                    const QuothMark *b,
                                    guint            n_b);
int       quoth_match_pair_compare (const QuothMatchPair *x,
                                    const QuothMatchPair *y);
gboolean  quoth_match_list         (QuothSolid      *solid,
                                    const QuothMark *a,
                                    guint            n_a,
                                    const QuothMark *b,
                                    guint            n_b,
                                    GArray          *out_pairs);
gboolean  quoth_match_overlap      (QuothSolid      *solid,
                                    const QuothMark *a,
                                    guint            n_a,
                                    const QuothMark *b,
                                    guint            n_b,
                                    QuothMatching   *out_matching);
void      quoth_matching_clear     (QuothMatching   *self);
double    quoth_f1                 (double           matches,
                                    double           n_a,
                                    double           n_b);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothSolid, quoth_solid_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothMatching, quoth_matching_clear)

G_END_DECLS
