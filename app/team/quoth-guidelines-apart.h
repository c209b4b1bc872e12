/* quoth-guidelines-apart.h - whether annotators of an article followed different rules
 *
 * Where they did, a difference between them may be one between the rules. What is unknown is
 * no other version.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* @layers: of QuothLayer. @names: of those that are compared; NULL for all that annotators
 * work in. */
gboolean quoth_guidelines_are_apart (GPtrArray          *layers,
                                     const char *const  *names);

G_END_DECLS
