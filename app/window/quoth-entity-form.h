/* quoth-entity-form.h - one registry entry: its names, its kind, its identity
 *
 * Every change is one command. Text is applied on Enter or when its row loses the
 * keyboard.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-workspace.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_ENTITY_FORM (quoth_entity_form_get_type ())

G_DECLARE_FINAL_TYPE (QuothEntityForm, quoth_entity_form, QUOTH, ENTITY_FORM, GtkWidget)

/* signal ::failed (GError *error) */

GtkWidget *quoth_entity_form_new        (void);
/* @entity: nullable */
void       quoth_entity_form_set_entity (QuothEntityForm *self,
                                         QuothWorkspace  *workspace,
                                         QuothEntity     *entity);

G_END_DECLS
