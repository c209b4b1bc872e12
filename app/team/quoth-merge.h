/* quoth-merge.h - takes packages back into a project
 *
 * Record by record, by the rule of quoth-versions.h: what is newer comes in, what is
 * known already or older changes nothing, what stands apart is a conflict that is kept
 * and reported. A package is taken whole or not at all: one transaction, one journal entry
 * and one undo, with the articles that the project lacked. A merge that is cancelled, that
 * fails, or whose program dies has changed nothing; taking the package again is all that is
 * needed then. Taking a package again changes nothing and leaves no entry.
 *
 * Others may go on working: what a package means is computed before anything is written, and
 * what they do meanwhile is taken into account; they wait for the writing alone.
 *
 * Entities are never joined because they look alike: pairs of the same kind and name, or
 * of the same Wikidata id, are proposed. Guidelines come in when they continue ours.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"
#include "quoth-versions.h"

G_BEGIN_DECLS

typedef struct
{
  QuothRecordKind  kind;
  char            *article; /* nullable: of shared records */
  char            *id;
  char            *layer;   /* nullable */
  GPtrArray       *contents; /* of char*: the different contents, the one shown first;
                              * "null" = deleted */
  GPtrArray       *authors;  /* of char*, nullable: beside each content whose edits made it;
                              * empty in the report of a merge */
  GPtrArray       *leads;    /* of QuothAnnotation: what links to or comments on it although it
                              * was deleted, see quoth-holds.h; empty in the report of a merge */
  char            *base;     /* nullable: what all of them were made from, where that is known */
} QuothConflict;

typedef struct
{
  char       *entity;
  char       *other;  /* is named more often, and would stay */
  char       *name;
  const char *reason; /* "name" or "wikidata" */
} QuothProposal;

typedef struct
{
  guint64    n_articles; /* new ones */
  guint64    n_added;    /* records */
  guint64    n_changed;
  guint64    n_removed;
  gboolean   guidelines_taken;
  gboolean   guidelines_apart; /* both have versions the other lacks: ours stay */
  GPtrArray *conflicts;  /* of QuothConflict: all that the package's records are part of */
  GPtrArray *proposals;  /* of QuothProposal: those of quoth_proposals_list() that hold an
                          * entry of the package */
} QuothMergeReport;

void              quoth_proposal_free     (QuothProposal     *self);
void              quoth_merge_report_free (QuothMergeReport  *self);
QuothMergeReport *quoth_merge_run         (QuothProject      *project,
                                           const char        *package,
                                           QuothProgress     *progress,
                                           GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothMergeReport, quoth_merge_report_free)

G_END_DECLS
