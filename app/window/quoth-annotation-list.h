/* quoth-annotation-list.h - the annotations of the open article in reading order
 *
 * The accessible truth beside the drawn one: each row says type, words, who, and
 * what is missing. At most 200 rows at a time, the page around the active one.
 * Follows the document behind the frame, changing only rows that differ.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-keymap.h"
#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ANNOTATION_LIST (quoth_annotation_list_get_type ())

G_DECLARE_FINAL_TYPE (QuothAnnotationList, quoth_annotation_list, QUOTH, ANNOTATION_LIST, GtkWidget)

void quoth_annotation_list_set_workspace (QuothAnnotationList *self,
                                          QuothWorkspace      *workspace,
                                          QuothKeymap         *keymap);

G_END_DECLS
