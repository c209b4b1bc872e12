/* quoth-guidelines-section.h - what the guidelines say of one type
 *
 * Guidelines are Markdown; a heading that names a type begins what is said of it, up to
 * the next heading of its level or above.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *quoth_guidelines_dup_section (const char        *text,
                                    const char *const *names);
char *quoth_guidelines_with_example (const char        *text,
                                     const char *const *names,
                                     const char        *example);
char *quoth_guidelines_escape      (const char        *words);

G_END_DECLS
