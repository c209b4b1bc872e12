/* quoth-project-care-private.h - the rule by which old backups go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Which of the backups made at @times (seconds since 1970, any order) stay. */
GArray *quoth_backups_choose (const gint64 *times,
                              guint         n_times,
                              gint64        now);

/* The file name of a backup of the project at @path made at @time, and the reverse:
 * -1 when @name is no backup of that project. */
char   *quoth_backup_name    (const char   *path,
                              gint64        time);
gint64  quoth_backup_time    (const char   *path,
                              const char   *name);

G_END_DECLS
