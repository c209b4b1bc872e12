/* quoth-webanno-private.h - a WebAnno TSV file, line by line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-cas.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_WEBANNO_SPAN,
  QUOTH_WEBANNO_CHAIN,
  QUOTH_WEBANNO_RELATION
} QuothWebannoKind;

/* A feature is a column, a slot two: the roles, and what they lead to. */
typedef struct
{
  char     *name;
  gboolean  is_slot;
  char     *target; /* nullable: of a slot, its type */
  guint     column; /* from 0, behind the words */
} QuothWebannoFeature;

typedef struct
{
  QuothWebannoKind  kind;
  char             *name;
  char             *base;     /* nullable: of relations, the type of their ends */
  GArray           *features; /* of QuothWebannoFeature */
  guint             address;  /* of relations, the column that names the governor */
} QuothWebannoLayer;

/* A token, or a part of one. Strings point into the file's bytes. */
typedef struct
{
  const char *address; /* "1-3", "1-3.1" */
  const char *form;
  char      **columns; /* n_columns of them; "_" where the line is short */
  guint       start;   /* as the file counts; UTF-16 units once the text is laid out */
  guint       end;
  guint       line;
  guint       first;   /* its annotations: in QuothWebannoBuild */
  guint       n;
} QuothWebannoRow;

typedef struct
{
  GString *text;
  guint    row;  /* the first of its tokens */
  guint    line;
} QuothWebannoSentence;

typedef struct
{
  const char      *path;
  char            *bytes;     /* owned: cut into strings */
  GArray          *layers;    /* of QuothWebannoLayer */
  guint            n_columns;
  GArray          *sentences; /* of QuothWebannoSentence */
  GArray          *rows;      /* of QuothWebannoRow */
  GPtrArray       *cells;     /* of char **: the rows' columns */
  QuothAttributes *metadata;  /* nullable: what the header says beside layers */
  QuothText       *text;
  guint            n_filled;  /* characters between sentences, which no file holds */
  const char      *unit;      /* nullable: what it counts in, when not in UTF-16 units */
} QuothWebanno;

/* Takes @bytes, which end with NUL. */
gboolean quoth_webanno_parse  (QuothWebanno  *self,
                               const char    *path,
                               char          *bytes,
                               gsize          n_bytes,
                               GError       **error);
void     quoth_webanno_clear  (QuothWebanno  *self);
/* Finds the unit, and makes the text of the sentences. */
gboolean quoth_webanno_layout (QuothWebanno  *self,
                               GError       **error);
gboolean quoth_webanno_build  (QuothWebanno  *self,
                               QuothCas      *cas,
                               GError       **error);
char    *quoth_webanno_unescape (const char  *value);
/* The whole: what stands in the file, for quoth_cas_deliver(). Takes @bytes. */
gboolean quoth_webanno_read   (QuothCas        *cas,
                               char            *bytes,
                               gsize            n_bytes,
                               const QuothSink *sink,
                               QuothAttributes **out_metadata,
                               GError         **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothWebanno, quoth_webanno_clear)

G_END_DECLS
