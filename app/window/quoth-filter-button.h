/* quoth-filter-button.h - which articles to list: by status, type, person, open tasks
 *
 * A button with a popover. The filters combine: an article must pass all of them. What
 * is set can be said in one line, so that nobody wonders where the others are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "quoth-project-query.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_FILTER_BUTTON (quoth_filter_button_get_type ())

G_DECLARE_FINAL_TYPE (QuothFilterButton, quoth_filter_button, QUOTH, FILTER_BUTTON, GtkWidget)

/* signal ::changed (QuothFilterButton *self): the user chose something else */

/* NULL when none is open; the same project again when its scheme changed. */
void     quoth_filter_button_set_project (QuothFilterButton  *self,
                                          QuothProject       *project);
void     quoth_filter_button_set_entity  (QuothFilterButton  *self,
                                          const char         *entity);
/* Sets what the filter is about here; the strings stay the button's until it changes. */
void     quoth_filter_button_get         (QuothFilterButton  *self,
                                          QuothArticleFilter *filter);
void     quoth_filter_button_clear       (QuothFilterButton  *self);
/* Returns: (transfer full) (nullable): what is set, in one line; NULL for nothing. */
char    *quoth_filter_button_dup_words   (QuothFilterButton  *self);

G_END_DECLS
