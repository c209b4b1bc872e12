/* quoth-import-one.h - the text of one article from a file, without importing it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-format.h"

G_BEGIN_DECLS

QuothArticleData *quoth_import_read_one (const char              *path,
                                         const char              *format,
                                         const QuothReadOptions  *options,
                                         QuothProgress           *progress,
                                         GError                 **error);

G_END_DECLS
