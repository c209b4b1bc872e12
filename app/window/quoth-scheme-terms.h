/* quoth-scheme-terms.h - what the scheme editor calls things
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-scheme-migrate.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;
  const char *name; /* N_() */
} QuothNamedChoice;

/* By QuothTypeKind and QuothAttributeKind; their ids are not used. */
extern const QuothNamedChoice quoth_type_kind_choices[3];
extern const QuothNamedChoice quoth_attribute_kind_choices[6];
/* What mentions of a type are registered as. */
extern const QuothNamedChoice quoth_entity_kind_choices[6];
/* "#rrggbb" and its name: all can be told from each other, and seen in light and dark. */
extern const QuothNamedChoice quoth_color_choices[19];

/* Position of @id, or -1. */
int   quoth_named_choice_find         (const QuothNamedChoice    *choices,
                                       guint                      n_choices,
                                       const char                *id);
char *quoth_scheme_terms_problem      (const QuothSchemeProblem  *problem);
char *quoth_scheme_terms_entry        (QuothScheme               *scheme,
                                       const QuothSchemePlace    *place);
char *quoth_scheme_terms_uses         (const QuothSchemePlace    *place,
                                       const QuothUseCounts      *counts);

G_END_DECLS
