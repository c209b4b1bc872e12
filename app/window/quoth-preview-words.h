/* quoth-preview-words.h - what a preview says of the first article
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <pango/pango.h>

#include "quoth-import-preview.h"

G_BEGIN_DECLS

PangoAttrList *quoth_preview_words_underline (const QuothImportPreview *preview);
char          *quoth_preview_words_list      (const QuothImportPreview *preview);

G_END_DECLS
