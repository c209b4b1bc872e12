/* quoth-project-care-salvage-private.h - reading what is left of a damaged file
 *
 * Nothing here trusts the file: each row is read and verified by itself, and what
 * cannot be read is passed over. The damaged file is never written to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-db-private.h"

G_BEGIN_DECLS

/* Calls with each row number of @table that can be read, ascending; FALSE to stop. */
typedef gboolean (*QuothSalvageFunc) (gint64   row,
                                      gpointer user_data);

/* Opens @path, or, when its first page is broken, a copy with a mended header or first page
 * at @scratch, which the caller deletes. */
QuothDb          *quoth_salvage_open     (const char       *path,
                                          const char       *scratch,
                                          GError          **error);
gboolean          quoth_salvage_rows     (QuothDb          *db,
                                          const char       *table,
                                          QuothSalvageFunc  func,
                                          gpointer          user_data);
QuothEntity      *quoth_salvage_entity   (QuothDb          *db,
                                          gint64            row);
/* An article with its text and all annotations that make sense; NULL when there is
 * no text, or when the article was removed. */
QuothArticleData *quoth_salvage_article  (QuothDb          *db,
                                          gint64            row);

G_END_DECLS
