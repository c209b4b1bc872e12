/* quoth-archive.h - members of a zip file, in memory and within limits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a member may come to when it is unpacked, and all of them, unless they come to no
 * more than a hundred times the file. */
#define QUOTH_ARCHIVE_MAX_BYTES (256u * 1024 * 1024)
#define QUOTH_ARCHIVE_MAX_RATIO 100

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
/* The same of a zip file that is in memory, as in another; @path is for messages. */
gboolean quoth_archive_foreach_bytes (const char         *path,
                                      const char         *zip,
                                      gsize               n_zip,
                                      QuothArchiveWants   wants,
                                      QuothArchiveFunc    func,
                                      gpointer            user_data,
                                      GError            **error);

G_END_DECLS
