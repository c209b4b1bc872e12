/* quoth-format-options.h - what a format can be asked for, as rows
 *
 * A group of rows made from what the format says of its own options; hidden while it
 * offers none. What is chosen is remembered for each format.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-format.h"

G_BEGIN_DECLS

#define QUOTH_TYPE_FORMAT_OPTIONS (quoth_format_options_get_type ())

/* Signal "changed": somebody has chosen otherwise. */
G_DECLARE_FINAL_TYPE (QuothFormatOptions, quoth_format_options, QUOTH, FORMAT_OPTIONS,
                      AdwPreferencesGroup)

/* @settings: where the choices are remembered. */
void            quoth_format_options_show      (QuothFormatOptions *self,
                                                const QuothFormat  *format,
                                                GSettings          *settings);
QuothWriteFlags quoth_format_options_get_flags (QuothFormatOptions *self);

G_END_DECLS
