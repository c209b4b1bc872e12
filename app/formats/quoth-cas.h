/* quoth-cas.h - a UIMA CAS in memory: what XMI, CAS JSON and WebAnno TSV say alike
 *
 * Feature structures as a file lists them, with their features as text, and the texts
 * they point into. One document at a time; all strings live as long as the CAS. What
 * they become in Quoth is decided in quoth-cas-map.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-formats-private.h"

G_BEGIN_DECLS

#define QUOTH_CAS_NO_OFFSET G_MAXUINT

/* Files that are larger are refused: a document is held whole. */
#define QUOTH_CAS_MAX_BYTES (256u * 1024 * 1024)

#define QUOTH_CAS_DKPRO    "de.tudarmstadt.ukp.dkpro.core.api."
#define QUOTH_CAS_SPAN     "quoth.Span"
#define QUOTH_CAS_RELATION "quoth.Relation"
#define QUOTH_CAS_ARTICLE  "quoth.Article"
#define QUOTH_CAS_META     QUOTH_CAS_DKPRO "metadata.type.DocumentMetaData"
#define QUOTH_CAS_SENTENCE QUOTH_CAS_DKPRO "segmentation.type.Sentence"
#define QUOTH_CAS_WIKIDATA "http://www.wikidata.org/entity/"
#define QUOTH_CAS_PERSON   "urn:quoth:person:"

/* The types of a file: its own, or those of TypeSystem.xml beside it. */
typedef struct _QuothCasTypes QuothCasTypes;

QuothCasTypes *quoth_cas_types_new         (void);
QuothCasTypes *quoth_cas_types_ref         (QuothCasTypes *self);
void           quoth_cas_types_unref       (QuothCasTypes *self);
void           quoth_cas_types_add         (QuothCasTypes *self,
                                            const char    *type,
                                            const char    *super);
void           quoth_cas_types_add_feature (QuothCasTypes *self,
                                            const char    *type,
                                            const char    *feature,
                                            const char    *range,
                                            gboolean       is_shared);
/* The range of a feature, its type's or inherited; NULL when nothing is known. */
const char    *quoth_cas_types_get_range   (QuothCasTypes *self,
                                            const char    *type,
                                            const char    *feature);
/* Whether its values are a structure of their own, as several may refer to them. */
gboolean       quoth_cas_types_is_shared   (QuothCasTypes *self,
                                            const char    *type,
                                            const char    *feature);
gboolean       quoth_cas_types_is_a        (QuothCasTypes *self,
                                            const char    *type,
                                            const char    *ancestor);
gboolean       quoth_cas_types_read        (QuothCasTypes *self,
                                            const char    *path,
                                            const char    *bytes,
                                            gsize          n_bytes,
                                            GError       **error);

typedef enum
{
  QUOTH_CAS_STRING,
  QUOTH_CAS_JSON, /* a number, a truth value or a list, as JSON */
  QUOTH_CAS_REFS, /* ids of feature structures, blanks between */
  QUOTH_CAS_LIST, /* numbers or truth values, blanks between */
  QUOTH_CAS_WORDS, /* texts, blanks between */
} QuothCasValueKind;

typedef struct
{
  const char        *name;
  const char        *value;
  QuothCasValueKind  kind;
} QuothCasFeature;

typedef struct
{
  guint       id;    /* 0: none */
  const char *type;  /* interned: full name */
  guint       sofa;  /* 0: none */
  guint       begin; /* UTF-16 units; QUOTH_CAS_NO_OFFSET: no annotation */
  guint       end;
  guint       line;
  guint       first; /* of the features */
  guint       n_features;
} QuothCasFs;

typedef struct
{
  guint       id;
  const char *name; /* of the view */
  QuothText  *text; /* nullable: the view is of no text */
  guint       line;
} QuothCasSofa;

typedef struct
{
  const char    *path;       /* for messages */
  GArray        *structures; /* of QuothCasFs */
  GArray        *features;   /* of QuothCasFeature */
  GArray        *sofas;      /* of QuothCasSofa */
  GHashTable    *ids;        /* id → index + 1 */
  GHashTable    *skipped;    /* interned type → how many were left out */
  GStringChunk  *strings;
  QuothCasTypes *types;      /* nullable, borrowed */
  const char    *last_type;  /* nullable, interned: that was set last */
  const char    *kept_type;  /* nullable, interned: of the last structure that was kept */
  gsize          n_list_bytes; /* of lists that became attributes, in all views */
} QuothCas;

void     quoth_cas_init        (QuothCas           *self,
                                const char         *path);
void     quoth_cas_clear       (QuothCas           *self);
/* Makes a feature structure, to which the following features belong. */
guint    quoth_cas_add         (QuothCas           *self,
                                const char         *type,
                                guint               id,
                                guint               line);
QuothCasFs *quoth_cas_last     (QuothCas           *self);
void     quoth_cas_set_type    (QuothCas           *self,
                                const char         *type,
                                gsize               n_type);
void     quoth_cas_add_feature (QuothCas           *self,
                                const char         *name,
                                const char         *value,
                                gsize               n_value,
                                QuothCasValueKind   kind);
/* Once its features are there: forgets it when nobody would want it. */
gboolean quoth_cas_end         (QuothCas           *self,
                                GError            **error);
gboolean quoth_cas_add_sofa    (QuothCas           *self,
                                guint               id,
                                const char         *name,
                                const char         *text,
                                gsize               n_bytes,
                                guint               line,
                                GError            **error);

QuothCasFs            *quoth_cas_get         (QuothCas         *self,
                                              guint             index);
/* G_MAXUINT when no feature structure has the id. */
guint                  quoth_cas_find        (QuothCas         *self,
                                              guint             id);
const QuothCasFeature *quoth_cas_get_feature (QuothCas         *self,
                                              const QuothCasFs *fs,
                                              const char       *name);
const char            *quoth_cas_get_string  (QuothCas         *self,
                                              const QuothCasFs *fs,
                                              const char       *name);
/* Appends the indices of what a feature points to, through arrays and lists: the first ten
 * thousand at most. */
void                   quoth_cas_resolve     (QuothCas         *self,
                                              const char       *refs,
                                              GArray           *out_indices);
/* The last part of a type's name. */
const char            *quoth_cas_short_name  (const char       *type);

/* What a reader knows of the document beside what stands in it. */
typedef struct
{
  const QuothReadOptions *options;
  const QuothSink        *sink;
  const char             *name;     /* unless the file says better */
  const char             *id;       /* nullable */
  const char             *layer;    /* nullable: options->layer */
  const char             *state;    /* nullable: of the layer */
  gboolean                text_only; /* whatever is annotated */
  QuothAttributes        *metadata; /* nullable */
  GHashTable             *entities; /* nullable: identifier → QuothEntity, of the whole unit */
} QuothCasContext;

/* A file of one document, and what the index beside it says. */
typedef struct
{
  char            *layer;
  char            *stem;
  char            *id;
  char            *name;
  QuothCasContext  context; /* points to the others */
} QuothCasFile;

void     quoth_cas_file_init   (QuothCasFile           *self,
                                const char             *path,
                                const QuothReadOptions *options,
                                const QuothSink        *sink);
void     quoth_cas_file_clear  (QuothCasFile           *self);

/* Each view with a text is an article. */
gboolean quoth_cas_deliver     (QuothCas              *self,
                                const QuothCasContext *context,
                                GError               **error);
gboolean quoth_cas_xmi_read    (QuothCas              *self,
                                const char            *bytes,
                                gsize                  n_bytes,
                                QuothProgress         *progress,
                                GError               **error);
gboolean quoth_cas_json_read   (QuothCas              *self,
                                const char            *bytes,
                                gsize                  n_bytes,
                                QuothProgress         *progress,
                                GError               **error);

/* Names of attributes as features, and back: letters, digits and "_" only. */
char    *quoth_cas_name_to_feature (const char *name);
char    *quoth_cas_feature_to_name (const char *feature);
gboolean quoth_cas_is_reserved     (const char *feature);
/* The text of a value, as a feature of strings holds it. */
char    *quoth_cas_value_to_string (const char *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothCasTypes, quoth_cas_types_unref)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothCas, quoth_cas_clear)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothCasFile, quoth_cas_file_clear)

G_END_DECLS
