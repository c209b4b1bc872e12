/* quoth-insights-page.h - how much annotators agree, how far they are, who said how much
 *
 * Plots, each also as a table and as a file. Whatever takes long is measured in a worker,
 * kept until the project changes, and measured again only when it is looked at. Behind
 * every number are its sentences.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-keymap.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_INSIGHTS_PAGE (quoth_insights_page_get_type ())

G_DECLARE_FINAL_TYPE (QuothInsightsPage, quoth_insights_page, QUOTH, INSIGHTS_PAGE, GtkWidget)

/* signal ::say (QuothInsightsPage *self, const char *words): for a toast */

void quoth_insights_page_set_up     (QuothInsightsPage *self,
                                     QuothWorkspace    *workspace,
                                     QuothKeymap       *keymap);
/* Nothing is measured while the page is not shown. */
void quoth_insights_page_set_shown  (QuothInsightsPage *self,
                                     gboolean           shown);
void quoth_insights_page_switch_pane (QuothInsightsPage *self);
void quoth_insights_page_set_narrow (QuothInsightsPage *self,
                                     gboolean           narrow);

G_END_DECLS
