/* quoth-format-conllu-private.h - a document of CoNLL-U while it is read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-formats-private.h"

G_BEGIN_DECLS

/* Beyond these a file is no corpus but an attack. */
#define QUOTH_CONLLU_MAX_OPEN 1024

/* A mention: open, or closed when @end is set. */
typedef struct
{
  char     *group;    /* the cluster */
  char     *type;     /* "person", "place" … */
  char     *identity; /* nullable: an article of Wikipedia */
  guint     start;
  guint     end;      /* not behind @start: it holds words without a place only */
  guint     part;     /* from 1; 0: the mention has but one */
  guint     n_parts;
  guint     names;    /* proper nouns before it; when closed, in it */
  gboolean  is_used;  /* as a part of another that ends behind it */
} QuothConlluMention;

/* What "# global.Entity" says of the fields: index, or -1. */
typedef struct
{
  int group;
  int type;
  int identity;
} QuothConlluFields;

typedef struct
{
  QuothConlluFields  fields;
  GArray            *open;    /* of QuothConlluMention */
  GArray            *closed;  /* of the same */
  guint              names;   /* proper nouns so far */
  guint              n_loose; /* ends without a beginning, beginnings without an end */
} QuothConlluMentions;

#define QUOTH_CONLLU_N_COLUMNS 10

/* Cuts @line at its tabs; returns how many columns it has, one more than there may be if there
 * are more. */
guint       quoth_conllu_split           (char                     *line,
                                          char                     *columns[QUOTH_CONLLU_N_COLUMNS]);
guint64     quoth_conllu_parse_id        (char                     *column,
                                          char                    **out_end);

/* The value of "# NAME = VALUE". */
const char *quoth_conllu_get_value       (const char               *line,
                                          const char               *name);
/* Whether a comment's first word is @word. */
gboolean    quoth_conllu_begins          (const char               *line,
                                          const char               *word);

/* What a member of the last column says of mentions or names and nobody keeps; NULL: nothing. */
const char *quoth_conllu_name_loss       (const char               *member,
                                          guint                    *out_n);

void        quoth_conllu_mentions_init   (QuothConlluMentions      *self);
void        quoth_conllu_mentions_reset  (QuothConlluMentions      *self);
void        quoth_conllu_mentions_clear  (QuothConlluMentions      *self);
void        quoth_conllu_mentions_fields (QuothConlluMentions      *self,
                                          const char               *value);
/* The value of Entity= on a token that covers @token: of a word without a place, from where the next
 * begins to where the last one ended. */
gboolean    quoth_conllu_mentions_read   (QuothConlluMentions      *self,
                                          const char               *value,
                                          QuothSpan                 token);
/* Of each cluster the first of the closed mentions that name it best; to be unreffed. */
GHashTable *quoth_conllu_mentions_best   (QuothConlluMentions      *self);
/* The type of each cluster, which stands on one of its mentions, mostly the first; to be unreffed. */
GHashTable *quoth_conllu_mentions_types  (QuothConlluMentions      *self);
/* Puts into @parts (of QuothSpan) those of the mention whose last part is @index, but for those without
 * a place. They stand in the order in which they end, and are gathered at the last; FALSE when one is
 * missing. */
gboolean    quoth_conllu_mentions_parts  (QuothConlluMentions      *self,
                                          guint                     index,
                                          GArray                   *parts);
/* The person of a cluster whose best mention it is; owned. */
QuothEntity *quoth_conllu_mention_make_entity (const QuothConlluMention *best,
                                               QuothText          *text);
/* The scheme's type of people, else what it would be. */
const char *quoth_conllu_find_person_type (QuothScheme             *scheme);
/* How well a mention names its person; 0: not at all. */
guint       quoth_conllu_mention_rank    (const QuothConlluMention *mention);

G_END_DECLS
