/* quoth-format-html-private.h - the writing half of the format of web pages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-formats-private.h"
#include "quoth-writer.h"

G_BEGIN_DECLS

#define QUOTH_HTML_INDEX "index.html"

typedef struct
{
  QuothWriter  base;
  QuothOutput *index;
} QuothHtmlWriter;

gboolean quoth_html_writer_start   (gpointer           writer,
                                    GError           **error);
gboolean quoth_html_writer_article (gpointer           writer,
                                    QuothArticleData  *data,
                                    GError           **error);
gboolean quoth_html_writer_end     (gpointer           writer,
                                    GError           **error);

G_END_DECLS
