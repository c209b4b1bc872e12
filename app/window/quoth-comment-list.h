/* quoth-comment-list.h - comments, to read, to write and to resolve
 *
 * Those on the active annotation, or all of the open article. Every gesture on them is
 * one command, as those on annotations are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_COMMENT_LIST (quoth_comment_list_get_type ())

G_DECLARE_FINAL_TYPE (QuothCommentList, quoth_comment_list, QUOTH, COMMENT_LIST, GtkWidget)

/* signal ::counted (guint n_open) */

GtkWidget *quoth_comment_list_new     (gboolean          whole_article);
void       quoth_comment_list_set_workspace (QuothCommentList *self,
                                             QuothWorkspace   *workspace);
/* Puts the cursor where a new comment is written. */
void       quoth_comment_list_write   (QuothCommentList *self);
/* Commits what is half typed, each where it belongs. */
gboolean   quoth_comment_list_settle  (QuothCommentList *self);
void       quoth_comment_list_discard (QuothCommentList *self);
/* Resolves the first that is open. */
gboolean   quoth_comment_list_resolve (QuothCommentList *self);

G_END_DECLS
