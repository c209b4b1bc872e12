/* quoth-standoff.h - lines of standoff annotation beside a text
 *
 * What brat and its relatives share: a file of annotations that point into a text
 * by numbers. Reading cuts the file into items and finds the unit in which its
 * numbers count; writing moves offsets to a text with plain line ends and cuts
 * spans where lines end. Knows nothing of schemes or projects.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

#define QUOTH_STANDOFF_MAX_BYTES (256 * 1024 * 1024)

/* Strings are borrowed from the standoff; indices point into its arrays. */
typedef struct
{
  char        kind;   /* T R E A N # *; the old M is read as A */
  guint       line;
  const char *path;   /* of the file it stands in */
  const char *id;     /* nullable: equivalences have none */
  const char *type;   /* T R E: label; A: name; N: "Reference"; #: kind of note */
  const char *target; /* A N #: id; E: id of the trigger; else NULL */
  const char *value;  /* T: the covered text; A: value, nullable; N: resource:id; #: note */
  const char *name;   /* N: what the resource calls it, nullable */
  guint       first;  /* T: first piece; R E *: first argument */
  guint       n;      /* T: pieces, in the order of the file; R E *: arguments */
} QuothStandoffItem;

typedef struct
{
  const char *role;   /* nullable in equivalences */
  const char *target;
} QuothStandoffArgument;

typedef struct
{
  GArray     *items;     /* of QuothStandoffItem, in the order of the files */
  GArray     *pieces;    /* of QuothSpan */
  GArray     *arguments; /* of QuothStandoffArgument */
  GArray     *ids;       /* by which items are found, in order; private */
  GPtrArray  *buffers;   /* what the strings are borrowed from */
} QuothStandoff;

QuothStandoff           *quoth_standoff_new      (void);
void                     quoth_standoff_free     (QuothStandoff     *self);
gboolean                 quoth_standoff_add_file (QuothStandoff     *self,
                                                  const char        *path,
                                                  const char        *encoding,
                                                  GError           **error);
const QuothStandoffItem *quoth_standoff_lookup   (QuothStandoff     *self,
                                                  const char        *id);
/* Turns every piece into code points of @text. */
gboolean                 quoth_standoff_resolve  (QuothStandoff     *self,
                                                  QuothText         *text,
                                                  gboolean           mark,
                                                  const char       **out_unit,
                                                  GError           **error);

/* A text that stands in a file: decoded, without a byte order mark. */
QuothText *quoth_standoff_load_text (const char  *path,
                                     const char  *encoding,
                                     gboolean    *out_mark,
                                     char       **out_encoding,
                                     GError     **error);

/* The text as it is written: CR LF and lone CR are LF. */
typedef struct
{
  QuothText  *text;
  char       *utf8;    /* NULL when it is the text's own */
  gsize       n_bytes;
  GArray     *dropped; /* of guint, sorted: the CRs that have no place */
} QuothStandoffText;

void        quoth_standoff_text_init   (QuothStandoffText *self,
                                        QuothText         *text);
void        quoth_standoff_text_clear  (QuothStandoffText *self);
const char *quoth_standoff_text_get    (QuothStandoffText *self,
                                        gsize             *out_n_bytes);
guint       quoth_standoff_text_map    (QuothStandoffText *self,
                                        guint              offset);
/* Appends "s e;s e<TAB>text text"; FALSE when nothing but line ends is covered. */
gboolean    quoth_standoff_text_append (QuothStandoffText *self,
                                        const QuothSpan   *parts,
                                        guint              n_parts,
                                        GString           *out);

/* "T1" */
void        quoth_standoff_append_id      (GString    *out,
                                           char        kind,
                                           guint       number);
/* "T1<TAB>type ": how the line of an annotation begins. */
void        quoth_standoff_append_begin   (GString    *out,
                                           char        kind,
                                           guint       number,
                                           const char *type);
/* "\n", "\t", "\\" and the other line ends of notes. */
void        quoth_standoff_append_escaped (GString    *out,
                                           const char *value);
char       *quoth_standoff_unescape       (const char *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothStandoff, quoth_standoff_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothStandoffText, quoth_standoff_text_clear)

G_END_DECLS
