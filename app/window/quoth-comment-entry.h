/* quoth-comment-entry.h - where a comment is typed
 *
 * On the active annotation, or on the open article. What is typed stays with what it is
 * about, whatever is shown meanwhile, and is gone from here only when it is on the disk.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_COMMENT_ENTRY (quoth_comment_entry_get_type ())

G_DECLARE_FINAL_TYPE (QuothCommentEntry, quoth_comment_entry, QUOTH, COMMENT_ENTRY, AdwEntryRow)

GtkWidget *quoth_comment_entry_new           (gboolean           whole_article);
void       quoth_comment_entry_set_workspace (QuothCommentEntry *self,
                                              QuothWorkspace    *workspace);
/* Commits what is half typed, each where it belongs. */
gboolean   quoth_comment_entry_settle        (QuothCommentEntry *self);
void       quoth_comment_entry_discard       (QuothCommentEntry *self);
/* When there is nothing to comment on any more it stays until its owner calls this. */
void       quoth_comment_entry_show_or_hide  (QuothCommentEntry *self);

G_END_DECLS
