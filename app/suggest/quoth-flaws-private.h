/* quoth-flaws-private.h - the rules, on one article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-flaws.h"

G_BEGIN_DECLS

QuothFlaw *quoth_flaw_new           (QuothFlawKind     kind,
                                     QuothDocument    *document,
                                     QuothAnnotation  *annotation, /* nullable */
                                     QuothSpan         span,
                                     const char       *detail);
/* All but namesakes, in no order. */
GPtrArray *quoth_flaws_in_document  (QuothDocument    *document,
                                     QuothRegistry    *registry);
/* The words of a mention on one line, when they are a name; else NULL. */
char      *quoth_flaws_dup_name     (QuothDocument    *document,
                                     QuothAnnotation  *mention);

G_END_DECLS
