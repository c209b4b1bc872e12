/* quoth-head.h - the beginning of a file, by which its format is found out
 *
 * What tells one format from another stands in the members of the first rows. The text of one
 * article may be longer than anybody wants to look at before them, so a file of JSON is told
 * in short: without blanks, with the beginnings of its strings and of its arrays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A buffer for a head is one byte longer, for the NUL behind it. */
#define QUOTH_HEAD_BYTES 4096

gssize quoth_head_read (int          fd,
                        const char  *path,
                        char        *head,
                        GError     **error);

G_END_DECLS
