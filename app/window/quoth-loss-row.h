/* quoth-loss-row.h - says what formats cannot hold, before anything is written
 *
 * A row that looks through the corpus behind the window, as soon as choices have been still for
 * a moment, counts what would be left out, and lists it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-export.h"

G_BEGIN_DECLS

/* What shall be written, with all it points to. */
typedef struct
{
  char            **formats; /* names; not empty */
  QuothWriteFlags  *flags;   /* one per format */
  char            **layers;  /* nullable: all */
  QuothZoneChoice   zones;
  gboolean          without_text;
  gboolean          without_remarks;
} QuothLossQuestion;

void quoth_loss_question_free (QuothLossQuestion *self);

#define QUOTH_TYPE_LOSS_ROW (quoth_loss_row_get_type ())

G_DECLARE_FINAL_TYPE (QuothLossRow, quoth_loss_row, QUOTH, LOSS_ROW, AdwActionRow)

void quoth_loss_row_ask (QuothLossRow      *self,
                         QuothProject      *project,
                         QuothLossQuestion *question);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QuothLossQuestion, quoth_loss_question_free)

G_END_DECLS
