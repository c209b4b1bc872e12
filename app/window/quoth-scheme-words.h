/* quoth-scheme-words.h - the default scheme in the user's language
 *
 * A new project that is made in the window speaks the language of who makes it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-scheme.h"

G_BEGIN_DECLS

QuothScheme *quoth_scheme_words_new (void);

G_END_DECLS
