/* quoth-review-letters.h - which annotator is A, which is B
 *
 * Letters stand for names while somebody reviews. Their first order tells nothing about
 * the names. A layer that comes later gets the next letter, and one that has gone keeps
 * its own: nobody is ever renamed. The order is kept in the project file, article by
 * article; it is no part of what is exported or sent around.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-project.h"

G_BEGIN_DECLS

char   **quoth_review_letters_list (QuothArticleData   *data,
                                    const char *const  *known);
char   **quoth_review_letters_read (QuothProject       *project,
                                    const char         *article);
gboolean quoth_review_letters_keep (QuothProject       *project,
                                    const char         *article,
                                    const char *const  *letters,
                                    GError            **error);

G_END_DECLS
