/* quoth-format-conll-private.h - the parts of the CoNLL-2003 format, shared by its files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-formats-private.h"
#include "quoth-writer.h"

G_BEGIN_DECLS

#define QUOTH_CONLL_MAX_COLUMNS 64
#define QUOTH_CONLL_MAX_TAGS    8

typedef struct
{
  const char *start;
  gsize       n;
} QuothConllField;

/* What the columns of a file are. */
typedef struct
{
  gboolean by_tabs;
  guint    n_columns; /* 0: there is no token */
  guint    token;     /* its column */
  guint    n_tags;    /* how many of the last columns are tags */
  gboolean bare;      /* tags are labels, and do not say where an annotation begins */
} QuothConllLayout;

/* The length without blanks at the end. */
gsize    quoth_conll_trim           (const char             *line,
                                     gsize                   n);
/* The next line of a beginning that is not blank, without blanks at its end. One that the
 * beginning cuts off counts only as the @first. */
gboolean quoth_conll_next_line      (const char            **at,
                                     const char             *end,
                                     gboolean                first,
                                     const char            **out_line,
                                     gsize                  *out_n);
/* Cuts a line into columns; returns how many. */
guint    quoth_conll_split          (const char             *line,
                                     gsize                   n,
                                     gboolean                by_tabs,
                                     QuothConllField        *fields);
gboolean quoth_conll_is_document    (const char             *line,
                                     gsize                   n);
/* Where texts come from, in a line of its own; a token "#" has a tag. @last: its last column */
gboolean quoth_conll_is_comment     (const char             *line,
                                     gsize                   n,
                                     const QuothConllField  *last);
gboolean quoth_conll_is_tag         (const QuothConllField  *field);
/* Whether a field may be a label without "B-" or "I-", or "O". */
gboolean quoth_conll_is_label       (const QuothConllField  *field);
/* Whether all lines of a beginning are a token and a label, as few-NERD has them. */
gboolean quoth_conll_holds_labels   (const char             *head,
                                     gsize                   n_head);
/* Whether a tag is of a phrase, as CoNLL-2003 has them beside the names. */
gboolean quoth_conll_is_chunk       (const QuothConllField  *tag);
void     quoth_conll_find_layout    (const char             *utf8,
                                     gsize                   n_bytes,
                                     QuothConllLayout       *out_layout);

/* What it writes with, beside what every writer has. */
typedef struct
{
  QuothWriter  base;
  GString     *label; /* of the annotation whose tokens are being written */
} QuothConllWriter;

gboolean quoth_conll_writer_start   (gpointer                writer,
                                     GError                **error);
gboolean quoth_conll_writer_article (gpointer                writer,
                                     QuothArticleData       *data,
                                     GError                **error);
void     quoth_conll_writer_clear   (gpointer                writer);

G_END_DECLS
