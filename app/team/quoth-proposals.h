/* quoth-proposals.h - entries of the registry that may be the same, until somebody decides
 *
 * Two living entries are proposed for merging when they share a Wikidata id, or a name or
 * alias and the kind, and their Wikidata ids do not contradict. Merging is what People
 * does; keeping apart is remembered in the project, so that the pair is not proposed
 * again. Both are one command and one undo.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-merge.h"

G_BEGIN_DECLS

#define QUOTH_PROPOSALS_APART_VERB "keep-apart"

/* Of QuothProposal: all in the project; @other is named more often, and would stay. */
GPtrArray    *quoth_proposals_list      (QuothProject    *project,
                                         QuothProgress   *progress,
                                         GError         **error);
/* The command that remembers that two entries are not the same. */
QuothCommand *quoth_proposal_keep_apart (QuothProject    *project,
                                         const char      *entity,
                                         const char      *other,
                                         GError         **error);

/* Pairs that somebody decided to keep apart. */
typedef struct _QuothApart QuothApart;

QuothApart   *quoth_apart_read          (QuothProject     *project,
                                         GError          **error);
void          quoth_apart_free          (QuothApart       *self);
gboolean      quoth_apart_has           (const QuothApart *self,
                                         const char       *entity,
                                         const char       *other);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothApart, quoth_apart_free)

G_END_DECLS
