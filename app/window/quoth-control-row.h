/* quoth-control-row.h - a row that is its switch, number or check mark
 *
 * An AdwActionRow with one control. The keyboard stops at the control alone, which says what
 * it is and how it stands; a plain row would be a second stop before it that says less. A
 * click anywhere on the row still goes to the control.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define QUOTH_TYPE_CONTROL_ROW (quoth_control_row_get_type ())

G_DECLARE_FINAL_TYPE (QuothControlRow, quoth_control_row, QUOTH, CONTROL_ROW, AdwActionRow)

GtkWidget *quoth_control_row_new (void);

G_END_DECLS
