/* quoth-assign-table.h - who has which article, and how far they are
 *
 * A line for each article and a column for each annotator, a hundred lines at a time; where
 * there is no room for columns, each line says it in words. Enter opens the article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "quoth-project.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ASSIGN_TABLE (quoth_assign_table_get_type ())

G_DECLARE_FINAL_TYPE (QuothAssignTable, quoth_assign_table, QUOTH, ASSIGN_TABLE, GtkWidget)

/* signal ::activated (const char *article) */

/* @works: of QuothArticleWork; keeps the page that is shown. */
void quoth_assign_table_set_works  (QuothAssignTable   *self,
                                    QuothProject       *project,
                                    GPtrArray          *works,
                                    const char *const  *names);
void quoth_assign_table_set_narrow (QuothAssignTable   *self,
                                    gboolean            narrow);
void quoth_assign_table_take_focus (QuothAssignTable   *self);

G_END_DECLS
