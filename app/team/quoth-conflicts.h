/* quoth-conflicts.h - what was changed in two places apart, until somebody decides
 *
 * A conflict lives in the project and in packages for as long as nobody settles it: both
 * versions are kept, and editing the record again goes on from the one that is shown
 * without deciding about the others. Settling is one command, so that one undo brings
 * the conflict back; it then follows from all versions, for everybody.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-merge.h"

G_BEGIN_DECLS

/* Of QuothConflict: all in the project. */
GPtrArray    *quoth_conflicts_list  (QuothProject         *project,
                                     QuothProgress        *progress,
                                     GError              **error);
QuothCommand *quoth_conflict_settle (QuothProject         *project,
                                     const QuothConflict  *conflict,
                                     guint                 choice,
                                     GError              **error);
gboolean      quoth_conflict_renew  (QuothConflict        *self,
                                     QuothProject         *project,
                                     GError              **error);
QuothConflict *quoth_conflict_new   (const char           *article,
                                     const QuothVersions  *versions);
void          quoth_conflict_trace  (QuothConflict        *self,
                                     QuothProject         *project,
                                     const QuothVersions  *versions);
void          quoth_conflict_free   (QuothConflict        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothConflict, quoth_conflict_free)

G_END_DECLS
