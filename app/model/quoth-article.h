/* quoth-article.h - what is known of an article beside its text, immutable
 *
 * Name, language, metadata (where it came from) and tags (what annotators say of
 * it as a whole, its status among them). The text itself is a #QuothText and never
 * changes. Also the unit that formats stream: an article with all that hangs on it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-annotation.h"
#include "quoth-layer.h"

G_BEGIN_DECLS

/* Metadata: the hash of the text that this one corrects. */
#define QUOTH_METADATA_PREVIOUS "previous"

typedef struct
{
  gatomicrefcount  ref_count;
  char            *id;
  char            *name;
  char            *language;  /* nullable: BCP 47 */
  char            *hash;      /* SHA-256 of the text in hexadecimal */
  guint            length;    /* of the text, code points */
  gboolean         removed;   /* taken out of the project, kept for undo */
  gboolean         older;     /* a later version follows: found by the project, not recorded */
  QuothAttributes *metadata;  /* nullable: url, title, date, author, publisher … */
  QuothAttributes *tags;      /* nullable: status, genre, topics … */
} QuothArticle;

#define QUOTH_TYPE_ARTICLE (quoth_article_get_type ())

GType         quoth_article_get_type      (void);

QuothArticle *quoth_article_new           (const char       *name,
                                           QuothText        *text);
QuothArticle *quoth_article_copy          (QuothArticle     *self);
QuothArticle *quoth_article_ref           (QuothArticle     *self);
void          quoth_article_unref         (QuothArticle     *self);
gboolean      quoth_article_equal         (QuothArticle     *a,
                                           QuothArticle     *b);
void          quoth_article_set_id        (QuothArticle     *self,
                                           const char       *id);
void          quoth_article_set_name      (QuothArticle     *self,
                                           const char       *name);
void          quoth_article_set_language  (QuothArticle     *self,
                                           const char       *language);
void          quoth_article_take_metadata (QuothArticle     *self,
                                           QuothAttributes  *metadata);
void          quoth_article_take_tags     (QuothArticle     *self,
                                           QuothAttributes  *tags);
void          quoth_article_append_json   (QuothArticle     *self,
                                           GString          *out);
QuothArticle *quoth_article_new_from_json (const char       *json,
                                           gssize            length,
                                           GError          **error);

/* An article with its text, layers and annotations: what formats read and write. */
typedef struct
{
  QuothArticle *article;
  QuothText    *text;
  GPtrArray    *layers;      /* of QuothLayer, owned */
  GPtrArray    *annotations; /* of QuothAnnotation, owned references */
} QuothArticleData;

QuothArticleData *quoth_article_data_new       (QuothArticle     *article,
                                                QuothText        *text);
void              quoth_article_data_free      (QuothArticleData *self);
QuothLayer       *quoth_article_data_lookup_layer (QuothArticleData *self,
                                                   const char       *name);
void              quoth_article_data_add_layer (QuothArticleData *self,
                                                const char       *name,
                                                const char       *state);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothArticle, quoth_article_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothArticleData, quoth_article_data_free)

G_END_DECLS
