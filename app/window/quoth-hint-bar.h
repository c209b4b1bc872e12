/* quoth-hint-bar.h - the keys that mean something right now
 *
 * A row of chips under the article: the scheme's types for a selection, the numbered
 * speakers for a claim, the persons for a mention. Each can be clicked; each shows its
 * key. Rebuilt only when what it shows changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-keymap.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_HINT_BAR (quoth_hint_bar_get_type ())

G_DECLARE_FINAL_TYPE (QuothHintBar, quoth_hint_bar, QUOTH, HINT_BAR, GtkWidget)

GtkWidget *quoth_hint_bar_new    (void);
void       quoth_hint_bar_set_up (QuothHintBar   *self,
                                  QuothWorkspace *workspace,
                                  QuothKeymap    *keymap);
void       quoth_hint_bar_update (QuothHintBar   *self,
                                  gboolean        has_selection);

G_END_DECLS
