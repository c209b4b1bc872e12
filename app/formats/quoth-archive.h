/* quoth-archive.h - members of a zip file, in memory and within limits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a file may come to when it is unpacked. */
#define QUOTH_ARCHIVE_MAX_BYTES (256u * 1024 * 1024)

/* Called for each regular member, in the order of the file. Takes the bytes or leaves
 * them; FALSE ends the walk, with @error as a failure, without as a success. */
typedef gboolean (*QuothArchiveFunc) (const char  *name,
                                      const char  *bytes,
                                      gsize        n_bytes,
                                      gpointer     user_data,
                                      GError     **error);
/* Whether the bytes of a member are wanted: the others are not unpacked. */
typedef gboolean (*QuothArchiveWants) (const char *name,
                                       gpointer    user_data);

gboolean quoth_archive_foreach (const char         *path,
                                QuothArchiveWants   wants,
                                QuothArchiveFunc    func,
                                gpointer            user_data,
                                GError            **error);

G_END_DECLS
