/* quoth-window-versions.h - versions of an article: the ways from one to the other
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-import.h"
#include "quoth-window.h"

G_BEGIN_DECLS

void     quoth_window_versions_set_up      (QuothWindow             *window);
/* Called with the other actions: when the project or the article changes. */
void     quoth_window_versions_update      (QuothWindow             *window,
                                            gboolean                 writable);
/* Whether the banner says that an older version is shown. */
gboolean quoth_window_versions_show_banner (QuothWindow             *window);
/* Whether it asks if the only article that an import brought is a corrected text. */
gboolean quoth_window_versions_offer       (QuothWindow             *window,
                                            const QuothImportReport *report);

G_END_DECLS
