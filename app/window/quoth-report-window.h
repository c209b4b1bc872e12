/* quoth-report-window.h - a list of what was refused, lost or found, to read and copy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "quoth-import.h"

G_BEGIN_DECLS

/* @lines: strv; shown as selectable text */
void quoth_report_window_show        (GtkWindow               *parent,
                                      const char              *title,
                                      const char              *summary,
                                      const char *const       *lines);
void quoth_report_window_show_import (GtkWindow               *parent,
                                      const QuothImportReport *report);
void quoth_report_window_show_preview (GtkWindow               *parent,
                                       const QuothImportReport *report);

G_END_DECLS
