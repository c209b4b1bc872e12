/* quoth-document-index.h - which article the files DOC.* of an export hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define QUOTH_DOCUMENT_INDEX "index.csv"

/* Looks @document up in index.csv of @folder, else of the folder above (@out_above: then
 * @folder is that of a layer). */
gboolean quoth_document_index_lookup (const char  *folder,
                                      const char  *document,
                                      guint        session,
                                      char       **out_id,
                                      char       **out_name,
                                      gboolean    *out_above);

/* Files that an export writes beside those of documents, in the folder of @path or the one
 * above: @names (nullable), index.csv and losses.json. */
void     quoth_document_index_add_companions (GStrvBuilder       *builder,
                                              const char         *path,
                                              const char *const  *names);
/* For formats that write no others. */
char   **quoth_document_index_companions     (const char         *path);

G_END_DECLS
