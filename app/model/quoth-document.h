/* quoth-document.h - an open article: text, one layer's annotations, their index
 *
 * What the article view and the inspector bind to. It changes only by
 * quoth_document_apply(), which the project calls after a command is on disk, and
 * then emits ::changed once per command. Links are indexed both ways.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-article.h"
#include "quoth-command.h"
#include "quoth-quotes.h"
#include "quoth-span-index.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_DOCUMENT (quoth_document_get_type ())

G_DECLARE_FINAL_TYPE (QuothDocument, quoth_document, QUOTH, DOCUMENT, GObject)

/* signal ::changed (QuothDocument *self, QuothCommand *command)
 * signal ::reloaded (QuothDocument *self): everything may have changed */

QuothDocument   *quoth_document_new             (QuothArticleData *data,
                                                 const char       *layer,
                                                 QuothScheme      *scheme);
QuothArticle    *quoth_document_get_article     (QuothDocument    *self);
const char      *quoth_document_get_article_id  (QuothDocument    *self);
QuothText       *quoth_document_get_text        (QuothDocument    *self);
const char      *quoth_document_get_layer       (QuothDocument    *self);
QuothScheme     *quoth_document_get_scheme      (QuothDocument    *self);
QuothQuotes     *quoth_document_get_quotes      (QuothDocument    *self);
QuothSpanIndex  *quoth_document_get_index       (QuothDocument    *self);
QuothAnnotation *quoth_document_lookup          (QuothDocument    *self,
                                                 const char       *id);
guint            quoth_document_get_n_annotations (QuothDocument  *self);
GPtrArray       *quoth_document_list            (QuothDocument    *self,
                                                 const char       *type);
GPtrArray       *quoth_document_list_kind       (QuothDocument    *self,
                                                 QuothTypeKind     kind);
/* Annotations that link to @id, whatever the role. */
GPtrArray       *quoth_document_list_referrers  (QuothDocument    *self,
                                                 const char       *id);
const QuothType *quoth_document_get_type_of     (QuothDocument    *self,
                                                 QuothAnnotation  *annotation);
gboolean         quoth_document_is_open_task    (QuothDocument    *self,
                                                 QuothAnnotation  *annotation);
void             quoth_document_apply           (QuothDocument    *self,
                                                 QuothCommand     *command);
void             quoth_document_reload          (QuothDocument    *self,
                                                 QuothArticleData *data,
                                                 QuothScheme      *scheme);

G_END_DECLS
