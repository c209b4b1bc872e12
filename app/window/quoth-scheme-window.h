/* quoth-scheme-window.h - the editor of the project's scheme
 *
 * A list of all entries; each opens as a form. Modal to its window, so that a change that
 * takes its time meets no other gesture. Every change is one undo.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-keymap.h"
#include "quoth-scheme-edit.h"
#include "quoth-window.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_SCHEME_WINDOW (quoth_scheme_window_get_type ())

G_DECLARE_FINAL_TYPE (QuothSchemeWindow, quoth_scheme_window, QUOTH, SCHEME_WINDOW, AdwWindow)

/* @parent: nullable, and the actions "win" of the main window come from it */
GtkWidget *quoth_scheme_window_new  (GtkWindow         *parent,
                                     QuothWorkspace    *workspace,
                                     QuothKeymap       *keymap);
void       quoth_scheme_window_open (QuothSchemeWindow *self,
                                     QuothSchemePart    part,
                                     const char        *id);

G_END_DECLS
