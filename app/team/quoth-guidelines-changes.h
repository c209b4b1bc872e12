/* quoth-guidelines-changes.h - what one version of the guidelines says that another does not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Lines: what went after "−", what came after "+", each below the heading it stands under. */
char **quoth_guidelines_dup_changes (const char *before,
                                     const char *after);

G_END_DECLS
