/* quoth-formats-private.h - the formats of this room, and what they share
 *
 * A format is one constant in its own file, declared here and listed once in the
 * table of quoth-format.c. Nothing outside this folder includes this header.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-format.h"

G_BEGIN_DECLS

/* The score of a probe that takes a file when the user names it, but not on a walk. */
#define QUOTH_PROBE_WHEN_NAMED 5

extern const QuothFormat quoth_format_jsonl;
extern const QuothFormat quoth_format_brat;
extern const QuothFormat quoth_format_polnear;
extern const QuothFormat quoth_format_cas_xmi;
extern const QuothFormat quoth_format_cas_json;
extern const QuothFormat quoth_format_conll2003;
extern const QuothFormat quoth_format_hf;
extern const QuothFormat quoth_format_spacy;
extern const QuothFormat quoth_format_prodigy;
extern const QuothFormat quoth_format_doccano;
extern const QuothFormat quoth_format_labelbuddy;
extern const QuothFormat quoth_format_label_studio;
extern const QuothFormat quoth_format_web_annotation;
extern const QuothFormat quoth_format_tei;
extern const QuothFormat quoth_format_csv;
extern const QuothFormat quoth_format_schema_org;
extern const QuothFormat quoth_format_directquote;
extern const QuothFormat quoth_format_text;
extern const QuothFormat quoth_format_html;
extern const QuothFormat quoth_format_conllu;
extern const QuothFormat quoth_format_litbank;
extern const QuothFormat quoth_format_german_quotes;
extern const QuothFormat quoth_format_docx;
extern const QuothFormat quoth_format_table;
extern const QuothFormat quoth_format_webanno_tsv;
extern const QuothFormat quoth_format_inception_zip;

/* The folder of a layer's files, made when it is not there: below options->path when
 * layers have folders (and @layer is not NULL), else options->path itself. */
char     *quoth_format_layer_folder (const QuothWriteOptions *options,
                                     const char              *layer,
                                     GError                 **error);

/* Names of the layers of an article, sorted: of its layers and of its annotations.
 * Borrowed from @data. */
GPtrArray *quoth_format_list_layers (QuothArticleData *data);

/* The work of each of @layers, which are sorted, in their order, as an article with nobody
 * else's annotations; it is valid while @data is. A writer that looked for a layer's annotations
 * among all would look through them once per layer. */
GPtrArray *quoth_format_split_layers (QuothArticleData *data,
                                      GPtrArray        *layers);

/* The state of @layer where the file has none. Who hands in a file without a mark has looked
 * and found nothing, unless it is the person who imports it, to mark it up. */
const char *quoth_format_state_of_layer (const QuothReadOptions *options,
                                         const char             *layer,
                                         guint                   n_annotations);

/* For a #GPtrArray of annotations: by their first code points, then by their ids. */
int        quoth_format_compare_starts (gconstpointer a,
                                        gconstpointer b);

/* The registry as a writer keeps it: id → QuothEntity. Found is the entry that an id leads
 * to (merged ones name their heir), NULL when the registry does not know it. */
GHashTable  *quoth_format_entities_new  (void);
void         quoth_format_entities_add  (GHashTable  *entities,
                                         QuothEntity *entity);
QuothEntity *quoth_format_entities_find (GHashTable  *entities,
                                         const char  *id);

/* What a format keeps of an annotation that it writes. */
typedef enum
{
  QUOTH_KEPT_PARTS           = 1 << 0, /* that they belong together */
  QUOTH_KEPT_ATTRIBUTES      = 1 << 1,
  QUOTH_KEPT_LINKS           = 1 << 2,
  QUOTH_KEPT_LINK_ATTRIBUTES = 1 << 3,
  QUOTH_KEPT_ENTITY          = 1 << 4,
  QUOTH_KEPT_NOTE            = 1 << 5
} QuothKept;

/* What is known of an article: of its metadata, else of what people tagged it with. An empty
 * value says nothing: never "". */
char *quoth_format_dup_fact (QuothArticle *article,
                             const char   *name);

/* "no place for its attributes, its links": adds @what to the list. */
void quoth_format_append_lost (GString         *reasons,
                               const char      *what);
/* Whether @annotation has a link that is not of @role. */
gboolean quoth_format_has_link_but (QuothAnnotation *annotation,
                                    const char      *role);
/* Adds all that @annotation has and is not @kept. */
void quoth_format_append_rest (GString         *reasons,
                               QuothAnnotation *annotation,
                               QuothKept        kept);

G_END_DECLS
