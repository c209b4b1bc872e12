/* quoth-hints.h - which keys mean something right now
 *
 * A pure function of the workspace: what the hint bar shows, and in which order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-keymap.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

typedef struct
{
  char       *key;     /* its label; "" when it has none */
  char       *label;
  char       *color;   /* nullable: "#rrggbb" */
  const char *action;
  GVariant   *target;  /* nullable */
  gboolean    checked;
} QuothHint;

GPtrArray *quoth_hints_list (QuothWorkspace *workspace,
                             QuothKeymap    *keymap,
                             gboolean        has_selection);

G_END_DECLS
