/* quoth-format-html-private.h - the writing half of the format of web pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-formats-private.h"

G_BEGIN_DECLS

#define QUOTH_HTML_INDEX "index.html"

gpointer quoth_html_writer_begin   (const QuothWriteOptions  *options,
                                    QuothLossFunc             loss,
                                    gpointer                  loss_data,
                                    GError                  **error);
gboolean quoth_html_writer_entity  (gpointer                  state,
                                    QuothEntity              *entity,
                                    GError                  **error);
gboolean quoth_html_writer_article (gpointer                  state,
                                    QuothArticleData         *data,
                                    GError                  **error);
gboolean quoth_html_writer_finish  (gpointer                  state,
                                    gboolean                  ok,
                                    GError                  **error);

G_END_DECLS
