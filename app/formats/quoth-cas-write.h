/* quoth-cas-write.h - what XMI and CAS JSON write alike
 *
 * A document is planned before it is written: the pieces of the annotations in the order
 * of the text, the relations, and, for INCEpTION, sentences.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-cas.h"
#include "quoth-writer.h"

G_BEGIN_DECLS

/* A part of an annotation: a span of its own in the file. */
typedef struct
{
  QuothAnnotation *annotation;
  QuothSpan        span;  /* code points */
  gboolean         first; /* of its annotation */
} QuothCasPiece;

typedef struct
{
  QuothAnnotation *from;
  const QuothLink *link;
  guint            first;  /* piece of @from */
  guint            target; /* piece of what the link leads to */
} QuothCasRelation;

typedef struct
{
  QuothWriter  base;
  GTree       *attributes; /* of char*: features of spans that are not our own */
  GTree       *said;       /* the same of relations */
} QuothCasWriter;

typedef struct
{
  QuothCasWriter   *writer;
  const QuothView  *view;
  QuothArticleData *data;      /* of the view */
  GArray           *pieces;    /* of QuothCasPiece */
  GArray           *relations; /* of QuothCasRelation */
  GArray           *sentences; /* of QuothSpan: only for INCEpTION */
} QuothCasPlan;

/* What is special in a format: its `kind`. */
typedef struct
{
  /* Writes a file that the article becomes: one per layer, or one. */
  gboolean (*write) (QuothCasPlan  *plan,
                     GError       **error);
} QuothCasKind;

/* Appends a feature that is a string. */
typedef void (*QuothCasPut) (gpointer    user_data,
                             const char *feature,
                             const char *value);

gboolean        quoth_cas_writer_start   (gpointer                 writer,
                                         GError                 **error);
gboolean        quoth_cas_writer_article (gpointer                 writer,
                                         QuothArticleData        *data,
                                         GError                 **error);
void            quoth_cas_writer_clear   (gpointer                 writer);

gboolean        quoth_cas_is_for_inception (QuothCasPlan          *plan);
void            quoth_cas_put_span      (QuothCasPlan            *plan,
                                         const QuothCasPiece     *piece,
                                         QuothCasPut              put,
                                         gpointer                 user_data);
void            quoth_cas_put_relation  (QuothCasPlan            *plan,
                                         const QuothCasRelation  *relation,
                                         QuothCasPut              put,
                                         gpointer                 user_data);
/* What quoth.Article says: nothing for INCEpTION. */
void            quoth_cas_put_article   (QuothCasPlan            *plan,
                                         QuothCasPut              put,
                                         gpointer                 user_data);

/* The features of quoth.Span, quoth.Relation and quoth.Article that every file declares. */
extern const char *const quoth_cas_span_features[];
extern const char *const quoth_cas_relation_features[];
extern const char *const quoth_cas_article_features[];
extern const char *const quoth_cas_meta_features[];
/* What both offer. */
extern const QuothFormatOption quoth_cas_options[];

G_END_DECLS
