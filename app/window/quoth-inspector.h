/* quoth-inspector.h - the right pane: the active annotation, else the whole article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-keymap.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_INSPECTOR (quoth_inspector_get_type ())

G_DECLARE_FINAL_TYPE (QuothInspector, quoth_inspector, QUOTH, INSPECTOR, GtkWidget)

void quoth_inspector_set_workspace (QuothInspector *self,
                                    QuothWorkspace *workspace,
                                    QuothKeymap    *keymap);
void quoth_inspector_focus_note    (QuothInspector *self);
void quoth_inspector_focus_attribute (QuothInspector *self,
                                      const char     *attribute);
/* Where a comment on the active annotation, else on the article, is written. */
void quoth_inspector_write_comment (QuothInspector *self);
/* Commits what is half typed there, before the project is closed. */
gboolean quoth_inspector_settle (QuothInspector *self);
void quoth_inspector_discard_comments (QuothInspector *self);
gboolean quoth_inspector_resolve_comment (QuothInspector *self);

G_END_DECLS
