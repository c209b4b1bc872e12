/* quoth-rows.h - what the formats share that hold one article in a row of JSON
 *
 * Hugging Face, spaCy, Prodigy, doccano and labelbuddy say the same in other words:
 * a text, spans that point into it by numbers, relations between spans. Reading is one
 * parser that is told the words; writing is one frame around what each puts into a row.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-columns.h"
#include "quoth-formats-private.h"
#include "quoth-json-writer.h"
#include "quoth-writer.h"

G_BEGIN_DECLS

/* What a member is: of a row, of a span, of a relation. */
typedef enum
{
  QUOTH_ROWS_IGNORED,

  QUOTH_ROWS_TEXT,
  QUOTH_ROWS_SENTENCE,  /* the text where there is no other */
  QUOTH_ROWS_DOCUMENT,  /* the article's id */
  QUOTH_ROWS_NAME,
  QUOTH_ROWS_LANGUAGE,
  QUOTH_ROWS_LAYER,
  QUOTH_ROWS_SESSION,   /* names the layer where nothing else does, unless it is a time */
  QUOTH_ROWS_STATE,     /* of the layer */
  QUOTH_ROWS_METADATA,  /* an object: the article's metadata */
  QUOTH_ROWS_TAGS,      /* an object: the article's tags */
  QUOTH_ROWS_META,      /* an object, or one in a string: members like those above */
  QUOTH_ROWS_ANSWER,    /* "accept", or the annotations do not count */
  QUOTH_ROWS_TOKENS,
  QUOTH_ROWS_TOKEN_TAGS,
  QUOTH_ROWS_SPANS,     /* an array, or an object of arrays */
  QUOTH_ROWS_TOKEN_SPANS, /* the same, of tokens, first and last */
  QUOTH_ROWS_GUESSES,   /* spans that nobody has looked at: told of, and left out */
  QUOTH_ROWS_RELATIONS,

  QUOTH_ROWS_START,
  QUOTH_ROWS_END,
  QUOTH_ROWS_START_BYTE,
  QUOTH_ROWS_END_BYTE,
  QUOTH_ROWS_TOKEN_END, /* the last token, inclusive */
  QUOTH_ROWS_LABEL,
  QUOTH_ROWS_TYPE,      /* the label where there is no other */
  QUOTH_ROWS_EXTENT,    /* an array: start and end */
  QUOTH_ROWS_COVERED,   /* the text of the span */
  QUOTH_ROWS_ID,
  QUOTH_ROWS_KB_ID,
  QUOTH_ROWS_NOTE,

  QUOTH_ROWS_FROM,      /* an id, a token, or an object like a span */
  QUOTH_ROWS_TO,
  QUOTH_ROWS_FROM_SPAN, /* an object like a span */
  QUOTH_ROWS_TO_SPAN
} QuothRowsField;

typedef struct
{
  const char     *key; /* NULL: the end */
  QuothRowsField  field;
} QuothRowsKey;

/* The words of a format. */
typedef struct
{
  const QuothRowsKey *row;
  const QuothRowsKey *span;
  const QuothRowsKey *relation;
  gboolean            keeps_unknown; /* members of a row that have no name here are metadata */
  gboolean            by_tokens;     /* relations name the last tokens of spans */
  gboolean            utf16;         /* offsets are UTF-16 units unless proven otherwise */
  const char         *no_text;       /* nullable: why a row may have no text, and what helps */
} QuothRowsDialect;

gboolean quoth_rows_read       (const QuothRowsDialect  *dialect,
                                const char              *path,
                                const QuothReadOptions  *options,
                                const QuothSink         *sink,
                                QuothProgress           *progress,
                                GError                 **error);
/* The same of lines that are in memory, as in an archive; @path is for messages and names. No row
 * at all is no mistake. */
gboolean quoth_rows_read_bytes (const QuothRowsDialect  *dialect,
                                const char              *path,
                                const char              *bytes,
                                gsize                    n_bytes,
                                const QuothReadOptions  *options,
                                const QuothSink         *sink,
                                QuothProgress           *progress,
                                GError                 **error);
char   **quoth_rows_companions (const char              *path);
/* Whether @path is called @file and its head begins like rows. */
gboolean quoth_rows_is_file    (const char              *path,
                                const char              *file,
                                const char              *head,
                                gsize                    n_head);
/* Whether @head begins like rows; whatever the file is called. */
gboolean quoth_rows_may_be     (const char              *head,
                                gsize                    n_head);
gboolean quoth_rows_has        (const char              *head,
                                gsize                    n_head,
                                const char              *member);

/* A span as it is written: of each annotation one per part. */
typedef struct
{
  QuothAnnotation *annotation;
  QuothSpan        span;
  guint            part;  /* from 0 */
  guint            first; /* tokens, when there are some: first and last */
  guint            last;
} QuothRowsPiece;

typedef enum
{
  QUOTH_ROWS_NO_TOKENS,
  QUOTH_ROWS_WORDS,    /* without blanks */
  QUOTH_ROWS_ALL_TEXT  /* as spaCy cuts; spans begin and end with tokens */
} QuothRowsTokens;

typedef struct _QuothRowsRow QuothRowsRow;

/* What a format does with rows: its `kind`. */
typedef struct
{
  QuothRowsTokens  tokens;
  gboolean         holds_links;
  gboolean         holds_wikidata;
  gboolean         holds_note;
  gboolean         holds_same;  /* spans that are alike in all but their ids */
  gboolean         needs_text;  /* an article without one cannot be a row */
  void           (*write) (QuothRowsRow *row);
} QuothRowsKind;

typedef struct
{
  QuothWriter base;
  guint64     number; /* the last that was given */
} QuothRowsWriter;

/* An article in one layer, as it is written. */
struct _QuothRowsRow
{
  QuothRowsWriter     *writer;
  const QuothRowsKind *kind;
  QuothArticleData    *data;
  const char          *layer;       /* nullable: all */
  GPtrArray           *annotations; /* borrowed, longest first */
  GArray              *pieces;      /* of QuothRowsPiece, by start, the longer first */
  GHashTable          *first;       /* annotation id → index of its first piece + 1 */
  GArray              *tokens;      /* nullable: of QuothColumnsToken */
  QuothOutput         *output;      /* to which @json appends */
  QuothJsonWriter      json;        /* inside the row's object */
};

/* For the table of a format, whose `kind` is a QuothRowsKind and whose only file the rows are. */
gboolean         quoth_rows_writer_article (gpointer                  writer,
                                            QuothArticleData         *data,
                                            GError                  **error);
gboolean         quoth_rows_writer_end     (gpointer                  writer,
                                            GError                  **error);

/* For the kinds. */
void             quoth_rows_key_text       (QuothRowsRow             *row,
                                            const char               *key);
/* Strings of their own; who calls sees to commas. */
void             quoth_rows_append_slice   (QuothRowsRow             *row,
                                            QuothSpan                 span);
void             quoth_rows_append_token   (QuothRowsRow             *row,
                                            guint                     index);
void             quoth_rows_key_int        (QuothRowsRow             *row,
                                            const char               *key,
                                            guint64                   value);
void             quoth_rows_key_string     (QuothRowsRow             *row,
                                            const char               *key,
                                            const char               *value);
/* The members doc, name, language, layer, state, metadata, tags; those that are set. */
void             quoth_rows_write_meta     (QuothRowsRow             *row);
/* "Q42", or "" */
const char      *quoth_rows_get_kb_id      (QuothRowsRow             *row,
                                            QuothAnnotation          *annotation);
/* Counts from 1 through the export. */
guint64          quoth_rows_next_number    (QuothRowsRow             *row);
/* The pieces that a link connects; FALSE when its target is not in the row. */
gboolean         quoth_rows_get_link       (QuothRowsRow             *row,
                                            QuothAnnotation          *annotation,
                                            guint                     index,
                                            const QuothRowsPiece    **out_from,
                                            const QuothRowsPiece    **out_to);

G_END_DECLS
