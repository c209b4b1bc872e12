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
                                      char       **out_id,
                                      char       **out_name,
                                      gboolean    *out_above);

G_END_DECLS
