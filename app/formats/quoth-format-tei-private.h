/* quoth-format-tei-private.h - what the files of this format share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-gather.h"
#include "quoth-output.h"
#include "quoth-standoff.h"
#include "quoth-xml-scan.h"

G_BEGIN_DECLS

#define QUOTH_TEI_NAMESPACE "http://www.tei-c.org/ns/1.0"
#define QUOTH_TEI_NOWHERE   G_MAXUINT

/* What of a TEI element matters here; strings live as long as the document. */
typedef struct
{
  const char *name; /* of the element */
  const char *id;
  const char *n;
  const char *type;
  const char *next;
  const char *prev;
  const char *part;
  const char *who;
  const char *addressee;
  const char *ref;  /* or @key */
  const char *direct;
  const char *from;
  const char *to;
  const char *target;
  const char *ana;
  const char *corresp;
  const char *resp;
  const char *active;
  const char *passive;
  const char *relation; /* @name */
  const char *ident;
  const char *when;
  const char *said;  /* the text within, where that is asked for */
  const char *note;  /* of a span: @said, where it is not the type */
  guint       line;
  guint       start; /* in the text, code points */
  guint       end;
} QuothTeiElement;

/* What a header of others says of the text. */
typedef enum
{
  QUOTH_TEI_AUTHOR,
  QUOTH_TEI_PUBLISHER,
  QUOTH_TEI_DATE,
  QUOTH_TEI_N_FACTS
} QuothTeiFact;

typedef struct
{
  GStringChunk *strings;
  GString      *text;
  guint         length;    /* of the text, code points */
  gboolean      has_text;  /* an element for it stands there, be it empty */
  guint         breaks;    /* line ends that stand before the next character */
  gboolean      blank;     /* a blank stands before it */
  GHashTable   *ids;       /* xml:id → QuothSpan + 1 in ranges, as an index */
  GArray       *ranges;    /* of QuothSpan: where elements with an id stand */
  GArray       *marks;     /* of QuothTeiElement: said, quote, q, persName, … in the text */
  GArray       *spans;     /* of standOff */
  GArray       *notes;     /* with a target */
  GArray       *relations;
  GArray       *interps;   /* their type is that of their group */
  GArray       *people;    /* person, org; @said: the name */
  GArray       *details;   /* of people, @corresp: index; names and idno */
  GArray       *layers;    /* respStmt; @said: the name, @type: the state */
  GArray       *about;     /* notes of the header */
  GHashTable   *left_out;  /* name of elements that are no text, or no annotation → how many */
  const char   *title;     /* nullable */
  const char   *language;  /* nullable */
  const char   *article;   /* nullable: our id */
  const char   *facts[QUOTH_TEI_N_FACTS]; /* nullable each */
  guint         ranks[QUOTH_TEI_N_FACTS]; /* of where they stand */
} QuothTeiDocument;

void         quoth_tei_document_init   (QuothTeiDocument        *self);
void         quoth_tei_document_clear  (QuothTeiDocument        *self);
/* Those that matter; strings are kept by the document. */
void         quoth_tei_take_attributes (QuothTeiDocument        *self,
                                        QuothTeiElement         *element,
                                        const QuothXmlAttribute *attributes,
                                        guint                    n);

typedef enum
{
  QUOTH_TEI_FLOW_INLINE,
  QUOTH_TEI_FLOW_LINE,  /* on a line of its own */
  QUOTH_TEI_FLOW_BLOCK, /* with an empty line around it */
  QUOTH_TEI_FLOW_HIDDEN /* no text */
} QuothTeiFlow;

QuothTeiFlow quoth_tei_get_flow     (const char       *name);
/* Whether an element in the text may be an annotation. */
gboolean     quoth_tei_is_mark      (const char       *name);
/* Whether an element in the text is an annotation to others, but not here. */
gboolean     quoth_tei_is_left_out  (const char       *name);
/* How much an element of the header tells of the text itself: when it was made, where it was printed,
 * and by whom this file; 0: nothing. @before: of what it stands in or behind */
guint        quoth_tei_get_header_rank (const char    *name,
                                        guint          before);
/* Of the header: the first title, our id, the language, layers, facts and what is said. */
void         quoth_tei_take_header  (QuothTeiDocument *document,
                                     QuothTeiElement  *element,
                                     guint             rank);
/* Whom an attribute names: pointers, or, as people write who do not point, one name with blanks. */
char       **quoth_tei_split_people (const char       *people);
/* Writes what stands between the last character and the next. */
void         quoth_tei_flush_blanks (QuothTeiDocument *document);
void         quoth_tei_add_text     (QuothTeiDocument *document,
                                     const char       *text,
                                     gsize             n_bytes,
                                     gboolean          preserve);

typedef gboolean (*QuothTeiFunc) (gpointer           user_data,
                                  QuothTeiDocument  *document,
                                  GError           **error);

/* Calls @func for every TEI element of the file. */
gboolean quoth_tei_scan     (const char     *path,
                             const char     *bytes,
                             gsize           n_bytes,
                             QuothProgress  *progress,
                             QuothTeiFunc    func,
                             gpointer        user_data,
                             GError        **error);

/* Names as TEI has them, without blanks: what it forbids, "%", ":" and "=" become %XX. */
void     quoth_tei_append_word (GString     *out,
                                const char  *word);

gboolean quoth_tei_article (gpointer           writer,
                            QuothArticleData  *data,
                            GError           **error);

G_END_DECLS
