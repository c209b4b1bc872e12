/* quoth-alike.h - disputes that are the same, wherever they are
 *
 * Two disputes are the same when they leave the same answers to choose from, whoever gives
 * them: then one decision may be made of all. What an answer is depends on the dispute:
 * of a mention or a span, the words, where they begin and end among all words in dispute,
 * the type, and who is meant; of a claim, one object of its parts, cue, speaker and
 * attributes, except that where only the speaker is in dispute, the speakers alone count,
 * by person where that is known and else by their words.
 *
 * Patterns and answers are plain strings that hold across the articles of a project, so
 * that a decision can be made wherever a worker finds the same pattern. Nothing in here
 * decides anything: a command is returned, one for all articles, which is one undo.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"
#include "quoth-review.h"

G_BEGIN_DECLS

/* More places are not settled at once; deciding again goes on with the rest. */
#define QUOTH_ALIKE_MOST 1000

/* A dispute of any article, for people to look at. */
typedef struct
{
  char      *article;
  char      *name;    /* of the article */
  char      *key;     /* of the dispute, see quoth_alike_dup_key() */
  QuothSpan  span;
  char      *before;  /* its sentence, in three pieces on one line */
  char      *words;
  char      *after;
} QuothAlikePlace;

/* What is looked for, and what is right of it. */
typedef struct
{
  const char    *pattern;
  const char    *answer;   /* nullable: for verdicts that take one variant */
  QuothStrategy  strategy; /* what counts as agreed */
} QuothAlike;

void          quoth_alike_place_free  (QuothAlikePlace     *self);

/* What makes a dispute the same as another. */
char         *quoth_alike_dup_pattern (QuothReview         *review,
                                       const QuothDispute  *dispute);
/* One of the answers, the same string for the same answer in every dispute of a pattern. */
char         *quoth_alike_dup_answer  (QuothReview         *review,
                                       const QuothDispute  *dispute,
                                       guint                variant);
/* The variant that gives @answer; G_MAXUINT when none does. */
guint         quoth_alike_find_answer (QuothReview         *review,
                                       const QuothDispute  *dispute,
                                       const char          *answer);
/* Names a dispute of an article, as long as no layer says anything new of it. */
char         *quoth_alike_dup_key     (const QuothDispute  *dispute);
GPtrArray    *quoth_alike_list        (QuothReview         *review,
                                       const char          *pattern);
QuothAlikePlace *quoth_alike_place_new (QuothReview        *review,
                                       QuothArticle        *article,
                                       const QuothDispute  *dispute);

/* For workers: what all articles but one have, and one command about some of it. */
GPtrArray    *quoth_alike_search      (QuothProject        *project,
                                       const QuothAlike    *alike,
                                       const char          *except,
                                       QuothProgress       *progress,
                                       GError             **error);
QuothCommand *quoth_alike_decide      (QuothProject        *project,
                                       const QuothAlike    *alike,
                                       GPtrArray           *places,
                                       const QuothDecision *decision,
                                       QuothProgress       *progress,
                                       GError             **error);
/* Appends what @other does to @command, for one transaction and one undo. */
void          quoth_alike_join        (QuothCommand        *command,
                                       QuothCommand        *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothAlikePlace, quoth_alike_place_free)

G_END_DECLS
