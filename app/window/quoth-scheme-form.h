/* quoth-scheme-form.h - one entry of a scheme: what it is called, looks like and means
 *
 * Texts are taken by Enter and when the keyboard leaves them, everything else at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-scheme-draft.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_SCHEME_FORM (quoth_scheme_form_get_type ())

G_DECLARE_FINAL_TYPE (QuothSchemeForm, quoth_scheme_form, QUOTH, SCHEME_FORM, GtkWidget)

GtkWidget *quoth_scheme_form_new    (QuothSchemeDraft       *draft,
                                     const QuothSchemePlace *place);
/* The entry; its strings live as long as @self. */
QuothSchemePlace quoth_scheme_form_get_place (QuothSchemeForm *self);
void       quoth_scheme_form_focus  (QuothSchemeForm        *self);
/* Takes what is being typed. */
void       quoth_scheme_form_settle (QuothSchemeForm        *self);

G_END_DECLS
