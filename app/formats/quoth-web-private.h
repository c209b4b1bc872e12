/* quoth-web-private.h - the stages from the bytes of a page to an article
 *
 * Decoded, parsed to a flat page, what is not body marked, the body found, written as
 * text. No stage recurses: a page is an array in document order, and an element's
 * descendants are the nodes from it to its end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-web.h"

G_BEGIN_DECLS

/* More is refused, of a fetched page and of a file. */
#define QUOTH_WEB_MAX_BYTES (10 * 1024 * 1024)
/* Open elements; browsers stop nesting at the same depth. */
#define QUOTH_WEB_MAX_DEPTH 512
#define QUOTH_WEB_MAX_NODES (1000 * 1000)
/* Of one tag: the parser compares each with all before it. */
#define QUOTH_WEB_MAX_WORDS 512
#define QUOTH_WEB_NONE      G_MAXUINT

typedef enum
{
  QUOTH_WEB_TEXT, /* no element: a run of letters */
  QUOTH_WEB_INLINE,
  QUOTH_WEB_BLOCK,
  QUOTH_WEB_SECTION, /* a block that holds blocks: div, section and what is unknown */
  QUOTH_WEB_ARTICLE,
  QUOTH_WEB_MAIN,
  QUOTH_WEB_BODY, /* html, too */
  QUOTH_WEB_HEADER,
  QUOTH_WEB_FOOTER,
  QUOTH_WEB_FORM,
  QUOTH_WEB_HEADING,
  QUOTH_WEB_H1,
  QUOTH_WEB_PARAGRAPH,
  QUOTH_WEB_BLOCKQUOTE,
  QUOTH_WEB_CAPTION,
  QUOTH_WEB_LIST,
  QUOTH_WEB_ITEM, /* a line of a list */
  QUOTH_WEB_ROW,  /* a line of a table, or a shelf of a page laid out by tables */
  QUOTH_WEB_CELL,
  QUOTH_WEB_PRE,
  QUOTH_WEB_LINK,
  QUOTH_WEB_QUOTE, /* <q>: browsers draw its marks */
  QUOTH_WEB_BREAK,
  QUOTH_WEB_TITLE, /* in the head */
  QUOTH_WEB_DROP   /* never text */
} QuothWebKind;

typedef enum
{
  QUOTH_WEB_IS_BODY     = 1 << 0, /* itemprop=articleBody */
  QUOTH_WEB_IS_HEADLINE = 1 << 1, /* itemprop=headline */
  QUOTH_WEB_IS_AUTHOR   = 1 << 2, /* rel or itemprop=author, or a class that says so */
  QUOTH_WEB_IS_HIDDEN   = 1 << 3,
  QUOTH_WEB_IS_SUSPECT  = 1 << 4, /* its class or id speaks of comments, sharing … */
  QUOTH_WEB_IN_BLOCK    = 1 << 5, /* below a paragraph, heading or item */
  QUOTH_WEB_IS_DROPPED  = 1 << 6  /* it and all below: set by quoth_web_page_judge() */
} QuothWebFlags;

typedef struct
{
  guint         parent; /* QUOTH_WEB_NONE of the root, which is node 0 and no element */
  guint         end;    /* one past its last descendant */
  gsize         text;   /* where its letters begin in the page's text … */
  gsize         text_end;
  QuothWebKind  kind;
  QuothWebFlags flags;
} QuothWebNode;

typedef struct
{
  GArray     *nodes;     /* of QuothWebNode */
  GString    *text;      /* every letter of the page, in order */
  GHashTable *metas;     /* lower-case name, property or itemprop → content; the first one */
  GPtrArray  *json;      /* of char*: scripts of type application/ld+json */
  char       *canonical; /* nullable: as it stands */
  char       *language;  /* nullable: of <html> */
  char       *time;      /* nullable: datetime of the first <time> */
} QuothWebPage;

/* What is known of the page beside its text; every member nullable. */
typedef struct
{
  char *title;
  char *date; /* ISO 8601 */
  char *author;
  char *publisher;
  char *url;
  char *language;
} QuothWebMeta;

/* A range of nodes and, before it, the headline. */
typedef struct
{
  guint headline; /* a node, or QUOTH_WEB_NONE */
  guint begin;
  guint end;
} QuothWebBody;

/* (transfer full): UTF-8. @encoding is tried before what the page says of itself. */
char            *quoth_web_decode        (const char    *bytes,
                                          gsize          n_bytes,
                                          const char    *encoding,
                                          char         **out_encoding,
                                          gsize         *out_n_bytes,
                                          GError       **error);
QuothWebArticle *quoth_web_extract_utf8  (const char    *html,
                                          gsize          n_bytes,
                                          const char    *url,
                                          GError       **error);
/* A page of plain text is its own article. */
QuothWebArticle *quoth_web_plain_utf8    (const char    *text,
                                          const char    *url,
                                          GError       **error);

QuothWebPage    *quoth_web_page_new      (const char    *html,
                                          gsize          n_bytes,
                                          GError       **error);
void             quoth_web_page_free     (QuothWebPage  *self);
char            *quoth_web_page_dup_text (QuothWebPage  *self,
                                          guint          node,
                                          gsize          max_bytes);
/* Kind and flags of an element; @attributes: name, value or NULL, …, NULL. Nullable. */
void             quoth_web_element       (const char        *name,
                                          const char *const *attributes,
                                          QuothWebKind      *out_kind,
                                          QuothWebFlags     *out_flags);

/* Marks what is not body, then looks for the body. */
void             quoth_web_page_judge    (QuothWebPage  *self);
gboolean         quoth_web_page_find     (QuothWebPage  *self,
                                          const char    *title,
                                          QuothWebBody  *out_body);
/* Letters of the nodes in [begin, end) that are not dropped, as text. */
char            *quoth_web_page_write    (QuothWebPage       *self,
                                          const QuothWebBody *body,
                                          const char         *headline);

void             quoth_web_meta_read     (QuothWebMeta  *self,
                                          QuothWebPage  *page,
                                          const char    *url);
/* Adds what JSON-LD tells of an article; members that are set stay. */
void             quoth_web_meta_add_json (QuothWebMeta  *self,
                                          const char    *json);
void             quoth_web_meta_clear    (QuothWebMeta  *self);
/* (transfer full) (nullable): on one line, cut at 300 letters; NULL when empty. */
char            *quoth_web_clean         (const char    *string);
/* (transfer full) (nullable): a language tag (BCP 47), or NULL. */
char            *quoth_web_language      (const char    *string);
/* (transfer full) (nullable): a date as ISO 8601, or NULL. */
char            *quoth_web_date          (const char    *string);
/* (transfer full) (nullable): absolute, http or https, without password and fragment. */
char            *quoth_web_address       (const char    *url,
                                          const char    *base);

/* What a fetch may take. */
typedef struct
{
  guint seconds; /* for all of it */
  gsize bytes;   /* of the body, unpacked */
  guint redirects;
} QuothWebLimits;

void             quoth_web_fetch_limited_async (const char           *url,
                                                const QuothWebLimits *limits,
                                                GCancellable         *cancellable,
                                                GAsyncReadyCallback   callback,
                                                gpointer              user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothWebPage, quoth_web_page_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QuothWebMeta, quoth_web_meta_clear)

static inline QuothWebNode *
quoth_web_page_node (QuothWebPage *self,
                     guint         index)
{
  return &g_array_index (self->nodes, QuothWebNode, index);
}

G_END_DECLS
