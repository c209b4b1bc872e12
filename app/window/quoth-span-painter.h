/* quoth-span-painter.h - what annotations look like, as data
 *
 * From the annotations of a range it makes a plan: atoms (stretches where the same
 * set of annotations holds) with a fill blended for the theme so that the text stays
 * readable, and lanes (one per annotation and range) that show by line pattern, end
 * caps and height where annotations nest, cross or share ends. No widget, no drawing:
 * the article view turns a plan into pixels, tests read it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-document.h"
#include "quoth-span-colors.h"

G_BEGIN_DECLS

/* Deeper annotations share the last lane. */
#define QUOTH_PAINT_MAX_LANES 6

typedef enum
{
  QUOTH_PATTERN_SOLID,
  QUOTH_PATTERN_DOUBLE,
  QUOTH_PATTERN_DASHED,
  QUOTH_PATTERN_DOTTED
} QuothPattern;

typedef enum
{
  QUOTH_LANE_CAP_START = 1 << 0, /* the part begins in this range */
  QUOTH_LANE_CAP_END   = 1 << 1,
  QUOTH_LANE_GAP       = 1 << 2, /* not a part: joins two parts */
  QUOTH_LANE_FROM      = 1 << 3, /* an earlier part stands before the range */
  QUOTH_LANE_TO        = 1 << 4, /* a later part stands behind the range */
  QUOTH_LANE_OPEN      = 1 << 5, /* an open task: drawn hollow */
  QUOTH_LANE_ACTIVE    = 1 << 6,
  QUOTH_LANE_BRACKET   = 1 << 7, /* a claim: its caps reach up to the text */
  QUOTH_LANE_FAINT     = 1 << 8  /* proposed by rule, no work of a person */
} QuothLaneFlags;

typedef struct
{
  guint   start; /* code points of the article, clipped to the range */
  guint   end;
  guint32 fill;  /* 0xrrggbb, already blended and readable */
} QuothAtom;

typedef struct
{
  guint            start;
  guint            end;
  guint            lane;  /* 0 = next to the text */
  guint32          color; /* 0xrrggbb, at least 3:1 to the background */
  QuothPattern     pattern;
  QuothLaneFlags   flags;
  guint            part;
  QuothAnnotation *annotation; /* borrowed from the document */
} QuothLane;

typedef struct
{
  GArray *atoms;   /* of QuothAtom, by start; unmarked stretches have none */
  GArray *lanes;   /* of QuothLane */
  guint   n_lanes;
} QuothSpanPlan;

QuothSpanPlan *quoth_span_plan_new  (void);
void           quoth_span_plan_free (QuothSpanPlan         *self);
void           quoth_span_plan_make (QuothSpanPlan         *self,
                                     QuothDocument         *document,
                                     const QuothPaintTheme *theme,
                                     const char            *active,
                                     QuothSpan              range);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothSpanPlan, quoth_span_plan_free)

G_END_DECLS
