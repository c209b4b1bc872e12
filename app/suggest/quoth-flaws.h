/* quoth-flaws.h - what in a layer looks as if it had been forgotten
 *
 * Rules, not judgements: each finding says which rule and where, and may be right as it
 * is. What people said is right (quoth-remark.h) is not found again. Reading a project
 * streams over its articles and keeps at most %QUOTH_FLAWS_KEPT findings of each kind;
 * the counts go on. Articles in which the layer has nothing yet are left alone.
 *
 * A repair is a command like any gesture.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_FLAW_SPEAKER,   /* a claim without speaker that does not say that it has none */
  QUOTH_FLAW_ALIAS,     /* a name that the registry knows, not marked or not linked */
  QUOTH_FLAW_REGISTRY,  /* the speaker of a claim is linked to nobody */
  QUOTH_FLAW_NAMESAKE,  /* a name that mostly means somebody else */
  QUOTH_FLAW_CUE,       /* a cue that belongs to no claim */
  QUOTH_FLAW_ATTRIBUTE, /* a required attribute is empty */
  QUOTH_FLAW_WORD       /* a part begins or ends inside a word */
} QuothFlawKind;

#define QUOTH_N_FLAW_KINDS 7
#define QUOTH_FLAWS_KEPT 500

typedef struct
{
  QuothFlawKind  kind;
  char          *article;      /* id */
  char          *article_name;
  char          *annotation;   /* nullable: nothing is marked there, or the article itself */
  QuothSpan      span;         /* code points; empty for the article itself */
  char          *detail;       /* nullable: an attribute; the entity that is meant */
  char          *before;       /* a concordance line */
  char          *match;
  char          *after;
} QuothFlaw;

typedef struct
{
  GPtrArray  *list;                       /* of QuothFlaw, by kind, then by article and place */
  guint64     counts[QUOTH_N_FLAW_KINDS]; /* of all, also those that are not in the list */
  GHashTable *articles;                   /* id → guint for each kind; none when it has none */
} QuothFlaws;

typedef enum
{
  QUOTH_REPAIR_LINK,       /* to the entity @id; marks the name first when it is not marked */
  QUOTH_REPAIR_NEW_ENTITY, /* an entry named @words */
  QUOTH_REPAIR_SPEAKER,    /* the speaker stands at @span, or is the mention @id */
  QUOTH_REPAIR_NO_SPEAKER, /* the text names no source */
  QUOTH_REPAIR_CUE_OF,     /* the cue of the claim @id */
  QUOTH_REPAIR_REMOVE,     /* takes the annotation out */
  QUOTH_REPAIR_VALUE,      /* the attribute is @id */
  QUOTH_REPAIR_WORDS       /* extends to whole words: @span */
} QuothRepairKind;

typedef struct
{
  QuothRepairKind  kind;
  char            *id;     /* nullable */
  char            *words;  /* nullable: a name, the words of a claim, a value's name */
  char            *entity; /* nullable: who the speaker is */
  QuothSpan        span;
} QuothRepair;

QuothFlaw    *quoth_flaw_copy         (const QuothFlaw  *self);
void          quoth_flaw_free         (QuothFlaw        *self);
void          quoth_flaws_free        (QuothFlaws       *self);
void          quoth_repair_free       (QuothRepair      *self);

QuothFlaws   *quoth_flaws_find        (QuothProject     *project,
                                       const char       *layer,
                                       QuothProgress    *progress,
                                       GError          **error);
/* Of QuothFlaw: those of one article; of namesakes only those of @known (NULL for none). */
GPtrArray    *quoth_flaws_of_article  (QuothProject     *project,
                                       const char       *article,
                                       const char       *layer,
                                       GPtrArray        *known,
                                       GError          **error);
/* How many of @kind the article has from now on; the counts follow. */
void          quoth_flaws_recount     (QuothFlaws       *self,
                                       const char       *article,
                                       QuothFlawKind     kind,
                                       guint             n);
/* How many of @kind it had when it was counted last. */
guint         quoth_flaws_get_count   (QuothFlaws       *self,
                                       const char       *article,
                                       QuothFlawKind     kind);
/* What a remark names it by; the same as long as it is the same finding. */
char         *quoth_flaw_dup_finding  (const QuothFlaw  *self,
                                       const char       *layer);
QuothCommand *quoth_flaw_accept       (const QuothFlaw  *self,
                                       QuothDocument    *document,
                                       const char       *by);

/* Of QuothRepair, the likeliest first; empty when only people can tell. */
GPtrArray    *quoth_flaw_list_repairs (const QuothFlaw  *self,
                                       QuothDocument    *document,
                                       QuothRegistry    *registry);
QuothCommand *quoth_flaw_repair       (const QuothFlaw  *self,
                                       const QuothRepair *repair,
                                       QuothDocument    *document,
                                       QuothRegistry    *registry,
                                       GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothFlaws, quoth_flaws_free)

G_END_DECLS
