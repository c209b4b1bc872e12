/* quoth-command-private.h - changes of any kind, for the file that reads them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "quoth-command.h"

G_BEGIN_DECLS

void quoth_record_unref       (QuothRecordKind  kind,
                               gpointer         record);
/* What does not differ is no change. */
void quoth_command_add_change (QuothCommand    *self,
                               QuothRecordKind  kind,
                               const char      *article,
                               gpointer         before,
                               gpointer         after);

G_END_DECLS
