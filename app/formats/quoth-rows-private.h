/* quoth-rows-private.h - a row as it was read, before it is an article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-json-scan.h"
#include "quoth-rows.h"

G_BEGIN_DECLS

#define QUOTH_ROWS_NO_TOKEN G_MAXUINT

/* Strings live as long as the row. */
typedef struct
{
  guint       start;  /* as it stands in the row; G_MAXUINT: not there */
  guint       end;
  gboolean    bytes;
  guint       token_end;
  const char *label;
  const char *covered;
  const char *id;
  const char *kb_id;
  const char *note;
} QuothRowsSpan;

typedef struct
{
  const char    *label;
  const char    *from;       /* nullable: an id or a token, in digits */
  const char    *to;
  QuothRowsSpan  from_span;  /* label %NULL: not there */
  QuothRowsSpan  to_span;
} QuothRowsRelation;

typedef struct
{
  const QuothRowsDialect *dialect;
  const QuothReadOptions *options;
  const QuothSink        *sink;
  QuothJsonScan           scan;
  QuothScheme            *scheme;
  char                   *stem;     /* names articles that have no name */
  GHashTable             *entities; /* knowledge base id → QuothEntity */
  GHashTable             *noticed;  /* of char* */
  char                  **names;    /* nullable: of tags that are numbers */
  gboolean                no_names; /* they were looked for */
  guint                   n_rows;

  /* Of the row. */
  GStringChunk           *strings;
  QuothText              *text;     /* nullable */
  const char             *document;
  const char             *name;
  const char             *language;
  const char             *layer;
  const char             *state;
  const char             *answer;
  QuothAttributes        *metadata;
  QuothAttributes        *tags;
  gboolean                has_tokens; /* an array of them, be it empty */
  GPtrArray              *tokens;   /* of const char*; NULL where they are given by numbers */
  GArray                 *token_spans; /* of QuothSpan, beside @tokens */
  GPtrArray              *token_tags; /* of const char* */
  gboolean                numbered_tags;
  const char             *tags_key; /* nullable: of the member that holds them */
  QuothSlice              tags_json; /* and what it holds */
  GArray                 *spans;    /* of QuothRowsSpan */
  gboolean                inclusive; /* spans count tokens, and end with the last one */
  GArray                 *relations; /* of QuothRowsRelation */
} QuothRowsReader;

/* A notice on the row, told once per file when @once. */
void        quoth_rows_notice          (QuothRowsReader *self,
                                        gboolean         once,
                                        const char      *format,
                                        ...) G_GNUC_PRINTF (3, 4);
/* Takes the members of one object into the row, which is empty. */
gboolean    quoth_rows_parse           (QuothRowsReader *self,
                                        guint            line,
                                        const char      *bytes,
                                        gsize            n_bytes,
                                        GError         **error);
/* The row's text, spans and tags, checked, into the sink. */
gboolean    quoth_rows_deliver         (QuothRowsReader *self,
                                        GError         **error);
/* Text and spans of a row that gives tokens and their tags. */
gboolean    quoth_rows_apply_tags      (QuothRowsReader *self,
                                        GError         **error);
/* The names of tags by their numbers, as they stand beside the file; NULL: nobody says. */
char      **quoth_rows_find_names      (const char      *path,
                                        const char      *column);
/* The spans' numbers become code points. */
gboolean    quoth_rows_find_unit       (QuothRowsReader *self,
                                        GError         **error);

/* Values of members, where the scanner stands; what is wrong with them is its error. */

/* A string, or the digits of a number; %NULL for null. */
const char *quoth_rows_read_name       (QuothRowsReader *self);
/* How many things an array holds. */
guint       quoth_rows_count           (QuothRowsReader *self);
/* Added to the row's spans; those that have no label are told in a notice and left out. */
void        quoth_rows_read_spans      (QuothRowsReader *self);
void        quoth_rows_read_relations  (QuothRowsReader *self);
/* In place of those that the row has. */
void        quoth_rows_read_tokens     (QuothRowsReader *self);
void        quoth_rows_read_token_tags (QuothRowsReader *self);

G_END_DECLS
