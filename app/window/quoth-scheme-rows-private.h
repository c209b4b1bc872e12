/* quoth-scheme-rows-private.h - what the rows of the scheme editor share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-scheme-rows.h"

G_BEGIN_DECLS

/* What a row knows; it is freed with its widget. */
typedef struct
{
  QuothSchemeDraft *draft;   /* owned */
  QuothSchemePlace  place;   /* its strings are owned */
  QuothSchemeField  field;
  gboolean          filling; /* the row is being set, not used */
  char             *shown;   /* of texts: what the draft says */
} QuothSchemeRow;

QuothSchemeRow *_quoth_scheme_row_attach (GtkWidget              *widget,
                                          QuothSchemeDraft       *draft,
                                          const QuothSchemePlace *place,
                                          QuothSchemeField        field,
                                          GCallback               changed);
QuothSchemeRow *_quoth_scheme_row_get    (GtkWidget              *widget);
QuothScheme    *_quoth_scheme_row_scheme (QuothSchemeRow         *row);

G_END_DECLS
