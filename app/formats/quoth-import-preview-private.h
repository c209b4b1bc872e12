/* quoth-import-preview-private.h - what can be told of a file without reading it as anything
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-import-preview.h"

G_BEGIN_DECLS

void quoth_import_preview_note_first (QuothImportPreview *self,
                                      const QuothUnit    *unit,
                                      const char         *encoding);

G_END_DECLS
