/* quoth-article-tags.h - what is known and said of the open article as a whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ARTICLE_TAGS (quoth_article_tags_get_type ())

G_DECLARE_FINAL_TYPE (QuothArticleTags, quoth_article_tags, QUOTH, ARTICLE_TAGS, GtkWidget)

void quoth_article_tags_set_workspace (QuothArticleTags *self,
                                       QuothWorkspace   *workspace);
void quoth_article_tags_add_above     (QuothArticleTags *self,
                                       GtkWidget        *widget);

G_END_DECLS
