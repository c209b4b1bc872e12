/* quoth-entity-picker.h - search as you type for a person or source
 *
 * A popover at the words it is about. Enter takes the first, digits and arrows the
 * others; what is typed can become a new entry, named or not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "quoth-registry.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ENTITY_PICKER (quoth_entity_picker_get_type ())

G_DECLARE_FINAL_TYPE (QuothEntityPicker, quoth_entity_picker, QUOTH, ENTITY_PICKER, GtkPopover)

/* signal ::picked (const char *entity)
 * signal ::create (const char *name, gboolean unnamed) */

GtkWidget *quoth_entity_picker_new  (void);
/* @kind: nullable, the kind of entity wanted; @words: what the text says. */
void       quoth_entity_picker_open (QuothEntityPicker  *self,
                                     QuothRegistry      *registry,
                                     const char         *kind,
                                     const char         *words,
                                     const GdkRectangle *place);
/* Lists anew without popping up: for a menu button, which does that itself. */
void       quoth_entity_picker_fill (QuothEntityPicker  *self,
                                     QuothRegistry      *registry,
                                     const char         *kind,
                                     const char         *words);
/* Only what is there can be chosen, without the entry @left_out (nullable). */
void       quoth_entity_picker_set_only_known (QuothEntityPicker *self,
                                               const char        *left_out);

G_END_DECLS
