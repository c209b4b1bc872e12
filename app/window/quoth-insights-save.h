/* quoth-insights-save.h - a plot to a file that somebody chooses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "quoth-plot.h"

G_BEGIN_DECLS

/* @suffix: "svg", "png" or "csv". What @plot is now is written, whatever becomes of it. */
void     quoth_insights_save_async  (GtkWindow           *parent,
                                     const QuothPlot     *plot,
                                     const char          *suffix,
                                     GAsyncReadyCallback  callback,
                                     gpointer             user_data);
gboolean quoth_insights_save_finish (GAsyncResult        *result,
                                     GError             **error);
char    *quoth_insights_save_dup_name (const QuothPlot   *plot,
                                       const char        *suffix);

G_END_DECLS
