/* quoth-article-view-draw.c - what is drawn below and above the text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define G_LOG_DOMAIN "quoth-article-view"

#include "config.h"

#include "quoth-article-view-private.h"

void quoth_article_view_copy_clipboard   (GtkTextView       *view) {}
void quoth_article_view_class_init_layout (GtkWidgetClass   *klass) {}
void quoth_article_view_update_spacing   (QuothArticleView  *self) {}
void quoth_article_view_init_cache       (QuothArticleView  *self) {}
void quoth_article_view_clear_cache      (QuothArticleView  *self) {}
void quoth_article_view_forget_geometry  (QuothArticleView  *self) {}
void quoth_article_view_forget_plans     (QuothArticleView  *self) {}
void quoth_article_view_apply_command    (QuothArticleView  *self,
                                              QuothCommand      *command) {}
void quoth_article_view_active_changed   (QuothArticleView  *self,
                                              const char        *before) {}
void quoth_article_view_snapshot_layer   (GtkTextView       *view,
                                              GtkTextViewLayer   layer,
                                              GtkSnapshot       *snapshot) {}
void quoth_article_view_forget_chips     (QuothArticleView  *self) {}
void quoth_article_view_update_zones     (QuothArticleView  *self) {}
void quoth_article_view_init_pointer     (QuothArticleView  *self) {}
void quoth_article_view_watch_buffer     (QuothArticleView  *self,
                                              GtkTextBuffer     *buffer) {}
const char *
quoth_article_view_annotation_at (QuothArticleView *self,
                                  double            x,
                                  double            y)
{
  return NULL;
}
