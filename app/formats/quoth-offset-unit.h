/* quoth-offset-unit.h - in what the numbers of a file count
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-text.h"

G_BEGIN_DECLS

typedef enum
{
  QUOTH_OFFSET_CODE_POINTS,
  QUOTH_OFFSET_UTF16,
  QUOTH_OFFSET_BYTES
} QuothOffsetUnit;

const char *quoth_offset_unit_name (QuothOffsetUnit  unit);
guint      *quoth_offset_unit_map  (QuothText       *text,
                                    QuothOffsetUnit  unit,
                                    gboolean         pairs,
                                    gboolean         mark);
gboolean    quoth_offset_unit_find (const guint     *map,
                                    guint            length,
                                    guint            unit,
                                    guint           *out_offset);

G_END_DECLS
