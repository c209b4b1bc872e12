/* quoth-guidelines-hint.h - under which version of the guidelines the open layer was made
 *
 * A row that is there while that is known; where another version stands now, it says so, and
 * shows what changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_GUIDELINES_HINT (quoth_guidelines_hint_get_type ())

G_DECLARE_FINAL_TYPE (QuothGuidelinesHint, quoth_guidelines_hint, QUOTH, GUIDELINES_HINT,
                      AdwPreferencesGroup)

GtkWidget *quoth_guidelines_hint_new    (void);
/* A window with what one version says that another does not, both by their ids; nothing where
 * one of them is unknown. */
void       quoth_guidelines_hint_show_changes (GtkWidget  *widget,
                                               QuothProject *project,
                                               const char *before,
                                               const char *after);
/* Reads anew what is known of the workspace's layer; cheap enough after every gesture. */
void       quoth_guidelines_hint_follow (QuothGuidelinesHint *self,
                                         QuothWorkspace      *workspace);

G_END_DECLS
