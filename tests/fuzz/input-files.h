/* input-files.h - the files that an input of a fuzz target describes
 *
 * A line "NAME", then the file's content; after a line "==== NAME" that of the next.
 * NAME may stand in folders, "text/a.txt", and in an archive, "a.docx!word/document.xml":
 * members of one archive stand one after the other. All stays in one folder, whatever
 * the names are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer none): an empty folder, the same in every call. */
const char *input_files_folder (void);
/* (transfer full) (nullable): the path of the first file. */
char       *input_files_write  (const char *begin,
                                const char *end);
/* (transfer none): one past the last letter of the line. */
const char *input_files_line   (const char *begin,
                                const char *end);
void        input_files_clear  (void);

G_END_DECLS
