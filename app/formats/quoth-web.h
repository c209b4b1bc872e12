/* quoth-web.h - the main text of a web page, and fetching one
 *
 * Pages are hostile: nothing they hold is run, fetched or believed. Depth, size and
 * the number of elements are bounded; whatever is refused has a short reason.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

#include "quoth-attributes.h"

G_BEGIN_DECLS

typedef struct
{
  char            *title;
  char            *text;     /* paragraphs separated by an empty line; headline first */
  char            *language; /* nullable */
  QuothAttributes *metadata; /* title, date, author, publisher, url; nullable */
} QuothWebArticle;

void             quoth_web_article_free  (QuothWebArticle      *self);

/* Main-text extraction of hostile HTML; @url resolves and is recorded. */
QuothWebArticle *quoth_web_extract       (const char           *html,
                                          gsize                 n_bytes,
                                          const char           *encoding,
                                          const char           *url,
                                          GError              **error);
/* (transfer full): a strv of the web addresses in words that a person pasted; each once. */
char           **quoth_web_find_addresses (const char          *words,
                                          gboolean            *out_only);
/* Whoever names an address may fetch it, also of this machine and of the network around
 * it; a page may lead elsewhere only by redirects, as in a browser. */
void             quoth_web_fetch_async   (const char           *url,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
QuothWebArticle *quoth_web_fetch_finish  (GAsyncResult         *result,
                                          GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothWebArticle, quoth_web_article_free)

G_END_DECLS
