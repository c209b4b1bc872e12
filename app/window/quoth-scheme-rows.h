/* quoth-scheme-rows.h - rows that show and change one member of an entry of a scheme
 *
 * A row follows its draft and tells it what the user wants. Below a text, what is wrong
 * with it is said in a row of its own that is hidden otherwise.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-scheme-draft.h"

G_BEGIN_DECLS

/* Each adds its row to @group; the rows live as long as it and @draft do. */
GtkWidget *quoth_scheme_add_text_row   (GtkWidget              *group,
                                        QuothSchemeDraft       *draft,
                                        const QuothSchemePlace *place,
                                        QuothSchemeField        field,
                                        const char             *title);
GtkWidget *quoth_scheme_add_flag_row   (GtkWidget              *group,
                                        QuothSchemeDraft       *draft,
                                        const QuothSchemePlace *place,
                                        QuothSchemeField        field,
                                        const char             *title,
                                        const char             *subtitle);
GtkWidget *quoth_scheme_add_kind_row   (GtkWidget              *group,
                                        QuothSchemeDraft       *draft,
                                        const QuothSchemePlace *place);
GtkWidget *quoth_scheme_add_entity_row (GtkWidget              *group,
                                        QuothSchemeDraft       *draft,
                                        const QuothSchemePlace *place);
GtkWidget *quoth_scheme_add_color_row  (GtkWidget              *group,
                                        QuothSchemeDraft       *draft,
                                        const QuothSchemePlace *place);
/* One row with a check for each type, and for the whole article when @with_article. */
void       quoth_scheme_add_type_rows  (GtkWidget              *group,
                                        QuothSchemeDraft       *draft,
                                        const QuothSchemePlace *place,
                                        QuothSchemeField        field,
                                        gboolean                with_article);
/* A small entry for the key of a value; not a row of its own. */
GtkWidget *quoth_scheme_key_entry_new  (QuothSchemeDraft       *draft,
                                        const QuothSchemePlace *place);
/* A row that says what is wrong with a member, and is hidden while nothing is. */
GtkWidget *quoth_scheme_add_problem_row (GtkWidget             *group,
                                         QuothSchemeDraft      *draft,
                                         const QuothSchemePlace *place,
                                         QuothSchemeField       field);
/* A row to add something by its name: @add is called, swapped, with @data and the row. */
GtkWidget *quoth_scheme_adder_new      (const char             *title,
                                        GCallback               add,
                                        gpointer                data);
/* Takes what is being typed; @entry: what quoth_scheme_add_text_row() made, or anything. */
void       quoth_scheme_settle_entry   (GtkWidget              *entry);
/* Gives up what is being typed in what has the keyboard; FALSE when there is nothing. */
gboolean   quoth_scheme_undo_typing    (GtkWidget              *focus);

G_END_DECLS
