/* quoth-article-view-private.h - what the files of the article view share
 *
 * quoth-article-view.c           properties and class
 * quoth-article-view-text.c      the displayed text, selection, caret, scrolling
 * quoth-article-view-layout.c    margins, spacing, colours: what the widget's size decides
 * quoth-article-view-geometry.c  where spans stand: display lines and x positions
 * quoth-article-view-draw.c      what is drawn below and above the text
 * quoth-article-view-marks.c     what is drawn for a moment: active, candidates, hits
 * quoth-article-view-margin.c    speaker chips and zones beside the text
 * quoth-article-view-pointer.c   clicks, handles, settled selections
 *
 * Buffer coordinates are those of GtkTextView (pixels, y 0 = top of the first line);
 * what a paragraph caches is relative to its own top, so that it survives scrolling
 * and the measuring of lines above it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article-view.h"
#include "quoth-soft-breaks.h"
#include "quoth-span-painter.h"

G_BEGIN_DECLS

/* Room under every line for lanes, in pixels at line-height 1; it is always there,
 * so that the text does not move when the first lane appears. */
#define QUOTH_VIEW_LANE_ROOM 9

typedef struct
{
  guint start;   /* displayed offsets; the end leaves out the line end's characters */
  guint end;
  int   y;       /* relative to the paragraph's top */
  int   height;  /* of the text, without the lane room below */
  int   left;    /* of the text's first and last pixel, buffer coordinates */
  int   right;
} QuothDisplayLine;

typedef struct
{
  guint          start; /* displayed offsets */
  guint          end;
  GArray        *lines; /* of QuothDisplayLine */
  gint16        *edges; /* x of the left edge of character i, G_MININT16 = not yet asked */
  gint16        *widths; /* only in paragraphs with right-to-left letters */
  GskRenderNode *node;  /* the drawn plan; NULL when nothing is marked */
  gboolean       planned; /* @node is up to date */
} QuothParagraph;

/* A stretch of text on one line that runs in one direction. */
typedef struct
{
  guint    start; /* displayed offsets */
  guint    end;
  int      x;     /* buffer coordinates */
  int      y;     /* relative to the paragraph's top, or to the buffer where said */
  int      width;
  int      height;
  gboolean rtl;
} QuothRun;

typedef enum
{
  QUOTH_DRAG_NONE,
  QUOTH_DRAG_START,
  QUOTH_DRAG_END
} QuothDrag;

struct _QuothArticleView
{
  GtkTextView      parent_instance;

  QuothDocument   *document;
  QuothRegistry   *registry;
  char            *active;
  double           text_scale;
  double           line_height;
  int              reading_width; /* characters; 0 = the whole width */
  gboolean         show_zones;

  QuothText       *shown_text;    /* borrowed from the document: what the buffer shows */
  QuothSoftBreaks *breaks;        /* NULL when no paragraph is too long */
  GtkCssProvider  *css;           /* text-scale, for this view alone */
  char            *css_class;

  GArray          *candidates;    /* of QuothSpan, nullable, as the next three */
  GArray          *preview;
  GArray          *find_hits;
  guint            find_current;
  GArray          *zones;         /* of QuothZone */

  /* layout */
  QuothPaintTheme  theme;
  guint            font_hash;
  int              char_width;    /* of an average letter, pixels */
  int              font_height;
  int              lane_room;     /* pixels below a line that lanes may use */
  int              chip_x;        /* buffer coordinates; 0 when the margin is hidden */
  int              chip_width;
  int              text_width;

  /* caches */
  GHashTable      *paragraphs;    /* buffer line + 1 -> QuothParagraph */
  GHashTable      *chips;         /* annotation id -> QuothChip */
  GArray          *runs;          /* of QuothRun, reused */
  GArray          *entries;       /* of QuothIndexEntry, reused */
  QuothSpanPlan   *plan;          /* reused */

  /* pointer */
  QuothDrag        drag;
  guint            drag_part;
  QuothSpan        drag_span;
  guint            click_offset;  /* of the last click, for cycling */
  double           press_x;
  double           press_y;
  gboolean         pressed;
  gboolean         unsettled;     /* the selection changed since ::selection-settled */
};

/* text */
void     quoth_article_view_show_text        (QuothArticleView  *self);
guint    quoth_article_view_to_display       (QuothArticleView  *self,
                                              guint              offset);
guint    quoth_article_view_end_to_display   (QuothArticleView  *self,
                                              guint              end);
guint    quoth_article_view_from_display     (QuothArticleView  *self,
                                              guint              display);
void     quoth_article_view_get_iter         (QuothArticleView  *self,
                                              GtkTextIter       *iter,
                                              guint              offset);
guint    quoth_article_view_get_offset       (QuothArticleView  *self,
                                              const GtkTextIter *iter);
void     quoth_article_view_copy_clipboard   (GtkTextView       *view);

/* layout */
void     quoth_article_view_class_init_layout (GtkWidgetClass   *klass);
void     quoth_article_view_update_spacing   (QuothArticleView  *self);

/* geometry */
void     quoth_article_view_init_cache       (QuothArticleView  *self);
void     quoth_article_view_clear_cache      (QuothArticleView  *self);
void     quoth_article_view_forget_geometry  (QuothArticleView  *self);
void     quoth_article_view_forget_plans     (QuothArticleView  *self);
void     quoth_article_view_forget_span      (QuothArticleView  *self,
                                              QuothSpan          span);
QuothParagraph *quoth_article_view_get_paragraph (QuothArticleView *self,
                                                  GtkTextIter      *start,
                                                  int               top);
void     quoth_article_view_append_runs      (QuothArticleView  *self,
                                              QuothParagraph    *paragraph,
                                              guint              start,
                                              guint              end,
                                              GArray            *out_runs);

/* draw */
void     quoth_article_view_apply_command    (QuothArticleView  *self,
                                              QuothCommand      *command);
void     quoth_article_view_active_changed   (QuothArticleView  *self,
                                              const char        *before);
void     quoth_article_view_snapshot_layer   (GtkTextView       *view,
                                              GtkTextViewLayer   layer,
                                              GtkSnapshot       *snapshot);

/* margin */
void     quoth_article_view_forget_chips     (QuothArticleView  *self);
void     quoth_article_view_update_zones     (QuothArticleView  *self);

/* pointer */
void     quoth_article_view_init_pointer     (QuothArticleView  *self);
void     quoth_article_view_watch_buffer     (QuothArticleView  *self,
                                              GtkTextBuffer     *buffer);

G_END_DECLS
