/* quoth-annotate-actions-private.h - what all gestures of the article page are about
 *
 * The actions stand in two files: those that look and mark, and those that change what is
 * marked. Both are handed the same target.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-annotate-actions.h"

G_BEGIN_DECLS

typedef struct
{
  QuothWorkspace   *workspace; /* borrowed, as the view: the page owns all three */
  QuothArticleView *view;
  guint             n_failed;  /* of the workspace, before the action */
} QuothAnnotateTarget;

/* Adds what changes the active annotation; @target must outlive @map. */
void _quoth_annotate_changes_add (GActionMap          *map,
                                  QuothAnnotateTarget *target);

G_END_DECLS
