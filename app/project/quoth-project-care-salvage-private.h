/* quoth-project-care-salvage-private.h - reading what is left of a damaged file
 *
 * Nothing here trusts the file: each row is read and verified by itself, and what
 * cannot be read is passed over. The damaged file is never written to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-db-private.h"
#include "quoth-project-care.h"

G_BEGIN_DECLS

/* Calls with each row number of @table that can be read, ascending; FALSE to stop. */
typedef gboolean (*QuothSalvageFunc) (gint64   row,
                                      gpointer user_data);

/* Opens @path, or, when its first page is broken, a copy with a mended header or first page
 * at @scratch, which the caller deletes. */
QuothDb          *quoth_salvage_open     (const char       *path,
                                          const char       *scratch,
                                          GError          **error);
/* Whether a table and its indexes have the shape they should, from end to end. */
gboolean          quoth_salvage_is_sound (QuothDb          *db,
                                          const char       *table);
gboolean          quoth_salvage_rows     (QuothDb          *db,
                                          const char       *table,
                                          QuothSalvageFunc  func,
                                          gpointer          user_data);
QuothEntity      *quoth_salvage_entity   (QuothDb          *db,
                                          gint64            row);
/* An article with its text and all annotations that make sense; NULL when there is
 * no text, or when the article was removed. @found_text: nullable; its text, if it was found apart. Sets
 * @inout_gaps when an annotation or a link makes no sense. */
QuothArticleData *quoth_salvage_article  (QuothDb          *db,
                                          gint64            row,
                                          QuothText        *found_text,
                                          gboolean         *inout_gaps);

/* What is left of an article without a text; @json gets a line with all of it. NULL when it
 * cannot be read. */
QuothLostArticle *quoth_salvage_lost     (QuothDb          *db,
                                          gint64            row,
                                          GString          *json);
/* quoth-project-care-lost.c: names in @result every article of @missing (row → hash) whose text
 * is not @saved either (by hash), and writes what is left of them beside @target. */
gboolean          quoth_salvage_tell_lost (QuothDb         *db,
                                           GHashTable      *missing,
                                           GHashTable      *saved,
                                           const char      *target,
                                           QuothRecovered  *result,
                                           GError         **error);
void              quoth_lost_article_free (gpointer         data);
/* Returns: (transfer full): the checksum of the text of an article that was not removed. */
char             *quoth_salvage_hash     (QuothDb          *db,
                                          gint64            row);

/* Called for what may be the text of @row: first with its length alone, when FALSE passes it
 * over, then with @utf8 too, which need not be valid and has no end mark. */
typedef gboolean (*QuothSalvageTextFunc) (gint64      row,
                                          const char *utf8,
                                          gsize       n_bytes,
                                          gpointer    user_data);

/* Looks for texts on every page, for those that no tree leads to. Returns FALSE when
 * cancelled. */
gboolean          quoth_salvage_texts    (QuothDb              *db,
                                          QuothSalvageTextFunc  func,
                                          QuothProgress        *progress,
                                          gpointer              user_data);

G_END_DECLS
