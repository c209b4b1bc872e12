/* quoth-hit-row.h - one line of a concordance
 *
 * The words before end where the hit begins, so that the hits of all rows stand below
 * each other. Wide rows name the article at the left, narrow ones above.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define QUOTH_TYPE_HIT_ROW (quoth_hit_row_get_type ())

G_DECLARE_FINAL_TYPE (QuothHitRow, quoth_hit_row, QUOTH, HIT_ROW, GtkWidget)

GtkWidget *quoth_hit_row_new (void);
void       quoth_hit_row_set (QuothHitRow *self,
                              const char  *article,
                              const char  *before,
                              const char  *match,
                              const char  *after);

G_END_DECLS
