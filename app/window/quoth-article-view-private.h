/* quoth-article-view-private.h - what the files of the article view share
 *
 * quoth-article-view.c           properties and class
 * quoth-article-view-text.c      the displayed text, selection, caret, scrolling
 * quoth-article-view-scroll.c    goes to a place and stays until it is reached
 * quoth-article-view-layout.c    margins, spacing, colours: what the widget's size decides
 * quoth-article-view-geometry.c  where spans stand: display lines and x positions
 * quoth-article-view-draw.c      what is drawn below and above the text
 * quoth-article-view-plan.c      one paragraph's annotations as a render node
 * quoth-article-view-marks.c     what is drawn for a moment: active, candidates, hits
 * quoth-article-view-badges.c    numbers at what a digit takes
 * quoth-article-view-margin.c    speaker chips beside the text
 * quoth-article-view-voices.c    what several annotators say
 * quoth-article-view-zones.c     what is not body text
 * quoth-article-view-hit.c       what stands at a point
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

/* Paragraphs kept in the cache before those far from the screen are dropped. */
#define QUOTH_VIEW_MOST_PARAGRAPHS 400

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

typedef struct
{
  QuothParagraph *paragraph; /* borrowed from the cache */
  int             top;       /* buffer coordinates */
  int             height;
} QuothVisible;

typedef struct
{
  guint    part;
  gboolean end;
  int      x;   /* buffer coordinates, at the top of the line */
  int      y;
  int      height;
} QuothHandle;

typedef struct
{
  const char *id;     /* borrowed from the annotation; of the last frame only */
  int         y;      /* buffer coordinates */
  int         height;
} QuothChipSpot;

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

  gboolean         answered;      /* one of the candidates has been taken */
  GArray          *candidates;    /* of QuothSpan, nullable, as the next three */
  GArray          *preview;
  GArray          *find_hits;
  guint            find_current;
  GArray          *zones;         /* of QuothZone */
  QuothVoicesFunc  voices_func;   /* nullable: who says what */
  gpointer         voices_data;
  GDestroyNotify   voices_destroy;

  /* layout */
  QuothPaintTheme  theme;
  guint32          accent;        /* for lines on the theme's background */
  guint32          badge;         /* for white digits on it */
  guint            font_hash;
  int              char_width;    /* of an average letter, pixels */
  int              font_height;
  int              lane_room;     /* pixels below a line that lanes may use */
  int              chip_x;        /* buffer coordinates; 0 when the margin is hidden */
  int              chip_width;
  int              text_width;
  int              placed_width;  /* what the columns were placed for */
  int              placed_chars;
  int              placed_char_width;

  guint            caret_source;  /* 0 = the caret is where it shall be */
  guint            caret_offset;
  guint            scroll_tick;   /* 0 = at rest */
  guint            scroll_frames;
  guint            scroll_stable;
  guint            scroll_offset;
  double           scroll_margin;
  gboolean         scroll_align;

  /* caches */
  GHashTable      *paragraphs;    /* buffer line + 1 -> QuothParagraph */
  GHashTable      *chips;         /* annotation id -> QuothChip */
  gboolean         chips_stale;   /* what the chips say may have changed */
  GArray          *chip_spots;    /* of QuothChipSpot, of the last frame */
  GArray          *visible;       /* of QuothVisible, of the last frame */
  GArray          *handles;       /* of QuothHandle, of the last frame */
  GArray          *badges;        /* of graphene_rect_t, of the last frame: where digits are */
  GArray          *runs;          /* of QuothRun, reused */
  GArray          *entries;       /* of QuothIndexEntry, reused */
  GArray          *voices;        /* of QuothVoice, reused */
  QuothSpanPlan   *plan;          /* reused */

  /* pointer */
  QuothDrag        drag;
  guint            drag_part;
  QuothSpan        drag_span;
  guint            click_offset;  /* of the last click, for cycling */
  double           press_x;
  double           press_y;
  guint32          press_time;
  guint            n_presses;
  gboolean         press_is_click; /* so far */
  guint            release_source;
  const char      *cursor;        /* static: what the pointer looks like */
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

QuothAnnotation *quoth_article_view_get_active_annotation (QuothArticleView *self);

/* scroll */
void     quoth_article_view_scroll_to_offset (QuothArticleView  *self,
                                              guint              offset,
                                              double             margin,
                                              gboolean           align);
void     quoth_article_view_stop_scroll      (QuothArticleView  *self);

/* layout */
void     quoth_article_view_class_init_layout (GtkWidgetClass   *klass);
void     quoth_article_view_class_init_menu  (GtkWidgetClass   *klass);
gboolean quoth_article_view_ask_menu         (QuothArticleView *self,
                                              double            x,
                                              double            y);
void     quoth_article_view_click            (QuothArticleView *self,
                                              double            x,
                                              double            y);
void     quoth_article_view_update_spacing   (QuothArticleView  *self);

/* geometry */
void     quoth_article_view_init_cache       (QuothArticleView  *self);
void     quoth_article_view_clear_cache      (QuothArticleView  *self);
void     quoth_article_view_forget_geometry  (QuothArticleView  *self);
void     quoth_article_view_forget_plans     (QuothArticleView  *self);
void     quoth_article_view_forget_span      (QuothArticleView  *self,
                                              QuothSpan          span);
void     quoth_article_view_trim_cache       (QuothArticleView  *self,
                                              int                first_line,
                                              int                last_line);
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

void     quoth_article_view_find_runs        (QuothArticleView  *self,
                                              QuothSpan          span,
                                              GArray            *out_runs);

/* plan */
void     quoth_article_view_plan_paragraph   (QuothArticleView  *self,
                                              QuothParagraph    *paragraph);
GdkRGBA  quoth_color_to_rgba                 (guint32            color,
                                              float              alpha);
GskRenderNode *quoth_node_in_clip            (GskRenderNode     *node,
                                              const graphene_rect_t *place);

/* marks */
void     quoth_article_view_snapshot_marks   (QuothArticleView  *self,
                                              GtkSnapshot       *snapshot);
void     quoth_article_view_snapshot_badges  (QuothArticleView  *self,
                                              GtkSnapshot       *snapshot);
void     quoth_article_view_snapshot_handles (QuothArticleView  *self,
                                              GtkSnapshot       *snapshot);

/* voices */
void     quoth_article_view_snapshot_voices  (QuothArticleView  *self,
                                              GtkSnapshot       *snapshot,
                                              QuothSpan          visible);

/* margin */
gboolean quoth_article_view_query_tooltip    (GtkWidget         *widget,
                                              int                x,
                                              int                y,
                                              gboolean           keyboard,
                                              GtkTooltip        *tooltip);
void     quoth_article_view_snapshot_margin  (QuothArticleView  *self,
                                              GtkSnapshot       *snapshot);
void     quoth_article_view_forget_chips     (QuothArticleView  *self);

/* zones */
void     quoth_article_view_snapshot_zones   (QuothArticleView  *self,
                                              GtkSnapshot       *snapshot);
void     quoth_article_view_get_theme        (QuothArticleView  *self,
                                              QuothSpan          span,
                                              QuothPaintTheme   *out_theme);
void     quoth_article_view_update_zones     (QuothArticleView  *self);

/* hit */
gboolean quoth_article_view_offset_at        (QuothArticleView  *self,
                                              double             x,
                                              double             y,
                                              gboolean           nearest,
                                              guint             *out_offset);
GArray  *quoth_article_view_entries_at       (QuothArticleView  *self,
                                              guint              offset);
const char *quoth_article_view_chip_at       (QuothArticleView  *self,
                                              double             x,
                                              double             y);
const QuothHandle *quoth_article_view_handle_at (QuothArticleView *self,
                                                 double            x,
                                                 double            y);

/* pointer */
void     quoth_article_view_init_pointer     (QuothArticleView  *self);
gboolean quoth_article_view_press            (QuothArticleView  *self,
                                              guint              n_press,
                                              double             x,
                                              double             y);
gboolean quoth_article_view_motion           (QuothArticleView  *self,
                                              double             x,
                                              double             y,
                                              gboolean           exact);
gboolean quoth_article_view_release          (QuothArticleView  *self);
void     quoth_article_view_watch_buffer     (QuothArticleView  *self,
                                              GtkTextBuffer     *buffer);

G_END_DECLS
