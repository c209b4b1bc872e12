/* quoth-project-migrate.h - a new scheme, and what becomes of the whole corpus under it
 *
 * One gesture: one transaction, one journal entry, one undo, however many articles it
 * reaches. They are read and written one after the other, so that memory does not grow
 * with the corpus. Long work: meant for a worker with a connection of its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"
#include "quoth-scheme-migrate.h"

G_BEGIN_DECLS

gboolean quoth_project_count_uses     (QuothProject           *self,
                                       QuothScheme            *scheme,
                                       const QuothSchemeFate  *fates,
                                       guint                   n_fates,
                                       QuothProgress          *progress,
                                       QuothUseCounts         *out_counts,
                                       GError                **error);
gboolean quoth_project_migrate_scheme (QuothProject           *self,
                                       QuothScheme            *scheme,
                                       const QuothSchemeFate  *fates,
                                       guint                   n_fates,
                                       QuothProgress          *progress,
                                       QuothUseCounts         *out_counts,
                                       GError                **error);

G_END_DECLS
