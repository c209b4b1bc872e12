/* quoth-html-page.h - an annotated article as a page that needs nothing else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article.h"
#include "quoth-scheme.h"

G_BEGIN_DECLS

/* What pages say of one article. */
typedef struct
{
  QuothScheme      *scheme;
  GHashTable       *entities;    /* as of quoth_format_entities_new() */
  QuothArticleData *data;
  GPtrArray        *annotations; /* of the layer; borrowed, by start, the longer first */
  const char       *layer;       /* nullable: of all */
  const char       *index;       /* address of the list of articles */
} QuothHtmlPage;

/* The name of an article, or what else a link to it can show. */
const char *quoth_html_title     (QuothArticle        *article);
guint quoth_html_count_forbidden (const char          *text);
void  quoth_html_append          (GString             *out,
                                  const char          *text,
                                  gssize               n_bytes);
void  quoth_html_append_head     (GString             *out,
                                  const char          *title,
                                  const char          *language,
                                  QuothScheme         *scheme);
void  quoth_html_append_text     (GString             *out,
                                  const QuothHtmlPage *page,
                                  GHashTable          *numbers);
void  quoth_html_append_page     (GString             *out,
                                  const QuothHtmlPage *page);

G_END_DECLS
