/* quoth-article-view.h - an article as it is read and marked up
 *
 * A read-only text view with a visible caret that draws the annotations of a
 * document below its text and the claims' speakers beside it. It never changes
 * anything: it tells by signals what the person pointed at, and shows what it is
 * told. All offsets are code points of the article's text, whatever is displayed.
 * The text does not move when annotations come and go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "quoth-document.h"
#include "quoth-registry.h"
#include "quoth-zones.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ARTICLE_VIEW (quoth_article_view_get_type ())

G_DECLARE_FINAL_TYPE (QuothArticleView, quoth_article_view, QUOTH, ARTICLE_VIEW, GtkTextView)

/* Properties: document (QuothDocument), registry (QuothRegistry), active (string,
 * nullable: id of an annotation), text-scale (double, 0.5 to 4), line-height (double,
 * 1 to 2), reading-width (int, characters; 0 = the whole width), show-zones (boolean).
 *
 * signal ::annotation-clicked (QuothArticleView *self, const char *id): @id is %NULL
 *   when the click met no annotation; a repeated click goes to the next larger one.
 * signal ::selection-settled (QuothArticleView *self): a selection was finished by
 *   pointer or keyboard and is not empty.
 * signal ::part-resized (QuothArticleView *self, const char *id, guint part,
 *   guint start, guint end): a handle was dropped; already snapped to words.
 * signal ::word-activated (QuothArticleView *self, guint start, guint end): a word
 *   was double-clicked; it is selected too. */

/* A line below the words that annotators mean, see quoth_article_view_set_voices(). */
typedef struct
{
  QuothSpan span;
  guint     lane;      /* 0 = next to the text */
  gboolean  current;   /* drawn stronger */
  char      label[32]; /* letters of those who say it; "" for all */
} QuothVoice;

/* Appends (QuothVoice) who says what within @range, by start and lane. Asked in every frame
 * about what is visible; whoever changes the answer queues a draw. */
typedef void (*QuothVoicesFunc) (QuothSpan  range,
                                 GArray    *out_voices,
                                 gpointer   data);

GtkWidget *quoth_article_view_new            (void);

void       quoth_article_view_set_document   (QuothArticleView *self,
                                              QuothDocument    *document);
QuothDocument *quoth_article_view_get_document (QuothArticleView *self);
void       quoth_article_view_set_registry   (QuothArticleView *self,
                                              QuothRegistry    *registry);
QuothRegistry *quoth_article_view_get_registry (QuothArticleView *self);
void       quoth_article_view_set_active     (QuothArticleView *self,
                                              const char       *id);
const char *quoth_article_view_get_active    (QuothArticleView *self);
void       quoth_article_view_set_text_scale (QuothArticleView *self,
                                              double            scale);
double     quoth_article_view_get_text_scale (QuothArticleView *self);
void       quoth_article_view_set_line_height (QuothArticleView *self,
                                               double            factor);
double     quoth_article_view_get_line_height (QuothArticleView *self);
void       quoth_article_view_set_reading_width (QuothArticleView *self,
                                                 int               n_chars);
int        quoth_article_view_get_reading_width (QuothArticleView *self);
void       quoth_article_view_set_show_zones (QuothArticleView *self,
                                              gboolean          show_zones);
gboolean   quoth_article_view_get_show_zones (QuothArticleView *self);

/* The selected text; %FALSE and an empty span at the caret when nothing is selected. */
gboolean   quoth_article_view_get_selection  (QuothArticleView *self,
                                              QuothSpan        *out_span);
void       quoth_article_view_select_span    (QuothArticleView *self,
                                              QuothSpan         span,
                                              gboolean          scroll);
guint      quoth_article_view_get_caret      (QuothArticleView *self);
/* All take the selection off; the last scrolls as little as is needed to see the caret. */
void       quoth_article_view_place_caret    (QuothArticleView *self,
                                              guint             offset);
void       quoth_article_view_place_caret_later (QuothArticleView *self,
                                                 guint             offset);
void       quoth_article_view_set_caret      (QuothArticleView *self,
                                              guint             offset);
void       quoth_article_view_scroll_to      (QuothArticleView *self,
                                              QuothSpan         span);
/* The offset at the top of what is visible, to come back to later with scroll_to_top(). */
guint      quoth_article_view_get_top        (QuothArticleView *self);
void       quoth_article_view_scroll_to_top  (QuothArticleView *self,
                                              guint             offset);

/* Does now what a click that has just ended means, before a key that is about it. */
void       quoth_article_view_settle_click   (QuothArticleView *self);

/* Numbered badges 1 to 9 at the spans (array of QuothSpan, copied); NULL clears. */
void       quoth_article_view_set_candidates (QuothArticleView *self,
                                              GArray           *spans);
/* Whether one of the candidates has been taken, so that they only tell what else could be:
 * they are drawn quietly then, and leave the active annotation its handles. */
void       quoth_article_view_set_answered   (QuothArticleView *self,
                                              gboolean          answered);
/* Spans that a gesture is about to mark (array of QuothSpan, copied); NULL clears. */
void       quoth_article_view_set_preview    (QuothArticleView *self,
                                              GArray           *spans);
/* Hits of a search (array of QuothSpan, sorted, copied); @current is an index into it. */
void       quoth_article_view_set_find_hits  (QuothArticleView *self,
                                              GArray           *spans,
                                              guint             current);
/* Who says what; NULL for nothing. See QuothVoicesFunc. */
void       quoth_article_view_set_voices     (QuothArticleView *self,
                                              QuothVoicesFunc   func,
                                              gpointer          data,
                                              GDestroyNotify    destroy);
/* What is not body text (array of QuothZone, copied); NULL clears. */
const char *quoth_article_view_name_zone     (const QuothZone  *zone);
void       quoth_article_view_set_zones      (QuothArticleView *self,
                                              GArray           *zones);

/* The smallest annotation at a point in widget coordinates; NULL when there is none. */
const char *quoth_article_view_annotation_at (QuothArticleView *self,
                                              double            x,
                                              double            y);
/* Where @offset stands, in widget coordinates, to point a popover at it. */
gboolean   quoth_article_view_get_offset_rect (QuothArticleView *self,
                                               guint             offset,
                                               GdkRectangle     *out_rect);

G_END_DECLS
