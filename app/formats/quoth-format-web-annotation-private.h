/* quoth-format-web-annotation-private.h - what the files of this format share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-gather.h"
#include "quoth-json-scan.h"
#include "quoth-json-writer.h"
#include "quoth-writer.h"

G_BEGIN_DECLS

#define QUOTH_WEB_ANNOTATION_CONTEXT "http://www.w3.org/ns/anno.jsonld"
#define QUOTH_WEB_ANNOTATION_NOWHERE G_MAXUINT

/* How our ids become IRIs. */
#define QUOTH_URN         "urn:quoth:"
#define QUOTH_URN_ARTICLE "urn:quoth:article:"
#define QUOTH_URN_ENTITY  "urn:quoth:entity:"
#define QUOTH_URN_LAYER   "urn:quoth:layer:"
#define QUOTH_URN_LINK    "urn:quoth:link:"
#define QUOTH_URN_PAGE    "urn:quoth:page:"
#define QUOTH_URN_ABOUT   "urn:quoth:about:"

/* Strings live as long as the document. */
typedef struct
{
  const char *id;      /* nullable */
  const char *purpose; /* nullable */
  const char *value;   /* nullable: of a TextualBody */
  const char *source;  /* nullable: an IRI */
  const char *name;    /* nullable: of what stands at @source */
} QuothWebAnnotationBody;

typedef struct
{
  const char *source;   /* nullable: an IRI, perhaps of another annotation */
  const char *language; /* nullable */
  guint       start;    /* NOWHERE: no position */
  guint       end;
  const char *exact;    /* nullable */
  const char *prefix;   /* "" without */
  const char *suffix;
  gboolean    has_selector;
  /* What of that is meant ("refinedBy"): a range within it, or a quote. */
  guint       inner_start; /* NOWHERE: no position */
  guint       inner_end;
  const char *inner_exact; /* nullable */
  const char *inner_prefix;
  const char *inner_suffix;
  /* It ends where the next target of the document begins, which is none of its own. */
  gboolean    is_range;
} QuothWebAnnotationTarget;

#define QUOTH_WEB_ANNOTATION_EMPTY_TARGET \
  { .start = QUOTH_WEB_ANNOTATION_NOWHERE, .end = QUOTH_WEB_ANNOTATION_NOWHERE, .prefix = "", \
    .suffix = "", .inner_start = QUOTH_WEB_ANNOTATION_NOWHERE, \
    .inner_end = QUOTH_WEB_ANNOTATION_NOWHERE, .inner_prefix = "", .inner_suffix = "" }

typedef struct
{
  const char *id;         /* nullable */
  const char *motivation; /* nullable */
  const char *created;    /* nullable */
  const char *creator;    /* nullable: name, else IRI */
  guint       first_body;
  guint       n_bodies;
  guint       first_target;
  guint       n_targets;
} QuothWebAnnotationItem;

typedef struct
{
  QuothJsonScan  scan;
  GStringChunk  *strings;
  GArray        *items;    /* of QuothWebAnnotationItem */
  GArray        *bodies;   /* of QuothWebAnnotationBody */
  GArray        *targets;  /* of QuothWebAnnotationTarget */
  const char    *part_of;  /* nullable: IRI of the collection */
  const char    *label;    /* nullable: of the collection */
  gboolean       unknown;  /* a selector was not understood */
  guint          n_aimless; /* annotations that name no target */
} QuothWebAnnotationDocument;

void     quoth_web_annotation_document_init  (QuothWebAnnotationDocument *self,
                                              const char                 *path);
void     quoth_web_annotation_document_clear (QuothWebAnnotationDocument *self);
gboolean quoth_web_annotation_document_parse (QuothWebAnnotationDocument *self,
                                              const char                 *bytes,
                                              gsize                       n_bytes,
                                              GError                    **error);

/* Whether a key is @name or "@name", as JSON-LD has it. */
gboolean     quoth_jsonld_is_key      (QuothSlice                  key,
                                       const char                 *name);
/* A string; of other values nothing. */
const char  *quoth_jsonld_read_string (QuothWebAnnotationDocument *self);
/* The first string of a member that may be one or an array of them. */
const char  *quoth_jsonld_read_first  (QuothWebAnnotationDocument *self);
/* "char=3,9" of RFC 5147; other fragments are not of plain text. */
gboolean     quoth_web_annotation_parse_fragment (const char                 *value,
                                                  QuothWebAnnotationTarget   *target);
/* @level: how many selectors it is within; @end: (nullable): takes the end of a range, when nothing
 * else says where the target is */
void         quoth_web_annotation_read_selector  (QuothWebAnnotationDocument *self,
                                                  QuothWebAnnotationTarget   *target,
                                                  QuothWebAnnotationTarget   *end,
                                                  guint                       level);

/* The targets that have selectors get their place in the text, as code points: by their
 * positions, and where those are wrong by their quotes. */
gboolean quoth_web_annotation_resolve (QuothGather                *gather,
                                       QuothWebAnnotationDocument *document,
                                       GError                    **error);

/* The text, from the file that the targets name or from the one beside the document. */
gboolean quoth_web_annotation_load_text   (QuothGather                *gather,
                                           QuothWebAnnotationDocument *document,
                                           GError                    **error);
char    *quoth_web_annotation_replace_extension (const char           *path,
                                                 const char           *extension);

/* Targets of another text than that at @source, an IRI, get no place in it. */
void     quoth_web_annotation_drop_others (QuothGather                *gather,
                                           QuothWebAnnotationDocument *document,
                                           const char                 *source);

/* "name=value", or "name:json=…"; names are escaped so that they can be told apart. */
void     quoth_web_annotation_append_name (GString     *out,
                                           const char  *name);
/* The name, and what stands behind "="; NULL when @said is of another form. */
char    *quoth_web_annotation_split_said  (const char  *said,
                                           const char **out_value,
                                           gboolean    *out_json);

/* A page as it is written. */
typedef struct
{
  QuothWriter              *writer;
  QuothArticleData         *data;
  const char               *layer;      /* nullable: all */
  char                     *source;     /* the text's file, as an IRI */
  GHashTable               *ids;        /* of char*: the annotations that are written */
  guint                     n_searches; /* that saw whether quotes are unique */
  QuothOutput               file;
  QuothJsonWriter           json;       /* into it */
} QuothWebAnnotationPage;

void     quoth_web_annotation_put       (QuothWebAnnotationPage *self,
                                         const char             *key,
                                         const char             *value);
void     quoth_web_annotation_put_urn   (QuothWebAnnotationPage *self,
                                         const char             *key,
                                         const char             *prefix,
                                         const char             *id);
/* All items of the page, into the array that is open. */
void     quoth_web_annotation_put_items (QuothWebAnnotationPage *self);

gboolean quoth_web_annotation_article   (gpointer                writer,
                                         QuothArticleData       *data,
                                         GError                **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothWebAnnotationDocument, quoth_web_annotation_document_clear)

G_END_DECLS
