/* quoth-format-jsonl-private.h - what the files of the native exchange format share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-attributes-cache.h"
#include "quoth-formats-private.h"
#include "quoth-json-scan.h"
#include "quoth-writer.h"

G_BEGIN_DECLS

#define QUOTH_JSONL_SCHEME   "scheme.json"
#define QUOTH_JSONL_ENTITIES "entities.jsonl"
#define QUOTH_JSONL_ARTICLES "articles.jsonl"

enum
{
  QUOTH_JSONL_UNKNOWN = -1,
  QUOTH_JSONL_END = -2
};

/* What a reader holds; nothing in it grows with the number of articles. */
typedef struct
{
  QuothJsonScan           scan;
  const QuothReadOptions *options;
  const QuothSink        *sink;
  QuothProgress          *progress;
  GHashTable             *noticed;    /* of char*: unknown members told of */
  GHashTable             *entities;   /* of char*: ids; NULL without a file of entities */
  char                   *stem;       /* names articles that have no name */

  /* Of the article being read. */
  GStringChunk           *strings;
  GHashTable             *by_id;      /* annotations, borrowed */
  GArray                 *parts;      /* of QuothSpan */
  GArray                 *links;      /* of QuothLink, strings in the chunk */
  GArray                 *quotes;     /* of QuothJsonlQuotes */
  GArray                 *order;      /* of QuothSpan: parts of these quotes as they were read */
  QuothAnnotation        *blank;      /* copied for each annotation: cheaper than a new id */
  char                   *began;      /* when, for annotations that do not say */
  QuothAttributesCache   *cache;
} QuothJsonlReader;

/* Quotes can stand before the text: they are read again when it is known. */
typedef struct
{
  QuothAnnotation *annotation; /* borrowed */
  const char      *json;
  guint            first_part; /* into reader->order */
} QuothJsonlQuotes;

void             quoth_jsonl_reader_init        (QuothJsonlReader       *self,
                                                 const QuothReadOptions *options,
                                                 const QuothSink        *sink,
                                                 QuothProgress          *progress);
void             quoth_jsonl_reader_clear       (QuothJsonlReader       *self);
/* The next member of an object: its index in @names, QUOTH_JSONL_END after the last and
 * on failure, or QUOTH_JSONL_UNKNOWN, which is told once; the same member twice is
 * refused. */
int              quoth_jsonl_reader_next        (QuothJsonlReader       *self,
                                                 const char             *record,
                                                 const char *const      *names,
                                                 guint                  *seen);
/* The next value, an object or null. */
QuothAttributes *quoth_jsonl_reader_attributes  (QuothJsonlReader       *self);
/* The next value, a string that is not empty, or (@nullable) null; lives as long as the
 * article is read. */
const char      *quoth_jsonl_reader_string      (QuothJsonlReader       *self,
                                                 gboolean                nullable);

/* The next value, an array of annotations, into @out; links and quotes are checked by
 * quoth_jsonl_check_annotations() when the text is known. */
gboolean         quoth_jsonl_read_annotations   (QuothJsonlReader       *self,
                                                 GPtrArray              *out);
gboolean         quoth_jsonl_check_annotations  (QuothJsonlReader       *self,
                                                 QuothText              *text,
                                                 GPtrArray              *annotations);
/* One line. */
QuothArticleData *quoth_jsonl_read_article      (QuothJsonlReader       *self,
                                                 guint                   line,
                                                 const char             *bytes,
                                                 gsize                   n_bytes,
                                                 GError                **error);
/* Whole files. */
gboolean         quoth_jsonl_read_entities      (QuothJsonlReader       *self,
                                                 const char             *path,
                                                 GError                **error);
gboolean         quoth_jsonl_read_articles      (QuothJsonlReader       *self,
                                                 const char             *path,
                                                 GError                **error);

gboolean         quoth_jsonl_is_blank           (const char             *bytes,
                                                 gsize                   n_bytes);
void             quoth_jsonl_append_article     (GString                *out,
                                                 QuothArticleData       *data,
                                                 gboolean                with_text);

typedef struct
{
  QuothWriter  base;
  QuothOutput *entities;
  QuothOutput *articles;
} QuothJsonlWriter;

gboolean         quoth_jsonl_writer_start       (gpointer                writer,
                                                 GError                **error);
gboolean         quoth_jsonl_writer_entity      (gpointer                writer,
                                                 QuothEntity            *entity,
                                                 GError                **error);
gboolean         quoth_jsonl_writer_article     (gpointer                writer,
                                                 QuothArticleData       *data,
                                                 GError                **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothJsonlReader, quoth_jsonl_reader_clear)

G_END_DECLS
