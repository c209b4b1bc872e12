/* quoth-scheme-list.h - all types, attributes and links of a scheme, to open one or add one
 *
 * Enter opens an entry, Alt and an arrow move it, Delete removes it. The last row of each
 * list adds an entry by its name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-scheme-draft.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_SCHEME_LIST (quoth_scheme_list_get_type ())

G_DECLARE_FINAL_TYPE (QuothSchemeList, quoth_scheme_list, QUOTH, SCHEME_LIST, GtkWidget)

/* signal ::open (guint part, const char *id) */

GtkWidget *quoth_scheme_list_new   (QuothSchemeDraft *draft);
/* Gives the keyboard to an entry; @id NULL: to the first one. */
void       quoth_scheme_list_focus (QuothSchemeList  *self,
                                    QuothSchemePart   part,
                                    const char       *id);

G_END_DECLS
